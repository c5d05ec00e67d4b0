"""A person's benefit year, claim by claim.

In: a policy, a person, claims as they come. Out: what each is paid. A ledger never
changes: `add` and `reverse` return a new one. It carries the sums of the year, so that a claim
more costs what the first did, and holds the claims, so that an earlier date or a reversal
settles the year again and says what that changes.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, field

from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal
from polc.runtime.case import CaseRead, ClaimRead, PersonRead
from polc.runtime.case_snapshot import CaseSnapshot, take_snapshot
from polc.runtime.errors import CaseError, Problem, Problems, name_place
from polc.runtime.executable import Executable
from polc.runtime.read.doubles import note_doubles
from polc.runtime.read.near_words import note_near_hospitals
from polc.runtime.read.read_case import check_dates
from polc.runtime.read.read_claim import read_claim
from polc.runtime.read.take_back import note_rest, note_whole, note_year, rest_after
from polc.runtime.read.visits import note_visits
from polc.runtime.settle.adjustments import Adjustment, find_adjustments, paid_with_adjustments
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.settle.reports import evaluate_reports
from polc.runtime.settle.settle import (
    SettledClaim,
    Unsettled,
    open_state,
    settle_claim,
    settle_claims,
)
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.header import Header
from polc.runtime.tell.make_settlement import claim_result, make_settlement
from polc.runtime.tell.result import Settlement
from polc.runtime.year_limits import add_costs, check_costs
from polc.runtime.year_so_far import YearSoFar, append_all, append_settled, open_so_far


@frozen
class Change:
    """What a claim settled before is paid differently now."""

    claim: str
    benefit: str
    before: Decimal
    after: Decimal


@frozen
class Paid:
    """An added claim's result, and what it changes for claims settled before: what they were
    paid with what the claim makes due for them (`adjustments`)."""

    claim: ClaimResult
    changes: tuple[Change, ...]
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def benefits(self) -> Mapping[str, Decimal]:
        """What each layer pays of the added claim."""
        return self.claim.benefits

    @property
    def remaining(self) -> Decimal:
        """What is left in policy of the added claim."""
        return self.claim.remaining


@frozen(kw_only=True)
class OpenedYear:
    """What a ledger was opened with; `notes` are those of the year."""

    executable: Executable
    header: Header
    person: PersonRead
    year: int
    opening: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]
    case: Mapping[str, Any]

    def open_ledger(self) -> "Ledger":
        """The ledger before its first claim."""
        state = open_state(self.executable, self.opening)
        return Ledger(opened=self, so_far=open_so_far(self.executable, state, self.opening))


@frozen
class _Given:
    """A claim as it was given, what was taken for granted of it, and what was taken back of it
    while something is left, by id."""

    claim: CaseSnapshot
    notes: tuple[str, ...]
    refunds: Mapping[str, CaseSnapshot] = field(factory=dict)


@frozen(kw_only=True)
class Ledger:
    """A year so far. `notes` are those of the year, `case` is what it was opened with. A
    ledger can be pickled: the policy travels with it."""

    _opened: OpenedYear = field(repr=False)
    _so_far: YearSoFar = field(repr=False)
    _given: GrowingMap[str, _Given] = field(default=EMPTY, repr=False)
    _refunded: GrowingMap[str, str] = field(default=EMPTY, repr=False)
    """The claim that a refund took something of, by the refund's id."""
    _taken_back: GrowingMap[str, _Given] = field(default=EMPTY, repr=False)
    """The claims of which refunds left nothing, by id."""
    _added: int = 0

    @property
    def year(self) -> int:
        """The benefit year."""
        return self._opened.year

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for granted of the year."""
        return self._opened.notes

    @property
    def case(self) -> Mapping[str, Any]:
        """The person, the region and the opening, as they were given."""
        return self._opened.case

    def add(self, claim: Mapping[str, Any]) -> tuple[Paid, "Ledger"]:
        """Settles one more claim. Raises `CaseError` where it cannot be settled, with the paths of
        the claim from `claim` on."""
        try:
            return self._add(claim)
        except CaseError as refused:
            raise name_place(refused, f"claims[{self._added}]", "claim") from None

    def _add(self, claim: Mapping[str, Any]) -> tuple[Paid, "Ledger"]:
        opened, year = self._opened, self._so_far
        executable = opened.executable
        read, notes = self._read(claim)
        given = self._given.with_entry(read.id, _Given(take_snapshot(claim), tuple(notes)))
        if year.latest is not None and read.order < year.latest.claim.order:
            claims = (*(done.claim for done in self._settled()), read)
            again = evolve(self, added=self._added + 1, given=given)._settle_again(claims)
            return again._paid_again(read.id, self), again
        result = settle_claim(executable, opened.person, opened.year, read, year.state)
        if isinstance(result, Unsettled):
            raise CaseError(result.problems)
        after = append_settled(executable, year, *result)
        ledger = Ledger(
            opened=opened,
            so_far=after.year,
            given=given,
            refunded=self._refunded,
            taken_back=self._taken_back,
            added=self._added + 1,
        )
        changes = ledger._changes_by(after.adjustments, self) if after.adjustments else ()
        return Paid(after.result, changes, after.adjustments), ledger

    def _read(self, claim: Mapping[str, Any]) -> tuple[ClaimRead, list[str]]:
        """The claim, of this year and under an id of its own, and what was taken for granted."""
        problems = Problems()
        notes: list[str] = []
        layout = self._opened.executable.layout
        read = read_claim(claim, self._added, layout, problems, notes)
        if read is not None:
            (read,) = check_dates(self._opened.year, (read,), layout, problems)
            check_costs(add_costs(self._so_far.costs, read), problems)
            self._check_id(read, problems)
            if read.reverses:
                path = f"claims[{self._added}].reverses"
                message = say(
                    "a claim of a ledger is taken back by `reverse({reverses})`",
                    reverses=read.reverses,
                )
                problems.add("bad_value", path, message)
        problems.refuse()
        assert read is not None
        return read, notes

    def reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None = None
    ) -> tuple[tuple[Change, ...], "Ledger"]:
        """Takes a claim back, or of it what a refund says, as in a case; what that changes for
        the others and for what is left of it. Raises `CaseError`, with the paths of the refund
        from `refund` on."""
        try:
            return self._reverse(claim_id, refund)
        except CaseError as refused:
            raise name_place(refused, f"claims[{self._added}]", "refund") from None

    def _reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None
    ) -> tuple[tuple[Change, ...], "Ledger"]:
        settled = self._so_far.settled.get(claim_id)
        if settled is None:
            message = say("the year has no claim `{claim}`", claim=claim_id)
            raise CaseError((Problem("unknown_claim", "claim_id", message),))
        known, rest, ledger = settled.claim, None, self
        if refund is not None:
            rest, ledger = self._after(known, refund)
        claims = (rest if done.claim is known else done.claim for done in self._settled())
        again = ledger._settle_again(tuple(claim for claim in claims if claim is not None))
        return again._changes(self), again

    def _after(
        self, claim: ClaimRead, refund: Mapping[str, Any]
    ) -> tuple[ClaimRead | None, "Ledger"]:
        """What a refund leaves of a claim, and the ledger that knows of the refund."""
        problems = Problems()
        layout, path = self._opened.executable.layout, f"claims[{self._added}]"
        if refund.get("reverses") not in (None, claim.id):
            message = say("this takes back `{claim}`", claim=claim.id)
            problems.add("contradiction", f"{path}.reverses", message)
        given = {**refund, "reverses": claim.id}
        read = read_claim(given, self._added, layout, problems, [])
        if read is not None:
            self._check_id(read, problems)
            rest = rest_after(claim, read, layout, problems)
        problems.refuse()
        assert read is not None
        known = self._given[claim.id]
        told = note_whole(claim, read) if rest is None else note_rest(rest, read)
        after = evolve(
            known,
            notes=(*known.notes, *note_year(claim, read), told),
            refunds={**known.refunds, read.id: take_snapshot(given)},
        )
        if rest is None:
            return None, evolve(
                self,
                added=self._added + 1,
                taken_back=self._taken_back.with_entry(claim.id, after),
            )
        return rest, evolve(
            self,
            added=self._added + 1,
            given=self._given.with_entry(claim.id, after),
            refunded=self._refunded.with_entry(read.id, claim.id),
        )

    def _check_id(self, claim: ClaimRead, problems: Problems) -> None:
        """An id stands for one claim, or for one refund of what is left of one."""
        settled, of = self._so_far.settled, self._refunded.get(claim.id)
        refunds = of is not None and of in settled and claim.id in self._given[of].refunds
        if claim.id in settled or refunds:
            message = say("there is a claim `{claim}` already", claim=claim.id)
            problems.add("bad_value", f"claims[{claim.position}].id", message)

    def close(self) -> Settlement:
        """The whole year: every claim, the person-year outputs, the year-end adjustments."""
        opened, settled = self._opened, self._settled()
        claims = tuple(done.claim for done in settled)
        given = {claim.id: self._given[claim.id] for claim in claims}
        taken_back = self._taken_back.as_dict()
        own = (note for known in (*given.values(), *taken_back.values()) for note in known.notes)
        near = note_near_hospitals(claims)
        visits = note_visits(claims, opened.executable.layout)
        told = (*opened.notes, *own, *note_doubles(claims), *near, *visits)
        notes = tuple(dict.fromkeys(told))
        handed_in = {name: known.claim for name, known in given.items()}
        for known in given.values():
            handed_in |= known.refunds
        for name, known in taken_back.items():
            # An id that was given anew stands for what is settled.
            if handed_in.keys().isdisjoint((name, *known.refunds)):
                handed_in |= {name: known.claim, **known.refunds}
        whole = {**opened.case, "claims": [_with_id(*known) for known in handed_in.items()]}
        case = CaseRead(
            year=opened.year,
            person=opened.person,
            claims=claims,
            opening=opened.opening,
            notes=notes,
            snapshot=take_snapshot(whole),
        )
        state = self._so_far.state
        return make_settlement(opened.executable, opened.header, case, settled, state)

    def _settled(self) -> tuple[SettledClaim, ...]:
        """Every claim in the order of settlement."""
        return tuple(self._so_far.settled.as_dict().values())

    def _settle_again(self, claims: tuple[ClaimRead, ...]) -> "Ledger":
        opened, problems = self._opened, Problems()
        opening = open_state(opened.executable, opened.opening)
        settled, state = settle_claims(
            opened.executable, opened.person, opened.year, claims, opening, problems
        )
        problems.refuse()
        before = open_so_far(opened.executable, opening, opened.opening)
        return evolve(self, so_far=append_all(opened.executable, before, settled, state))

    def _paid_again(self, claim_id: str, before: "Ledger") -> Paid:
        """The result of a claim that stands among others."""
        opened, settled = self._opened, self._settled()
        executable = opened.executable
        reports = evaluate_reports(executable, opened.person, opened.year, settled, opened.opening)
        result = claim_result(executable, self._so_far.settled[claim_id], reports)
        adjustments = find_adjustments(executable, settled)
        own = tuple(adjustment for adjustment in adjustments if adjustment.claim == claim_id)
        return Paid(result, self._changes(before), own)

    def _changes_by(
        self, adjustments: Iterable[Adjustment], before: "Ledger"
    ) -> tuple[Change, ...]:
        """What a claim behind all others changes of what they were paid."""
        settled, executable = self._so_far.settled, self._opened.executable
        names = (*executable.benefits, *executable.over_year)
        touched = {name for adjustment in adjustments for name in adjustment.belongs_to}
        was, now = before._so_far.paid.paid, self._so_far.paid.paid
        return tuple(
            Change(claim, name, as_decimal(was[claim][name]), as_decimal(now[claim][name]))
            for claim in sorted(touched, key=lambda claim: settled[claim].claim.order)
            for name in names
            if was[claim][name] != now[claim][name]
        )

    def _changes(self, before: "Ledger") -> tuple[Change, ...]:
        was, now = before._with_adjustments(), self._with_adjustments()
        return tuple(
            Change(claim, name, as_decimal(was[claim][name]), as_decimal(fen))
            for claim, paid in now.items()
            for name, fen in paid.items()
            if claim in was and was[claim][name] != fen
        )

    def _with_adjustments(self) -> Mapping[str, Mapping[str, int]]:
        executable, settled = self._opened.executable, self._settled()
        adjustments = find_adjustments(executable, settled)
        return paid_with_adjustments(executable, settled, adjustments)


def _with_id(known_as: str, claim: CaseSnapshot) -> dict[str, Any]:
    """The claim as it was given, and by name where it came without one: in a case of its
    own it may stand at another place."""
    plain = claim.as_plain()
    named = any(plain.get(key) is not None for key in ("id", "setl_id"))
    return plain if named else {**plain, "id": known_as}
