"""A group that no rule asks.

In: a subject. Out: an `unused_group` at its name; what only examples say is not used, and
neither the identity of its name nor the group itself uses a group.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import Group
from polc.messages.text import say


def check_unused_group(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(Group):
        tagged = context.scope.tagged.get(node.name.text)
        own = sum(member.itself for member in node.members) + (tagged is not None)
        if not context.is_said(node.name.text, node.title, 1 + own):
            message = say("no rule uses the group `{name}`", name=node.name.text)
            hint = say("name it after `for` or in a table, or take it out")
            context.own.warning(
                "unused_group", message, node.name.span, hint, subject=node.name.text
            )
