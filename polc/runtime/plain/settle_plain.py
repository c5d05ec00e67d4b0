"""Plain claims settled one after another, from their values straight to the sums after each.

In: an executable policy; then plain claims in the order of settlement and what is fixed for the
person and the year. Out: `PlainSettler`, which gives for each claim the sums before it and all that
the policy's function gave; None where a claim cannot be settled: `settle_claims` says why.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import MOST_MONEY
from polc.runtime.executable import Executable, Settle, State
from polc.runtime.periods import key_of_claim
from polc.runtime.plain.beginning_claims import BeginningClaims
from polc.runtime.plain.plain_claim import ClaimShape, Values

PlainClaim = tuple[int, int, int, ClaimShape, Values]
"""Date, seq and position, by which claims stand in order, then what was read."""

PlainlySettled = tuple[PlainClaim, State, tuple[int, ...]]
"""A claim, the sums before it, what its function gave."""

Fixed = tuple[int, ...]
"""`CONSTANTS`, then what is asked of the person and of the year; the same on all days."""

FixedOn = Callable[[int], Fixed]
"""What is fixed for a person whose identities begin or end, by the day that looks them up."""


@define(eq=False)
class PlainSettler:
    """Settles the claims of plain cases by the functions of a year."""

    executable: Executable
    _quickest: Settle | None = field(init=False, default=None)
    _after: slice = field(init=False)
    """Where the sums after a claim stand in what its function gives."""
    _first: State = field(init=False)
    _by_hospital: bool = field(init=False)
    """Whether each hospital has sums of its own."""
    _by_stay: bool = field(init=False)
    """Whether no other sums are kept apart than those of a stay."""

    _at_first: BeginningClaims = field(init=False)
    """Claims before which there are none in the year."""
    _alone: BeginningClaims = field(init=False)
    """Others whose stay begins with them."""
    _in_course: BeginningClaims = field(init=False)

    @_at_first.default
    def _begin_year(self) -> BeginningClaims:
        return self._begin(self.executable.state)

    @_alone.default
    def _begin_stay(self) -> BeginningClaims:
        places = chain.from_iterable(self.executable.own_scopes.values())
        return self._begin(self.executable.state[place] for place in places)

    @_in_course.default
    def _go_on(self) -> BeginningClaims:
        return self._begin(())

    def _begin(self, unmoved: Iterable[str]) -> BeginningClaims:
        executable = self.executable
        return BeginningClaims(executable.claim, len(executable.inputs), frozenset(unmoved))

    @_after.default
    def _find_after(self) -> slice:
        return slice(len(self.executable.outputs) + 1, None)

    @_first.default
    def _find_first(self) -> State:
        return (0,) * len(self.executable.state)

    @_by_hospital.default
    def _find_by_hospital(self) -> bool:
        return "hospital" in self.executable.own_scopes

    @_by_stay.default
    def _find_by_stay(self) -> bool:
        return self.executable.own_scopes.keys() <= _OF_STAY

    def settle(
        self, claims: Sequence[PlainClaim], fixed: Fixed | FixedOn
    ) -> list[PlainlySettled] | None:
        """The claims settled, from sums that nothing has moved yet; None where one is refused."""
        general, after, sums = self._quickest or self._find_settle(), self._after, self._first
        if self._by_hospital and not all(map(_says_hospital, claims)):
            return None
        own, begin_visit = None, None
        if len(claims) > 1 and self.executable.keyed:
            if self._by_stay and all(claim[3].is_alone for claim in claims):
                begin_visit = self.executable.begin_visit
            else:
                own = _OwnSums(self.executable.scopes, self.executable.begin_visit)
        done, beginning = [], self._at_first
        for claim in claims:
            _, _, _, shape, values = claim
            known = fixed(values[shape.identity_day]) if callable(fixed) else fixed
            if begin_visit is not None:
                sums = begin_visit(sums)
            elif own is not None:
                taken = own.take(claim, sums)
                if taken is None:
                    return None
                sums = taken
            arguments = shape.pick(values + known) + sums
            settle = beginning.made.get(shape) or beginning.choose(shape, arguments, general)
            result = settle(*arguments)
            if result[0] and settle is not general:
                result = general(*arguments)
            if result[0]:
                return None
            done.append((claim, sums, result))
            sums = result[after]
            if sums and not (max(sums) <= MOST_MONEY and min(sums) >= -MOST_MONEY):
                return None
            beginning = self._in_course if begin_visit is None else self._alone
            if own is not None:
                own.keep(sums)
        return done

    def _find_settle(self) -> Settle:
        self._quickest = self.executable.claim.quickest
        return self._quickest or self.executable.claim.few_calls


_OF_STAY: Final = frozenset(("visit", "chain"))
"""Scopes whose sums a claim that is alone begins with nothing in."""


def _says_hospital(claim: PlainClaim) -> bool:
    *_, shape, values = claim
    return bool(shape.text_of(values, "hospital"))


def keys_of(claim: PlainClaim, roots: dict[str, str]) -> tuple[str, str]:
    """The visit and the chain of referrals that a claim belongs to. `roots` is the first stay of
    the chain of each claim and visit so far; the claim is added."""
    _, _, position, shape, values = claim
    visit = shape.visit_of(values, position)
    start = visit if shape.continues is None else values[shape.continues]
    chain = roots.get(start, start)
    roots[shape.id_of(values, position)] = roots[visit] = chain
    return visit, chain


@define(eq=False)
class _OwnSums:
    """The sums that a visit, a chain of referrals, a month and so on has for itself, kept from
    claim to claim."""

    scopes: tuple[str, ...]
    begin_visit: Callable[[State], State]
    _places: list[tuple[str, list[int]]] = field(init=False)
    _kept: dict[tuple[str, str], State] = field(init=False, factory=dict)
    _roots: dict[str, str] = field(init=False, factory=dict)
    _keys: list[tuple[str, str]] = field(init=False, factory=list)

    @_places.default
    def _find_places(self) -> list[tuple[str, list[int]]]:
        return [
            (scope, [place for place, of in enumerate(self.scopes) if of == scope])
            for scope in dict.fromkeys(self.scopes)
            if scope != "year"
        ]

    def take(self, claim: PlainClaim, sums: State) -> State | None:
        """The sums before a claim: of its visit, its chain, its month and so on their own. None
        where an earlier bill of its visit is of another chain (`find_other_chain`)."""
        *_, position, shape, values = claim
        chain_of_visit = self._roots.get(shape.visit_of(values, position))
        visit, chain = keys_of(claim, self._roots)
        if "chain" in self.scopes and chain_of_visit not in (None, chain):
            return None
        day, hospital = values[shape.day], shape.text_of(values, "hospital")
        self._keys = [
            (scope, key_of_claim(scope, visit=visit, chain=chain, day=day, hospital=hospital))
            for scope, _ in self._places
        ]
        known = [self._kept.get(key) for key in self._keys]
        if not any(known):
            return self.begin_visit(sums)
        found = list(sums)
        for (_, places), before in zip(self._places, known, strict=True):
            for place in places:
                found[place] = 0 if before is None else before[place]
        return tuple(found)

    def keep(self, sums: State) -> None:
        """Keeps the sums after the claim that was taken last."""
        self._kept |= dict.fromkeys(self._keys, sums)
