"""The cells of a row, each as what its column is.

In: the texts of a row. Out: `CellReader`, which gives days, codes, amounts and places of them and
notes each cell that is none. What is written for nothing in many exports (`NULL`) is not taken
for the id of anybody.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any, Final

from attrs import field

from polc.batch.mapping import NO_IDENTITY, CodeColumn, Divisions, IdentityColumn
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.read.forms import COUNT, MONEY
from polc.runtime.read.read_value import ValueRefusedError
from polc.runtime.vocabulary import FieldKind

"""Fields that are days: a time of day behind one is left out, but of the settlement."""

IDS: Final = frozenset(("id", "person", "visit", "continues"))
"""What tells one claim, person or stay from another."""

_NOTHING: Final = frozenset(("null", "(null)", "\\n", "none", "nan", "n/a", "#n/a", "nat"))

_TIME = r"(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?"
_DAYS: Final = tuple(
    re.compile(day + _TIME)
    for day in (
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{4})/(\d{1,2})/(\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})日",
        r"(\d{4})(\d{2})(\d{2})",
    )
)
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_WITH_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}[ T][\d:.]+ ?(?:Z|[+-]\d{2}(?::?\d{2})?)")
_SHEET_DAY = re.compile(r"[1-6]\d{4}(?:\.\d+)?")
"""As a sheet counts days, from 1927 to 2091."""

_WITHOUT_END: Final = "9999"
"""The year in which what has no end is written to end."""

_DIVISION = re.compile(r"\d{6}")
_PARTS: Final = ((6, "in_county"), (4, "in_city"), (2, "in_province"))
"""So many digits that two divisions have in common, and the place that makes."""


@frozen
class RowMistake:
    """What is wrong in a column of a row (from 1, the header not counted)."""

    row: int
    column: str
    why: Text


@frozen
class Spell:
    """From when to when (both days with it, None: without an end) a person is something; `grade`
    is a text of digits, empty where none is given."""

    identity: str
    start: str | None
    end: str | None
    grade: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether a day lies in it; days are as `2022-03-01`."""
        return (self.start or day) <= day <= (self.end or day)

    def as_identity(self) -> dict[str, Any]:
        """As a case has it."""
        found: dict[str, Any] = {"id": self.identity, "from": self.start, "to": self.end}
        return {**found, "grade": int(self.grade)} if self.grade else found


@define
class CellReader:
    """Of row `row`; `mistakes` are found while its cells are read."""

    row: int
    texts: Mapping[str, str | None]
    mistakes: list[RowMistake] = field(factory=list)

    def text(self, column: str) -> str:
        """What stands in a column, without blanks around it; empty where nothing does."""
        return (self.texts.get(column) or "").strip()

    def needed(self, column: str) -> str:
        """What stands in a column in which something must."""
        text = self.text(column)
        if not text:
            self.lacks(column)
        return text

    def paid(self, column: str) -> str:
        """What was paid and is taken as given; where nothing stands nobody knows."""
        text = self.text(column)
        if not text:
            why = say(
                "what was paid is taken as given, and nothing stands here: write 0 for nothing"
            )
            self.refuse(column, why)
        return text

    def lacks(self, column: str) -> None:
        """Notes that nothing stands in a column, unless more is said of it already."""
        if all(mistake.column != column for mistake in self.mistakes):
            self.refuse(column, say("nothing stands here"))

    def refuse(self, column: str, why: Text) -> None:
        """Notes what is wrong with a cell."""
        self.mistakes.append(RowMistake(self.row, column, why))

    def id(self, column: str) -> str:
        """Who or what is meant: no word that stands for nothing."""
        text = self.text(column)
        if text.casefold() in _NOTHING:
            message = say(
                "`{text}` is no id: where there is none, the cell is to be empty", text=text
            )
            self.refuse(column, message)
            return ""
        return text

    def fields(self, columns: Mapping[str, str], kinds: Mapping[str, FieldKind]) -> dict[str, str]:
        """What stands in columns that are taken as they are; `kinds` says which field is a day."""
        found = {}
        for name, column in columns.items():
            text = self.id(column) if name in IDS else self.text(column)
            if text and kinds.get(name) == "date":
                text = self.day(column, with_time=name == "settled")
            if text:
                found[name] = text
        return found

    def check_amount(self, column: str) -> None:
        """Notes what is no amount, of a row that goes no further for something else."""
        try:
            MONEY.read(self.text(column).removeprefix("-") or "0")
        except ValueRefusedError as mistake:
            self.refuse(column, mistake.why)

    def day(self, column: str, *, with_time: bool = False) -> str:
        """A day as a case has it; empty where there is none."""
        text = self.text(column)
        day = read_day(text, with_time=with_time) if text else ""
        if text and not day:
            self.refuse(column, _why_no_day(text))
        return day

    def last_day(self, column: str) -> str:
        """The day until which something holds; empty where it has no end."""
        if self.text(column)[:4] == _WITHOUT_END and read_day(self.text(column)):
            return ""
        return self.day(column)

    def code(self, codes: CodeColumn) -> str:
        """What a code means; empty where there is none."""
        text = self.text(codes.column)
        if not text:
            return ""
        meaning = codes.meanings.get(text)
        if meaning is None:
            message = say("the mapping does not say what the code `{code}` means", code=text)
            self.refuse(codes.column, message)
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
            self.refuse(codes.column, message)
        return meaning

    def spell(self, held: IdentityColumn) -> Spell | None:
        """The identity of the row with its days; None where it names none, or a wrong one."""
        identity = self.identity(held.codes)
        start = self.day(held.start) if held.start else ""
        end = self.last_day(held.end) if held.end else ""
        grade = self.text(held.grade) if held.grade else ""
        if grade and not _is_count(grade):
            self.refuse(
                held.grade, say("`{text}` is no grade: a whole number is expected", text=grade)
            )
        if start and end and end < start:
            self.refuse(
                held.end, say("this day is earlier than that in `{column}`", column=held.start)
            )
        if identity in ("", NO_IDENTITY):
            return None
        return Spell(identity, start or None, end or None, grade)

    def is_dropped(self, only: tuple[CodeColumn, ...]) -> bool:
        """Whether a column says that the row is not kept."""
        return any(self.code(codes) == "drop" for codes in only)

    def place(self, divisions: Divisions) -> str:
        """Where the hospital is, seen from where the person is insured."""
        found = []
        for column in (divisions.insured, divisions.hospital):
            text = self.text(column)
            if text and _DIVISION.fullmatch(text) is None:
                message = say("`{text}` is no division of six digits", text=text)
                self.refuse(column, message)
            found.append(text)
        insured, hospital = found
        if not insured or not hospital:
            return ""
        return next(
            (place for digits, place in _PARTS if insured[:digits] == hospital[:digits]),
            "elsewhere",
        )


