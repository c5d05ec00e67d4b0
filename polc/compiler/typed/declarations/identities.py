"""Identities in the order of their bits, which is that of the rank."""

from typing import Final

from polc.compiler.model.policy import Identity
from polc.compiler.names.scope import Symbol
from polc.compiler.syntax.nodes.items import Group, IdentitySyntax, Rank
from polc.compiler.typed.context import Context
from polc.messages.text import say

MOST_IDENTITIES: Final = 62
"""So many fit a set of 64 bits, as which the plan holds what a person is."""


def order_identities(
    rank: Rank | None, context: Context
) -> tuple[tuple[Identity, ...], tuple[tuple[str, ...], ...]]:
    """All declared identities, in the order of their bits (the rank's
    first), and the rank's levels with groups expanded."""
    levels: list[tuple[str, ...]] = []
    placed: dict[str, None] = {}
    for level in rank.levels if rank is not None else ():
        people = context.names.people(level, context.findings)
        twice = [identity for identity in people if identity in placed]
        if twice:
            message = say("`{identity}` stands in the rank twice", identity=twice[0])
            context.findings.error("ranked_twice", message, level[0].span, subject=twice[0])
        levels.append(tuple(identity for identity in people if identity not in placed))
        placed.update(dict.fromkeys(people))
    for symbol in context.scope.of_kind("identity"):
        placed.setdefault(symbol.id)
        if len(placed) == MOST_IDENTITIES + 1:
            message = say("there are more than {most} identities", most=MOST_IDENTITIES)
            context.findings.error(
                "too_many_identities", message, symbol.node.name.span, subject=symbol.id
            )
    symbols = {symbol.id: symbol for symbol in context.scope.of_kind("identity")}
    return tuple(_identity(item, symbols.get(item)) for item in placed), tuple(levels)


def _identity(name: str, symbol: Symbol | None) -> Identity:
    node = symbol.node if symbol is not None else None
    if isinstance(node, IdentitySyntax):
        return Identity(name, node.title, node.grades, node.except_grades)
    return Identity(name, node.title if isinstance(node, Group) else "")
