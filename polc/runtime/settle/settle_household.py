"""The claims of a household, one after another.

In: an executable policy, a household as it was read. Out: what each claim came to and the sums
of each member after it. All claims of all members settle in one order: by date, then seq, then
the place of the member in the case, then position. Each member has running sums of its own; those
that the household has together are handed from claim to claim, whoever's it is.
"""

from collections.abc import Iterable, Mapping

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
    others: Mapping[str, int]
    """By person, of each of those who moved anything."""


Counted = Mapping[str, CountedBefore]
"""By the id of a sum what had been counted of it before a claim."""


@frozen(kw_only=True)
class HouseholdSums:
    """`states` are the sums of each member; `opened` and `sums` what the household has together
    before the first claim and now, `moved` what of it each member's claims moved, all in the order
    of `Executable.shared`."""

    states: tuple[YearState, ...]
    opened: State
    sums: State
    moved: tuple[State, ...]


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
    counted: Mapping[str, Counted]


def settle_household(
    executable: Executable, household: HouseholdRead, problems: Problems
) -> SettledHousehold:
    """Every claim of every member; a claim that cannot be settled is a problem with its place."""
    sums = open_household_sums(executable, household)
    counted: dict[str, Counted] = {}
    claims = []
    for at, claim in sorted(_all_claims(household), key=order_of_claim):
        result = settle_next(executable, household, at, claim, sums)
        if isinstance(result, Unsettled):
            problems.found += [place_in_member(problem, at) for problem in result.problems]
            problems.asks.append(result.ask)
            continue
        done, counted[claim.id], sums = result
        claims.append(done)
    return join_settled(executable, claims, sums, counted)


def open_household_sums(executable: Executable, household: HouseholdRead) -> HouseholdSums:
    """The sums before the first claim."""
    opened = _together(executable, open_state(executable, household.opening).sums)
    return HouseholdSums(
        states=tuple(open_state(executable, member.opening) for member in household.members),
        opened=opened,
        sums=opened,
        moved=((0,) * len(opened),) * len(household.members),
    )


def settle_next(
    executable: Executable, household: HouseholdRead, at: int, claim: ClaimRead, sums: HouseholdSums
) -> tuple[SettledClaim, Counted, HouseholdSums] | Unsettled:
    """One more claim, of the member at a place: with what had been counted before it, and the sums
    after it."""
    person = household.members[at].person
    state = _hand_over(executable, sums.states[at], sums.sums)
    result = settle_claim(executable, person, household.year, claim, state)
    if isinstance(result, Unsettled):
        return result
    done, after = result
    now = _together(executable, after.sums)
    moved = tuple(
        own + held - was for own, was, held in zip(sums.moved[at], sums.sums, now, strict=True)
    )
    counted = {
        name: CountedBefore(was, was - first - own, _moved_by_others(household, sums, at, place))
        for place, (name, was, first, own) in enumerate(
            zip(names_of_shared(executable), sums.sums, sums.opened, sums.moved[at], strict=True)
        )
    }
    following = evolve(
        sums,
        states=(*sums.states[:at], after, *sums.states[at + 1 :]),
        sums=now,
        moved=(*sums.moved[:at], moved, *sums.moved[at + 1 :]),
    )
    return evolve(done, member=person.id), counted, following


def _moved_by_others(
    household: HouseholdRead, sums: HouseholdSums, at: int, place: int
) -> Mapping[str, int]:
    """What of a shared sum each member but one has moved so far."""
    return {
        member.person.id: moved[place]
        for of_member, (member, moved) in enumerate(zip(household.members, sums.moved, strict=True))
        if of_member != at and moved[place]
    }


def join_settled(
    executable: Executable,
    claims: Iterable[SettledClaim],
    sums: HouseholdSums,
    counted: Mapping[str, Counted],
) -> SettledHousehold:
    """What all claims came to."""
    names = names_of_shared(executable)
    return SettledHousehold(
        claims=tuple(claims),
        states=tuple(_hand_over(executable, state, sums.sums) for state in sums.states),
        opened=dict(zip(names, sums.opened, strict=True)),
        sums=dict(zip(names, sums.sums, strict=True)),
        moved=tuple(dict(zip(names, moved, strict=True)) for moved in sums.moved),
        counted=counted,
    )


def names_of_shared(executable: Executable) -> list[str]:
    """The ids of the sums that the household has together."""
    return [executable.state[place] for place in executable.shared]


def _all_claims(household: HouseholdRead) -> list[tuple[int, ClaimRead]]:
    return [(at, claim) for at, member in enumerate(household.members) for claim in member.claims]


def order_of_claim(placed: tuple[int, ClaimRead]) -> tuple[int, int, int, int]:
    """Where a claim of the member at a place stands: by date, then `seq`, then the member."""
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
