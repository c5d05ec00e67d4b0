"""A compiled policy as the settlement needs it: functions and the names around them.

In: nothing; the API makes it from a plan. Out: `Executable`. The runtime knows no plan: what
must be explained or said about a refusal goes through the callables.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import accumulate
from typing import Any, Literal, Protocol

from attrs import evolve, field

from polc.records.frozen import frozen
from polc.runtime.case import CaseLayout
from polc.runtime.claim_functions import ClaimFunctions
from polc.runtime.errors import Problem
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.joined_reports import FindJoined, take_sums_at
from polc.runtime.periods import OF_YEAR

State = tuple[int, ...]
Settle = Callable[..., tuple[int, ...]]
InputMap = Mapping[tuple[str, str], int]


@frozen(kw_only=True)
class Output:
    """One result with a function of its own, told as `told`: its inputs and sums in order, of each
    sum its place among the sums of claims (None: it is not of these); `take_sums` has the sums in
    their order out of those of claims, 0 for one that is not of these.
    Where it refuses with error k, `refusal(k)` says what is missing."""

    name: str
    told: str
    settle: Settle
    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    places: tuple[int | None, ...]
    refusal: Callable[[int], Problem]
    take_sums: Callable[[State], State] = field(init=False, eq=False, repr=False)

    @take_sums.default
    def _find_sums(self) -> Callable[[State], State]:
        return take_sums_at(self.places)


@frozen(kw_only=True)
class YearBenefit:
    """A person-year benefit: its results (its own first; `payer` the name of the one that
    is a payer), the day whose identities count (`first_day`, `last_day` or a date field of
    the person), whether it moves sums that claims read, the `clauses` that name the day and the
    `day_readings` that choose it; the date of the person by whose year its figures go under some
    of `figures_readings` (empty: none)."""

    id: str
    as_of: str
    outputs: tuple[Output, ...]
    payer: str
    moves: bool
    clauses: tuple[str, ...] = ()
    day_readings: tuple[str, ...] = ()
    figures_day: str = ""
    figures_readings: tuple[str, ...] = ()


@frozen(kw_only=True)
class ReportFunctions:
    """A right, an alert or a limit of shares: its results; `accumulators` are its own, each
    with its scope, `own_openings` what of an opening those of the year begin with; `bearers` the
    names that a bearer's number stands for, from 1; `clauses` and `cite` where it stands in the
    document."""

    id: str
    what: Literal["entitlement", "alert", "limit"]
    per: Literal["claim", "person_year"]
    outputs: tuple[Output, ...]
    accumulators: tuple[tuple[str, str], ...]
    own_openings: tuple[tuple[str, tuple[str, str]], ...]
    bearers: tuple[str, ...]
    clauses: tuple[str, ...]
    cite: str
    own: tuple[tuple[tuple[int, str, str], ...], ...] = field(init=False, eq=False, repr=False)
    """Of each result which of its sums are the report's own: place, id, scope."""

    @own.default
    def _find_own(self) -> tuple[tuple[tuple[int, str, str], ...], ...]:
        scopes = dict(self.accumulators)
        return tuple(
            tuple(
                (place, acc, scopes[acc]) for place, acc in enumerate(output.state) if acc in scopes
            )
            for output in self.outputs
        )


@frozen(kw_only=True)
class EarlierOutput:
    """The result that says what a benefit makes due for earlier claims: those of the stay, or
    of the year too (`of_year`); the clauses that do, where there are several the `rule` whose step
    tells which did (else empty); whether it lowers what they have left in policy."""

    benefit: str
    output: str
    clauses: tuple[str, ...]
    rule: str
    of_year: bool
    in_policy: bool
    of_household: bool = False
    """Whether the claims before it are those of all members of the household."""
    parts: tuple[tuple[str, str], ...] = ()
    of_stay: str = ""
    """Of one of the year the result that says what of it is of the bills of the same stay; empty
    where nothing is settled for a stay."""

    @property
    def outputs(self) -> tuple[str, ...]:
        """The results that are nothing where it makes nothing due."""
        parts = (output for _, output in self.parts)
        return (self.output, *((self.of_stay,) if self.of_stay else ()), *parts)


