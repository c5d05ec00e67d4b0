"""The results of reports for settled claims, one claim after another.

In: an executable policy, settled claims, what each result carries from the claims before. Out: what
each result comes to, or lacks, and what it carries on. All results of a claim are had by one call
where there is one; what refuses in it is run by itself, which says what it lacks, or that this
cannot matter.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from polc.records.frozen import frozen
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, ReportFunctions, State
from polc.runtime.joined_reports import JoinedReports
from polc.runtime.settle.growing_map import EMPTY, GrowingMap

Results = list[int | Problem]
"""What the results of a report come to for a claim, in their order."""


@frozen
class OutputSums:
    """What a result of a report carries from claim to claim: its own sums, by their id and the
    visit or chain that they are of, and what it has lacked since a claim."""

    kept: GrowingMap[tuple[str, str], int] = EMPTY
    lost: Problem | None = None


_NOTHING_CARRIED: Final = OutputSums()

Opening = Mapping[str, Mapping[str, int]]
"""What was used before the first claim, by group and name."""

ReportSums = tuple[OutputSums, ...]
"""One for each result of a report."""


class ReportedClaim(Protocol):
    """A settled claim as reports look at it: `before` are the sums that it was settled from,
    `is_taken` whether a window takes it."""

    @property
    def id(self) -> str: ...
    @property
    def date(self) -> int: ...
    @property
    def visit(self) -> str: ...
    @property
    def chain(self) -> str: ...
    @property
    def is_taken(self) -> bool: ...
    @property
    def before(self) -> State: ...
    def arguments(self, output: Output | JoinedReports) -> Sequence[int]:
        """What a result of a report, or all of them, ask of the claim and the person."""
        ...


def open_sums(report: ReportFunctions, opening: Opening) -> ReportSums:
    return (_open_output(report, opening),) * len(report.outputs)


def _open_output(report: ReportFunctions, opening: Opening) -> OutputSums:
    """What a result carries before the first claim: what the opening says of its own sums."""
    if not opening:
        return _NOTHING_CARRIED
    kept: GrowingMap[tuple[str, str], int] = EMPTY
    for acc, (group, name) in report.own_openings:
        figure = opening.get(group, {}).get(name)
        if figure is not None:
            kept = kept.with_entry((acc, ""), figure)
    return OutputSums(kept)


def run_claims(
    executable: Executable, settled: Sequence[ReportedClaim], opening: Opening
) -> dict[str, list[Results]]:
    """What the results of each report of a claim come to for each claim, which began with the
    opening."""
    reports = [report for report in executable.reports if report.per == "claim"]
    found: dict[str, list[Results]] = {report.id: [] for report in reports}
    carried = [open_sums(report, opening) for report in reports]
    for claim in settled:
        ran = _run_joined(executable, claim, carried)
        first = 0
        for at, report in enumerate(reports):
            results, carried[at] = run_report(report, claim, carried[at], ran, first)
            found[report.id].append(results)
            first += len(results)
    return found


Ran = tuple[JoinedReports, tuple[int, ...]]
"""All results of a claim by one call, and what it gave."""


def _run_joined(
    executable: Executable, claim: ReportedClaim, carried: Sequence[ReportSums]
) -> Ran | None:
    """All results of a claim; None where there is no such call, or it knows nothing."""
    joined = executable.joined_reports
    if joined is None or claim.is_taken:
        return None
    sums = joined.take_sums(claim.before)
    if joined.is_carrying:
        outputs = (kept for of_report in carried for kept in of_report)
        for own, before in zip(joined.own, outputs, strict=True):
            for part in own:
                key = (part.acc, _key(part.scope, claim))
                sums[part.before] = before.kept.get(key, 0)
    given = joined.settle(*claim.arguments(joined), *sums)
    return None if given is None else (joined, given)


def run_report(
    report: ReportFunctions,
    claim: ReportedClaim,
    sums: ReportSums,
    ran: Ran | None = None,
    first: int = 0,
) -> tuple[Results, ReportSums]:
    """What the results of a report come to for a claim, and what they carry on; `ran` is what
    all results of the claim came to, of which the report's begin at the place `first`."""
    results: Results = []
    after = []
    stops = report.what == "entitlement" and not report.accumulators
    for place, carried in enumerate(sums):
        if stops and results and results[0] == 0:
            # Nothing is due where the right does not hold.
            results.append(0)
            after.append(carried)
            continue
        at = first + place
        if ran is None or ran[1][2 * at] or carried.lost is not None:
            result, kept = run_result(report, place, claim, carried)
        else:
            joined, given = ran
            result, kept = given[2 * at + 1], carried
            if joined.own[at]:
                kept = _carry_on(joined, at, claim, carried, given)
        results.append(result)
        after.append(kept)
    return results, tuple(after)


def _carry_on(
    joined: JoinedReports,
    at: int,
    claim: ReportedClaim,
    carried: OutputSums,
    given: tuple[int, ...],
) -> OutputSums:
    kept = carried.kept
    for part in joined.own[at]:
        kept = kept.with_entry((part.acc, _key(part.scope, claim)), given[part.after])
    return OutputSums(kept)


def run_result(
    report: ReportFunctions, place: int, claim: ReportedClaim, carried: OutputSums
) -> tuple[int | Problem, OutputSums]:
    """The result of a report at a place for a claim, and what it carries on; nothing of one that
    a window takes."""
    if carried.lost is not None:
        return carried.lost, carried
    if claim.is_taken:
        return 0, carried
    output, own = report.outputs[place], report.own[place]
    sums = output.take_sums(claim.before)
    if not own:
        result = output.settle(*claim.arguments(output), *sums)
        return (output.refusal(result[0]) if result[0] else result[1]), carried
    kept, before = carried.kept, list(sums)
    keys = [(acc, _key(scope, claim)) for _, acc, scope in own]
    for key, (at, _, _) in zip(keys, own, strict=True):
        before[at] = kept.get(key, 0)
    result = output.settle(*claim.arguments(output), *before)
    if result[0]:
        problem = output.refusal(result[0])
        return problem, OutputSums(kept, problem)
    for key, (at, _, _) in zip(keys, own, strict=True):
        kept = kept.with_entry(key, result[2 + at])
    return result[1], OutputSums(kept)


def _key(scope: str, claim: ReportedClaim) -> str:
    if scope == "visit":
        return claim.visit
    return claim.chain or claim.visit if scope == "chain" else ""
