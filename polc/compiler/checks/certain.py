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

_BEYOND: Final = 10**20
"""More than any count comes to."""


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
    figures = _figures(condition.left, program, figure)
    return {_compare(condition.op, value, figure) for value in figures}


def _figures(value: Typed, program: Program, asked_for: int) -> frozenset[int]:
    """All figures of a value, or of a count that begins with one the least, the most, and the one
    that it is compared with; none where it may have any."""
    from_one = frozenset({1, max(1, asked_for), _BEYOND})
    match value:
        case FieldValue(field=asked) if asked.name in LISTED_COUNTS and not asked.optional:
            return from_one
        case TallyValue():
            tally = next(tally for tally in program.tallies if tally.id == value.tally)
            counts_all = isinstance(tally, VisitTally) and tally.condition is None
            return from_one if counts_all else frozenset()
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
