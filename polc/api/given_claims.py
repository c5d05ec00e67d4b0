"""The claims of a ledger as they were given, and what was taken back of them.

In: claims and refunds as a case has them, one after the other. Out: `GivenClaims`, which never
changes: each read, with what was taken for granted of it, and all of them again for the case of the
year.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from attrs import evolve, field

from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.case import CaseLayout, ClaimRead
from polc.runtime.case_snapshot import CaseSnapshot, take_snapshot
from polc.runtime.errors import Problems
from polc.runtime.read.read_case import check_dates
from polc.runtime.read.read_claim import read_claim
from polc.runtime.read.take_back import note_rest, note_whole, note_year, rest_after
from polc.runtime.settle.growing_map import EMPTY, GrowingMap
from polc.runtime.year_limits import Costs, add_costs, check_costs


class OpenedLedger(Protocol):
    """The year to which claims are added, and what its policy knows of them."""

    @property
    def year(self) -> int: ...
    @property
    def layout(self) -> CaseLayout: ...


IsSettled = Callable[[str], bool]
"""Whether a claim of that id is settled."""


@frozen
class GivenClaim:
    """A claim as it was given, what was taken for granted of it, and what was taken back of it
    while something is left, by id; `member` the place of the person of a household whose it is."""

    claim: CaseSnapshot
    notes: tuple[str, ...]
    refunds: Mapping[str, CaseSnapshot] = field(factory=dict)
    member: int = 0


@frozen(kw_only=True)
class GivenClaims:
    """`added` claims and refunds have come so far."""

    added: int = 0
    _given: GrowingMap[str, GivenClaim] = field(default=EMPTY, repr=False)
    _refunded: GrowingMap[str, str] = field(default=EMPTY, repr=False)
    """The claim that a refund took something of, by the refund's id."""
    _taken_back: GrowingMap[str, GivenClaim] = field(default=EMPTY, repr=False)
    """The claims of which refunds left nothing, by id."""

    @property
    def path(self) -> str:
        """Where the next stands."""
        return f"claims[{self.added}]"

    def take(
        self,
        claim: Mapping[str, Any],
        opened: OpenedLedger,
        costs: Costs,
        is_settled: IsSettled,
        member: int = 0,
    ) -> tuple[ClaimRead, "GivenClaims"]:
        """One more claim, of this year and under an id of its own; `costs` are those of the
        person's claims before it. Raises `CaseError`."""
        problems = Problems()
        notes: list[str] = []
        read = read_claim(claim, self.added, opened.layout, problems, notes)
        if read is not None:
            (read,) = check_dates(opened.year, (read,), opened.layout, problems)
            check_costs(add_costs(costs, read), problems)
            self._check_id(read, is_settled, problems)
            if read.reverses:
                message = say(
                    "a claim of a ledger is taken back by `reverse`, with its id `{reverses}`",
                    reverses=read.reverses,
                )
                problems.add("bad_value", f"{self.path}.reverses", message)
        problems.refuse()
        assert read is not None
        given = GivenClaim(take_snapshot(claim), tuple(notes), member=member)
        return read, evolve(
            self, added=self.added + 1, given=self._given.with_entry(read.id, given)
        )

    def take_back(
        self,
        claim: ClaimRead,
        refund: Mapping[str, Any],
        opened: OpenedLedger,
        is_settled: IsSettled,
    ) -> tuple[ClaimRead | None, "GivenClaims"]:
        """What a refund leaves of a settled claim. Raises `CaseError`."""
        problems = Problems()
        if refund.get("reverses") not in (None, claim.id):
            message = say("this takes back `{claim}`", claim=claim.id)
            problems.add("contradiction", f"{self.path}.reverses", message)
        given = {**refund, "reverses": claim.id}
        read = read_claim(given, self.added, opened.layout, problems, [])
        if read is not None:
            self._check_id(read, is_settled, problems)
            rest = rest_after(claim, read, opened.layout, problems)
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
            taken_back = self._taken_back.with_entry(claim.id, after)
            return None, evolve(self, added=self.added + 1, taken_back=taken_back)
        return rest, evolve(
            self,
            added=self.added + 1,
            given=self._given.with_entry(claim.id, after),
            refunded=self._refunded.with_entry(read.id, claim.id),
        )

    def _check_id(self, claim: ClaimRead, is_settled: IsSettled, problems: Problems) -> None:
        """An id stands for one claim, or for one refund of what is left of one."""
        of = self._refunded.get(claim.id)
        refunds = of is not None and is_settled(of) and claim.id in self._given[of].refunds
        if is_settled(claim.id) or refunds:
            message = say("there is a claim `{claim}` already", claim=claim.id)
            problems.add("bad_value", f"claims[{claim.position}].id", message)

    def notes(self, settled: Iterable[str], member: int = 0) -> Iterator[str]:
        """What was taken for granted of the settled claims and of those that were taken back."""
        known = (*map(self._given.__getitem__, settled), *self._taken_back.as_dict().values())
        for given in known:
            if given.member == member:
                yield from given.notes

    def hand_in(self, settled: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        """The claims as the case of the year has them, with whose they are: those that are settled,
        what was taken back, and the refunds."""
        found: dict[str, tuple[int, CaseSnapshot]] = {}
        given = {name: self._given[name] for name in settled}
        for name, known in given.items():
            found[name] = known.member, known.claim
        for known in given.values():
            found |= {name: (known.member, refund) for name, refund in known.refunds.items()}
        for name, known in self._taken_back.as_dict().items():
            # An id that was given anew stands for what is settled.
            if found.keys().isdisjoint((name, *known.refunds)):
                own = {name: known.claim, **known.refunds}
                found |= {known_as: (known.member, claim) for known_as, claim in own.items()}
        for name, (member, claim) in found.items():
            yield member, _with_id(name, claim)


def _with_id(known_as: str, claim: CaseSnapshot) -> dict[str, Any]:
    """The claim as it was given, and by name where it came without one: in a case of its
    own it may stand at another place."""
    plain = claim.as_plain()
    named = any(plain.get(key) is not None for key in ("id", "setl_id"))
    return plain if named else {**plain, "id": known_as}
