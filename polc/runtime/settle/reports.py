"""Rights, alerts and limits of shares over a person's settled claims.

In: an executable policy, a person, the settled claims in order. Out: `Reports`. A report has
sums of its own; what it lacks makes it undetermined, and one that carries sums stays so.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from attrs import field

from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.benefit_year import days_of_year
from polc.runtime.case import Inputs, PersonRead
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, ReportFunctions
from polc.runtime.settle.run_reports import (
    Opening,
    ReportedClaim,
    ReportSums,
    Results,
    open_sums,
    run_claims,
    run_report,
)
from polc.runtime.settle.settle import SettledClaim
from polc.runtime.settle.settle_year import arguments_of, run_with, year_inputs

_INSTITUTION: Final = "institution"
"""The bearer whose part lowers what the person pays."""


@frozen
class ShareExcess:
    """What of a claim lies over a share; `bearer` None: nobody is named."""

    id: str
    claim: str
    fen: int
    bearer: str | None


@define(kw_only=True)
class Reports:
    """`rights` and `due` by claim id ("" for those of the year) and name, None where
    undetermined; `alerts` (id, ordinal); `undetermined` (output, problem); `open_shares` by
    claim id why what an institution bears of it is not known."""

    rights: dict[str, dict[str, bool | None]] = field(factory=dict)
    due: dict[str, dict[str, int | None]] = field(factory=dict)
    alerts: list[tuple[str, int]] = field(factory=list)
    excesses: list[ShareExcess] = field(factory=list)
    undetermined: list[tuple[str, Problem]] = field(factory=list)
    open_shares: dict[str, Problem] = field(factory=dict)
    _borne: dict[str, int] = field(factory=dict, init=False, repr=False, eq=False)
    """By claim what institutions bear of it, in fen."""

    def tell_alerts(self) -> list[dict[str, str]]:
        """The alerts as the contract's JSON says them."""
        return [{"id": name, "on": date.fromordinal(day).isoformat()} for name, day in self.alerts]

    def tell_limits(self) -> list[dict[str, str | None]]:
        """What lies over a limit, the same."""
        return [
            {
                "id": excess.id,
                "claim": excess.claim,
                "excess": format_money(excess.fen),
                "borne_by": excess.bearer,
            }
            for excess in self.excesses
        ]

    def borne_by_institutions(self, claim: str) -> int:
        """What of a claim an institution bears."""
        return self._borne.get(claim, 0)

    def add_excess(self, excess: ShareExcess) -> None:
        """What of one more claim lies over a share."""
        self.excesses.append(excess)
        if excess.bearer == _INSTITUTION:
            self._borne[excess.claim] = self._borne.get(excess.claim, 0) + excess.fen


RightOf = Callable[[Output], int | Problem]
"""Whether a right of the year holds for the person, or what that lacks."""


def evaluate_reports(
    executable: Executable,
    person: PersonRead,
    year: int,
    settled: Sequence[SettledClaim],
    opening: Opening,
) -> Reports:
    """Everything that is told of the year so far, which began with the opening."""
    inputs: Inputs = {}

    def find_right(output: Output) -> int | Problem:
        if not inputs:
            inputs.update(right_inputs(executable, person, year))
        return run_right(output, arguments_of(output, inputs))

    return evaluate_with(executable, find_right, settled, opening)


def evaluate_with(
    executable: Executable,
    find_right: RightOf,
    settled: Sequence[ReportedClaim],
    opening: Opening,
) -> Reports:
    """The same of whoever finds the rights of the year."""
    return tell_found(executable, find_right, settled, run_claims(executable, settled, opening))


def tell_found(
    executable: Executable,
    find_right: RightOf,
    settled: Sequence[ReportedClaim],
    found: Sequence[Sequence[Results]],
) -> Reports:
    """What is told where the results of each report of a claim, in the order of `of_claims`, come
    to this for each claim."""
    reports, columns = Reports(), iter(found)
    for report in executable.reports:
        if report.per == "person_year":
            _tell_right_of_year(report, find_right(report.outputs[0]), reports)
        elif report.what == "alert":
            _tell_alert(report, settled, next(columns), reports)
        else:
            for at, (claim, results) in enumerate(zip(settled, next(columns), strict=True)):
                _tell_of_claim(report, at, claim, results, reports)
    return reports


