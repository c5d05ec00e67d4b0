"""A name in a list of people whom a group of the list means already.

In: a context. Out: a `said_twice` at the name: of `for monitored, marginal` each marginal person is
one of the group. A name of a recognition that reaches back says more than the group does.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.walk import walk
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.items import Group
from polc.compiler.syntax.nodes.reports import Alert, Entitlement
from polc.compiler.syntax.nodes.statements import BenefitSyntax, ForSyntax, NotForSyntax
from polc.compiler.syntax.nodes.values import Name
from polc.messages.text import say

People = frozenset[str]


def check_meant_already(context: CheckContext) -> None:
    """Warns of each in the policy's own items."""
    groups = {at.item.name.text: at.item for at in context.located if isinstance(at.item, Group)}
    if not groups:
        return
    meant: dict[str, People] = {}
    for name in groups:
        _find_meant(context, groups, name, meant)
    for item in context.own_items(BenefitSyntax, Adjust, Alert, Entitlement, Group):
        for names in _lists(item):
            _check_names(context, names, meant)


def _find_meant(
    context: CheckContext, groups: Mapping[str, Group], group: str, meant: dict[str, People]
) -> People:
    """The identities that a group means under every reading, worked out once for each group."""
    if group not in meant:
        meant[group] = frozenset()
        meant[group] = frozenset[str]().union(
            *[
                _find_meant(context, groups, name, meant)
                if name in groups and not member.itself
                else (name,)
                for member in groups[group].members
                if member.where is None
                for name in (_id_of(context, member.name),)
            ]
        )
    return meant[group]


def _lists(item: object) -> Iterator[tuple[Name, ...]]:
    """The lists of people that nothing is said of beside their names."""
    if isinstance(item, Adjust):
        yield item.people
    elif isinstance(item, Group):
        yield tuple(
            member.name for member in item.members if member.where is None and not member.itself
        )
    else:
        for part in walk(item):
            if isinstance(part, NotForSyntax):
                yield part.people
            elif isinstance(part, ForSyntax) and not part.of_classes:
                reaching = {back.people.text for back in part.reaching}
                yield tuple(name for name in part.people if name.text not in reaching)


def _check_names(
    context: CheckContext, names: tuple[Name, ...], meant: Mapping[str, People]
) -> None:
    groups = [name for name in names if _id_of(context, name) in meant]
    for name in names:
        own = _id_of(context, name)
        people = meant.get(own, frozenset({own}))
        for around in groups:
            by = _id_of(context, around)
            if by == own or not people or not people < meant[by]:
                continue
            context.own.warning(
                "said_twice",
                say("`{name}` is meant by `{group}` already", name=name.text, group=around.text),
                name.span,
                say("take one of them out"),
                (context.own.place(around.span, say("this says it already")),),
                subject=name.text,
            )
            break


def _id_of(context: CheckContext, name: Name) -> str:
    symbol = context.scope.words.get(name.text)
    return name.text if symbol is None else symbol.id
