"""From settled claims, person-year benefits and what is told of them to a settlement.

In: the executable policy and what was settled with it. Out: `ClaimResult`s and a `Settlement`.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import starmap
from typing import Any, Final

from polc.messages.text import say
from polc.records.mutable import define
from polc.runtime.case import CaseRead
from polc.runtime.case_snapshot import CaseSnapshot
from polc.runtime.errors import Problem
from polc.runtime.executable import ClaimTrace, Executable, find_payer
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.settle.adjustments import Adjustment, find_adjustments
from polc.runtime.settle.reports import Reports, evaluate_reports
from polc.runtime.settle.settle import SettledClaim, YearState
from polc.runtime.settle.settle_year import SettledYear, settle_person_year
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.explain_settlement import (
    explain_settlement,
    tell_claims,
    tell_reports,
    tell_years,
)
from polc.runtime.tell.find_consulted import consulted_of_claims, consulted_of_year
from polc.runtime.tell.header import Header
from polc.runtime.tell.household import HouseholdResult
from polc.runtime.tell.outcome import outcome_of, paid_of
from polc.runtime.tell.read_only import NOTHING, all_read_only, read_only
from polc.runtime.tell.result import Settlement
from polc.runtime.tell.results import Results
from polc.runtime.tell.tell_person_year import tell_person_year

NO_TOTAL: Final = Problem("missing_field", "", say("field {name}", name="claim.total"))
"""Why what the person pays for a claim stays open."""


def claim_result(executable: Executable, settled: SettledClaim, reports: Reports) -> ClaimResult:
    """A settled claim's results."""
    outputs, inputs, claim = settled.outputs, settled.inputs, settled.claim
    identity = outputs["identity"]
    total = inputs.get(("claim", "total"))
    pays = None
    if total is not None and claim.id not in reports.open_shares:
        pays = outputs["remaining"] + total - inputs["claim", "in_policy"]
        pays -= outputs.get("outside", 0)
        if reports.excesses:
            pays -= reports.borne_by_institutions(claim.id)
    payers = _payers(executable, settled)
    return ClaimResult(
        id=claim.id,
        identity=executable.identity_names[identity.bit_length() - 1] if identity else None,
        paid_fen={name: outputs[name] for name in executable.benefits},
        remaining_fen=outputs["remaining"],
        patient_fen=pays,
        payer=_payer_of_all(executable, settled, payers),
        payers=read_only(payers) if payers else NOTHING,
        paid_by_fen=_parts(executable, settled) if executable.shares else NOTHING,
        entitlements=read_only(reports.rights[claim.id]) if claim.id in reports.rights else NOTHING,
        due_fen=read_only(reports.due[claim.id]) if claim.id in reports.due else NOTHING,
        not_specified=tuple(name for name, output in executable.flagged if outputs[output]),
        window=claim.window.id if claim.window is not None else None,
    )


def _payers(executable: Executable, settled: SettledClaim) -> dict[str, str]:
    """Who pays each benefit that pays something, where somebody is named."""
    outputs, window = settled.outputs, settled.claim.window
    if window is not None:
        return {
            name: window.payer for name in executable.benefits if outputs[name] and window.payer
        }
    found = {name: find_payer(executable, name, outputs) for name in executable.benefits}
    return {name: payer for name, payer in found.items() if payer is not None and outputs[name]}


def _parts(executable: Executable, settled: SettledClaim) -> Mapping[str, Mapping[str, int]]:
    """What each of several payers pays of each benefit that pays something."""
    if settled.claim.window is not None:
        return NOTHING
    found: dict[str, dict[str, int]] = {}
    for name, payer, output in executable.shares:
        if settled.outputs[name]:
            found.setdefault(name, {})[payer] = settled.outputs[output]
    return all_read_only(found)


def _payer_of_all(
    executable: Executable, settled: SettledClaim, payers: Mapping[str, str]
) -> str | None:
    """Who pays the whole claim: the window that takes it, or whoever pays each of its benefits."""
    if settled.claim.window is not None:
        return settled.claim.window.payer or None
    paying = [name for name in executable.benefits if settled.outputs[name] > 0]
    named = {payers.get(name) for name in paying}
    return named.pop() if len(named) == 1 else None


