"""Conditions that hold in any case, or in none, by the figures that what they compare may have.

In: a condition without origins, the program. Out: whether no case fails it, or none meets it: the
levels of hospitals and the count of all visits begin with one, the figures of a table are known.
"""

from typing import Final

from polc.compiler.checks.figures import find_figures
from polc.compiler.checks.implies import holds_always, holds_never
from polc.compiler.model.parameters import LISTED_COUNTS
from polc.compiler.typed.nodes.program import Program
from polc.compiler.typed.nodes.tallies import VisitTally
from polc.compiler.typed.nodes.values import (
    ComparisonOf,
    FieldValue,
    Figure,
    Lookup,
    TallyValue,
    Typed,
)

_FROM_ONE: Final = frozenset({1, 2, 10**20})
"""The least of a count that begins with one, and one beyond every count."""


def is_always_met(condition: Typed, program: Program) -> bool:
    """Whether no case fails it."""
    return holds_always(condition) or _outcomes(condition, program) == {True}


def is_never_met(condition: Typed, program: Program) -> bool:
    """Whether no case meets it."""
    return holds_never(condition) or _outcomes(condition, program) == {False}


def _outcomes(condition: Typed, program: Program) -> set[bool]:
    """What comparing the figures that there may be comes to; nothing where they are not known."""
    if not isinstance(condition, ComparisonOf) or not isinstance(condition.right, Figure):
        return set()
    figure = condition.right.value
    return {_compare(condition.op, value, figure) for value in _figures(condition.left, program)}


def _figures(value: Typed, program: Program) -> frozenset[int]:
    """All figures of a value, or of a count the least and the most; none where it may have any."""
    match value:
        case FieldValue(field=asked) if asked.name in LISTED_COUNTS and not asked.optional:
            return _FROM_ONE
        case TallyValue():
            tally = next(tally for tally in program.tallies if tally.id == value.tally)
            counts_all = isinstance(tally, VisitTally) and tally.condition is None
            return _FROM_ONE if counts_all else frozenset()
        case Lookup():
            parameters = {parameter.id: parameter for parameter in program.parameters}
            people = ("", *(identity.id for identity in program.identities))
            known = [find_figures(value, identity, parameters) for identity in people]
            return (
                frozenset[int]().union(*(found or () for found in known))
                if all(known)
                else frozenset()
            )
        case _:
            return frozenset()


def _compare(op: str, left: int, right: int) -> bool:
    match op:
        case "ge":
            return left >= right
        case "gt":
            return left > right
        case "le":
            return left <= right
        case "lt":
            return left < right
        case _:
            return left == right
