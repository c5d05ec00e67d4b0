"""A household's year that is settled claim by claim, and what it carries to the next claim.

In: an executable policy, a household, its members' claims as they are settled. Out:
`HouseholdSoFar`, which never changes, and what a claim after it comes to. A claim more costs the
same however many there are.
"""

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.case import ClaimRead, HouseholdRead
from polc.runtime.executable import Executable
from polc.runtime.settle.adjustments import Adjustment, adjust_earlier
from polc.runtime.settle.divide_earlier import PaidSoFar
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.settle.reports import open_reports, report_claim
from polc.runtime.settle.run_reports import ReportSums
from polc.runtime.settle.settle import SettledClaim, Unsettled
from polc.runtime.settle.settle_household import (
    Counted,
    HouseholdSums,
    open_household_sums,
    settle_next,
)
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.make_household import tell_shared
from polc.runtime.tell.make_settlement import claim_result
from polc.runtime.year_limits import NO_COSTS, Costs, add_costs


@frozen(kw_only=True, eq=False)
class MemberSoFar:
    """What is of a member alone: how many claims, their costs, the sums of the reports."""

    reports: tuple[ReportSums, ...]
    count: int = 0
    costs: Costs = NO_COSTS


@frozen(kw_only=True, eq=False)
class HouseholdSoFar:
    """The settled claims of all members by id in the order of settlement, with whose they are, what
    each came to and what had been counted before it; `latest` the last of them."""

    sums: HouseholdSums
    members: tuple[MemberSoFar, ...]
    settled: GrowingMap[str, SettledClaim] = EMPTY
    places: GrowingMap[str, int] = EMPTY
    results: GrowingMap[str, ClaimResult] = EMPTY
    counted: GrowingMap[str, Counted] = EMPTY
    latest: str = ""
    paid: PaidSoFar = field(factory=PaidSoFar)

    def placed(self, claim: str) -> tuple[int, ClaimRead]:
        """A settled claim with the place of the member whose it is."""
        return self.places[claim], self.settled[claim].claim


@frozen
class AppendedToHousehold:
    """What a claim came to, what it makes due for earlier ones, and the year after it."""

    result: ClaimResult
    adjustments: tuple[Adjustment, ...]
    year: HouseholdSoFar


def open_household_so_far(executable: Executable, household: HouseholdRead) -> HouseholdSoFar:
    """The year before its first claim."""
    return HouseholdSoFar(
        sums=open_household_sums(executable, household),
        members=tuple(
            MemberSoFar(reports=open_reports(executable, member.opening))
            for member in household.members
        ),
    )


def append_to_household(
    executable: Executable,
    household: HouseholdRead,
    year: HouseholdSoFar,
    at: int,
    claim: ClaimRead,
) -> AppendedToHousehold | Unsettled:
    """The year with one more claim of the member at a place, settled behind all others."""
    settled = settle_next(executable, household, at, claim, year.sums)
    if isinstance(settled, Unsettled):
        return settled
    done, counted, sums = settled
    own = year.members[at]
    told, reports = report_claim(executable, own.count, done, own.reports)
    adjustments, paid = adjust_earlier(executable, done, year.paid)
    result = tell_shared(executable, claim_result(executable, done, told), done.member, counted)
    member = MemberSoFar(reports=reports, count=own.count + 1, costs=add_costs(own.costs, claim))
    after = HouseholdSoFar(
        sums=sums,
        members=(*year.members[:at], member, *year.members[at + 1 :]),
        settled=year.settled.with_entry(claim.id, done),
        places=year.places.with_entry(claim.id, at),
        results=year.results.with_entry(claim.id, result),
        counted=year.counted.with_entry(claim.id, counted),
        latest=claim.id,
        paid=paid,
    )
    return AppendedToHousehold(result, adjustments, after)
