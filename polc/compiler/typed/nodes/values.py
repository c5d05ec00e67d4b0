"""Values with every name looked up and of a known kind: what lowering reads of them.

Identities instead of groups, fields and parameters instead of words, choices of readings
still open.
"""

from typing import Final, Literal

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen
from polc.compiler.model.running_figures import FIGURE_WORDS, FigureName
from polc.compiler.typed.nodes.chosen import Member
from polc.runtime.vocabulary import Field

ValueKind = Literal[
    "money",
    "rate",
    "points",
    "count",
    "date",
    "days",
    "months",
    "flag",
    "choice",
    "none",
    "bands",
]


@frozen
class Figure:
    """A number written in the file."""

    kind: ValueKind
    value: int


@frozen
class ParameterValue:
    """A parameter; one that is a table is looked up by the fields of its keys. Of one by identity
    it is the figure of one `identity`, in a table by identity."""

    kind: ValueKind
    parameter: str
    identity: str = ""


@frozen
class FieldValue:
    """A field of the claim, the person or the region."""

    kind: ValueKind
    field: Field


@frozen
class Running:
    """A figure of the settlement so far: `remaining`, `own_cost`, `year`, `date`."""

    kind: ValueKind
    name: FigureName


@frozen
class OfStay:
    """An amount of the stay so far: that of this bill and of the earlier ones of the visit."""

    part: "FieldValue | Running"
    kind: ValueKind = "money"


RUNNING: Final[dict[str, Running]] = {
    word: Running(kind, name) for word, (kind, name) in FIGURE_WORDS.items()
}
"""Those that a file can name, by their words in either language."""


@frozen
class CalendarYear:
    """The calendar year of a day."""

    day: "Typed"
    kind: ValueKind = "count"


@frozen
class LayerValue:
    """A figure of an earlier benefit of the same claim; 0 where it was not open."""

    benefit: str
    part: Literal["base", "deductible", "deducted", "before_cap", "cut_off", "paid", "left"]
    kind: ValueKind = "money"


@frozen
class Held:
    """Whether the person holds one of these identities on the governing date, or on any
    day of the year."""

    members: tuple[Member, ...]
    this_year: bool = False
    kind: ValueKind = "flag"

    @property
    def identities(self) -> tuple[str, ...]:
        """All that may be meant, each once."""
        return tuple(dict.fromkeys(identity for identity, _ in self.members))


@frozen
class HeldSince:
    """The first day of the spell in which the person holds one of these identities, else of the
    next; no day where there is neither."""

    members: tuple[Member, ...]
    kind: ValueKind = "date"


@frozen
class TallyValue:
    """A figure of the year so far, this claim included."""

    kind: ValueKind
    tally: str
    field: Field | None = None
    """The field whose named values a highest one is of."""


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
    month is shorter."""

    day: "Typed"
    months: "Typed"
    earlier: bool = False
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
    """A rate of an amount."""

    rate: "Typed"
    amount: "Typed"
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
        return tuple(dict.fromkeys(identity for identity, _ in self.members))

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
class BandsValue:
    """Bands written out in figures: (edge in fen or UNLIMITED, rate in millionths)."""

    rows: tuple[tuple[int, int], ...]
    kind: ValueKind = "bands"


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
