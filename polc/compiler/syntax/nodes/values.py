"""Values, conditions and what every syntax node has.

Every node has a `span`, which takes no part in equality, so that a file and its
translation into the other keywords compare equal.
"""

from typing import Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.report.source import Span

HERE = Span(0, 0)


@frozen(kw_only=True)
class Syntax:
    """What all nodes have: the stretch of text they were written as."""

    span: Span = field(default=HERE, eq=False, repr=False)


@frozen
class Name(Syntax):
    """A word: `tekun`, `特困人员`."""

    text: str


@frozen
class Citation(Syntax):
    """`cite sz "二(一)2" SZ-2.1.2a`: document, printed locator, inventory ids; `elsewhere` are
    those of the ids that have a locator of their own, each in a citation with the ids after it."""

    source: Name | None = None
    locator: str = ""
    clauses: tuple[str, ...] = ()
    elsewhere: tuple["Citation", ...] = ()


NO_CITATION = Citation()


@frozen
class Where(Syntax):
    """`where premium_floor is capped`: the line stands under these choices only."""

    reading: Name
    choices: tuple[Name, ...]


@frozen
class Number(Syntax):
    """A number with its unit: money in fen, rate and points in millionths, date as
    an ordinal, count; `none` is the limit that does not exist."""

    kind: Literal["money", "rate", "points", "count", "date", "days", "months", "none"]
    value: int


@frozen
class Reference(Syntax):
    """A name used as a value: a parameter, a field, `remaining`; with `part` a figure of
    an earlier benefit, `assistance.cut_off`; `of_stay`: `in_policy of the stay`."""

    name: Name
    part: Name | None = None
    of_stay: bool = False


@frozen
class Sum(Syntax):
    """`a + b`, `a - b`."""

    op: Literal["add", "sub"]
    left: "Value"
    right: "Value"


@frozen
class Product(Syntax):
    """`90% of premium`, `个人缴费标准 的 90%`."""

    rate: "Value"
    amount: "Value"


@frozen
class Multiple(Syntax):
    """`80 yuan for each of days_in`, `80元 乘以 住院天数`."""

    unit: "Value"
    count: "Value"


@frozen
class Rounded(Syntax):
    """`130% of x, rounded to 1 yuan`: to a whole number of `unit` fen, half-up or down."""

    value: "Value"
    unit: int
    down: bool = False


@frozen
class Extreme(Syntax):
    """`later of (a, b)`, `lower of (a, b)`."""

    op: Literal["max", "min"]
    parts: tuple["Value", ...]


@frozen
class Portion(Syntax):
    """`portion of (remaining, in_policy - 30000 yuan, in_policy)`: of the first as much as the
    second is of the third."""

    amount: "Value"
    part: "Value"
    whole: "Value"


@frozen
class Since(Syntax):
    """`recognised as (tekun, dibao)`: the first day on which the person holds one of them."""

    people: tuple[Name, ...]


@frozen
class Key(Syntax):
    """A key of a table: a name, a number, year or day, a range of them, or otherwise."""

    name: Name | None = None
    low: int | None = None
    high: int | None = None
    otherwise: bool = False
    of_days: bool = False
    """Whether the range is one of days: `from 2023-07-01`."""


@frozen
class RowSyntax(Syntax):
    """`tekun, orphan: 100%`. `own`: it is what a class has, a line of its own."""

    keys: tuple[Key, ...]
    value: "Value"
    cites: Citation = NO_CITATION
    own: bool = field(default=False, eq=False)


@frozen
class Table(Syntax):
    """`{ key: value; … } by NAME`; without `by` the keys are identities. `on` a condition that the
    rows are the answers of, of what a class has under it; with `once` one of what has happened
    in the year (`cap 15000 yuan, 30000 yuan once passed`)."""

    entries: tuple[RowSyntax, ...]
    by: Name | None = None
    on: "Value | None" = None
    once: bool = False


@frozen
class BandRow(Syntax):
    """`to 30000 yuan: 60%`, `above: 65%` (no edge)."""

    edge: "Value | None"
    rate: "Value"


@frozen
class BandTable(Syntax):
    """Bands written out."""

    rows: tuple[BandRow, ...]


@frozen
class ComparisonSyntax(Syntax):
    """`premium under 320 yuan`."""

    op: Literal["ge", "gt", "le", "lt"]
    left: "Value"
    right: "Value"


@frozen
class Membership(Syntax):
    """`kind is inpatient, outpatient_chronic`, `place within in_city`, `tier is 2`; `listed`:
    `disease in chronic`, whose members are lists."""

    subject: "Value"
    members: tuple[Name | int, ...]
    within: bool = False
    listed: bool = False


@frozen
class OnDays(Syntax):
    """Whether the day that governs the claim lies from the first to the last of these, both
    included (None: open); ordinals."""

    first: int | None
    last: int | None


@frozen
class AllOf(Syntax):
    """`a and b`."""

    parts: tuple["Value", ...]


@frozen
class AnyOf(Syntax):
    """`a or b`."""

    parts: tuple["Value", ...]


@frozen
class Negation(Syntax):
    """`not a`."""

    part: "Value"


Value = (
    Number
    | Reference
    | Sum
    | Product
    | Multiple
    | Rounded
    | Extreme
    | Portion
    | Since
    | Table
    | ComparisonSyntax
    | Membership
    | OnDays
    | AllOf
    | AnyOf
    | Negation
)
