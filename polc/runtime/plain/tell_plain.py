"""What a plain case tells as the contract's JSON says it, straight from what was read and settled.

In: an executable policy, a plain case with what its claims came to. Out: `PlainTeller`, which tells
what `outcome_of` and the notes of the case tell, or that it does not: then the case and its claims
are made by name first.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from typing import Any, Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.case import PersonRead
from polc.runtime.executable import Executable, Output, State
from polc.runtime.joined_reports import JoinedReports
from polc.runtime.plain.plain_claim import Picks, Target
from polc.runtime.plain.report_only_claim import OnlyClaimReporter, ToldReports
from polc.runtime.plain.settle_plain import Fixed, FixedOn, PlainlySettled, keys_of
from polc.runtime.plain.tell_plain_claim import ClaimTeller
from polc.runtime.plain.tell_plain_year import YearTeller
from polc.runtime.settle.reports import Reports, RightOf, evaluate_with, right_inputs, run_right
from polc.runtime.settle.run_reports import Opening
from polc.runtime.settle.settle_year import SettledYear, arguments_of
from polc.runtime.tell.make_settlement import NO_TOTAL, tell_undetermined

_NOTHING_OPENED: Final[Opening] = {}


@define(eq=False, kw_only=True)
class _Reported:
    """A plain claim as reports look at it, see `ReportedClaim`."""

    id: str
    date: int
    visit: str
    chain: str
    before: State
    given: Sequence[int]
    _picks: Picks
    _values: Sequence[Any]

    @property
    def is_taken(self) -> bool:
        """No plain claim is of a day before the policy."""
        return False

    def arguments(self, output: Output | JoinedReports) -> Sequence[int]:
        """What a result of a report, or all of them, ask for."""
        pick = self._picks.made.get(output.name) or self._picks.make(output)
        return pick(self._values)


@define(eq=False, kw_only=True)
class PlainTeller:
    """`fixed` are the inputs behind `CONSTANTS` in what is fixed for a person and the year."""

    executable: Executable
    year: int
    fixed: tuple[Target, ...]
    _claims: ClaimTeller = field(init=False)
    _years: YearTeller = field(init=False)
    _only: OnlyClaimReporter = field(init=False)
    _over_year: tuple[int, ...] = field(init=False)
    """Where the function of a claim gives what stands among the results of the year as a sum."""
    _earlier: tuple[int, ...] = field(init=False)
    """Where it gives what a claim makes due for earlier ones."""

    @_claims.default
    def _make_claims(self) -> ClaimTeller:
        return ClaimTeller(self.executable)

    @_years.default
    def _make_years(self) -> YearTeller:
        return YearTeller(self.executable, self.year, self.fixed)

    @_only.default
    def _make_only(self) -> OnlyClaimReporter:
        return OnlyClaimReporter(self.executable)

    @_over_year.default
    def _find_over_year(self) -> tuple[int, ...]:
        return tuple(1 + self.executable.outputs.index(name) for name in self.executable.over_year)

    @_earlier.default
    def _find_earlier(self) -> tuple[int, ...]:
        outputs = (output for earlier in self.executable.earlier for output in earlier.outputs)
        return tuple(1 + self.executable.outputs.index(output) for output in outputs)

    def is_known(self, fixed: Fixed | FixedOn) -> bool:
        """Whether claims look at the identities that the person's year does."""
        return not (callable(fixed) and self.executable.layout.of_year)

    def find_years(
        self, fixed: Fixed | FixedOn, settle: Callable[[], Mapping[str, SettledYear]]
    ) -> Mapping[str, SettledYear]:
        """The benefits of the person's year, see `YearTeller.find_settled`."""
        return self._years.find_settled(fixed, settle)

    def tell_of_year(self, name: str, fixed: Fixed | FixedOn, sums: State) -> str | None:
        """An amount of the person's year; None where it must be told with all the rest."""
        return self._years.tell_amount(name, fixed, sums) if self.is_known(fixed) else None

    def report(
        self,
        done: Sequence[PlainlySettled],
        fixed: Fixed | FixedOn,
        open_person: Callable[[], PersonRead],
    ) -> Reports:
        """Rights, alerts and limits of shares."""
        executable = self.executable
        if not executable.reports:
            return Reports()
        find_right = self._rights_of_year(fixed, open_person)
        claims = _as_reported(executable, done, fixed)
        return evaluate_with(executable, find_right, claims, _NOTHING_OPENED)

    def tell(
        self,
        done: Sequence[PlainlySettled],
        fixed: Fixed | FixedOn,
        open_person: Callable[[], PersonRead],
        find_reports: Callable[[], Reports],
    ) -> dict[str, Any] | None:
        """What the claims came to; None where something hangs on a day that is not known, or is
        due for earlier claims."""
        executable = self.executable
        if not self.is_known(fixed):
            return None
        if self._earlier and any(given[place] for place in self._earlier for *_, given in done):
            return None
        count = len(executable.outputs) + 1
        sums = done[-1][2][count:] if done else (0,) * len(executable.state)
        years = self._years.tell(fixed, sums)
        if years is None:
            return None
        person_year, lacking = years
        for name, place in zip(executable.over_year, self._over_year, strict=True):
            person_year[name] = format_money(sum([given[place] for _, _, given in done]))
        only = self._report_only_claim(done, fixed, open_person)
        reports = find_reports() if only is None else only.reports
        told: list[dict[str, Any]] = []
        for place, ((_, _, position, shape, values), _, given) in enumerate(done):
            claim = shape.id_of(values, position)
            reported = claim if only is None else only.claim
            told.append(self._claims.tell(claim, shape, values, given, reports, reported))
            open_share = reports.open_shares.get(reported) if shape.total is not None else NO_TOTAL
            if open_share is not None:
                lacking.append((f"claims[{place}].patient_pays", open_share))
        undetermined = [*starmap(tell_undetermined, lacking)]
        if only is None:
            alerts = reports.tell_alerts()
            undetermined += starmap(tell_undetermined, reports.undetermined)
        else:
            alerts = only.tell_alerts(done[0][0][0])
            undetermined += only.tell_undetermined()
        return {
            "claims": told,
            "totals": self._add_up(told, [given for _, _, given in done]),
            "adjustments": [],
            "person_year": person_year,
            "entitlements": dict(reports.rights.get("", ())),
            "alerts": alerts,
            "limits": reports.tell_limits(),
            "undetermined": undetermined,
        }

    def _report_only_claim(
        self,
        done: Sequence[PlainlySettled],
        fixed: Fixed | FixedOn,
        open_person: Callable[[], PersonRead],
    ) -> ToldReports | None:
        """The reports of a case of one claim, told as those of another may be."""
        if len(done) != 1 or not self.executable.reports:
            return None
        [claim] = _as_reported(self.executable, done, fixed)
        return self._only.find(claim, self._rights_of_year(fixed, open_person))

    def _add_up(
        self, told: Sequence[dict[str, Any]], given: Sequence[tuple[int, ...]]
    ) -> dict[str, Any]:
        """The sums over the claims of what they were paid by benefit and what they have left;
        those of one claim are told with it."""
        if len(told) == 1:
            only = told[0]
            return {"benefits": only["benefits"].copy(), "remaining": only["remaining"]}
        names = self.executable.benefits
        sums = map(sum, zip(*map(self._claims.amounts, given), strict=True))
        texts = [*map(format_money, sums)] or ["0.00"] * (len(names) + 1)
        return {"benefits": dict(zip(names, texts, strict=False)), "remaining": texts[-1]}

    def _rights_of_year(
        self, fixed: Fixed | FixedOn, open_person: Callable[[], PersonRead]
    ) -> RightOf:
        """The rights of the year of the person."""
        if not callable(fixed):
            return self._years.rights_for(fixed)
        inputs = right_inputs(self.executable, open_person(), self.year)
        return lambda output: run_right(output, arguments_of(output, inputs))


def _as_reported(
    executable: Executable, done: Sequence[PlainlySettled], fixed: Fixed | FixedOn
) -> list[_Reported]:
    chained, count = "chain" in executable.scopes, len(executable.outputs) + 1
    roots: dict[str, str] = {}
    found = []
    for claim, before, given in done:
        day, _, position, shape, values = claim
        known = fixed(values[shape.identity_day]) if callable(fixed) else fixed
        # Nothing is carried on to a claim that has none before it, or from one with none after it.
        visit, chain = keys_of(claim, roots) if len(done) > 1 else ("", "")
        found.append(
            _Reported(
                id=shape.id_of(values, position),
                date=day,
                visit=visit,
                chain=chain if chained else "",
                before=before,
                given=given[1:count],
                picks=shape.picks,
                values=(*values, *known),
            )
        )
    return found
