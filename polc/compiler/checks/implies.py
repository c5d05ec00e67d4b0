"""Whether one condition implies another, by what is written.

In: conditions, or a table and conditions. Out: yes where no case meets the first and not the
second, where none fails it, or none meets it; no where that is not seen from comparisons of one
value with figures, people, and, or, not.
"""

from collections.abc import Iterable
from itertools import combinations, permutations
from operator import is_not
from typing import Any

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.typed.nodes.values import (
    GOVERNING_DAY,
    ComparisonOf,
    Either,
    Every,
    FieldValue,
    Figure,
    Held,
    Lookup,
    Not,
    ParameterValue,
    TallyValue,
    Typed,
    field_of,
)
from polc.records.evolve import evolve
from polc.records.frozen import fields_of

_END = 10**20
"""Beyond every figure that a value may have."""

_WHOLE = ("money", "count", "days", "date")
"""What a case gives of these is so many fen, times or days."""

Span = tuple[int, int]
"""From which figure to which, both included, twice as large as written: a value may lie between
two figures."""


def implies(first: Typed, second: Typed) -> bool:
    """Whether the second holds wherever the first does; both without origins."""
    if first == second:
        return True
    found, asked = _spans(first), _spans(second)
    if found is not None and asked is not None and found[0] == asked[0]:
        return all(_lies_in(span, asked[1]) for span in found[1])
    match first, second:
        case (_, Every()):
            return all(implies(first, part) for part in second.parts)
        case (Either(), _):
            return all(implies(part, second) for part in first.parts)
        case (Every(), _) if any(implies(part, second) for part in first.parts):
            return True
        case (_, Either()):
            return any(implies(first, part) for part in second.parts)
        case (Not(), Not()):
            return implies(second.part, first.part)
        case (Held(), Held()):
            same = (first.on, first.reaching) == (second.on, second.reaching)
            return same and set(first.members) <= set(second.members)
        case _:
            return False


def excludes(first: Typed, second: Typed) -> bool:
    """Whether the second holds nowhere that the first does; both without origins."""
    found, asked = _spans(first), _spans(second)
    if found is not None and asked is not None and found[0] == asked[0]:
        return not _is_met(found[0], _both(found[1], asked[1]))
    match first, second:
        case (Either(), _):
            return all(excludes(part, second) for part in first.parts)
        case (_, Either()):
            return all(excludes(first, part) for part in second.parts)
        case (Every(), _) if any(excludes(part, second) for part in first.parts):
            return True
        case (_, Every()):
            return any(excludes(first, part) for part in second.parts)
        case (_, Not()) if implies(first, second.part):
            return True
        case (Not(), _):
            return implies(second, first.part)
        case _:
            return False


def holds_always(condition: Typed) -> bool:
    """Whether no figure fails it: an input, a parameter or a running sum is never below zero."""
    found = _spans(condition)
    if found is None or not isinstance(found[0], FieldValue | ParameterValue | TallyValue):
        return False
    if _may_be_none(found[0]):
        return False
    return found[0].kind in ("money", "count", "days") and _lies_in((0, _END), found[1])


def has_every_case(condition: Typed) -> bool:
    """Whether of two of its parts one holds wherever the other fails; without origins."""
    if not isinstance(condition, Either):
        return False
    return any(implies(Not(first), second) for first, second in permutations(condition.parts, 2))


def holds_never(condition: Typed) -> bool:
    """Whether no figure meets it, or no claim two of its parts; without origins."""
    found = _spans(condition)
    if found is not None and not _is_met(*found):
        return True
    if not isinstance(condition, Every):
        return False
    return any(excludes(first, second) for first, second in combinations(condition.parts, 2))


