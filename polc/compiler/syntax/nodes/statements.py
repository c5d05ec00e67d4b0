"""Benefits, their lines, adjustments and readings as they were written."""

from typing import Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.people import LimitedPeople, ReachingPeople
from polc.compiler.syntax.nodes.values import (
    NO_CITATION,
    BandTable,
    Citation,
    Name,
    Syntax,
    Value,
    Where,
)

Period = Literal["year", "stay", "claim", "chain", "month", "quarter", "hospital", "household"]
"""For how long a deductible or a limit holds; `hospital` is each hospital's in a year, `household`
that of all members of a household together in a year."""
Edges = Literal["fixed", "above", "moved", "year", "household"]
Counting = Literal["excess", "whole_reached", "whole_exceeded", "borne", "once"]
"""What a deductible lets through: what lies above it, the whole once it is reached or
exceeded, what lies above the yuan of it already borne, everything once it was collected."""

Term = Literal["base", "deductible", "rate", "pay", "cap", "counted", "at_least", "at_most"]


@frozen(kw_only=True)
class StatementSyntax(Syntax):
    """What the lines of a benefit have: their condition on readings, their clause."""

    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class ForSyntax(StatementSyntax):
    """`for tekun, orphan`; no names: everyone. Those `reaching` back stand among the people too.
    With `held` whoever holds one of them on any day of the month or of the year; `of_classes` are
    the people of lines that say more of each."""

    people: tuple[Name, ...]
    limited: tuple[LimitedPeople, ...] = ()
    reaching: tuple[ReachingPeople, ...] = ()
    held: Literal["day", "month", "year"] = "day"
    of_classes: bool = field(default=False, eq=False)


@frozen
class NotForSyntax(StatementSyntax):
    """`not for out_of_poverty`."""

    people: tuple[Name, ...]


@frozen
class WhenSyntax(StatementSyntax):
    """`when referred`; `pays when`, `counts when` only for one of both."""

    condition: Value
    what: Literal["both", "pays", "counts"] = "both"


@frozen
class HeldTo(Syntax):
    """`, at most 2300 yuan per year`: a bound of a deductible, or of all of the year's."""

    op: Literal["at_least", "at_most"]
    value: Value
    per_year: bool = False


@frozen
class Split(Syntax):
    """`, from in_city first`: how one deductible is taken from parts with rates of their own; the
    `parts` that are named, in the order in which it is taken from them."""

    how: Literal["proportion", "first", "each"]
    parts: tuple[Name, ...] = ()


@frozen
class UnitsSyntax(Syntax):
    """`, at most 100 days per year`: how many are paid for, of each claim or of a year's."""

    most: Value
    period: Period | None


@frozen(kw_only=True)
class TermSyntax(StatementSyntax):
    """`deductible per year 1800 yuan`, `rate {…}`, `no cap` (a literal none);
    `condition` after `only when`, of a deductible after `continued when`; `outside` of a base
    that is a cost outside the policy range; `periods` where a reading chooses the period,
    `countings` where one chooses from when on the whole counts; `carried` the day from whose
    month on a limit per month or quarter is carried over; `units` of an amount for each of a
    count."""

    term: Term
    value: Value
    period: Period | None = None
    counting: Counting = "excess"
    condition: Value | None = None
    held: tuple[HeldTo, ...] = ()
    split: Split | None = None
    periods: tuple[tuple[Period, Where], ...] = ()
    carried: Value | None = None
    countings: tuple[tuple[Counting, Where], ...] = ()
    outside: bool = False
    units: UnitsSyntax | None = None


@frozen
class BandsSyntax(StatementSyntax):
    """`bands critical_illness_bands edges fixed`."""

    bands: Name | BandTable
    edges: Edges = "fixed"


@frozen
class CountsTowardSyntax(StatementSyntax):
    """`counts toward annual_assistance`: it is charged and limits; `charges` only the
    first, `limited by` only the second."""

    pools: tuple[Name, ...]
    charges: bool = True
    limits: bool = True
    condition: Value | None = None


@frozen
class RivalSyntax(StatementSyntax):
    """`pay the higher of this and assistance`."""

    benefit: Name


@frozen
class OnceSyntax(StatementSyntax):
    """`once per year`: after it has paid it does not pay again in the year."""


@frozen
class RoundSyntax(StatementSyntax):
    """`round to 1 yuan`; `unit` in fen."""

    unit: int
    down: bool


@frozen
class ClassSyntax(StatementSyntax):
    """`class highest by amount`, `class lowest by rank`."""

    how: Literal["by_amount", "lowest"]


@frozen
class PayerShare(Syntax):
    """`county_pool up to 100 yuan`: who pays what the payers before it leave, and how far."""

    payer: Name
    most: Value


