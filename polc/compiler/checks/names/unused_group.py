"""A group that no rule asks.

In: a subject. Out: an `unused_group` at its name; what only examples say is not used, and
neither the identity of its name nor the group itself uses a group, nor a tally that no rule
asks.
"""

from collections import Counter

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import walk
from polc.compiler.syntax.nodes.items import Group, Tally
from polc.compiler.syntax.nodes.values import Name
from polc.messages.text import say


def check_unused_group(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    said = context.words - _idle_words(context)
    for node in context.own_items(Group):
        name, tagged = node.name.text, context.scope.tagged.get(node.name.text)
        own = sum(member.itself for member in node.members) + (tagged is not None)
        by_title = node.title != name and said[node.title] > 0
        if said[name] <= 1 + own and not by_title:
            message = say("no rule uses the group `{name}`", name=name)
            hint = say("name it after `for` or in a table, or take it out")
            context.own.warning("unused_group", message, node.name.span, hint, subject=name)


def _idle_words(context: CheckContext) -> Counter[str]:
    """How often each name is said by tallies that no rule asks, in whichever file they stand."""
    items = (located.item for located in context.located)
    return Counter(
        part.text
        for tally in items
        if isinstance(tally, Tally) and not context.is_said(tally.name.text, tally.title)
        for part in walk(tally)
        if isinstance(part, Name)
    )
