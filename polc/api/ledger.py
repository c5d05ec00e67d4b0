"""A person's benefit year, claim by claim.

In: a policy, a person, claims as they come. Out: what each is paid. A ledger never
changes: `add` and `reverse` return a new one. It holds the claims, so that an earlier
date or a reversal settles the year again and says what that changes.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen

from polc.messages.text import say
from polc.runtime.adjustments import Adjustment, find_adjustments, paid_with_adjustments
from polc.runtime.amounts import as_decimal
from polc.runtime.case import CaseRead, ClaimRead, PersonRead
from polc.runtime.case_snapshot import as_plain, take_snapshot
from polc.runtime.claim_result import ClaimResult
from polc.runtime.doubles import note_doubles
from polc.runtime.errors import CaseError, Problem, Problems
from polc.runtime.executable import Executable
from polc.runtime.make_settlement import claim_result, make_settlement
from polc.runtime.read_case import check_dates
from polc.runtime.read_claim import read_claim
from polc.runtime.reports import evaluate_reports
from polc.runtime.result import Header, Settlement
from polc.runtime.settle import (
    SettledClaim,
    Unsettled,
    YearState,
    open_state,
    settle_claim,
    settle_claims,
)
from polc.runtime.take_back import note_rest, note_year, rest_after
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
class Ledger:
    """A year so far. `notes` are those of the year, `case` is what it was opened with. A
    ledger can be pickled: the policy travels with it."""

    _executable: Executable
    _header: Header
    _person: PersonRead
    year: int
    _opening: Mapping[str, Mapping[str, int]]
    _settled: tuple[SettledClaim, ...]
    _state: YearState
    notes: tuple[str, ...]
    _claim_notes: Mapping[str, tuple[str, ...]] = field(factory=dict)
    _added: int = 0
    case: Mapping[str, Any] = field(factory=dict, repr=False)
    _given: Mapping[str, Mapping[str, Any]] = field(factory=dict, repr=False)
    _refunds: Mapping[str, tuple[Mapping[str, Any], ...]] = field(factory=dict, repr=False)
    """What was taken back of a claim of which something is left."""

    def add(self, claim: Mapping[str, Any]) -> tuple[Paid, "Ledger"]:
        """Settles one more claim. Raises `CaseError` where it cannot be settled."""
        problems = Problems()
        notes: list[str] = []
        read = read_claim(claim, self._added, self._executable.layout, problems, notes)
        if read is not None:
            (read,) = check_dates(self.year, (read,), self._executable.layout, problems)
            check_claims_sum((*(settled.claim for settled in self._settled), read), problems)
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
        claim_notes = {**self._claim_notes, read.id: tuple(notes)}
        given = {**self._given, read.id: _with_id(claim, read.id)}
        ledger = evolve(self, added=self._added + 1, claim_notes=claim_notes, given=given)
        if self._settled and read.order < self._settled[-1].claim.order:
            claims = (*(settled.claim for settled in self._settled), read)
            again = ledger._settle_again(claims)
            return again._paid(read.id, self), again
        result = settle_claim(self._executable, self._person, self.year, read, self._state)
        if isinstance(result, Unsettled):
            raise CaseError(result.problems)
        done, state = result
        ledger = evolve(ledger, settled=(*self._settled, done), state=state)
        earlier = any(done.outputs[result.output] for result in self._executable.earlier)
        return ledger._paid(read.id, self, changed=earlier), ledger

    def reverse(
        self, claim_id: str, refund: Mapping[str, Any] | None = None
    ) -> tuple[tuple[Change, ...], "Ledger"]:
        """Takes a claim back, or of it what a refund says, as in a case; what that changes for
        the others and for what is left of it. Raises `CaseError`."""
        known = next(
            (settled.claim for settled in self._settled if settled.claim.id == claim_id), None
        )
        if known is None:
            message = say("the year has no claim `{claim}`", claim=claim_id)
            raise CaseError((Problem("unknown_claim", "claims", message),))
        rest, ledger = None, self
        if refund is not None:
            rest, ledger = self._after(known, refund)
        claims = (rest if settled.claim is known else settled.claim for settled in self._settled)
        again = ledger._settle_again(tuple(claim for claim in claims if claim is not None))
        return again._changes(self), again

    def _after(
        self, claim: ClaimRead, refund: Mapping[str, Any]
    ) -> tuple[ClaimRead | None, "Ledger"]:
        """What a refund leaves of a claim, and the ledger that knows of the refund."""
        problems = Problems()
        layout, path = self._executable.layout, f"claims[{self._added}]"
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
        if rest is None:
            return None, self
        refunds = (*self._refunds.get(claim.id, ()), _with_id(given, read.id))
        year = note_year(claim, read)
        notes = (*self._claim_notes[claim.id], *year, note_rest(rest, read))
        return rest, evolve(
            self,
            added=self._added + 1,
            refunds={**self._refunds, claim.id: refunds},
            claim_notes={**self._claim_notes, claim.id: notes},
        )

    def _check_id(self, claim: ClaimRead, problems: Problems) -> None:
        """An id stands for one claim, or for one refund of what is left of one."""
        settled = [earlier.claim.id for earlier in self._settled]
        refunds = (refund for name in settled for refund in self._refunds.get(name, ()))
        if claim.id in (*settled, *(refund.get("id") or refund["setl_id"] for refund in refunds)):
            message = say("there is a claim `{claim}` already", claim=claim.id)
            problems.add("bad_value", f"claims[{claim.position}].id", message)

    def close(self) -> Settlement:
        """The whole year: every claim, the person-year outputs, the year-end adjustments."""
        claims = tuple(settled.claim for settled in self._settled)
        own = (note for claim in claims for note in self._claim_notes[claim.id])
        notes = tuple(dict.fromkeys((*self.notes, *own, *note_doubles(claims))))
        refunds = [refund for claim in claims for refund in self._refunds.get(claim.id, ())]
        given = {**self.case, "claims": [*(self._given[claim.id] for claim in claims), *refunds]}
        case = CaseRead(
            year=self.year,
            person=self._person,
            claims=claims,
            opening=self._opening,
            notes=notes,
            snapshot=take_snapshot(given),
        )
        return make_settlement(self._executable, self._header, case, self._settled, self._state)

    def _results(self) -> Mapping[str, ClaimResult]:
        """Every claim's result as the year stands."""
        reports = evaluate_reports(self._executable, self._person, self.year, self._settled)
        return {
            settled.claim.id: claim_result(self._executable, settled, reports)
            for settled in self._settled
        }

    def _settle_again(self, claims: tuple[ClaimRead, ...]) -> "Ledger":
        problems = Problems()
        settled, state = settle_claims(
            self._executable,
            self._person,
            self.year,
            claims,
            open_state(self._executable, self._opening),
            problems,
        )
        problems.refuse()
        return evolve(self, settled=settled, state=state)

    def _paid(self, claim_id: str, before: "Ledger", *, changed: bool = True) -> Paid:
        result = self._results()[claim_id]
        if not changed:
            return Paid(result, ())
        adjustments = find_adjustments(self._executable, self._settled)
        own = tuple(adjustment for adjustment in adjustments if adjustment.claim == claim_id)
        return Paid(result, self._changes(before), own)

    def _changes(self, before: "Ledger") -> tuple[Change, ...]:
        was, now = before._with_adjustments(), self._with_adjustments()
        return tuple(
            Change(claim, name, as_decimal(was[claim][name]), as_decimal(fen))
            for claim, paid in now.items()
            for name, fen in paid.items()
            if claim in was and was[claim][name] != fen
        )

    def _with_adjustments(self) -> Mapping[str, Mapping[str, int]]:
        adjustments = find_adjustments(self._executable, self._settled)
        return paid_with_adjustments(self._executable, self._settled, adjustments)


def _with_id(claim: Mapping[str, Any], known_as: str) -> dict[str, Any]:
    """The claim as it was given, and by name where it came without one: in a case of its
    own it may stand at another place."""
    plain: dict[str, Any] = as_plain(claim)
    named = any(plain.get(key) is not None for key in ("id", "setl_id"))
    return plain if named else {**plain, "id": known_as}
