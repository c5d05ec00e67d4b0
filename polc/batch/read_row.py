"""A row of a bureau's table as a claim of a case.

In: the texts of a row, a mapping. Out: a `BureauRow`, or every mistake of the row with its column;
nothing for a row that the mapping does not keep. Amounts go on as they are written: what is no
amount is for who reads the case to say, with the same words as of any other case.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from attrs import field

from polc.batch.mapping import CodeColumn, ColumnMapping, Divisions
from polc.batch.read_mapping import NO_IDENTITY
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.vocabulary import FIELDS

DAYS: Final = frozenset(field_.name for field_ in FIELDS if field_.kind == "date")
"""Fields that are days: a time of day behind one is left out, but of the settlement."""

_DAY = re.compile(
    r"(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.0+)?)?"
)
_DIVISION = re.compile(r"\d{6}")
_PARTS: Final = ((6, "in_county"), (4, "in_city"), (2, "in_province"))
"""So many digits that two divisions have in common, and the place that makes."""


@frozen
class RowMistake:
    """What is wrong in a column of a row (from 1, the header not counted)."""

    row: int
    column: str
    why: Text


@frozen(kw_only=True)
class BureauRow:
    """A row that was read: of whom it is, the claim as a case has it, what it says of the person,
    what was paid. `reverses` is the id of what a refund takes back."""

    row: int
    person: str
    claim: Mapping[str, Any]
    about_person: Mapping[str, Any]
    identities: frozenset[str]
    recorded: Mapping[str, str]
    reverses: str = ""


def read_row(
    row: int, texts: Mapping[str, str | None], mapping: ColumnMapping
) -> BureauRow | tuple[RowMistake, ...] | None:
    """The row; None where it is not kept."""
    reader = _RowReader(row, texts)
    for codes in mapping.only:
        if reader.code(codes) == "drop":
            return None
    claim = reader.fields(mapping.values)
    claim |= {name: value for name, codes in mapping.codes.items() if (value := reader.code(codes))}
    if mapping.divisions is not None:
        place = reader.place(mapping.divisions)
        if place:
            claim["place"] = place
    person = str(claim.pop("person", ""))
    for name, text in (("id", claim.get("id")), ("date", claim.get("date")), ("person", person)):
        if not text:
            reader.lacks(mapping.values[name])
    about = reader.fields(mapping.person_values)
    about |= {
        name: value for name, codes in mapping.person_codes.items() if (value := reader.code(codes))
    }
    held = {reader.identity(codes) for codes in mapping.identities} - {"", NO_IDENTITY}
    reverses = _reversed(reader, mapping)
    recorded = {name: reader.text(column) for name, column in mapping.recorded.items()}
    if reader.mistakes:
        return tuple(reader.mistakes)
    return BureauRow(
        row=row,
        person=person,
        claim=_typed(claim),
        about_person=_typed(about),
        identities=frozenset(held),
        recorded=recorded,
        reverses=reverses,
    )


def _reversed(reader: "_RowReader", mapping: ColumnMapping) -> str:
    """The id of what a refund takes back, empty of a row that is none."""
    if mapping.refunds is None:
        return ""
    if mapping.refunds.flag is not None and reader.code(mapping.refunds.flag) != "yes":
        return ""
    return reader.text(mapping.refunds.of)


def _typed(fields: Mapping[str, str]) -> dict[str, Any]:
    """Flags as JSON has them, and counts."""
    kinds = {field_.name: field_.kind for field_ in FIELDS}
    found: dict[str, Any] = {}
    for name, value in fields.items():
        match kinds.get(name):
            case "flag":
                found[name] = value == "yes"
            case "count" if value.isdecimal():
                found[name] = int(value)
            case _:
                found[name] = value
    return found


@define
class _RowReader:
    row: int
    texts: Mapping[str, str | None]
    mistakes: list[RowMistake] = field(factory=list)

    def text(self, column: str) -> str:
        """What stands in a column, without blanks around it; empty where nothing does."""
        return (self.texts.get(column) or "").strip()

    def lacks(self, column: str) -> None:
        if any(mistake.column == column for mistake in self.mistakes):
            return
        self.mistakes.append(RowMistake(self.row, column, say("nothing stands here")))

    def fields(self, columns: Mapping[str, str]) -> dict[str, str]:
        """What stands in columns that are taken as they are."""
        found = {}
        for name, column in columns.items():
            text = self.text(column)
            if text and name in DAYS:
                text = self._day(column, text, with_time=name == "settled")
            if text:
                found[name] = text
        return found

    def _day(self, column: str, text: str, *, with_time: bool) -> str:
        day = read_day(text, with_time=with_time)
        if not day:
            message = say("`{text}` is no day such as `2022-03-01` or `20220301`", text=text)
            self.mistakes.append(RowMistake(self.row, column, message))
        return day

    def code(self, codes: CodeColumn) -> str:
        """What a code means; empty where there is none."""
        text = self.text(codes.column)
        if not text:
            return ""
        meaning = codes.meanings.get(text)
        if meaning is None:
            message = say("the mapping does not say what the code `{code}` means", code=text)
            self.mistakes.append(RowMistake(self.row, codes.column, message))
            return ""
        return meaning

    def identity(self, codes: CodeColumn) -> str:
        """What a code says that the person is; an empty cell needs a meaning too, since nobody can
        tell whether it means that the person is nothing of the kind, or that it was left out."""
        if self.text(codes.column):
            return self.code(codes)
        meaning = codes.meanings.get("", "")
        if not meaning:
            message = say('the cell is empty: give it a meaning in the mapping, `"" = "none"`')
            self.mistakes.append(RowMistake(self.row, codes.column, message))
        return meaning

    def place(self, divisions: Divisions) -> str:
        """Where the hospital is, seen from where the person is insured."""
        found = []
        for column in (divisions.insured, divisions.hospital):
            text = self.text(column)
            if text and _DIVISION.fullmatch(text) is None:
                message = say("`{text}` is no division of six digits", text=text)
                self.mistakes.append(RowMistake(self.row, column, message))
            found.append(text)
        insured, hospital = found
        if not insured or not hospital:
            return ""
        return next(
            (place for digits, place in _PARTS if insured[:digits] == hospital[:digits]),
            "elsewhere",
        )


def day_of_row(texts: Mapping[str, str | None], mapping: ColumnMapping) -> str:
    """The day of a row that is refused, empty where it cannot be read."""
    return read_day((texts.get(mapping.values["date"]) or "").strip(), with_time=False)


@lru_cache(maxsize=1 << 14)
def read_day(text: str, *, with_time: bool) -> str:
    """A day as a case has it, with its time of day where that is asked for; empty where it is
    none."""
    found = _DAY.fullmatch(text)
    if found is None:
        return ""
    year, month, day, time = found.groups()
    try:
        when = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
    return f"{when}T{time}" if with_time and time else when
