"""Rights, alerts and limits of shares over a person's settled claims.

In: an executable policy, a person, the settled claims in order. Out: `Reports`. A report has
sums of its own; what it lacks makes it undetermined, and one that carries sums stays so.
"""

from collections.abc import Sequence
from datetime import date

from attrs import define, evolve, field, frozen

from polc.runtime.case import Inputs, PersonRead
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, ReportFunctions
from polc.runtime.settle import SettledClaim
from polc.runtime.settle_year import run_output, year_inputs


@frozen
class ShareExcess:
    """What of a claim lies over a share; `bearer` None: nobody is named."""

    id: str
    claim: str
    fen: int
    bearer: str | None


@define
class Reports:
    """`rights` and `due` by claim id ("" for those of the year) and name, None where
    undetermined; `alerts` (id, ordinal); `undetermined` (output, problem)."""

    rights: dict[str, dict[str, bool | None]] = field(factory=dict)
    due: dict[str, dict[str, int | None]] = field(factory=dict)
    alerts: list[tuple[str, int]] = field(factory=list)
    excesses: list[ShareExcess] = field(factory=list)
    undetermined: list[tuple[str, Problem]] = field(factory=list)

    def add_undetermined(self, report: ReportFunctions, output: str, problem: Problem) -> None:
        """What a report lacks for an output; the clause is that of the report."""
        clause = dict(report.rule).get("clause") or problem.clause
        self.undetermined.append((output, evolve(problem, clause=clause)))

    def borne_by_institutions(self, claim: str) -> int:
        """What of a claim an institution bears."""
        if not self.excesses:
            return 0
        return sum(
            excess.fen
            for excess in self.excesses
            if excess.claim == claim and excess.bearer == "institution"
        )


def evaluate_reports(
    executable: Executable, person: PersonRead, year: int, settled: Sequence[SettledClaim]
) -> Reports:
    """Everything that is told of the year so far."""
    reports = Reports()
    for report in executable.reports:
        if report.per == "person_year":
            _evaluate_year(executable, report, person, year, reports)
            continue
        match report.what:
            case "entitlement":
                _evaluate_rights(executable, report, settled, reports)
            case "alert":
                _evaluate_alert(executable, report, settled, reports)
            case "limit":
                _evaluate_excess(executable, report, settled, reports)
    return reports


def right_inputs(executable: Executable, person: PersonRead, year: int) -> Inputs:
    """What a right of the year looks at."""
    inputs = dict(year_inputs(executable, person, year, date(year, 12, 31).toordinal()))
    inputs["system", "held"] = person.held_in_year(year)
    return inputs


def _evaluate_year(
    executable: Executable, report: ReportFunctions, person: PersonRead, year: int, reports: Reports
) -> None:
    """A right of the year: who holds an identity on any of its days."""
    found = run_output(report.outputs[0], right_inputs(executable, person, year), {})
    rights = reports.rights.setdefault("", {})
    if isinstance(found, Problem):
        rights[report.id] = None
        reports.add_undetermined(report, f"entitlements.{report.id}", found)
    else:
        rights[report.id] = bool(found[0])


def _evaluate_rights(
    executable: Executable,
    report: ReportFunctions,
    settled: Sequence[SettledClaim],
    reports: Reports,
) -> None:
    results = [list(run_over(executable, report, output, settled)) for output in report.outputs]
    for at, claim in enumerate(settled):
        if claim.claim.window is not None:
            continue
        holds = results[0][at]
        rights = reports.rights.setdefault(claim.claim.id, {})
        if isinstance(holds, Problem):
            rights[report.id] = None
            reports.add_undetermined(report, f"claims[{at}].entitlements.{report.id}", holds)
        else:
            rights[report.id] = bool(holds)
        for output, values in zip(report.outputs[1:], results[1:], strict=True):
            due, amounts = values[at], reports.due.setdefault(claim.claim.id, {})
            if isinstance(due, Problem):
                amounts[output.told] = None
                reports.add_undetermined(report, f"claims[{at}].{output.told}", due)
            elif not isinstance(holds, Problem) and holds:
                amounts[output.told] = due


def _evaluate_alert(
    executable: Executable,
    report: ReportFunctions,
    settled: Sequence[SettledClaim],
    reports: Reports,
) -> None:
    """The day of the first claim with which the condition holds."""
    found = run_over(executable, report, report.outputs[0], settled)
    for claim, result in zip(settled, found, strict=True):
        if isinstance(result, Problem):
            reports.add_undetermined(report, f"alerts.{report.id}", result)
            return
        if result:
            reports.alerts.append((report.id, claim.claim.date))
            return


def _evaluate_excess(
    executable: Executable,
    report: ReportFunctions,
    settled: Sequence[SettledClaim],
    reports: Reports,
) -> None:
    excesses, bearers = (
        list(run_over(executable, report, output, settled)) for output in report.outputs
    )
    for at, (claim, excess, bearer) in enumerate(zip(settled, excesses, bearers, strict=True)):
        for found in (excess, bearer):
            if isinstance(found, Problem):
                reports.add_undetermined(report, f"limits.{report.id}.claims[{at}]", found)
                break
        else:
            assert isinstance(excess, int)
            assert isinstance(bearer, int)
            name = report.bearers[bearer - 1] if bearer else None
            if excess:
                known = None if name == "nobody" else name
                reports.excesses.append(ShareExcess(report.id, claim.claim.id, excess, known))


def run_over(
    executable: Executable, report: ReportFunctions, output: Output, settled: Sequence[SettledClaim]
) -> list[int | Problem]:
    """One result of a report for each claim; nothing of one that a window takes."""
    scopes = dict(report.accumulators)
    kept: dict[tuple[str, str], int] = {}
    found: list[int | Problem] = []
    lost: Problem | None = None
    for claim in settled:
        if lost is not None:
            found.append(lost)
            continue
        if claim.claim.window is not None:
            found.append(0)
            continue
        sums = dict(zip(executable.state, claim.before, strict=True))
        keys = {acc: (acc, _key(scope, claim)) for acc, scope in scopes.items()}
        sums |= {acc: kept.get(key, 0) for acc, key in keys.items()}
        result = run_output(output, claim.inputs, sums)
        if isinstance(result, Problem):
            found.append(result)
            lost = result if any(acc in scopes for acc in output.state) else None
            continue
        value, after = result
        found.append(value)
        kept |= {
            keys[acc]: moved
            for acc, moved in zip(output.state, after, strict=True)
            if acc in scopes
        }
    return found


def _key(scope: str, claim: SettledClaim) -> str:
    if scope == "visit":
        return claim.claim.visit
    return claim.chain or claim.claim.visit if scope == "chain" else ""
