"""The results of all reports of a claim by one call.

In: nothing; the API makes it from a plan. Out: `JoinedReports`, which gives what the functions of
the single results give, but for those that refuse; `FindJoined`, which gives them to so many claims
once there were enough of them.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Final

from attrs import field

from polc.records.frozen import frozen

State = tuple[int, ...]

ALL_REPORTS: Final = ""
"""The name of all results together, beside those of results."""


@frozen(kw_only=True)
class OwnSum:
    """A sum that a result has for its own: its id, its scope, its places among the sums before a
    call and in what the call gives."""

    acc: str
    scope: str
    before: int
    after: int


@frozen(kw_only=True)
class JoinedReports:
    """`settle` is called with `inputs` and then the sums: of each its place among those of claims
    and the results of the claim, None for one of `own`, which each result has by its place. It
    gives for each result whether it refuses, then for each what it is, then the own sums; None
    where it knows nothing. `take_sums` has the sums in their order out of those of claims followed
    by the results, 0 for one that is not of these."""

    settle: Callable[..., tuple[int, ...] | None]
    inputs: tuple[tuple[str, str], ...]
    places: tuple[int | None, ...]
    own: tuple[tuple[OwnSum, ...], ...]
    name: str = field(init=False, default=ALL_REPORTS)
    owned: tuple[tuple[int, OwnSum], ...] = field(init=False, eq=False, repr=False)
    """All sums of results, each with the place of its result."""
    take_sums: Callable[[State], State] = field(init=False, eq=False, repr=False)

    @owned.default
    def _find_owned(self) -> tuple[tuple[int, OwnSum], ...]:
        return tuple((place, part) for place, parts in enumerate(self.own) for part in parts)

    @take_sums.default
    def _find_sums(self) -> Callable[[State], State]:
        return take_sums_at(self.places)


FindJoined = Callable[[int], JoinedReports | None]


def take_sums_at(places: tuple[int | None, ...]) -> Callable[[State], State]:
    """What stands at these places of the sums of claims, 0 for None."""
    if None not in places and len(places) > 1:
        return itemgetter(*places)
    if len(places) > 1:
        take = itemgetter(*(0 if place is None else place + 1 for place in places))
        return lambda sums: take((0, *sums))
    return lambda sums: tuple([0 if place is None else sums[place] for place in places])