def has_every_line(table: Lookup, conditions: Iterable[Typed]) -> bool:
    """Whether a table has a line for every figure of its key with which all of the conditions
    hold."""
    if table.key is None:
        return False
    key, asked = without_origins(table.key), [(-_END, _END)]
    for condition in conditions:
        found = _spans(without_origins(condition))
        if found is not None and found[0] == key:
            asked = _both(asked, found[1])
    field = field_of(table.key)
    words = range(2 if field.kind == "flag" else len(field.choices)) if field is not None else ()
    if words:
        return all(
            any(row.has(word) for row in table.rows)
            for word in words
            if _lies_in((2 * word, 2 * word), asked)
        )
    if isinstance(table.key, FieldValue):
        asked = _both(asked, [(0, _END)])
    # Between two figures of a table lies none: its ends are whole fen, days, or numbers.
    lines = [
        (-_END if low is None else 2 * low, _END if high is None else 2 * high + 1)
        for row in table.rows
        for low, high in row.ranges
    ]
    covered = _joined(lines, [])
    return all(_lies_in(span, covered) for span in asked)


def without_origins(value: Any) -> Any:
    """A typed value that is equal to another wherever both say the same."""
    if isinstance(value, Origin):
        return NO_ORIGIN
    if isinstance(value, tuple):
        parts = tuple(map(without_origins, value))
        return parts if any(map(is_not, parts, value)) else value
    bare = {}
    kind: Any = type(value)
    for field in fields_of(kind):
        part = getattr(value, field.name)
        if not isinstance(part, str | int | None):
            without = without_origins(part)
            if without is not part:
                bare[field.name] = without
    return evolve(value, **bare) if bare else value


def _spans(condition: Typed) -> tuple[Typed, list[Span]] | None:
    """The value that a condition compares with figures, and for which of its figures it holds,
    in order; None where it asks something else or several values."""
    match condition:
        case ComparisonOf(right=Figure() as figure):
            return condition.left, _of_comparison(condition.op, 2 * figure.value)
        case Not():
            inner = _spans(condition.part)
            # A day that never comes is neither before a day nor after it; that of a claim comes.
            if inner is None or (inner[0].kind == "date" and inner[0] != GOVERNING_DAY):
                return None
            if _may_be_none(inner[0]):
                return None
            return inner[0], _outside(inner[1])
        case Either() | Every():
            parts = [_spans(part) for part in condition.parts]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts) or any(part[0] != known[0][0] for part in known):
                return None
            spans = known[0][1]
            for _, more in known[1:]:
                spans = (
                    _joined(spans, more) if isinstance(condition, Either) else _both(spans, more)
                )
            return known[0][0], spans
        case _:
            return None


def _may_be_none(value: Typed) -> bool:
    """Whether a case may have none of it: every comparison with it is false then."""
    field = field_of(value)
    return field is not None and field.optional


def _of_comparison(op: str, figure: int) -> list[Span]:
    match op:
        case "ge":
            return [(figure, _END)]
        case "gt":
            return [(figure + 1, _END)]
        case "le":
            return [(-_END, figure)]
        case "lt":
            return [(-_END, figure - 1)]
        case _:
            return [(figure, figure)]


def _joined(first: list[Span], second: list[Span]) -> list[Span]:
    found: list[Span] = []
    for low, high in sorted((*first, *second)):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def _outside(spans: list[Span]) -> list[Span]:
    found, start = [], -_END
    for low, high in spans:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    return [*found, (start, _END)] if start <= _END else found


def _both(first: list[Span], second: list[Span]) -> list[Span]:
    found = [
        (max(low, other_low), min(high, other_high))
        for low, high in first
        for other_low, other_high in second
    ]
    return [(low, high) for low, high in found if low <= high]


def _is_met(value: Typed, spans: list[Span]) -> bool:
    """Whether the value may be in one of the spans: what is given or counted is whole."""
    whole = isinstance(value, FieldValue | TallyValue) and value.kind in _WHOLE
    return any(not whole or low < high or low % 2 == 0 for low, high in spans)


def _lies_in(span: Span, spans: list[Span]) -> bool:
    return any(low <= span[0] and span[1] <= high for low, high in spans)
