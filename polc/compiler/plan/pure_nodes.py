"""The nodes that are a function of their operands' values, all of which they need.

In: nothing. Out: the types of these nodes. What each of them comes to stands in one table for
all readers, `operations/`.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.plan.node import Node, NodeId

TestOp = Literal["and", "or", "not", "known", "any", "eq", "lt", "le", "gt", "ge"]
ArithOp = Literal["add", "sub", "min", "max", "left"]


@frozen(kw_only=True)
class Pure(Node):
    """A node with an entry in the table of operations."""


@frozen(kw_only=True)
class Mask(Pure):
    """Those of the identities `held` that are among `among` (bits)."""

    held: NodeId
    among: int

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.held,)


@frozen(kw_only=True)
class Class(Pure):
    """The identity that counts: the lowest set bit of `held`, as a mask of one bit; 0 if none."""

    held: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.held,)


@frozen(kw_only=True)
class Test(Pure):
    """A condition over `args`. and, or: any number; not, known, any (non-zero): one;
    comparisons: two of one denominator."""

    op: TestOp
    args: tuple[NodeId, ...]

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return self.args


@frozen(kw_only=True)
class Arith(Pure):
    """Sums and extremes of operands of one denominator. `left` is max(0, a - b)."""

    op: ArithOp
    args: tuple[NodeId, ...]

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return self.args


@frozen(kw_only=True)
class MonthsAfter(Pure):
    """The day `months` whole months after `day` (before it, where they are negative); the
    month's last day where that month is shorter, or the first day of that month whichever day
    `day` is."""

    day: NodeId
    months: NodeId
    first: bool = False

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.day, self.months)


@frozen(kw_only=True)
class YearOf(Pure):
    """The calendar year of `day`, a count."""

    day: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.day,)


@frozen(kw_only=True)
class PeriodOf(Pure):
    """The number of the month of `day` in the calendar, counted from year 0, or of the period of
    so many `months`: a quarter has three."""

    day: NodeId
    months: int = 1

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.day,)


@frozen(kw_only=True)
class YearsBetween(Pure):
    """The whole years from `first` to `day`, a count; 0 before `first`."""

    first: NodeId
    day: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.first, self.day)


@frozen(kw_only=True)
class Scale(Pure):
    """amount × rate, exact: `den` is the amount's times 10**6."""

    amount: NodeId
    rate: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.amount, self.rate)


@frozen(kw_only=True)
class Times(Pure):
    """`unit` × `count`, exact, of the unit's kind and denominator."""

    unit: NodeId
    count: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.unit, self.count)


@frozen(kw_only=True)
class Share(Pure):
    """amount × part / whole, exact, rounded half-up to a fen; 0 where `whole` is 0. Where
    `whole` is a rate, `amount` is one fen and `part` an amount over 10**6: what at that rate comes
    to `part`."""

    amount: NodeId
    part: NodeId
    whole: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.amount, self.part, self.whole)


@frozen(kw_only=True)
class Round(Pure):
    """A whole number of `unit` fen (1 fen, 100 yuan); `den` of the result is 1."""

    value: NodeId
    unit: int = 1
    mode: Literal["half_up", "down"] = "half_up"

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.value,)


@frozen(kw_only=True)
class Excess(Pure):
    """The part of the stretch from `start` to `start` + `length` that lies above
    `edge`: the year's line, from where it stood before this claim."""

    start: NodeId
    length: NodeId
    edge: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.start, self.length, self.edge)


@frozen(kw_only=True)
class DeductibleTaken(Pure):
    """The part of `length` that a deductible of `edge` yuan still takes, `used` of it
    having been borne already."""

    used: NodeId
    length: NodeId
    edge: NodeId

    @property
    def operands(self) -> tuple[NodeId, ...]:
        return (self.used, self.length, self.edge)


PureNode = (
    Mask
    | Class
    | Test
    | Arith
    | MonthsAfter
    | YearOf
    | PeriodOf
    | YearsBetween
    | Scale
    | Times
    | Share
    | Round
    | Excess
    | DeductibleTaken
)
