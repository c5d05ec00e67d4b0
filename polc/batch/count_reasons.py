"""Why rows were refused, counted: one reason for all rows that differ only in what they hold.

In: what the rows of persons came to. Out: by code, place and sentence a `RefusalReason`; what two
parts of a run counted is added up in any order, and goes to JSON and back; a report tells it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from polc.batch.person_outcome import RefusedRow
from polc.messages.text import Language, Text, say, tell
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


def reasons_to_report(found: Mapping[ReasonKey, RefusalReason]) -> list[dict[str, Any]]:
    """As the JSON of a report has it, the most frequent first; the sentence is that of the first
    row."""
    return [
        {
            "code": code,
            "place": place or None,
            "rows": told.count,
            "first_row": told.row,
            "reason": {"en": told.english, "zh": told.chinese},
        }
        for (code, place, _), told in _in_order(found)
    ]


def tell_reasons(found: Mapping[ReasonKey, RefusalReason], language: Language) -> list[Text]:
    """The same, a sentence each."""
    sentences = []
    for (_, place, _), told in _in_order(found):
        why = told.chinese if language == "zh" else told.english
        sentences.append(_tell_reason(told, place, why))
    return sentences


def _tell_reason(told: RefusalReason, place: str, why: str) -> Text:
    """How many, where, and what is wrong with the first; of one row it is the first and last."""
    count, row = str(told.count), str(told.row)
    match told.row is None, told.count == 1, bool(place):
        case True, True, _:
            return say("1 person without rows: {why}", why=why)
        case True, False, _:
            return say("{count} persons without rows: {why}", count=count, why=why)
        case False, True, True:
            return say("1 row for `{place}`, data row {row}: {why}", place=place, row=row, why=why)
        case False, True, False:
            return say("1 row, data row {row}: {why}", row=row, why=why)
        case False, False, True:
            return say(
                "{count} rows for `{place}`, first at data row {row}: {why}",
                count=count, place=place, row=row, why=why,
            )  # fmt: skip
        case _:
            return say(
                "{count} rows, first at data row {row}: {why}", count=count, row=row, why=why
            )


def _in_order(found: Mapping[ReasonKey, RefusalReason]) -> list[tuple[ReasonKey, RefusalReason]]:
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
