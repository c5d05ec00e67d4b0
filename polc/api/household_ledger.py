"""The benefit year of a household, claim by claim.

In: a policy, the members, their claims as they come. Out: what each is paid, as a `Ledger` says it
of one person: a `HouseholdLedger` never changes, carries the sums of the year and holds the claims.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field

from polc.api.given_claims import GivenClaims
from polc.api.ledger import Change, Paid, changes_between, find_changes
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.case import CaseLayout, CaseRead, ClaimRead, HouseholdRead
from polc.runtime.case_snapshot import take_snapshot
from polc.runtime.errors import CaseError, Problem, name_place
from polc.runtime.executable import Executable
from polc.runtime.household_so_far import (
    HouseholdSoFar,
    append_to_household,
    open_household_so_far,
)
from polc.runtime.read.doubles import note_doubles
from polc.runtime.read.near_words import note_near_hospitals
from polc.runtime.read.read_household import note_of_member
from polc.runtime.read.stays_across import note_stays_across
from polc.runtime.read.visits import note_visits
from polc.runtime.settle.adjustments import find_adjustments, paid_with_adjustments
from polc.runtime.settle.settle import SettledClaim, Unsettled
from polc.runtime.settle.settle_household import join_settled, order_of_claim
from polc.runtime.tell.header import Header
from polc.runtime.tell.make_household import make_household_settlement
from polc.runtime.tell.result import Settlement

_Placed = tuple[int, ClaimRead]
"""A claim with the place of the member whose it is."""


@frozen(kw_only=True)
class OpenedHousehold:
    """What a ledger was opened with: `household` has no claims."""

    executable: Executable
    header: Header
    household: HouseholdRead

    @property
    def year(self) -> int:
        """The benefit year."""
        return self.household.year

    @property
    def layout(self) -> CaseLayout:
        """What the policy knows of its cases."""
        return self.executable.layout

    def open_ledger(self) -> "HouseholdLedger":
        """The ledger before its first claim."""
        so_far = open_household_so_far(self.executable, self.household)
        return HouseholdLedger(opened=self, so_far=so_far, given=GivenClaims())


@frozen(kw_only=True)
class HouseholdLedger:
    """A year so far. `notes` are those of the year, `case` is what it was opened with. A ledger can
    be pickled: the policy travels with it. `settled_again` counts the claims that an earlier day or
    a reversal settled anew."""

    _opened: OpenedHousehold = field(repr=False)
    _so_far: HouseholdSoFar = field(repr=False)
    _given: GivenClaims = field(repr=False)
    settled_again: int = field(default=0, repr=False)

    @property
    def year(self) -> int:
        """The benefit year."""
        return self._opened.year

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for granted of the year."""
        return self._opened.household.notes

    @property
    def case(self) -> Mapping[str, Any]:
        """The members, the region and the opening, as they were given."""
        return self._opened.household.snapshot.as_plain()

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of the members, in their order."""
        return tuple(member.person.id for member in self._opened.household.members)

    def add(self, person: str, claim: Mapping[str, Any]) -> tuple[Paid, "HouseholdLedger"]:
        """Settles one more claim, of the member of that id. Raises `CaseError` where it cannot be
        settled, with the paths of the claim from `claim` on."""
        if person not in self.members:
            message = say(
                "the household has no member `{person}`; open the year anew with whoever joins it, "
                "and add the claims again",
                person=person,
            )
            raise CaseError((Problem("unknown_person", "person", message),))
        try:
            return self._add(self.members.index(person), claim)
        except CaseError as refused:
            raise name_place(refused, self._given.path, "claim") from None

    def _add(self, at: int, claim: Mapping[str, Any]) -> tuple[Paid, "HouseholdLedger"]:
        opened, year = self._opened, self._so_far
        costs = year.members[at].costs
        read, given = self._given.take(claim, opened, costs, self._is_settled, at)
        if year.latest and order_of_claim((at, read)) < order_of_claim(year.placed(year.latest)):
            claims = [*map(year.placed, year.settled.as_dict()), (at, read)]
            again = evolve(self, given=given)._settle_again(claims)
            due = find_adjustments(opened.executable, again._settled())
            own = tuple(adjustment for adjustment in due if adjustment.claim == read.id)
            return Paid(again._so_far.results[read.id], again._changes(self), own), again
        after = append_to_household(opened.executable, opened.household, year, at, read)
        if isinstance(after, Unsettled):
            raise CaseError(after.problems)
        changes = find_changes(
            opened.executable,
            after.adjustments,
            (year.paid, after.year.paid),
            lambda name: order_of_claim(after.year.placed(name)),
        )
        ledger = evolve(self, so_far=after.year, given=given)
        return Paid(after.result, changes, after.adjustments), ledger

    def reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None = None
    ) -> tuple[tuple[Change, ...], "HouseholdLedger"]:
        """Takes a claim back, or of it what a refund says, as in a case; what that changes for
        those of all members. Raises `CaseError`, with the paths of the refund from `refund` on."""
        try:
            return self._reverse(claim_id, refund)
        except CaseError as refused:
            raise name_place(refused, self._given.path, "refund") from None

    def _reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None
    ) -> tuple[tuple[Change, ...], "HouseholdLedger"]:
        year = self._so_far
        if not self._is_settled(claim_id):
            message = say("the year has no claim `{claim}`", claim=claim_id)
            raise CaseError((Problem("unknown_claim", "claim_id", message),))
        at, known = year.placed(claim_id)
        rest, ledger = None, self
        if refund is not None:
            rest, given = self._given.take_back(known, refund, self._opened, self._is_settled)
            ledger = evolve(self, given=given)
        others = [year.placed(name) for name in year.settled.as_dict() if name != claim_id]
        again = ledger._settle_again([*others, (at, rest)] if rest is not None else others)
        return again._changes(self), again

    def close(self) -> Settlement:
        """The whole year: the claims of all members, the person-year outputs, what each has."""
        opened, year = self._opened, self._so_far
        settled = self._settled()
        claims: list[list[Any]] = [[] for _ in self.members]
        for at, claim in self._given.hand_in(done.id for done in settled):
            claims[at].append(claim)
        plain = opened.household.snapshot.as_plain()
        whole = {
            **plain,
            "household": [
                {**member, "claims": own}
                for member, own in zip(plain["household"], claims, strict=True)
            ],
        }
        members = tuple(
            self._close_member(at, member) for at, member in enumerate(opened.household.members)
        )
        noted = [
            note_of_member(at, note)
            for at, (member, known) in enumerate(
                zip(members, opened.household.members, strict=True)
            )
            for note in member.notes[len(known.notes) :]
        ]
        read = evolve(
            opened.household,
            members=members,
            notes=tuple(dict.fromkeys((*opened.household.notes, *noted))),
            snapshot=take_snapshot(whole),
        )
        counted = year.counted.as_dict()
        done = join_settled(
            opened.executable, settled, year.sums, {done.id: counted[done.id] for done in settled}
        )
        return make_household_settlement(opened.executable, opened.header, read, done)

    def _close_member(self, at: int, member: CaseRead) -> CaseRead:
        """The member with the claims."""
        places, settled = self._so_far.places, self._settled()
        claims = tuple(done.claim for done in settled if places[done.id] == at)
        own = self._given.notes((claim.id for claim in claims), at)
        near = note_near_hospitals(claims)
        layout = self._opened.layout
        visits = (*note_visits(claims, layout), *note_stays_across(claims, layout))
        notes = dict.fromkeys((*member.notes, *own, *note_doubles(claims), *near, *visits))
        return evolve(member, claims=claims, notes=tuple(notes))

    def _is_settled(self, claim_id: str) -> bool:
        return claim_id in self._so_far.settled

    def _settled(self) -> tuple[SettledClaim, ...]:
        """Every claim in the order of settlement."""
        return tuple(self._so_far.settled.as_dict().values())

    def _settle_again(self, claims: Iterable[_Placed]) -> "HouseholdLedger":
        executable, household = self._opened.executable, self._opened.household
        year = open_household_so_far(executable, household)
        problems: list[Problem] = []
        for at, claim in sorted(claims, key=order_of_claim):
            after = append_to_household(executable, household, year, at, claim)
            if isinstance(after, Unsettled):
                problems += after.problems
            else:
                year = after.year
        if problems:
            raise CaseError(tuple(problems))
        again = self.settled_again + len(year.settled.as_dict())
        return evolve(self, so_far=year, settled_again=again)

    def _changes(self, before: "HouseholdLedger") -> tuple[Change, ...]:
        return changes_between(before._with_adjustments(), self._with_adjustments())

    def _with_adjustments(self) -> Mapping[str, Mapping[str, int]]:
        executable, settled = self._opened.executable, self._settled()
        return paid_with_adjustments(executable, settled, find_adjustments(executable, settled))
