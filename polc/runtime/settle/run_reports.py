"""The results of reports for settled claims, one claim after another.

In: an executable policy, settled claims, what each result carries from the claims before. Out: what
each result comes to, or lacks, and what it carries on. All results of a claim are had by one call
where there is one; what refuses in it is run by itself, which says what it lacks, or that this
cannot matter.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, Protocol

from polc.records.frozen import frozen
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output, ReportFunctions, State
from polc.runtime.joined_reports import JoinedReports, OwnSum
from polc.runtime.settle.growing_map import EMPTY, GrowingMap

Results = tuple[int | Problem, ...]
"""What the results of a report come to for a claim, in their order."""


_SumKey = tuple[str, str]


@frozen
class OutputSums:
    """What a result of a report carries from claim to claim: its own sums, by their id and the
    visit or chain that they are of, and what some of them have lacked since a claim."""

    kept: GrowingMap[_SumKey, int] = EMPTY
    lost: GrowingMap[_SumKey, Problem] = EMPTY

    def lacks(self, keys: Iterable[_SumKey]) -> Problem | None:
        """What the first of these sums lacks."""
        return next((self.lost[key] for key in keys if key in self.lost), None)


NOTHING_CARRIED: Final = OutputSums()

Opening = Mapping[str, Mapping[str, int]]
"""What was used before the first claim, by group and name."""

ReportSums = tuple[OutputSums, ...]
"""One for each result of a report."""


class ReportedClaim(Protocol):
    """A settled claim as reports look at it: `before` are the sums that it was settled from,
    `given` its results in their order, `is_taken` whether a window takes it."""

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
    @property
    def given(self) -> Iterable[int]: ...
    def arguments(self, output: Output | JoinedReports) -> Sequence[int]:
        """What a result of a report, or all of them, ask of the claim and the person."""
        ...


def open_sums(report: ReportFunctions, opening: Opening) -> ReportSums:
    return (_open_output(report, opening),) * len(report.outputs)


def _open_output(report: ReportFunctions, opening: Opening) -> OutputSums:
    """What a result carries before the first claim: what the opening says of its own sums."""
    if not opening:
        return NOTHING_CARRIED
    kept: GrowingMap[tuple[str, str], int] = EMPTY
    for acc, (group, name) in report.own_openings:
        figure = opening.get(group, {}).get(name)
        if figure is not None:
            kept = kept.with_entry((acc, ""), figure)
    return OutputSums(kept)


def run_claims(
    executable: Executable, settled: Sequence[ReportedClaim], opening: Opening
) -> list[list[Results]]:
    """What the results of each report of a claim, in the order of `of_claims`, come to for each
    claim, which began with the opening."""
    reports = executable.of_claims
    found: list[list[Results]] = [[] for _ in reports]
    carried = [
        open_sums(report, opening) if opening else (NOTHING_CARRIED,) * (end - first)
        for report, first, end in reports
    ]
    joined = executable.find_joined and executable.find_joined(len(settled))
    count = 0 if joined is None else len(joined.own)
    for number, claim in enumerate(settled, start=1):
        given, carries = None, number < len(settled)
        if joined is not None and not claim.is_taken:
            is_first = number == 1 and not opening
            given = _run_joined(joined, claim, carried, is_first=is_first)
        refused = given is None or any(given[:count])
        for at, (report, first, end) in enumerate(reports):
            if joined is None or given is None or (refused and any(given[first:end])):
                results, carried[at] = run_report(report, claim, carried[at], carries=carries)
            else:
                results = given[count + first : count + end]
                if report.accumulators:
                    if number > 1 or opening:
                        results = _keep_lost(results, joined.own[first:end], claim, carried[at])
                    if carries:
                        own = joined.own[first:end]
                        carried[at] = _carry_on(own, claim, carried[at], given)
                elif results[0] == 0 and report.what == "entitlement":
                    results = (0,) * len(results)
            found[at].append(results)
    return found


def run_only_claim(
    executable: Executable, joined: JoinedReports, claim: ReportedClaim
) -> list[Results] | None:
    """What the results of each report come to for the one claim of a year that began with nothing,
    which no window takes; None where the call knows nothing."""
    given = _run_joined(joined, claim, (), is_first=True)
    if given is None:
        return None
    count, found = len(joined.own), list[Results]()
    refused = any(given[:count])
    for report, first, end in executable.of_claims:
        if refused and any(given[first:end]):
            nothing = (NOTHING_CARRIED,) * (end - first)
            results, _ = run_report(report, claim, nothing, carries=False)
        else:
            results = given[count + first : count + end]
            if results[0] == 0 and report.what == "entitlement" and not report.accumulators:
                results = (0,) * len(results)
        found.append(results)
    return found


def _run_joined(
    joined: JoinedReports, claim: ReportedClaim, carried: Sequence[ReportSums], *, is_first: bool
) -> tuple[int, ...] | None:
    """All results of a claim, which may be the first that anything is carried on from; None where
    the call knows nothing."""
    sums = joined.take_sums((*claim.before, *claim.given))
    if is_first or not joined.owned:
        return joined.settle(*claim.arguments(joined), *sums)
    before = list(sums)
    kept = [*chain.from_iterable(carried)]
    for at, part in joined.owned:
        before[part.before] = kept[at].kept.get((part.acc, _key(part.scope, claim)), 0)
    return joined.settle(*claim.arguments(joined), *before)


def _keep_lost(
    results: tuple[int, ...],
    own: Sequence[Sequence[OwnSum]],
    claim: ReportedClaim,
    carried: ReportSums,
) -> Results:
    """The results, but what a sum of a result has lacked since an earlier claim it lacks still."""
    if not any(sums.lost.as_dict() for sums in carried):
        return results
    found: list[int | Problem] = []
    for result, parts, sums in zip(results, own, carried, strict=True):
        lacking = sums.lacks(_keys(parts, claim))
        found.append(result if lacking is None else lacking)
    return tuple(found)


def _carry_on(
    own: Sequence[Sequence[OwnSum]],
    claim: ReportedClaim,
    carried: ReportSums,
    given: tuple[int, ...],
) -> ReportSums:
    """What the results of a report carry on: a sum that lacks something is not carried."""
    after = []
    for parts, sums in zip(own, carried, strict=True):
        if parts and sums.lacks(_keys(parts, claim)) is None:
            kept = sums.kept
            for part, key in zip(parts, _keys(parts, claim), strict=True):
                kept = kept.with_entry(key, given[part.after])
            sums = OutputSums(kept, sums.lost)
        after.append(sums)
    return tuple(after)


def _keys(parts: Sequence[OwnSum], claim: ReportedClaim) -> list[_SumKey]:
    return [(part.acc, _key(part.scope, claim)) for part in parts]


def run_report(
    report: ReportFunctions, claim: ReportedClaim, sums: ReportSums, *, carries: bool = True
) -> tuple[Results, ReportSums]:
    """What the results of a report come to for a claim, and what they carry on; `carries` whether
    a claim may follow that asks for it."""
    results: list[int | Problem] = []
    after = []
    stops = report.what == "entitlement" and not report.accumulators
    for place, carried in enumerate(sums):
        if stops and results and results[0] == 0:
            # Nothing is due where the right does not hold.
            results.append(0)
            after.append(carried)
            continue
        result, kept = run_result(report, place, claim, carried, carries=carries)
        results.append(result)
        after.append(kept)
    return tuple(results), tuple(after)


def run_result(
    report: ReportFunctions,
    place: int,
    claim: ReportedClaim,
    carried: OutputSums,
    *,
    carries: bool = True,
) -> tuple[int | Problem, OutputSums]:
    """The result of a report at a place for a claim, and what it carries on; nothing of one that
    a window takes."""
    output, own = report.outputs[place], report.own[place]
    if carried is NOTHING_CARRIED and not (claim.is_taken or (own and carries)):
        result = output.settle(*claim.arguments(output), *output.take_sums(claim.before))
        return (output.refusal(result[0]) if result[0] else result[1]), carried
    keys = [(acc, _key(scope, claim)) for _, acc, scope in own]
    lacking = carried.lacks(keys)
    if lacking is not None:
        return lacking, carried
    if claim.is_taken:
        return 0, carried
    sums = output.take_sums(claim.before)
    if not own:
        result = output.settle(*claim.arguments(output), *sums)
        return (output.refusal(result[0]) if result[0] else result[1]), carried
    kept, before = carried.kept, list(sums)
    for key, (at, _, _) in zip(keys, own, strict=True):
        before[at] = kept.get(key, 0)
    result = output.settle(*claim.arguments(output), *before)
    if result[0]:
        problem, lost = output.refusal(result[0]), carried.lost
        for key in keys:
            lost = lost.with_entry(key, problem)
        return problem, OutputSums(kept, lost)
    for key, (at, _, _) in zip(keys, own, strict=True):
        kept = kept.with_entry(key, result[2 + at])
    return result[1], OutputSums(kept, carried.lost)


def _key(scope: str, claim: ReportedClaim) -> str:
    if scope == "visit":
        return claim.visit
    return claim.chain or claim.visit if scope == "chain" else ""
