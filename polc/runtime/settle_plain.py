"""Plain claims settled one after another, from their values straight to the sums after each.

In: an executable policy, plain claims in the order of settlement, what is fixed for the person and
the year. Out: for each claim the sums before it and all that the policy's function gave; None
where a claim cannot be settled: `settle_claims` says why.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field

from polc.runtime.amounts import MOST_MONEY
from polc.runtime.executable import Executable, State
from polc.runtime.plain_claim import ClaimShape, Values

PlainClaim = tuple[int, int, int, ClaimShape, Values]
"""Date, seq and position, by which claims stand in order, then what was read."""

PlainlySettled = tuple[PlainClaim, State, tuple[int, ...]]
"""A claim, the sums before it, what its function gave."""

FixedOn = Callable[[int], tuple[int, ...]]
"""What is fixed for a person whose identities begin or end, by the day that looks them up."""


def settle_plain_claims(
    executable: Executable, claims: Sequence[PlainClaim], fixed: tuple[int, ...] | FixedOn
) -> list[PlainlySettled] | None:
    """The claims settled, from sums that nothing has moved yet; None where one is refused."""
    choose, count = executable.claim.choose, len(executable.outputs) + 1
    sums: State = (0,) * len(executable.state)
    own = _OwnSums(executable.scopes) if executable.keyed and len(claims) > 1 else None
    done = []
    for claim in claims:
        shape, values = claim[3], claim[4]
        known = fixed(values[shape.identity_day]) if callable(fixed) else fixed
        if own is not None:
            sums = own.take(claim, sums)
        arguments = shape.pick((*values, *known))
        result = choose(arguments)(*arguments, *sums)
        if result[0]:
            return None
        done.append((claim, sums, result))
        sums = result[count:]
        if sums and not (max(sums) <= MOST_MONEY and min(sums) >= -MOST_MONEY):
            return None
        if own is not None:
            own.keep(sums)
    return done


def keys_of(claim: PlainClaim, roots: dict[str, str]) -> dict[str, str]:
    """The visit and the chain of referrals that a claim belongs to. `roots` is the first stay of
    the chain of each claim and visit so far; the claim is added."""
    _, _, position, shape, values = claim
    visit = shape.visit_of(values, position)
    start = shape.text_of(values, "continues") or visit
    chain = roots.get(start, start)
    roots[shape.id_of(values, position)] = roots[visit] = chain
    return {"visit": visit, "chain": chain}


@define(eq=False)
class _OwnSums:
    """The sums that a visit or a chain of referrals has for itself, kept from claim to claim."""

    scopes: tuple[str, ...]
    _kept: dict[tuple[str, str], State] = field(factory=dict)
    _roots: dict[str, str] = field(factory=dict)
    _keys: Mapping[str, str] = field(factory=dict)

    def take(self, claim: PlainClaim, sums: State) -> State:
        """The sums before a claim: of its visit and its chain their own."""
        self._keys = keys_of(claim, self._roots)
        found = list(sums)
        for scope, places in self._places():
            kept = self._kept.get((scope, self._keys[scope]), (0,) * len(places))
            for place, value in zip(places, kept, strict=True):
                found[place] = value
        return tuple(found)

    def keep(self, sums: State) -> None:
        """Keeps the sums after the claim that was taken last."""
        for scope, places in self._places():
            self._kept[scope, self._keys[scope]] = tuple(sums[place] for place in places)

    def _places(self) -> Iterator[tuple[str, list[int]]]:
        for scope in ("visit", "chain"):
            places = [place for place, of in enumerate(self.scopes) if of == scope]
            if places:
                yield scope, places
