"""From the settled claims of a household to a settlement.

In: the executable policy, the household and what was settled of it. Out: a `Settlement` whose
claims are those of all members in the order of settlement; what is of each person stands with the
member.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import evolve

from polc.records.mutable import define
from polc.runtime.case import CaseRead, HouseholdRead
from polc.runtime.case_snapshot import CaseSnapshot
from polc.runtime.executable import Executable
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.settle.adjustments import Adjustment, find_adjustments
from polc.runtime.settle.settle import SettledClaim, YearState
from polc.runtime.settle.settle_household import Counted, SettledHousehold
from polc.runtime.tell.claim_result import ClaimResult
from polc.runtime.tell.header import Header
from polc.runtime.tell.household import HouseholdResult, MemberResult, SharedSum
from polc.runtime.tell.make_settlement import SettledCase, claim_result
from polc.runtime.tell.outcome import outcome_of, paid_of, sum_totals
from polc.runtime.tell.read_only import NOTHING, all_read_only, read_only
from polc.runtime.tell.result import Settlement
from polc.runtime.tell.results import Results


@define(eq=False, kw_only=True)
class _Member(SettledCase):
    """A member as a case; what claims of others make due for the member's is the member's."""

    executable: Executable
    header: Header
    year: int
    case: CaseRead
    settled: tuple[SettledClaim, ...]
    state: YearState
    adjustments: tuple[Adjustment, ...]
    counted: Mapping[str, Counted]
    """By claim what the household had counted before it."""
    whole: CaseSnapshot

    @property
    def snapshot(self) -> CaseSnapshot:
        return self.whole

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        results = (claim_result(self.executable, done, self.reports) for done in self.settled)
        person = self.case.person.id
        return tuple(
            tell_shared(self.executable, result, person, self.counted[result.id])
            for result in results
        )

    def result(self) -> MemberResult:
        paid, remaining = sum_totals(self)
        return MemberResult(
            person=self.case.person.id,
            claims=tuple(done.id for done in self.settled),
            paid_fen=paid,
            remaining_fen=remaining,
            person_year=self.person_year,
            entitlements=self.entitlements,
        )


@define(eq=False)
class _SettledHousehold:
    """A household with what its claims came to, as `Results`."""

    executable: Executable
    header: Header
    read: HouseholdRead
    done: SettledHousehold

    @property
    def year(self) -> int:
        return self.read.year

    @property
    def benefits(self) -> tuple[str, ...]:
        return self.executable.benefits

    @property
    def notes(self) -> tuple[str, ...]:
        return self.read.notes

    @property
    def snapshot(self) -> CaseSnapshot:
        return self.read.snapshot

    @cached_property
    def adjustments(self) -> tuple[Adjustment, ...]:
        return find_adjustments(self.executable, self.done.claims)

    @cached_property
    def members(self) -> tuple[_Member, ...]:
        found = []
        for case, state in zip(self.read.members, self.done.states, strict=True):
            settled = tuple(claim for claim in self.done.claims if claim.member == case.person.id)
            found.append(
                _Member(
                    executable=self.executable,
                    header=self.header,
                    year=self.year,
                    case=case,
                    settled=settled,
                    state=state,
                    adjustments=tuple(_for_claims(settled, self.adjustments)),
                    counted=self.done.counted,
                    whole=self.read.snapshot,
                )
            )
        return tuple(found)

    @cached_property
    def claims(self) -> tuple[ClaimResult, ...]:
        of = {claim.id: claim for member in self.members for claim in member.claims}
        return tuple(of[done.id] for done in self.done.claims)

    @property
    def by_member(self) -> Mapping[str, Results]:
        return {member.case.person.id: member for member in self.members}

    @cached_property
    def household(self) -> HouseholdResult:
        done, persons = self.done, [member.case.person.id for member in self.members]
        return HouseholdResult(
            tuple(member.result() for member in self.members),
            tuple(
                SharedSum(
                    id=name,
                    opened_fen=done.opened[sum_],
                    fen=done.sums[sum_],
                    moved_fen={
                        person: moved[sum_]
                        for person, moved in zip(persons, done.moved, strict=True)
                    },
                )
                for name, sum_ in told_sums(self.executable).items()
            ),
        )

    @cached_property
    def person_year(self) -> Mapping[str, Decimal | str | None]:
        """The amounts of all members together; None where that of one is not known. Who pays is
        said of each member."""
        found: dict[str, Decimal | str | None] = {}
        for name in self.members[0].person_year:
            amounts = [member.person_year[name] for member in self.members]
            known = [amount for amount in amounts if isinstance(amount, Decimal)]
            if len(known) == len(amounts):
                found[name] = sum(known, Decimal("0.00"))
            elif not any(isinstance(amount, str) for amount in amounts):
                found[name] = None
        return read_only(found)

    @cached_property
    def undetermined(self) -> tuple[Mapping[str, Any], ...]:
        places = {done.id: place for place, done in enumerate(self.done.claims)}
        found = []
        for at, member in enumerate(self.members):
            for gap in member.undetermined:
                output = str(gap["output"])
                if output.startswith("claims["):
                    place, _, rest = output.removeprefix("claims[").partition("]")
                    output = f"claims[{places[member.settled[int(place)].id]}]{rest}"
                else:
                    output = f"household[{at}].{output}"
                found.append(all_read_only({**gap, "output": output}))
        return tuple(found)

    @property
    def entitlements(self) -> Mapping[str, bool | None]:
        """Rights of the year are said of each member."""
        return NOTHING

    @property
    def alerts(self) -> tuple[Mapping[str, str], ...]:
        return tuple(
            read_only({**alert, "person": member.case.person.id})
            for member in self.members
            for alert in member.alerts
        )

    @property
    def limits(self) -> tuple[Mapping[str, str | None], ...]:
        return tuple(limit for member in self.members for limit in member.limits)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(
            entry if entry.claim else evolve(entry, person=member.case.person.id)
            for member in self.members
            for entry in member.entries
        )

    @property
    def payments(self) -> tuple[BenefitPayment, ...]:
        return tuple(payment for member in self.members for payment in member.payments)

    @property
    def consulted(self) -> list[dict[str, Any]]:
        return _join(member.consulted for member in self.members)

    def tell_why(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        told, consulted = [], []
        for member in self.members:
            entries, readings = member.tell_why()
            person = {"person": member.case.person.id}
            told += [entry if entry["claim"] else {**entry, **person} for entry in entries]
            consulted.append(readings)
        return told, _join(consulted)

    def paid_of(self, claim: str, benefit: str) -> int | None:
        """See `Results`."""
        return paid_of(self, claim, benefit)

    def tell_alone(self, name: str, claim: str) -> str | None:
        """Nothing is told alone, see `Results`."""
        return None

    def outcome(self) -> dict[str, Any]:
        """All results as the contract's JSON says it."""
        return outcome_of(self)


