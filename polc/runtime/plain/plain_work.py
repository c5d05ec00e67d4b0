"""What a plain case was settled with, as the settlement tells it from: made when it is read.

In: the values that were read and what the claims came to. Out: the case, the settled claims and
the sums as `read_case` and `settle_claims` give them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from typing import Any, Final

from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.benefit_year import first_day
from polc.runtime.case import CaseRead
from polc.runtime.case_snapshot import CaseSnapshot, Kept
from polc.runtime.executable import ClaimTrace, Executable
from polc.runtime.plain.plain_notes import note_plain_claims
from polc.runtime.plain.plain_person import PlainPerson
from polc.runtime.plain.plain_year import PlainYear
from polc.runtime.plain.settle_plain import PlainlySettled, keys_of
from polc.runtime.read.doubles import note_doubles
from polc.runtime.read.near_words import note_near_hospitals
from polc.runtime.read.stays_across import note_stays_across
from polc.runtime.read.visits import note_visits
from polc.runtime.settle.reports import Reports, evaluate_reports
from polc.runtime.settle.settle import SettledClaim, YearState, claim_inputs
from polc.runtime.settle.settle_year import SettledYear
from polc.runtime.tell.find_consulted import consulted_of_claims, consulted_of_year
from polc.runtime.tell.header import Header
from polc.runtime.tell.make_settlement import SettledCase
from polc.runtime.tell.outcome import outcome_of, paid_of

_MOST_UNFOLDED: Final = 4
"""Of so many settlements, those that were read last, the claims by name are kept."""


@define(eq=False)
class PlainWork(SettledCase):
    """`done` are the claims in the order of settlement, `kept` is the case. One is made for every
    case: what is the same for all of a year stands there. What is above it is named and not asked
    for as `super()`: with that the class would be one of attrs' own (`records/frozen.py`), whose
    fields are read slower."""

    of_year: PlainYear
    person: PlainPerson
    done: Sequence[PlainlySettled]
    kept: Kept

    @property
    def snapshot(self) -> CaseSnapshot:
        return CaseSnapshot(self.kept)

    @property
    def executable(self) -> Executable:
        return self.of_year.executable

    @property
    def header(self) -> Header:
        return self.of_year.header

    @property
    def year(self) -> int:
        return self.of_year.year

    def outcome(self) -> dict[str, Any]:
        found = self.of_year.teller.tell(
            self.done, self.person.fixed, self.person.open, lambda: self.reports
        )
        return found or outcome_of(self)

    @cached_property
    def reports(self) -> Reports:
        person, teller = self.person, self.of_year.teller
        if teller.is_known(person.fixed):
            return teller.report(self.done, person.fixed, person.open)
        case = self.case
        return evaluate_reports(self.executable, case.person, self.year, self.settled, case.opening)

    @cached_property
    def years(self) -> Mapping[str, SettledYear]:
        return self.of_year.teller.find_years(self.person.fixed, self.settle_years)

    def paid_of(self, claim: str, benefit: str) -> int | None:
        executable = self.executable
        if executable.earlier:
            return paid_of(self, claim, benefit)
        at = executable.outputs.index(benefit) + 1
        return next(
            (
                result[at]
                for (_, _, position, shape, values), _, result in self.done
                if shape.id_of(values, position) == claim
            ),
            None,
        )

    def tell_alone(self, name: str, claim: str) -> str | None:
        executable, done = self.executable, self.done
        if name == "remaining" or name in executable.benefits:
            own = [
                result
                for (_, _, position, shape, values), _, result in done
                if not claim or shape.id_of(values, position) == claim
            ]
            place = 1 + executable.outputs.index(name)
            return format_money(own[0][place]) if len(own) == 1 else None
        if claim:
            return None
        return self.of_year.teller.tell_of_year(name, self.person.fixed, self.state.sums)

    @property
    def notes(self) -> tuple[str, ...]:
        if self.person.notes is None:
            return self.case.notes
        first = first_day(self.year, self.executable.layout.year_begins)
        notes = note_plain_claims([claim for claim, _, _ in self.done], first)
        return self.case.notes if notes is None else (*notes, *self.person.notes)

    def find_traces(self) -> Mapping[str, ClaimTrace]:
        fixed, found = self.person.fixed, {}
        for (_, _, position, shape, values), before, _ in self.done:
            known = fixed(values[shape.identity_day]) if callable(fixed) else fixed
            inputs = shape.inputs_of(values, known)
            found[shape.id_of(values, position)] = self.executable.trace(inputs, before)
        return found

    def tell_years(self) -> list[dict[str, Any]]:
        return self.of_year.explainer.tell(self.person, partial(SettledCase.tell_years, self))

    def find_consulted(self, traces: Collection[ClaimTrace]) -> frozenset[str]:
        if self.executable.is_watched():
            return SettledCase.find_consulted(self, traces)
        known = self.of_year.explainer.find_consulted(self.person, self._consulted_of_year)
        return consulted_of_claims(self.executable, traces, known)

    def _consulted_of_year(self) -> frozenset[str]:
        person = self.person.open()
        return consulted_of_year(self.executable, person, self.year, self.years, frozenset())

    @property
    def case(self) -> CaseRead:
        """The case as it was read."""
        return _unfold(self)[0]

    @property
    def settled(self) -> tuple[SettledClaim, ...]:
        """The claims with their results by name."""
        return _unfold(self)[1]

    @property
    def state(self) -> YearState:
        """The sums after the last claim."""
        executable = self.executable
        if not self.done:
            return YearState((0,) * len(executable.state))
        return YearState(self.done[-1][2][len(executable.outputs) + 1 :])


@lru_cache(maxsize=_MOST_UNFOLDED)
def _unfold(work: PlainWork) -> tuple[CaseRead, tuple[SettledClaim, ...]]:
    """The case and the claims by name, for all that is read of a settlement one after the other;
    what many settlements keep is what they told."""
    case = _read_case(work)
    return case, tuple(_settled_claims(work, case))


def _read_case(work: PlainWork) -> CaseRead:
    person = work.person.open()
    plain = sorted((claim for claim, _, _ in work.done), key=lambda claim: claim[2])
    claims = tuple(shape.as_read(values, position) for _, _, position, shape, values in plain)
    notes = [note for *_, position, shape, _ in plain for note in shape.notes(position)]
    notes += note_doubles(claims)
    notes += note_near_hospitals(claims)
    notes += note_visits(claims, work.executable.layout)
    notes += note_stays_across(claims, work.executable.layout)
    return CaseRead(
        year=work.year,
        person=person,
        claims=claims,
        opening={},
        notes=(*dict.fromkeys(notes), *work.of_year.note_unplaced(person)),
        snapshot=work.snapshot,
    )


def _settled_claims(work: PlainWork, case: CaseRead) -> Iterator[SettledClaim]:
    executable = work.executable
    read = {claim.position: claim for claim in case.claims}
    count = len(executable.outputs) + 1
    roots: dict[str, str] = {}
    for plain, before, result in work.done:
        claim = read[plain[2]]
        _, chain = keys_of(plain, roots)
        yield SettledClaim(
            claim=claim,
            outputs=dict(zip(executable.outputs, result[1:count], strict=True)),
            inputs=claim_inputs(executable, case.person, case.year, claim),
            before=before,
            chain=chain if "chain" in executable.scopes else "",
        )