@frozen
class PaidBySyntax(StatementSyntax):
    """`paid by county_pool only when …`; `paid by county_pool up to 100 yuan, rest by fund`:
    `payer` pays what the shares leave."""

    payer: Name
    condition: Value | None = None
    shares: tuple[PayerShare, ...] = ()


@frozen
class PayerOutputSyntax(StatementSyntax):
    """`payer premium_payer "资助资金"`: the name under which the result says who pays."""

    name: Name
    title: str


@frozen
class FiguresBySyntax(StatementSyntax):
    """`figures by year of premium_paid, premium by year`: the year whose figures a benefit of the
    person's year pays by; the parameters (`own`) that go by the benefit year (`by`) nonetheless."""

    year: Value
    own: tuple[Name, ...] = ()
    by: Name | None = None


@frozen
class AsOfSyntax(StatementSyntax):
    """`as of premium_paid where subsidy_year is payment`."""

    day: str | Name


@frozen
class ModeSyntax(StatementSyntax):
    """How the year's line goes on: `cumulated less paid`, `start again after a payment`; of what
    is due over the year's claims `never falling`."""

    mode: Literal["cumulated", "start_again", "never_falling"]


@frozen
class LeavingSyntax(StatementSyntax):
    """`leaving premium_own of premium`: what the person still pays of an amount."""

    name: Name
    title: str
    amount: Value


@frozen
class NotSpecifiedSyntax(StatementSyntax):
    """`not specified`: the document says nothing, so nothing is paid, and this is told;
    `condition` after `only when`."""

    condition: Value | None = None


@frozen
class KindOfCareSyntax(Syntax):
    """One kind of care inside a benefit; `condition` None: the rest."""

    name: Name
    title: str
    condition: Value | None
    statements: tuple["BenefitStatementSyntax", ...]
    cites: Citation = NO_CITATION


@frozen
class FirstOfSyntax(StatementSyntax):
    """`first of { … }`: the first kind whose condition holds sets rate, limits and pools."""

    kinds: tuple[KindOfCareSyntax, ...]


@frozen(kw_only=True)
class Alternative(Syntax):
    """One of several rules of which the highest pays; `limits` are its at least and
    at most lines, `rounding` how it alone is rounded, `until` the last day it holds."""

    name: Name
    people: tuple[Name, ...]
    until: Value | None
    condition: Value | None
    value: Value
    limits: tuple[TermSyntax, ...]
    rounding: tuple[RoundSyntax, ...] = ()
    limited: tuple[LimitedPeople, ...] = ()
    reaching: tuple[ReachingPeople, ...] = ()
    payer: Name | None = None
    shares: tuple[PayerShare, ...] = ()
    where: Where | None = None
    cites: Citation = NO_CITATION


@frozen
class HighestSyntax(StatementSyntax):
    """`pay the highest of { … }`, or the sum of them."""

    alternatives: tuple[Alternative, ...]
    sums: bool = False
    readings: tuple["Reading", ...] = ()


@frozen(kw_only=True)
class ChoiceSyntax(Syntax):
    """One meaning: `capped (b) "…" default because "…"`."""

    name: Name
    letter: str
    title: str
    default: bool
    reason: str
    implies: tuple[tuple[Name, Name], ...] = ()
    settled: bool = True
    """Whether it can be settled: it may need what no case says."""


@frozen
class Reading(Syntax):
    """A place where the document allows several meanings."""

    name: Name
    title: str
    ambiguities: tuple[str, ...]
    choices: tuple[ChoiceSyntax, ...]

    @property
    def settled(self) -> tuple[str, ...]:
        """The choices that can be settled."""
        return tuple(choice.name.text for choice in self.choices if choice.settled)


BenefitStatementSyntax = (
    ForSyntax
    | WhenSyntax
    | TermSyntax
    | BandsSyntax
    | CountsTowardSyntax
    | ModeSyntax
    | NotSpecifiedSyntax
    | FirstOfSyntax
    | LeavingSyntax
    | HighestSyntax
    | NotForSyntax
    | OnceSyntax
    | RivalSyntax
    | RoundSyntax
    | ClassSyntax
    | PaidBySyntax
    | PayerOutputSyntax
    | AsOfSyntax
    | FiguresBySyntax
    | Reading
)


@frozen(kw_only=True)
class BenefitSyntax(Syntax):
    """`benefit assistance "医疗救助" per claim { … }`."""

    name: Name
    title: str
    per: Literal["claim", "person_year", "claims_of_year"]
    as_of: str | Name
    statements: tuple[BenefitStatementSyntax, ...]
    cites: Citation = NO_CITATION


Attribute = (
    Literal["deductible_by", "deductible_to", "deductible_raised_by", "deductible_raised_to"]
    | Literal["points", "points_off", "cap_by", "no_cap", "no_deductible"]
)
"""What a line of an `adjust` changes, and how."""
