"""Claims before which nothing has moved certain sums, by functions of their own.

In: the functions of a policy, the sums. Out: `BeginningClaims`, which chooses for a claim by its
keys. Most cases have one claim, and most claims are the first bill of their stay: of such a sum
nothing has to be taken back, and no limit on it is used up. A function is made when as many claims
of the same keys were settled as gain by it what making it takes.
"""

from collections.abc import Sequence
from typing import Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.claim_functions import MOST_COUNTED, MOST_FUNCTIONS, ClaimFunctions, Settle
from polc.runtime.plain.plain_claim import ClaimShape

PATIENCE: Final = 20_000
"""So many claims of the same keys are settled before there is a function for them."""

_is_given: Final = MISSING.__ne__


@define(eq=False)
class BeginningClaims:
    """`functions` are those of the policy's claims, which take `count` inputs; nothing has moved
    the sums `unmoved`. `made` are the functions by the keys of a claim: one refuses a claim that
    gives something else than those for which it was made, and the general one is asked again.
    Threads share it: a claim may be left uncounted, or a function made twice."""

    functions: ClaimFunctions
    count: int
    unmoved: frozenset[str]
    made: dict[ClaimShape, Settle] = field(init=False, factory=dict)
    _counts: dict[ClaimShape, int] = field(init=False, factory=dict)

    def choose(self, shape: ClaimShape, arguments: Sequence[int], general: Settle) -> Settle:
        """What settles a claim of these keys that has no function of its own yet."""
        counted = self._counts.get(shape, 0) + 1
        if counted <= PATIENCE:
            if counted > 1 or len(self._counts) < MOST_COUNTED:
                self._counts[shape] = counted
            return general
        make = self.functions.make_guarded
        if make is None or len(self.made) >= MOST_FUNCTIONS:
            return general
        self._counts.pop(shape, None)
        given = bytes(map(_is_given, arguments[: self.count]))
        return self.made.setdefault(shape, make(given, self.unmoved))
