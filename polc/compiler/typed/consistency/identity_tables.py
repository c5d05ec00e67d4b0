"""The tables by identity inside a value.

In: a typed value, the people who come to it. Out: each table, with those of them who come to it.
"""

from collections.abc import Iterator
from typing import assert_never

from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    CalendarYear,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    MonthsLater,
    MovingBands,
    MultipleOf,
    Not,
    OfStay,
    ParameterValue,
    PortionOf,
    RoundedTo,
    Running,
    Scaled,
    SumOf,
    TallyValue,
    Typed,
)


def identity_tables(
    value: Typed | None, people: frozenset[str] | None
) -> Iterator[tuple[Lookup, frozenset[str] | None]]:
    """The tables by identity inside a value, each with those of the people who come to it."""
    if not isinstance(value, Lookup):
        for part in _parts_of(value):
            yield from identity_tables(part, people)
        return
    if value.key is not None or people is None:
        if value.key is None:
            yield value, people
        for row in value.rows:
            yield from identity_tables(row.value, people)
        yield from identity_tables(value.otherwise, people)
        return
    yield value, people
    rest = people
    for row in value.rows:
        yield from identity_tables(row.value, people.intersection(row.identities))
        rest -= {identity for identity, conditions in row.members if not conditions}
    yield from identity_tables(value.otherwise, rest)


def _parts_of(value: Typed | None) -> tuple[Typed | None, ...]:
    """The values inside a value that is no table."""
    match value:
        case ByReading():
            return tuple(choice for _, choice in value.choices)
        case SumOf():
            return (value.left, value.right)
        case ExtremeOf():
            return value.parts
        case MovingBands():
            return tuple(part for row in value.rows for part in row)
        case PortionOf():
            return (value.amount, value.part, value.whole)
        case Scaled():
            return (value.amount, value.rate)
        case RoundedTo():
            return (value.value,)
        case MultipleOf():
            return (value.unit, value.count)
        case (
            None | Figure() | ParameterValue() | FieldValue() | Running() | OfStay() | LayerValue()
        ):
            return ()
        case (
            OfStay()
            | LayerValue()
            | TallyValue()
            | Held()
            | HeldSince()
            | CalendarYear()
            | MonthsLater()
            | BandsValue()
            | Lookup()
        ):
            return ()
        case ComparisonOf() | Every() | Either() | Not():
            return ()
        case _:
            assert_never(value)