def make_household_settlement(
    executable: Executable, header: Header, read: HouseholdRead, done: SettledHousehold
) -> Settlement:
    """The settlement of a whole household."""
    return Settlement(_SettledHousehold(executable, header, read, done))


def told_sums(executable: Executable) -> Mapping[str, str]:
    """Of the sums that the household has together those that an opening can say, by what it calls
    them (`assistance.line`, `pools.family`); the others are worked out of the same claims."""
    found: dict[str, str] = {}
    for place in executable.shared:
        own, opens = executable.own_openings[place], executable.opens[place]
        for key in (own,) if own is not None else opens[:1]:
            found.setdefault(".".join(key), executable.state[place])
    return found


def tell_shared(
    executable: Executable, result: ClaimResult, person: str, counted: Counted
) -> ClaimResult:
    """The result of a member's claim, with what the household had counted before it."""
    before = {name: counted[sum_] for name, sum_ in told_sums(executable).items()}
    return evolve(
        result,
        person=person,
        shared_fen={name: (known.before, known.by_others) for name, known in before.items()},
        others_fen={name: known.others for name, known in before.items()},
    )


def _for_claims(
    settled: Sequence[SettledClaim], adjustments: Iterable[Adjustment]
) -> Iterable[Adjustment]:
    """Of what is due for earlier claims the parts of these."""
    own = {done.id for done in settled}
    for adjustment in adjustments:
        parts = tuple((claim, fen) for claim, fen in adjustment.parts if claim in own)
        if len(parts) == len(adjustment.parts):
            yield adjustment
        elif parts:
            yield evolve(adjustment, parts=parts, fen=sum(fen for _, fen in parts))


def _join(consulted: Iterable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The readings that one of the members consulted, each once."""
    found = {reading["reading"]: reading for readings in consulted for reading in readings}
    return list(found.values())
