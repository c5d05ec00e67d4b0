"""Plain claims settled one after another, from their values straight to the sums after each.

In: an executable policy, plain claims in the order of settlement, what is fixed for the person and
the year. Out: for each claim the sums before it and all that the policy's function gave; None
where a claim cannot be settled: `settle_claims` says why.
"""

from collections.abc import Callable, Sequence
from operator import mul

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import MOST_MONEY
from polc.runtime.executable import Executable, State
from polc.runtime.plain.plain_claim import ClaimShape, Values

PlainClaim = tuple[int, int, int, ClaimShape, Values]
"""Date, seq and position, by which claims stand in order, then what was read."""

PlainlySettled = tuple[PlainClaim, State, tuple[int, ...]]
"""A claim, the sums before it, what its function gave."""

Fixed = tuple[int, ...]
"""`CONSTANTS`, then what is asked of the person and of the year; the same on all days."""

FixedOn = Callable[[int], Fixed]
"""What is fixed for a person whose identities begin or end, by the day that looks them up."""


def settle_plain_claims(
    executable: Executable, claims: Sequence[PlainClaim], fixed: Fixed | FixedOn
) -> list[PlainlySettled] | None:
    """The claims settled, from sums that nothing has moved yet; None where one is refused."""
    settle, count = executable.claim.bare, len(executable.outputs) + 1
    sums: State = (0,) * len(executable.state)
    own = _OwnSums(executable.scopes) if executable.keyed and len(claims) > 1 else None
    done = []
    for claim in claims:
        shape, values = claim[3], claim[4]
        known = fixed(values[shape.identity_day]) if callable(fixed) else fixed
        if own is not None:
            sums = own.take(claim, sums)
        arguments = shape.pick((*values, *known))
        result = settle(*arguments, *sums)
        if result[0]:
            return None
        done.append((claim, sums, result))
        sums = result[count:]
        if sums and not (max(sums) <= MOST_MONEY and min(sums) >= -MOST_MONEY):
            return None
        if own is not None:
            own.keep(sums)
    return done


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
    """The sums that a visit or a chain of referrals has for itself, kept from claim to claim."""

    scopes: tuple[str, ...]
    _of_year: list[int] = field(init=False)
    """1 at the places of the year's sums, 0 at the others: what a visit begins with."""
    _of_visit: list[int] = field(init=False)
    _of_chain: list[int] = field(init=False)
    _visits: dict[str, State] = field(init=False, factory=dict)
    _chains: dict[str, State] = field(init=False, factory=dict)
    _roots: dict[str, str] = field(init=False, factory=dict)
    _keys: tuple[str, str] = field(init=False, default=("", ""))

    @_of_year.default
    def _find_of_year(self) -> list[int]:
        return [int(scope == "year") for scope in self.scopes]

    @_of_visit.default
    def _find_of_visit(self) -> list[int]:
        return [place for place, scope in enumerate(self.scopes) if scope == "visit"]

    @_of_chain.default
    def _find_of_chain(self) -> list[int]:
        return [place for place, scope in enumerate(self.scopes) if scope == "chain"]

    def take(self, claim: PlainClaim, sums: State) -> State:
        """The sums before a claim: of its visit and its chain their own."""
        self._keys = visit, chain = keys_of(claim, self._roots)
        of_visit, of_chain = self._visits.get(visit), self._chains.get(chain)
        if of_visit is None and of_chain is None:
            return tuple(map(mul, sums, self._of_year))
        found = list(sums)
        for place in self._of_visit:
            found[place] = 0 if of_visit is None else of_visit[place]
        for place in self._of_chain:
            found[place] = 0 if of_chain is None else of_chain[place]
        return tuple(found)

    def keep(self, sums: State) -> None:
        """Keeps the sums after the claim that was taken last."""
        visit, chain = self._keys
        self._visits[visit] = self._chains[chain] = sums
