"""Statements with an amount or a rate: base, deductible, rate, bands, flat amount, limits.

What `terms.py` makes of the lines of a file; `Statement` is what all kinds share.
"""

from typing import ClassVar, Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Counting, Edges, Period
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.values import Typed


@frozen(kw_only=True)
class Statement:
    """What all statements have. `term` is what messages call the kind (`term_names.py`),
    `where` the choices of a reading under which the statement stands (None: always)."""

    term: ClassVar[str]
    origin: Origin
    where: Chosen | None = None


@frozen(kw_only=True)
class BaseStatement(Statement):
    """`base in_policy`: the amount the benefit pays from; `outside` the policy range it is no part
    of what is left in policy."""

    term: ClassVar[str] = "base"
    value: Typed
    outside: bool = False


@frozen
class TypedHeldTo:
    """A bound of a deductible; `per_year` of all that the year's claims bear."""

    op: Literal["at_least", "at_most"]
    value: Typed
    per_year: bool


@frozen
class TypedSplit:
    """How one deductible is taken from the parts of a rate table; `first` the named values of
    the table's key from whose rows it is taken first, in this order; none for the others."""

    how: Literal["proportion", "first", "each"]
    first: tuple[str, ...] = ()


@frozen(kw_only=True)
class DeductibleStatement(Statement):
    """`deductible per year 1800 yuan`; `period` None where it is 0, `periods` and `countings` where
    a reading chooses, `continued` the condition under which a referral chain goes on."""

    term: ClassVar[str] = "deductible"
    value: Typed
    period: Period | None = None
    periods: tuple[tuple[Period, Chosen], ...] = ()
    counting: Counting = "excess"
    countings: tuple[tuple[Counting, Chosen], ...] = ()
    continued: Typed | None = None
    held: tuple[TypedHeldTo, ...] = ()
    split: TypedSplit | None = None


@frozen(kw_only=True)
class RateStatement(Statement):
    """`rate 70%`, or a table of rates."""

    term: ClassVar[str] = "rate"
    value: Typed


@frozen(kw_only=True)
class BandsStatement(Statement):
    """`bands { … } edges fixed`: whether the edges move, with the change of the deductible
    (`moved`) or by all of it (`above`); with `year` or `household` they lie along what the year,
    or a household in it, has counted above the deductibles of its stays."""

    term: ClassVar[str] = "bands"
    value: Typed
    edges: Edges = "fixed"


@frozen(kw_only=True)
class PayStatement(Statement):
    """`pay 500 yuan`: a flat amount; `most_of_year` of so much for each of a count how many are
    paid for in a year."""

    term: ClassVar[str] = "pay"
    value: Typed
    most_of_year: Typed | None = None


@frozen(kw_only=True)
class CapStatement(Statement):
    """`cap per year 160000 yuan`, `no cap`; `condition` after `only when`; `carried` the day from
    whose month on what is unused of a period is carried over."""

    term: ClassVar[str] = "cap"
    value: Typed
    period: Period | None = None
    carried: Typed | None = None
    condition: Typed | None = None


@frozen(kw_only=True)
class CountedAtMostStatement(Statement):
    """`counted at most 90000 yuan per year`: how much above the deductible the year counts, for a
    person or for a household."""

    term: ClassVar[str] = "counted"
    value: Typed
    period: Period = "year"


@frozen(kw_only=True)
class AtLeastStatement(Statement):
    """`at least 320 yuan only when …`."""

    term: ClassVar[str] = "at_least"
    value: Typed
    condition: Typed | None = None


@frozen(kw_only=True)
class AtMostStatement(Statement):
    """`at most 2000 yuan only when …`; of a limit of shares a rate."""

    term: ClassVar[str] = "at_most"
    value: Typed
    condition: Typed | None = None


TermStatement = (
    BaseStatement
    | DeductibleStatement
    | RateStatement
    | PayStatement
    | CapStatement
    | CountedAtMostStatement
    | AtLeastStatement
    | AtMostStatement
)
"""What a line of a term becomes (`terms.py`)."""
