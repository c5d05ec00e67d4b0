"""Why rows were refused, counted: one reason for all rows that differ only in what they hold.

In: what the rows of persons came to. Out: by code, place and sentence a `RefusalReason`; what two
parts of a run counted is added up in any order, and goes to JSON and back.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.batch.person_outcome import RefusedRow
from polc.messages.text import Text, tell
from polc.records.frozen import frozen

_NUMBER: Final = re.compile(r"\[\d+\]")
"""Which claim of a case it is."""

ReasonKey = tuple[str, str, str]
"""The code; the column or the place in the case, of whichever claim; the sentence without what a
row holds."""


@frozen
class RefusalReason:
    """How many rows are refused so; the first of them (None: they are persons without rows), and
    what is wrong with it in both languages."""

    count: int
    row: int | None
    english: str
    chinese: str


ReasonCounts = dict[ReasonKey, RefusalReason]


def count_reasons(found: ReasonCounts, refused: Iterable[RefusedRow]) -> None:
    """Adds the rows of a person; one that has the same wrong twice is counted once."""
    seen = set()
    for row in refused:
        key = (row.code, _NUMBER.sub("[]", row.place), _shape_of(row.why))
        if (row.row, key) in seen:
            continue
        seen.add((row.row, key))
        known = found.get(key)
        if known is not None and _order(known.row) <= _order(row.row):
            found[key] = RefusalReason(known.count + 1, known.row, known.english, known.chinese)
            continue
        chinese = str(tell(row.why, "zh"))
        count = 1 if known is None else known.count + 1
        found[key] = RefusalReason(count, row.row, str(row.why), chinese)


def add_reasons(found: ReasonCounts, more: Mapping[ReasonKey, RefusalReason]) -> None:
    """Adds what more of the run counted."""
    for key, reason in more.items():
        known = found.get(key)
        if known is None:
            found[key] = reason
            continue
        first = min(known, reason, key=lambda told: _order(told.row))
        count = known.count + reason.count
        found[key] = RefusalReason(count, first.row, first.english, first.chinese)


def reasons_to_state(found: Mapping[ReasonKey, RefusalReason]) -> list[list[Any]]:
    """As JSON has it."""
    return [[*key, told.count, told.row, told.english, told.chinese] for key, told in found.items()]


def reasons_of_state(state: Iterable[list[Any]]) -> ReasonCounts:
    """What `reasons_to_state` gave."""
    return {
        (code, place, shape): RefusalReason(count, row, english, chinese)
        for code, place, shape, count, row, english, chinese in state
    }


def in_order(found: Mapping[ReasonKey, RefusalReason]) -> list[tuple[ReasonKey, RefusalReason]]:
    """The most frequent first."""
    return sorted(found.items(), key=lambda kept: (-kept[1].count, kept[0]))


def _order(row: int | None) -> tuple[bool, int]:
    """Persons without rows come last."""
    return row is None, row or 0


def _shape_of(why: str) -> str:
    """The sentence with its places; what a policy's own sentence says stands in none."""
    if not isinstance(why, Text):
        return ""
    shape = why.template
    for name, argument in why.arguments.items():
        if isinstance(argument, Text):
            shape = shape.replace(f"{{{name}}}", _shape_of(argument))
    return shape
