"""A year that is settled claim by claim, and what it carries to the next claim.

In: an executable policy, the claims as they are settled. Out: `YearSoFar`, which never changes,
and what a claim after it comes to. A claim more costs the same however many there are.
"""

from collections.abc import Iterable

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.executable import Executable
from polc.runtime.settle.adjustments import Adjustment, adjust_earlier
from polc.runtime.settle.divide_earlier import PaidSoFar
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.settle.reports import open_reports, report_claim
from polc.runtime.settle.run_reports import Opening, ReportSums
from polc.runtime.settle.settle import SettledClaim, YearState
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.make_settlement import claim_result
from polc.runtime.year_limits import NO_COSTS, Costs, add_costs


@frozen(kw_only=True, eq=False)
class YearSoFar:
    """The settled claims by id in the order of settlement, how many they are and the `latest` of
    them; the sums after it: those of the policy, of its reports, what was paid and what the
    claims cost."""

    state: YearState
    reports: tuple[ReportSums, ...]
    settled: GrowingMap[str, SettledClaim] = EMPTY
    count: int = 0
    latest: SettledClaim | None = None
    paid: PaidSoFar = field(factory=PaidSoFar)
    costs: Costs = NO_COSTS


@frozen
class Appended:
    """What a claim came to, what it makes due for earlier ones, and the year after it."""

    result: ClaimResult
    adjustments: tuple[Adjustment, ...]
    year: YearSoFar


def open_so_far(executable: Executable, state: YearState, opening: Opening) -> YearSoFar:
    """The year before its first claim."""
    return YearSoFar(state=state, reports=open_reports(executable, opening))


def append_settled(
    executable: Executable, year: YearSoFar, done: SettledClaim, state: YearState
) -> Appended:
    """The year with one more claim, settled behind all others, and the sums after it."""
    told, reports = report_claim(executable, year.count, done, year.reports)
    adjustments, paid = adjust_earlier(executable, done, year.paid)
    after = YearSoFar(
        state=state,
        reports=reports,
        settled=year.settled.with_entry(done.claim.id, done),
        count=year.count + 1,
        latest=done,
        paid=paid,
        costs=add_costs(year.costs, done.claim),
    )
    return Appended(claim_result(executable, done, told), adjustments, after)


def append_all(
    executable: Executable, before: YearSoFar, settled: Iterable[SettledClaim], state: YearState
) -> YearSoFar:
    """A year whose claims are all settled, from the one before its first claim, with the sums
    that it ends with."""
    year = before
    for done in settled:
        year = append_settled(executable, year, done, state).year
    return year
