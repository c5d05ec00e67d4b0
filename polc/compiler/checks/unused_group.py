"""A group that no rule asks.

In: a subject. Out: an `unused_group` at its name; what only examples say is not used.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes import Group
from polc.messages.text import say


def check_unused_group(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(Group):
        if not context.is_said(node.name.text, node.title):
            message = say("no rule uses the group `{name}`", name=node.name.text)
            hint = say("name it after `for` or in a table, or take it out")
            context.own.warning(
                "unused_group", message, node.name.span, hint, subject=node.name.text
            )
