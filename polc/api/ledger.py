"""A person's benefit year, claim by claim.

In: a policy, a person, claims as they come. Out: what each is paid. A ledger never
changes: `add` and `reverse` return a new one. It carries the sums of the year, so that a claim
more costs what the first did, and holds the claims, so that an earlier date or a reversal
settles the year again and says what that changes.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, field

from polc.api.given_claims import GivenClaims
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.amounts import as_decimal
from polc.runtime.case import CaseLayout, CaseRead, ClaimRead, PersonRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.errors import CaseError, Problem, Problems, name_place
from polc.runtime.executable import Executable
from polc.runtime.read.doubles import note_doubles
from polc.runtime.read.near_words import note_near_hospitals
from polc.runtime.read.stays_across import note_stays_across
from polc.runtime.read.visits import note_visits
from polc.runtime.settle.adjustments import (
    Adjustment,
    find_adjustments,
    paid_with_adjustments,
)
from polc.runtime.settle.divide_earlier import PaidSoFar
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

    @property
    def layout(self) -> CaseLayout:
        """What the policy knows of its cases."""
        return self.executable.layout

    def open_ledger(self) -> "Ledger":
        """The ledger before its first claim."""
        state = open_state(self.executable, self.opening)
        so_far = open_so_far(self.executable, state, self.opening)
        return Ledger(opened=self, so_far=so_far, given=GivenClaims())


@frozen(kw_only=True)
class Ledger:
    """A year so far. `notes` are those of the year, `case` is what it was opened with. A
    ledger can be pickled: the policy travels with it. `settled_again` counts the claims that an
    earlier day or a reversal settled anew."""

    _opened: OpenedYear = field(repr=False)
    _so_far: YearSoFar = field(repr=False)
    _given: GivenClaims = field(repr=False)
    settled_again: int = field(default=0, repr=False)

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
            raise name_place(refused, self._given.path, "claim") from None

    def _add(self, claim: Mapping[str, Any]) -> tuple[Paid, "Ledger"]:
        opened, year = self._opened, self._so_far
        executable = opened.executable
        read, given = self._given.take(claim, opened, year.costs, self._is_settled)
        if year.latest is not None and read.order < year.latest.claim.order:
            claims = (*(done.claim for done in self._settled()), read)
            again = evolve(self, given=given)._settle_again(claims)
            return again._paid_again(read.id, self), again
        result = settle_claim(executable, opened.person, opened.year, read, year.state)
        if isinstance(result, Unsettled):
            raise CaseError(result.problems)
        after = append_settled(executable, year, *result)
        ledger = evolve(self, so_far=after.year, given=given)
        if not after.adjustments:
            return Paid(after.result, ()), ledger
        settled = ledger._so_far.settled
        changes = find_changes(
            executable,
            after.adjustments,
            (year.paid, after.year.paid),
            lambda name: settled[name].claim.order,
        )
        return Paid(after.result, changes, after.adjustments), ledger

    def _is_settled(self, claim_id: str) -> bool:
        return claim_id in self._so_far.settled

    def reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None = None
    ) -> tuple[tuple[Change, ...], "Ledger"]:
        """Takes a claim back, or of it what a refund says, as in a case; what that changes for
        the others and for what is left of it. Raises `CaseError`, with the paths of the refund
        from `refund` on."""
        try:
            return self._reverse(claim_id, refund)
        except CaseError as refused:
            raise name_place(refused, self._given.path, "refund") from None

    def _reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None
    ) -> tuple[tuple[Change, ...], "Ledger"]:
        settled = self._so_far.settled.get(claim_id)
        if settled is None:
            message = say("the year has no claim `{claim}`", claim=claim_id)
            raise CaseError((Problem("unknown_claim", "claim_id", message),))
        known, rest, ledger = settled.claim, None, self
        if refund is not None:
            rest, given = self._given.take_back(known, refund, self._opened, self._is_settled)
            ledger = evolve(self, given=given)
        claims = (rest if done.claim is known else done.claim for done in self._settled())
        again = ledger._settle_again(tuple(claim for claim in claims if claim is not None))
        return again._changes(self), again

    def close(self) -> Settlement:
        """The whole year: every claim, the person-year outputs, the year-end adjustments."""
        opened, settled = self._opened, self._settled()
        claims = tuple(done.claim for done in settled)
        names = [claim.id for claim in claims]
        near = note_near_hospitals(claims)
        layout = opened.executable.layout
        stays = (*note_visits(claims, layout), *note_stays_across(claims, layout))
        told = (*opened.notes, *self._given.notes(names), *note_doubles(claims), *near, *stays)
        notes = tuple(dict.fromkeys(told))
        whole = {**opened.case, "claims": [claim for _, claim in self._given.hand_in(names)]}
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
        year = append_all(opened.executable, before, settled, state)
        return evolve(self, so_far=year, settled_again=self.settled_again + len(claims))

    def _paid_again(self, claim_id: str, before: "Ledger") -> Paid:
        """The result of a claim that stands among others."""
        opened, settled = self._opened, self._settled()
        executable = opened.executable
        reports = evaluate_reports(executable, opened.person, opened.year, settled, opened.opening)
        result = claim_result(executable, self._so_far.settled[claim_id], reports)
        adjustments = find_adjustments(executable, settled)
        own = tuple(adjustment for adjustment in adjustments if adjustment.claim == claim_id)
        return Paid(result, self._changes(before), own)

    def _changes(self, before: "Ledger") -> tuple[Change, ...]:
        return changes_between(before._with_adjustments(), self._with_adjustments())

    def _with_adjustments(self) -> Mapping[str, Mapping[str, int]]:
        executable, settled = self._opened.executable, self._settled()
        adjustments = find_adjustments(executable, settled)
        return paid_with_adjustments(executable, settled, adjustments)


def changes_between(
    was: Mapping[str, Mapping[str, int]], now: Mapping[str, Mapping[str, int]]
) -> tuple[Change, ...]:
    """What claims that were settled before are paid differently now, by claim and benefit in
    fen."""
    return tuple(
        Change(claim, name, as_decimal(was[claim][name]), as_decimal(fen))
        for claim, paid in now.items()
        for name, fen in paid.items()
        if claim in was and was[claim][name] != fen
    )


def find_changes(
    executable: Executable,
    adjustments: Iterable[Adjustment],
    paid: tuple[PaidSoFar, PaidSoFar],
    order: Callable[[str], tuple[int, ...]],
) -> tuple[Change, ...]:
    """What a claim behind all others changes of what they were paid before it and are after it, in
    an order of the claims."""
    names = (*executable.benefits, *executable.over_year)
    touched = {name for adjustment in adjustments for name in adjustment.belongs_to}
    was, now = (known.paid for known in paid)
    return tuple(
        Change(claim, name, as_decimal(was[claim][name]), as_decimal(now[claim][name]))
        for claim in sorted(touched, key=order)
        for name in names
        if was[claim][name] != now[claim][name]
    )