@define(eq=False)
class SettledCase(ABC):
    """A case with what its claims came to, as `Results`: each part is worked out once, when it is
    first read."""

    @property
    @abstractmethod
    def executable(self) -> Executable:
        """What settled it."""

    @property
    @abstractmethod
    def header(self) -> Header:
        """What it was settled with."""

    @property
    @abstractmethod
    def year(self) -> int:
        """The benefit year."""

    @property
    @abstractmethod
    def case(self) -> CaseRead:
        """The case as it was read."""

    @property
    @abstractmethod
    def settled(self) -> tuple[SettledClaim, ...]:
        """The claims in the order of settlement."""

    @property
    @abstractmethod
    def state(self) -> YearState:
        """The sums after the last claim."""

    @property
    def benefits(self) -> tuple[str, ...]:
        return self.executable.benefits

    @property
    def notes(self) -> tuple[str, ...]:
        return self.case.notes

    @property
    def snapshot(self) -> CaseSnapshot:
        return self.case.snapshot

    def paid_of(self, claim: str, benefit: str) -> int | None:
        """See `Results`."""
        return paid_of(self, claim, benefit)

    def tell_alone(self, name: str, claim: str) -> str | None:
        """Nothing is told alone, see `Results`."""
        return None

    def outcome(self) -> dict[str, Any]:
        """All results as the contract's JSON says it."""
        return outcome_of(self)

    @cached_property
    def reports(self) -> Reports:
        """Rights, alerts and limits of shares."""
        case = self.case
        return evaluate_reports(self.executable, case.person, self.year, self.settled, case.opening)

    @cached_property
    def years(self) -> Mapping[str, SettledYear]:
        """The benefits of the person's year."""
        return self.settle_years()

    def settle_years(self) -> Mapping[str, SettledYear]:
        """The same, settled now."""
        case, state = self.case, self.state
        return settle_person_year(self.executable, case.person, case.year, state.sums, state.years)

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        return tuple(claim_result(self.executable, claim, self.reports) for claim in self.settled)

    @cached_property
    def adjustments(self) -> tuple[Adjustment, ...]:
        return find_adjustments(self.executable, self.settled)

    @cached_property
    def person_year(self) -> Mapping[str, Decimal | str | None]:
        found = tell_person_year(self.executable, self.years, self.settled, self.adjustments)
        return read_only(found)

    @cached_property
    def undetermined(self) -> tuple[Mapping[str, Any], ...]:
        found = [
            (f"person_year.{output}", problem)
            for year in self.years.values()
            for output, problem in year.missing.items()
        ]
        open_shares = self.reports.open_shares
        found += [
            (f"claims[{place}].patient_pays", problem)
            for place, done in enumerate(self.settled)
            if (
                problem := open_shares.get(done.claim.id)
                if ("claim", "total") in done.inputs
                else NO_TOTAL
            )
        ]
        found += self.reports.undetermined
        return tuple(map(all_read_only, starmap(tell_undetermined, found)))

    @property
    def household(self) -> HouseholdResult | None:
        """A case of one person has none."""
        return None

    @property
    def by_member(self) -> Mapping[str, Results]:
        """A case of one person has none."""
        return NOTHING

    @property
    def entitlements(self) -> Mapping[str, bool | None]:
        return read_only(self.reports.rights.get("", {}))

    @property
    def alerts(self) -> tuple[Mapping[str, str], ...]:
        return tuple(map(read_only, self.reports.tell_alerts()))

    @property
    def limits(self) -> tuple[Mapping[str, str | None], ...]:
        return tuple(map(read_only, self.reports.tell_limits()))

    @property
    def entries(self) -> tuple[Entry, ...]:
        traces = self.find_traces()
        return explain_settlement(self.executable, traces, self.years, self.reports)

    @property
    def consulted(self) -> list[dict[str, Any]]:
        return self._describe_consulted(self.find_traces())

    @property
    def payments(self) -> tuple[BenefitPayment, ...]:
        traces = self.find_traces().items()
        return tuple(payment for claim, trace in traces for payment in trace.find_payments(claim))

    def tell_why(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        executable, traces = self.executable, self.find_traces()
        told = tell_claims(traces)
        told += self.tell_years()
        told += tell_reports(executable, traces, self.reports)
        return told, self._describe_consulted(traces)

    def find_traces(self) -> Mapping[str, ClaimTrace]:
        """Each claim, by its id, with all its values, of which no one keeps more than is said."""
        trace = self.executable.trace
        return {done.claim.id: trace(done.inputs, done.before) for done in self.settled}

    def tell_years(self) -> list[dict[str, Any]]:
        """The entries of the person's year as the contract's JSON says it."""
        return tell_years(self.executable, self.years)

    def find_consulted(self, traces: Collection[ClaimTrace]) -> frozenset[str]:
        """The readings on the rules that the case reached."""
        found = consulted_of_claims(self.executable, traces, frozenset())
        person, years = self.case.person, self.years
        return consulted_of_year(self.executable, person, self.year, years, found)

    def _describe_consulted(self, traces: Mapping[str, ClaimTrace]) -> list[dict[str, Any]]:
        return self.executable.describe_readings(self.find_consulted(traces.values()))


@define(eq=False, kw_only=True)
class _ReadCase(SettledCase):
    """A case that was read with care."""

    executable: Executable
    header: Header
    year: int
    case: CaseRead
    settled: tuple[SettledClaim, ...]
    state: YearState


def make_settlement(
    executable: Executable,
    header: Header,
    case: CaseRead,
    settled: tuple[SettledClaim, ...],
    state: YearState,
) -> Settlement:
    """The settlement of a whole case."""
    return Settlement(
        _ReadCase(
            executable=executable,
            header=header,
            year=case.year,
            case=case,
            settled=settled,
            state=state,
        )
    )


def tell_undetermined(output: str, problem: Problem) -> dict[str, Any]:
    """What stays open, as the contract's JSON says it."""
    clauses = problem.clauses
    return {
        "output": output,
        "missing": problem.message,
        "clause": clauses[0] if clauses else None,
        "clauses": [*clauses],
    }
