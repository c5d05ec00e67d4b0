"""Values with every name looked up and of a known kind: what lowering reads of them.

Identities instead of groups, fields and parameters instead of words, choices of readings
still open. Those that are made of no other stand in `leaf_values.py`.
"""

from typing import Literal

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Member
from polc.compiler.typed.nodes.leaf_values import (
    GOVERNING_DAY,
    RUNNING,
    BandsValue,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    LayerValue,
    OfStay,
    ParameterValue,
    Reaching,
    Running,
    TallyValue,
    ValueKind,
    identities_of,
)
from polc.runtime.vocabulary import Field

__all__ = [
    "GOVERNING_DAY",
    "RUNNING",
    "BandsValue",
    "ByReading",
    "CalendarYear",
    "ComparisonOf",
    "Either",
    "Every",
    "ExtremeOf",
    "FieldValue",
    "Figure",
    "Held",
    "HeldSince",
    "LayerValue",
    "Lookup",
    "MonthsLater",
    "MovingBands",
    "MultipleOf",
    "Not",
    "OfStay",
    "ParameterValue",
    "PortionOf",
    "Reaching",
    "RoundedTo",
    "Row",
    "Running",
    "Scaled",
    "SumOf",
    "TallyValue",
    "Typed",
    "ValueKind",
    "field_of",
]


@frozen
class CalendarYear:
    """The calendar year of a day."""

    day: "Typed"
    kind: ValueKind = "count"


@frozen
class ExtremeOf:
    """The highest or the lowest, the latest or the earliest."""

    kind: ValueKind
    op: Literal["max", "min"]
    parts: tuple["Typed", ...]


@frozen
class PortionOf:
    """Of an amount as much as a part is of a whole, rounded to the fen once."""

    amount: "Typed"
    part: "Typed"
    whole: "Typed"
    kind: ValueKind = "money"


@frozen
class MonthsLater:
    """A day so many whole months later (or earlier); the month's last day where that
    month is shorter, or the first day `of_month`."""

    day: "Typed"
    months: "Typed"
    earlier: bool = False
    of_month: bool = False
    kind: ValueKind = "date"


@frozen
class SumOf:
    """left ± right."""

    kind: ValueKind
    op: Literal["add", "sub"]
    left: "Typed"
    right: "Typed"


@frozen
class Scaled:
    """A rate of an amount, or of a rate."""

    rate: "Typed"
    amount: "Typed"
    kind: ValueKind = "money"


@frozen
class RoundedTo:
    """An amount as a whole number of `unit` fen, half-up or down."""

    value: "Typed"
    unit: int
    down: bool = False
    kind: ValueKind = "money"


@frozen
class MultipleOf:
    """As much as `unit` is, so many times."""

    kind: ValueKind
    unit: "Typed"
    count: "Typed"


@frozen
class Row:
    """A line of a table: identities, or ranges of a number; neither: otherwise."""

    value: "Typed"
    members: tuple[Member, ...] = ()
    ranges: tuple[tuple[int | None, int | None], ...] = ()
    origin: Origin = NO_ORIGIN

    @property
    def identities(self) -> tuple[str, ...]:
        """All identities that the row may be for, each once."""
        return identities_of(self.members)

    def has(self, figure: int) -> bool:
        """Whether the row of a table by a number is for this one."""
        return not self.ranges or any(
            (low is None or low <= figure) and (high is None or figure <= high)
            for low, high in self.ranges
        )


@frozen
class Lookup:
    """A table by identity (`key` None) or by another value."""

    kind: ValueKind
    key: "Typed | None"
    rows: tuple[Row, ...]
    otherwise: "Typed | None"
    otherwise_origin: Origin = NO_ORIGIN

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows, `otherwise` as the last of them."""
        if self.otherwise is None:
            return self.rows
        return (*self.rows, Row(self.otherwise, origin=self.otherwise_origin))

    @property
    def branches(self) -> "tuple[Typed, ...]":
        """What the table may come to: the value of each row, and that of `otherwise`."""
        return tuple(row.value for row in self.all_rows)

    def row_of(self, word: str) -> int | None:
        """The place among all rows of the first that a named value of the key's field is in."""
        field = field_of(self.key) if self.key is not None else None
        if field is None or word not in field.choices:
            return None
        figure = field.choices.index(word)
        return next((at for at, row in enumerate(self.all_rows) if row.has(figure)), None)


@frozen
class ByReading:
    """A value that a reading chooses; `origins` are those of the rows that cite a clause of
    their own, by choice."""

    kind: ValueKind
    reading: str
    choices: tuple[tuple[str, "Typed"], ...]
    origins: tuple[tuple[str, Origin], ...] = ()

    def row_of(self, choice: str) -> Origin | None:
        """Where the row of a choice cites its own clause; None where it has none."""
        return dict(self.origins).get(choice)

    @property
    def branches(self) -> "tuple[Typed, ...]":
        """What it comes to under each choice."""
        return tuple(value for _, value in self.choices)


@frozen
class ComparisonOf:
    """left op right."""

    op: Literal["ge", "gt", "le", "lt", "eq"]
    left: "Typed"
    right: "Typed"
    kind: ValueKind = "flag"


@frozen
class Every:
    """Every part, asked in order."""

    parts: tuple["Typed", ...]
    kind: ValueKind = "flag"


@frozen
class Either:
    """At least one part, asked in order."""

    parts: tuple["Typed", ...]
    kind: ValueKind = "flag"


@frozen
class Not:
    """The opposite."""

    part: "Typed"
    kind: ValueKind = "flag"


@frozen
class MovingBands:
    """Bands whose edges or rates hang on the claim: (edge, None for the last; rate)."""

    rows: tuple[tuple["Typed | None", "Typed"], ...]
    kind: ValueKind = "bands"


Typed = (
    Figure
    | ParameterValue
    | FieldValue
    | Running
    | OfStay
    | LayerValue
    | Held
    | HeldSince
    | CalendarYear
    | TallyValue
    | ExtremeOf
    | PortionOf
    | MonthsLater
    | SumOf
    | Scaled
    | RoundedTo
    | MultipleOf
    | Lookup
    | ByReading
    | ComparisonOf
    | Every
    | Either
    | Not
    | BandsValue
    | MovingBands
)


def field_of(typed: Typed) -> Field | None:
    """The field whose named values a value has, if it has any."""
    return typed.field if isinstance(typed, FieldValue | TallyValue) else None
