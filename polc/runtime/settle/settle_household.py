"""The claims of a household, one after another.

In: an executable policy, a household as it was read. Out: what each claim came to and the sums
of each member after it. All claims of all members settle in one order: by date, then seq, then
the place of the member in the case, then position. Each member has running sums of its own; those
that the household has together are handed from claim to claim, whoever's it is.
"""

from collections.abc import Mapping

from attrs import evolve

from polc.records.frozen import frozen
from polc.runtime.case import ClaimRead, HouseholdRead
from polc.runtime.errors import Problems
from polc.runtime.executable import Executable, State
from polc.runtime.read.read_household import place_in_member
from polc.runtime.settle.settle import (
    SettledClaim,
    Unsettled,
    YearState,
    open_state,
    settle_claim,
)


@frozen
class CountedBefore:
    """What the household had counted of a shared sum before a claim, and what of it were claims
    of other members (fen; a sum may go down)."""

    before: int
    by_others: int


@frozen(kw_only=True)
class SettledHousehold:
    """`claims` of all members in the order of settlement, `states` the sums of each member after
    the last; `opened` and `sums` what the household has together before the first claim and after
    the last, by the id of the sum, `moved` what of it each member's claims moved; `counted` the
    same before each claim, by its id."""

    claims: tuple[SettledClaim, ...]
    states: tuple[YearState, ...]
    opened: Mapping[str, int]
    sums: Mapping[str, int]
    moved: tuple[Mapping[str, int], ...]
    counted: Mapping[str, Mapping[str, CountedBefore]]


def settle_household(
    executable: Executable, household: HouseholdRead, problems: Problems
) -> SettledHousehold:
    """Every claim of every member; a claim that cannot be settled is a problem with its place."""
    members, shared = household.members, executable.shared
    names = [executable.state[place] for place in shared]
    states = [open_state(executable, member.opening) for member in members]
    opened = _together(executable, open_state(executable, household.opening).sums)
    now = opened
    moved = [dict.fromkeys(names, 0) for _ in members]
    counted: dict[str, Mapping[str, CountedBefore]] = {}
    claims = []
    for at, claim in sorted(_all_claims(household), key=_order):
        member = members[at]
        state = _hand_over(executable, states[at], now)
        result = settle_claim(executable, member.person, household.year, claim, state)
        if isinstance(result, Unsettled):
            problems.found += [place_in_member(problem, at) for problem in result.problems]
            problems.asks.append(result.ask)
            continue
        done, states[at] = result
        claims.append(evolve(done, member=member.person.id))
        before, now = now, _together(executable, states[at].sums)
        counted[claim.id] = {
            name: CountedBefore(held, held - first - moved[at][name])
            for name, held, first in zip(names, before, opened, strict=True)
        }
        for name, was, held in zip(names, before, now, strict=True):
            moved[at][name] += held - was
    return SettledHousehold(
        claims=tuple(claims),
        states=tuple(_hand_over(executable, state, now) for state in states),
        opened=dict(zip(names, opened, strict=True)),
        sums=dict(zip(names, now, strict=True)),
        moved=tuple(moved),
        counted=counted,
    )


def _all_claims(household: HouseholdRead) -> list[tuple[int, ClaimRead]]:
    return [(at, claim) for at, member in enumerate(household.members) for claim in member.claims]


def _order(placed: tuple[int, ClaimRead]) -> tuple[int, int, int, int]:
    at, claim = placed
    return claim.date, claim.seq, at, claim.position


def _together(executable: Executable, sums: State) -> State:
    """Of the sums those that the household has together."""
    return tuple(sums[place] for place in executable.shared)


def _hand_over(executable: Executable, state: YearState, shared: State) -> YearState:
    """A member's sums with those that the household has together as they are now."""
    sums = list(state.sums)
    for place, held in zip(executable.shared, shared, strict=True):
        sums[place] = held
    return evolve(state, sums=tuple(sums))
