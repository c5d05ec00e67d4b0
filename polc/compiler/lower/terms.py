"""The statements of a benefit that stand under the choices of the plan, by kind.

What `choose_terms.py` makes of a benefit, a report or a kind of care, and every lowering of
one reads.
"""

from collections.abc import Iterator
from typing import Final, Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.nodes.changes import TypedChange
from polc.compiler.typed.nodes.statements import (
    BorneByStatement,
    ClassStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    DueStatement,
    FiguresByStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotForStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PaidByStatement,
    PayerStatement,
    PaysWhenStatement,
    RivalStatement,
    RoundStatement,
    ShareStatement,
    StartStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    Statement,
)
from polc.compiler.typed.nodes.values import Lookup, Row, Typed
from polc.runtime.periods import OF_YEAR

OF_BILL: Final = ("in_policy", "total")
"""The amounts of a bill that are those of the stay where a benefit is settled for it; a field of
the file says so itself: `of the stay`."""


@frozen(kw_only=True)
class Divided:
    """A deductible that is divided over the rows of a rate table by `key`, `otherwise` the
    last of them; `first` are the places of the rows from which it is taken first, in this order."""

    how: Literal["proportion", "first", "each"]
    key: Typed
    rows: tuple[Row, ...]
    first: tuple[int, ...]


@frozen(kw_only=True)
class Terms:
    """`name` is what the nodes are called by, `owner` the benefit itself, `part` what its
    accumulators are called by; `changes` the adjustments that stand; `over_year` whether it is
    computed over the year's claims together; `as_of` the day of a person's year that says whose
    identities count; `caps` those of several periods, each with its own sum; `along` of a kind of
    care along what the base of its benefit is accumulated;
    `dropped_readings` those under which other statements fell away."""

    name: str
    owner: str
    part: str
    origin: Origin
    changes: tuple[TypedChange, ...] = ()
    over_year: bool = False
    along: str | None = None
    dropped_readings: tuple[str, ...] = ()

    people: ForStatement | None = None
    not_for: tuple[NotForStatement, ...] = ()
    when: tuple[WhenStatement, ...] = ()
    pays_when: tuple[PaysWhenStatement, ...] = ()
    counts_when: tuple[CountsWhenStatement, ...] = ()
    class_: ClassStatement | None = None
    once: OnceStatement | None = None
    rival: RivalStatement | None = None
    not_specified: NotSpecifiedStatement | None = None

    base: BaseStatement | None = None
    deductible: DeductibleStatement | None = None
    mode_statement: ModeStatement | None = None
    rate: RateStatement | None = None
    bands: BandsStatement | None = None
    pay: PayStatement | None = None
    first_of: FirstOfStatement | None = None
    highest: HighestStatement | None = None
    at_least: tuple[AtLeastStatement, ...] = ()
    at_most: tuple[AtMostStatement, ...] = ()
    caps: tuple[CapStatement, ...] = ()
    counted_at_most: CountedAtMostStatement | None = None
    counts_toward: tuple[CountsTowardStatement, ...] = ()
    round: RoundStatement | None = None

    as_of: str = ""
    figures_by: FiguresByStatement | None = None
    paid_by: tuple[PaidByStatement, ...] = ()
    payer: PayerStatement | None = None
    leaving: tuple[LeavingStatement, ...] = ()

    start: StartStatement | None = None
    due: tuple[DueStatement, ...] = ()
    share: ShareStatement | None = None
    borne_by: tuple[BorneByStatement, ...] = ()

    def own_opening(self, part: str) -> tuple[str, str] | None:
        """The opening of a running sum that is of one kind of care; None of the benefit's."""
        return None if self.part == self.owner else (self.part, part)

    def origin_of(self, statement: Statement | None) -> Origin:
        """Where a statement comes from; the benefit itself where it has none."""
        return statement.origin if statement is not None else self.origin

    @property
    def says_amount(self) -> bool:
        """Whether it says what it pays, other than by kinds of care."""
        return self.rate is not None or self.bands is not None or self.pay is not None

    @property
    def paid_origin(self) -> Origin:
        """What a payment is cited with: the bands, the amount, the rate or the kinds of care,
        else the benefit."""
        return self.origin_of(self.bands or self.pay or self.rate or self.first_of)

    @property
    def mode(self) -> str:
        """How the accumulated base goes on: cumulated, start_again, or empty. What is computed
        over the year's claims together is cumulated."""
        if self.mode_statement is not None and self.mode_statement.mode != "never_falling":
            return self.mode_statement.mode
        split = self.deductible.split if self.deductible is not None else None
        if split is not None:
            return "" if split.how == "each" else "cumulated"
        return "cumulated" if self.over_year else ""

    @property
    def may_fall(self) -> bool:
        """Whether a claim may make less due than earlier ones were paid: over the year's claims,
        unless what is paid never falls."""
        kept = self.mode_statement is not None and self.mode_statement.mode == "never_falling"
        return self.over_year and self.mode == "cumulated" and not kept

    @property
    def divided(self) -> Divided | None:
        """How the deductible is taken from parts with rates of their own, if it is. Typing
        (`splits.py`) lets a divided deductible stand beside a table with a key alone."""
        split = self.deductible.split if self.deductible is not None else None
        table = self.rate.value if self.rate is not None else None
        if split is None or not isinstance(table, Lookup) or table.key is None:
            return None
        return Divided(
            how=split.how,
            key=table.key,
            rows=table.all_rows,
            first=tuple(table.row_of(part) or 0 for part in split.first),
        )

    @property
    def bears(self) -> bool:
        """Whether what a claim bears of the deductible, or counts above it, is kept: it is made up
        over claims, or held to a most of the year."""
        deductible = self.deductible
        if deductible is None:
            return False
        if self.counts_of_year:
            return True
        return deductible.counting in ("borne", "once") or any(
            bound.per_year for bound in deductible.held
        )

    @property
    def counts_of_year(self) -> bool:
        """Whether what lies above the deductibles of stays or claims is added up over the year."""
        if self.deductible is None or self.deductible.period in (None, *OF_YEAR):
            return False
        return self.counted_at_most is not None or any(
            statement.edges in OF_YEAR for statement in self._bands()
        )

    @property
    def counts_for(self) -> Period:
        """Whose year counts what is added up, or along what it runs without a deductible: that of a
        person, or of a household."""
        most = self.counted_at_most
        households = [statement.edges == "household" for statement in self._bands()]
        if any(households) or (most is not None and most.period == "household"):
            return "household"
        return "year"

    def _bands(self) -> Iterator[BandsStatement]:
        """Those of the benefit, and of its kinds of care that share its deductible."""
        if self.bands is not None:
            yield self.bands
        for kind in self.first_of.kinds if self.first_of is not None else ():
            if any(isinstance(line, DeductibleStatement) for line in kind.statements):
                continue
            yield from (line for line in kind.statements if isinstance(line, BandsStatement))

    @property
    def accumulated_period(self) -> str | None:
        """Along what the base is accumulated: the deductible's period; a benefit with bands, of its
        kinds of care too, a mode or a most of what is counted and no deductible counts along the
        year."""
        if self.along is not None:
            return self.along
        if self.deductible is not None and self.deductible.period is not None:
            return self.deductible.period
        along = any(self._bands()) or self.mode or self.counted_at_most is not None
        return self.counts_for if along else None
