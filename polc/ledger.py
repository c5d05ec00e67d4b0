"""A person's benefit year, claim by claim.

In: a policy, a person, claims as they come. Out: what each is paid. A ledger never
changes: `add` and `reverse` return a new one. It holds the claims, so that an earlier
date or a reversal settles the year again and says what that changes.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from polc.runtime.case import CaseRead, ClaimRead, PersonRead
from polc.runtime.errors import CaseError, Problem, Problems
from polc.runtime.machine import Machine
from polc.runtime.read_case import check_dates
from polc.runtime.read_claim import read_claim
from polc.runtime.result import ClaimResult, Header, Settlement, claim_result, make_settlement
from polc.runtime.settle import (
    SettledClaim,
    Unsettled,
    YearState,
    open_state,
    settle_claim,
    settle_claims,
    settle_person_year,
)
from polc.runtime.year_limits import check_claims_sum


@frozen
class Change:
    """What a claim settled before is paid differently now."""

    claim: str
    benefit: str
    before: Decimal
    after: Decimal


@frozen
class Paid:
    """An added claim's result, and what it changes for claims settled before."""

    claim: ClaimResult
    changes: tuple[Change, ...]

    @property
    def benefits(self) -> Mapping[str, Decimal]:
        """What each layer pays of the added claim."""
        return self.claim.benefits

    @property
    def remaining(self) -> Decimal:
        """What is left in policy of the added claim."""
        return self.claim.remaining


@frozen
class Ledger:
    """A year so far. `settled` and `state` follow the order of settlement; `notes` are
    those of the year, `claim_notes` those of each claim."""

    machine: Machine
    header: Header
    person: PersonRead
    year: int
    opening: Mapping[str, Mapping[str, int]]
    settled: tuple[SettledClaim, ...]
    state: YearState
    notes: tuple[str, ...]
    claim_notes: Mapping[str, tuple[str, ...]] = field(factory=dict)
    added: int = 0

    def add(self, claim: Mapping[str, Any]) -> tuple[Paid, "Ledger"]:
        """Settles one more claim. Raises `CaseError` where it cannot be settled."""
        problems = Problems()
        notes: list[str] = []
        read = read_claim(claim, self.added, self.machine.layout, problems, notes)
        if read is not None:
            check_dates(self.year, (read,), self.machine.layout, problems)
            check_claims_sum((*(one.claim for one in self.settled), read), problems)
            if any(one.claim.id == read.id for one in self.settled):
                path = f"claims[{self.added}].id"
                problems.add("bad_value", path, f"there is a claim `{read.id}` already")
            if read.reverses:
                path = f"claims[{self.added}].reverses"
                message = f"a claim of a ledger is taken back by `reverse({read.reverses!r})`"
                problems.add("bad_value", path, message)
        problems.refuse()
        assert read is not None
        claim_notes = {**self.claim_notes, read.id: tuple(notes)}
        ledger = evolve(self, added=self.added + 1, claim_notes=claim_notes)
        if self.settled and read.order < self.settled[-1].claim.order:
            claims = (*(one.claim for one in self.settled), read)
            again = ledger._settle_again(claims)
            return again._paid(read.id, self), again
        result = settle_claim(self.machine, self.person, self.year, read, self.state)
        if isinstance(result, Unsettled):
            raise CaseError(result.problems)
        done, state = result
        ledger = evolve(ledger, settled=(*self.settled, done), state=state)
        return Paid(claim_result(self.machine, done), ()), ledger

    def reverse(self, claim_id: str) -> tuple[tuple[Change, ...], "Ledger"]:
        """Takes a claim back; what that changes for the others."""
        left = tuple(one.claim for one in self.settled if one.claim.id != claim_id)
        if len(left) == len(self.settled):
            message = f"the year has no claim `{claim_id}`"
            raise CaseError((Problem("unknown_claim", "claims", message),))
        again = self._settle_again(left)
        return again._changes(self), again

    def close(self) -> Settlement:
        """The whole year: every claim, the person-year outputs, the year-end adjustments."""
        claims = tuple(one.claim for one in self.settled)
        own = (note for claim in claims for note in self.claim_notes[claim.id])
        notes = tuple(dict.fromkeys((*self.notes, *own)))
        case = CaseRead(self.year, self.person, claims, self.opening, notes)
        year = settle_person_year(self.machine, self.person, self.year)
        return make_settlement(self.machine, self.header, case, self.settled, year)

    def _settle_again(self, claims: tuple[ClaimRead, ...]) -> "Ledger":
        problems = Problems()
        settled, state = settle_claims(
            self.machine,
            self.person,
            self.year,
            claims,
            open_state(self.machine, self.opening),
            problems,
        )
        problems.refuse()
        return evolve(self, settled=settled, state=state)

    def _paid(self, claim_id: str, before: "Ledger") -> Paid:
        own = next(one for one in self.settled if one.claim.id == claim_id)
        return Paid(claim_result(self.machine, own), self._changes(before))

    def _changes(self, before: "Ledger") -> tuple[Change, ...]:
        earlier = {one.claim.id: claim_result(self.machine, one) for one in before.settled}
        found = []
        for one in self.settled:
            old = earlier.get(one.claim.id)
            new = claim_result(self.machine, one)
            for name, amount in new.benefits.items():
                if old is not None and old.benefits[name] != amount:
                    found.append(Change(one.claim.id, name, old.benefits[name], amount))
        return tuple(found)
