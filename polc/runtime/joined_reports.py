"""The results of all reports of a claim by one call.

In: nothing; the API makes it from a plan. Out: `JoinedReports`, which gives what the functions of
the single results give, but for those that refuse.
"""

from collections.abc import Callable
from typing import Final

from attrs import field

from polc.records.frozen import frozen

State = tuple[int, ...]

ALL_REPORTS: Final = ""
"""The name of what all results ask for, beside those of results."""


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
    """`settle` is called with `inputs` and then the sums: of each its place among those of claims,
    None for one of `own`, which each result has by its place. It gives for each result whether it
    refuses and what it is, then the own sums; None where it knows nothing."""

    settle: Callable[..., tuple[int, ...] | None]
    inputs: tuple[tuple[str, str], ...]
    places: tuple[int | None, ...]
    own: tuple[tuple[OwnSum, ...], ...]
    name: str = field(init=False, default=ALL_REPORTS)

    is_carrying: bool = field(init=False)
    """Whether some result has sums of its own."""

    @is_carrying.default
    def _find_carrying(self) -> bool:
        return any(self.own)

    def take_sums(self, sums: State) -> list[int]:
        """The sums in their order out of those of claims, 0 for one that is not of these."""
        return [0 if place is None else sums[place] for place in self.places]
