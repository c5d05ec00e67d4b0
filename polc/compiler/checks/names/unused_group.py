"""A group that no rule asks.

In: a subject. Out: an `unused_group` at its name; what only examples say is not used, and
neither the identity of its name nor the group itself uses a group, nor what no rule asks.
"""

from polc.compiler.checks.asked_words import is_asked
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import Group
from polc.messages.text import say


def check_unused_group(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(Group):
        if not is_asked(node, context.asked_words, context.scope):
            name = node.name.text
            message = say("no rule uses the group `{name}`", name=name)
            hint = say("name it after `for` or in a table, or take it out")
            context.own.warning("unused_group", message, node.name.span, hint, subject=name)
