"""What is reported of a plain case of one claim, once for all whose reports come to the same.

In: an executable policy, the claim as reports look at it, the rights of the year. Out:
`OnlyClaimReporter`, which gives `ToldReports`; None where the reports are not had by one call yet.
"""

from datetime import date
from typing import Any, Final

from attrs import field

from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.errors import Problem
from polc.runtime.executable import Executable, Output
from polc.runtime.remember import remember
from polc.runtime.settle.reports import Reports, RightOf, tell_found
from polc.runtime.settle.run_reports import ReportedClaim, run_only_claim
from polc.runtime.tell.make_settlement import tell_undetermined

_MOST_KNOWN: Final = 1024

Came = tuple[int | Problem, ...]
"""What the rights of the year and the results of all reports of a claim came to."""


@frozen(eq=False)
class ToldReports:
    """`reports` of a claim which has the id `claim` there, where other claims may stand for it: its
    day is not told of it. `undetermined` is as the contract's JSON says it."""

    reports: Reports
    claim: str
    undetermined: tuple[dict[str, Any], ...]
    came: Came

    def tell_alerts(self, day: int) -> list[dict[str, str]]:
        """The alerts of a claim of this day."""
        alerts = self.reports.alerts
        return [{"id": name, "on": date.fromordinal(day).isoformat()} for name, _ in alerts]

    def tell_undetermined(self) -> list[dict[str, Any]]:
        """A copy for who asks."""
        return [{**gap, "clauses": gap["clauses"].copy()} for gap in self.undetermined]


@define(eq=False)
class OnlyClaimReporter:
    """What was told of claims, by what their reports came to: many are alike in that."""

    executable: Executable
    _rights: tuple[Output, ...] = field(init=False)
    _known: dict[tuple[object, ...], ToldReports] = field(init=False, factory=dict)

    @_rights.default
    def _find_rights(self) -> tuple[Output, ...]:
        reports = self.executable.reports
        return tuple(report.outputs[0] for report in reports if report.per == "person_year")

    def find(self, claim: ReportedClaim, find_right: RightOf) -> ToldReports | None:
        """The reports of a case that has this claim alone, and whose year began with nothing."""
        find_joined = self.executable.find_joined
        joined = None if find_joined is None else find_joined(0)
        results = None if joined is None else run_only_claim(self.executable, joined, claim)
        if results is None:
            return None
        came = [*map(find_right, self._rights)]
        for found in results:
            came += found
        # What refuses is the same object for whoever lacks the same.
        key = tuple([part if type(part) is int else (id(part),) for part in came])
        told = self._known.get(key)
        if told is None:
            told = self._tell(claim, find_right, [[found] for found in results], tuple(came))
            if not told.reports.excesses:
                remember(self._known, key, told, _MOST_KNOWN)
        return told

    def _tell(
        self, claim: ReportedClaim, find_right: RightOf, results: list[list[Any]], came: Came
    ) -> ToldReports:
        reports = tell_found(self.executable, find_right, [claim], results)
        undetermined = tuple([tell_undetermined(*gap) for gap in reports.undetermined])
        return ToldReports(reports, claim.id, undetermined, came)
