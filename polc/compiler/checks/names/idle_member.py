"""A member of a group under choices under which nothing asks the group.

In: a context. Out: a `line_without_effect` at the member: every line that names the group stands
under other choices of the reading. What stands in the group under a choice that is asked too is
not told again.
"""

from collections.abc import Iterable, Iterator, Mapping

from polc.compiler.checks.asked_words import is_asked
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import held_parts
from polc.compiler.syntax.nodes.examples import Examples
from polc.compiler.syntax.nodes.items import Group, GroupMember, Pool, Tally
from polc.compiler.syntax.nodes.statements import Reading
from polc.compiler.syntax.nodes.values import Name, RowSyntax, Table, Where
from polc.messages.text import say

Choices = Mapping[str, frozenset[str]]
"""Of each reading that something hangs on the choices under which it stands."""


def check_idle_member(context: CheckContext) -> None:
    """Warns once for each such member of the policy's own groups."""
    groups = [node for node in context.own_items(Group) if any(map(_chosen, node.members))]
    if not groups:
        return
    uses = _find_uses(context)
    for group in groups:
        asked = uses.get(group.name.text, [])
        idle = [member for member in group.members if _is_idle(context, member, asked)]
        standing = {member.name.text for member in group.members if member not in idle}
        for member in idle:
            if asked and member.name.text not in standing:
                context.own.warning(
                    "line_without_effect",
                    say(
                        "this member has no effect: what names the group stands under other choices"
                    ),
                    member.span,
                    say("take it out, or name the choices that are meant"),
                    subject=member.name.text,
                )


def _chosen(member: GroupMember) -> Where | None:
    return member.where


def _is_idle(context: CheckContext, member: GroupMember, asked: list[Choices]) -> bool:
    if member.where is None:
        return False
    own = _narrow(context, member.where, {})
    return all(
        name in outer and not outer[name] & choices
        for outer in asked
        for name, choices in own.items()
    )


def _find_uses(context: CheckContext) -> dict[str, list[Choices]]:
    """Of each group the choices under which a line names it; of what another group has as its
    member those of that group too."""
    groups = {at.item.name.text for at in context.located if isinstance(at.item, Group)}
    found: dict[str, list[Choices]] = {}
    inside: list[tuple[str, str, Choices]] = []
    for located in context.located:
        item = located.item
        if isinstance(item, Group):
            for member in item.members:
                name = _id_of(context, member.name)
                if name in groups:
                    own = {} if member.where is None else _narrow(context, member.where, {})
                    inside.append((name, item.name.text, own))
        elif not isinstance(item, Examples) and not _is_unused(context, item):
            for name, outer in _names_of(context, item, groups):
                if name in groups:
                    uses = found.setdefault(name, [])
                    if outer not in uses:
                        uses.append(outer)
    grows = True
    while grows:
        grows = False
        for group, around, own in inside:
            for outer in found.get(around, []):
                both = _join(outer, own)
                if both not in found.setdefault(group, []):
                    found[group].append(both)
                    grows = True
    return found


def _is_unused(context: CheckContext, item: object) -> bool:
    """Whether it is a tally or a pool that no rule asks, so that nobody asks what it says."""
    return isinstance(item, Tally | Pool) and not is_asked(item, context.asked_words, context.scope)


def _names_of(
    context: CheckContext, item: object, groups: set[str]
) -> Iterable[tuple[str, Choices]]:
    """The same of an item; of one that names no group none."""
    names = [_id_of(context, name) for name in context.parts(item, Name)]
    if groups.isdisjoint(names):
        return ()
    if context.has_any(item, Where, Table):
        return _names_in(context, item, {})
    return ((name, {}) for name in names)


def _names_in(context: CheckContext, node: object, outer: Choices) -> Iterator[tuple[str, Choices]]:
    """The id of every name in a node, with the choices under which it stands."""
    where = getattr(node, "where", None)
    if isinstance(where, Where):
        outer = _narrow(context, where, outer)
    for part in held_parts(node):
        if isinstance(part, Name):
            yield _id_of(context, part), outer
        elif isinstance(node, Table) and node.by is not None and isinstance(part, tuple):
            for row in part:
                yield from _names_in(context, row, _narrow_row(context, row, node.by, outer))
        elif not isinstance(part, Where):
            yield from _names_in(context, part, outer)


def _narrow_row(context: CheckContext, row: object, by: Name, outer: Choices) -> Choices:
    reading = context.find_reading(by)
    if reading is None or not isinstance(row, RowSyntax):
        return outer
    names = [key.name for key in row.keys if key.name is not None]
    return _join(outer, {reading.name.text: _choices(reading, names)}) if names else outer


def _narrow(context: CheckContext, where: Where, outer: Choices) -> Choices:
    reading = context.find_reading(where.reading)
    if reading is None:
        return outer
    return _join(outer, {reading.name.text: _choices(reading, [*where.choices])})


def _join(first: Choices, second: Choices) -> Choices:
    """The choices under which both stand."""
    both = {name: first[name] & choices for name, choices in second.items() if name in first}
    return {**first, **second, **both}


def _choices(reading: Reading, names: list[Name]) -> frozenset[str]:
    words = {name.text for name in names}
    return frozenset(
        choice.name.text
        for choice in reading.choices
        if {choice.name.text, choice.title} & words and choice.name.text in reading.settled
    )


def _id_of(context: CheckContext, name: Name) -> str:
    symbol = context.scope.words.get(name.text)
    return name.text if symbol is None else symbol.id