def open_reports(executable: Executable, opening: Opening) -> tuple[ReportSums, ...]:
    """What the reports that are told of single claims carry before the first one."""
    return tuple(open_sums(report, opening) for report in _of_claims(executable))


def report_claim(
    executable: Executable, at: int, claim: ReportedClaim, sums: tuple[ReportSums, ...]
) -> tuple[Reports, tuple[ReportSums, ...]]:
    """What is told of the claim at a place of the year, without the alerts; the sums after it."""
    reports = Reports()
    after = []
    for report, carried in zip(_of_claims(executable), sums, strict=True):
        results, kept = run_report(report, claim, carried)
        _tell_of_claim(report, at, claim, results, reports)
        after.append(kept)
    return reports, tuple(after)


def _of_claims(executable: Executable) -> list[ReportFunctions]:
    return [
        report for report in executable.reports if report.per == "claim" and report.what != "alert"
    ]


def right_inputs(executable: Executable, person: PersonRead, year: int) -> Inputs:
    """What a right of the year looks at."""
    first, last = days_of_year(year, executable.layout.year_begins)
    inputs = dict(year_inputs(executable, person, year, last))
    inputs["system", "held"] = inputs["system", "held_in_month"] = person.held_between(first, last)
    return inputs


def run_right(output: Output, arguments: Sequence[int]) -> int | Problem:
    """A right of the year, of what it asks for: who holds an identity on any of its days."""
    found = run_with(output, arguments, [0] * len(output.state))
    return found if isinstance(found, Problem) else found[0]


def _tell_right_of_year(report: ReportFunctions, found: int | Problem, reports: Reports) -> None:
    rights = reports.rights.setdefault("", {})
    if isinstance(found, Problem):
        rights[report.id] = None
        reports.undetermined.append((f"entitlements.{report.id}", found))
    else:
        rights[report.id] = bool(found)


def _tell_alert(
    report: ReportFunctions,
    settled: Sequence[ReportedClaim],
    found: Sequence[Results],
    reports: Reports,
) -> None:
    """The day of the first claim with which the condition holds."""
    for claim, (result,) in zip(settled, found, strict=True):
        if isinstance(result, Problem):
            reports.undetermined.append((f"alerts.{report.id}", result))
            return
        if result:
            reports.alerts.append((report.id, claim.date))
            return


def _tell_of_claim(
    report: ReportFunctions, at: int, claim: ReportedClaim, results: Results, reports: Reports
) -> None:
    """Notes what a right or a limit says of the claim at a place of the year."""
    if report.what == "limit":
        _note_excess(report, at, claim, results, reports)
    elif not claim.is_taken:
        _note_right(report, at, claim, results, reports)


def _note_right(
    report: ReportFunctions,
    at: int,
    claim: ReportedClaim,
    results: Results,
    reports: Reports,
) -> None:
    holds = results[0]
    rights = reports.rights.setdefault(claim.id, {})
    if isinstance(holds, Problem):
        rights[report.id] = None
        reports.undetermined.append((f"claims[{at}].entitlements.{report.id}", holds))
    else:
        rights[report.id] = bool(holds)
        if not holds and not report.accumulators:
            return
    for output, due in zip(report.outputs[1:], results[1:], strict=True):
        amounts = reports.due.setdefault(claim.id, {})
        if isinstance(due, Problem):
            amounts[output.told] = None
            reports.undetermined.append((f"claims[{at}].{output.told}", due))
        elif not isinstance(holds, Problem) and holds:
            amounts[output.told] = due


def _note_excess(
    report: ReportFunctions,
    at: int,
    claim: ReportedClaim,
    results: Results,
    reports: Reports,
) -> None:
    excess, bearer = results
    if excess == 0:
        return
    lacking = next((found for found in (excess, bearer) if isinstance(found, Problem)), None)
    open_bearer = isinstance(bearer, Problem)
    name = None if isinstance(bearer, Problem) or not bearer else report.bearers[bearer - 1]
    if lacking is not None:
        reports.undetermined.append((f"limits.{report.id}.claims[{at}]", lacking))
        if name == _INSTITUTION or (open_bearer and _INSTITUTION in report.bearers):
            reports.open_shares.setdefault(claim.id, lacking)
        return
    assert isinstance(excess, int)
    known = None if name == "nobody" else name
    reports.add_excess(ShareExcess(report.id, claim.id, excess, known))