def typed(fields: Mapping[str, str], kinds: Mapping[str, FieldKind]) -> dict[str, Any]:
    """Flags as JSON has them, and counts; `kinds` says which field is one."""
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


@lru_cache(maxsize=1 << 14)
def read_day(text: str, *, with_time: bool = False) -> str:
    """A day as a case has it, with its time of day where that is asked for; empty where it is
    none, or where no day has the time behind it. Where no sign stands between year, month and
    day, each has all its digits."""
    parts = _parts_of(text)
    if parts is None:
        return ""
    when = _day_of(*parts[:3])
    clock = parts[3]
    if not when or (clock and not _is_time(clock)):
        return ""
    return f"{when}T{clock}" if with_time and clock else when


def _parts_of(text: str) -> tuple[str, str, str, str] | None:
    """Year, month, day and time, as far as a text has the form of a day; the time may be empty."""
    found = next((match for form in _DAYS if (match := form.fullmatch(text))), None)
    if found is not None:
        year, month, day, clock = found.groups()
        return year, month, day, clock or ""
    run = _RUN_TOGETHER.fullmatch(text)
    if run is None:
        return None
    year, month, day, *digits = run.groups()
    return year, month, day, ":".join(digits)


def _day_of(year: str, month: str, day: str) -> str:
    """The day as a case has it; empty where the calendar has none."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _is_time(clock: str) -> bool:
    try:
        time.fromisoformat(clock)
    except ValueError:
        return False
    return True


def read_fen(text: str) -> int | None:
    """An amount in fen, with its sign; None for what is no amount to the fen."""
    try:
        fen = MONEY.read(text.removeprefix("-"))
    except ValueRefusedError:
        return None
    return -fen if text.startswith("-") else fen


def sign_of(text: str) -> int:
    """-1 of what is written with a minus and is not nothing, 1 of what is above nothing, else 0."""
    if not text.strip("-0."):
        return 0
    return -1 if text.startswith("-") else 1


def _is_count(text: str) -> bool:
    try:
        COUNT.read(text)
    except ValueRefusedError:
        return False
    return text.isdecimal()


def _why_no_day(text: str) -> Text:
    if _WITH_ZONE.fullmatch(text) is not None:
        return say(
            "`{text}` has a time zone, and which day it is hangs on where: export it without",
            text=text,
        )
    if _SHEET_DAY.fullmatch(text) is not None:
        return say(
            "`{text}` is no day such as `2022-03-01`: if a sheet counts days so, give its cells "
            "the form of a day",
            text=text,
        )
    parts = _parts_of(text)
    if parts is not None and not _day_of(*parts[:3]):
        return say("`{text}`: there is no day `{day}`", text=text, day="-".join(parts[:3]))
    if parts is not None:
        return say("`{text}`: no day has the time `{time}`", text=text, time=parts[3])
    if " " in text or "T" in text:
        return say(
            "`{text}` is no day such as `2022-03-01` with a time such as `09:30:00`", text=text
        )
    return say("`{text}` is no day such as `2022-03-01` or `20220301`", text=text)