@frozen
class LimitingSum:
    """A running sum that limits a payment: its id, what people call it, the limit's clauses."""

    id: str
    name: str
    clauses: tuple[str, ...]


class ClaimTrace(Protocol):
    """A claim of which every value is known: what is said of it, and of its reports by their id;
    `tell` says what `explain` does as the contract's JSON has it, and `tell_right` the one entry of
    `explain_right`; what a report consulted is told without what is known. The share that is
    allowed is None where none of the report's lines says it."""

    def consulted(self) -> frozenset[str]: ...
    def explain(self, claim: str) -> list[Entry]: ...
    def tell(self, claim: str) -> list[dict[str, Any]]: ...
    def find_payments(self, claim: str) -> list[BenefitPayment]: ...
    def report_consulted(self, report: str, known: frozenset[str]) -> frozenset[str]: ...
    def explain_right(self, report: str, claim: str, *, holds: bool) -> Entry: ...
    def tell_right(self, report: str, claim: str, *, holds: bool) -> list[dict[str, Any]]: ...
    def share_explained(self, report: str) -> Entry | None: ...


@frozen(kw_only=True)
class Executable:
    """`claim` chooses the function for a claim, which is called with the inputs and then the
    state; its result is (error, *outputs, *state). `opens` says for each place of the state
    which opening balances it starts from, `scopes` of which period it is (`Scope`);
    `benefits` are the outputs that are benefits of a claim, `over_year` those over the year's
    claims, `identity_names` the ids by bit, `payers` the names by number from 1,
    `find_joined` gives what all reports of a claim come to at once (None: they have one result or
    none),
    `shares` a benefit, one of several payers and the result that says how much it pays,
    `flagged` a benefit and the result that says whether its amount is built on silence,
    `earlier` the results that say what is due for earlier claims.
    `trace` gives a claim with every value, from which all is read that is said of it;
    `why_claim` finds everything that a refused claim is missing, `limiting_sum` the first of
    these sums that limits a claim, with the limit's clauses. `standing_readings` matter always,
    `identity_readings` for holders of these identities (bits); what is consulted for the year is
    told without what is known already; `is_watched` says whether somebody looks at every block
    that is run for it, so that none may be left out. `rebuild` makes the executable
    anew: a pickle carries it, since functions do not travel."""

    layout: CaseLayout
    claim: ClaimFunctions
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[str, ...]
    state: tuple[str, ...]
    opens: tuple[tuple[tuple[str, str], ...], ...]
    own_openings: tuple[tuple[str, str] | None, ...]
    scopes: tuple[str, ...]
    benefits: tuple[str, ...]
    over_year: tuple[str, ...]
    identity_names: tuple[str, ...]
    payers: tuple[str, ...]
    person_year: tuple[YearBenefit, ...]
    reports: tuple[ReportFunctions, ...]
    find_joined: FindJoined | None
    shares: tuple[tuple[str, str, str], ...]
    flagged: tuple[tuple[str, str], ...]
    earlier: tuple[EarlierOutput, ...]
    since: tuple[int, ...]
    standing_readings: tuple[str, ...]
    identity_readings: tuple[tuple[str, int], ...]
    why_claim: Callable[[InputMap, State, str], tuple[Problem, ...]]
    trace: Callable[[InputMap, State], ClaimTrace]
    consulted: Callable[[InputMap, State], frozenset[str]]
    limiting_sum: Callable[[InputMap, State, frozenset[str]], LimitingSum | None]
    year_consulted: Callable[[str, InputMap, Mapping[str, int], frozenset[str]], frozenset[str]]
    year_explained: Callable[[str, InputMap, Mapping[str, int], int | None], list[Entry]]
    right_consulted: Callable[[str, Callable[[], InputMap], frozenset[str]], frozenset[str]]
    describe_readings: Callable[[Collection[str]], list[dict[str, Any]]]
    is_watched: Callable[[], bool]
    rebuild: "Callable[[], Executable]"
    pays_years: bool = field(init=False)
    """Whether a benefit of the person's year moves sums that claims read."""
    of_claims: tuple[tuple[ReportFunctions, int, int], ...] = field(
        init=False, eq=False, repr=False
    )
    """The reports that each claim is asked for, of each where its results begin and end among those
    of all."""
    asks_year: bool = field(init=False)
    """Whether a claim asks what hangs on the person and the year only."""
    own_scopes: Mapping[str, tuple[int, ...]] = field(init=False, eq=False, repr=False)
    """The scopes of which a year has several, with the places of their sums."""
    begin_visit: Callable[[State], State] = field(init=False, eq=False, repr=False)
    """Gives of the sums before those that a visit begins with: the ones of which a year has one,
    and 0 in the place of others."""
    shared: tuple[int, ...] = field(init=False, eq=False, repr=False)
    """The places of the sums that the members of a household have together."""
    keyed: bool = field(init=False)
    """Whether some sums are not of the year as a whole."""

    @pays_years.default
    def _find_movers(self) -> bool:
        return any(benefit.moves for benefit in self.person_year)

    @of_claims.default
    def _find_of_claims(self) -> tuple[tuple[ReportFunctions, int, int], ...]:
        reports = [report for report in self.reports if report.per == "claim"]
        ends = [*accumulate(len(report.outputs) for report in reports)]
        return tuple(zip(reports, (0, *ends), ends, strict=False))

    @asks_year.default
    def _find_year_figures(self) -> bool:
        figures = ("held_in_month", "held_in_year", "first_day", "last_day")
        return bool(self.since) or any(
            ("system", figure) in self.layout.reads for figure in figures
        )

    @own_scopes.default
    def _find_own_scopes(self) -> Mapping[str, tuple[int, ...]]:
        return {
            scope: tuple(place for place, of in enumerate(self.scopes) if of == scope)
            for scope in dict.fromkeys(self.scopes)
            if scope not in OF_YEAR
        }

    @begin_visit.default
    def _find_of_year(self) -> Callable[[State], State]:
        places = enumerate(self.scopes)
        return take_sums_at(tuple(place if scope in OF_YEAR else None for place, scope in places))

    @shared.default
    def _find_shared(self) -> tuple[int, ...]:
        return tuple(place for place, of in enumerate(self.scopes) if of == "household")

    @keyed.default
    def _is_keyed(self) -> bool:
        return bool(self.own_scopes)

    def __reduce__(self) -> "tuple[Callable[..., Executable], tuple[Any, ...]]":
        return (_rebuild, (self.rebuild, self.layout))


def _rebuild(rebuild: Callable[[], Executable], layout: CaseLayout) -> Executable:
    return evolve(rebuild(), layout=layout)


def payer_result(benefit: str) -> str:
    """The result of a claim that has the number of who pays a benefit."""
    return f"{benefit}.payer"


def part_result(benefit: str, payer: str) -> str:
    """The result of a claim that says what one of several payers pays of a benefit."""
    return f"{benefit}.paid_by.{payer}"


def earlier_part_result(benefit: str, payer: str) -> str:
    """The result that says what a payer pays of what a claim makes due for earlier ones."""
    return f"{benefit}.for_earlier_claims.paid_by.{payer}"


def earlier_bills_result(benefit: str) -> str:
    """The result that says what of that which a claim makes due for earlier ones of the year is of
    the bills of its own stay."""
    return f"{benefit}.for_earlier_bills"


def find_payer(executable: Executable, benefit: str, outputs: Mapping[str, int]) -> str | None:
    """Who pays what a claim makes due under a benefit, where somebody is named."""
    number = outputs.get(payer_result(benefit), 0)
    return executable.payers[number - 1] if number else None
