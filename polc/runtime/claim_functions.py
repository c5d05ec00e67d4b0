"""The function of one claim, and quicker ones for what the claims of long runs often give.

In: the general function; who makes one for the inputs that are there. Out: `ClaimFunctions`, which
chooses for the values of a claim. All come to the same, called alike: making one takes as long as
tens of thousands of claims gain by it, so that none is made before as many were settled, and
none for what few of them give.
"""

from collections.abc import Callable
from typing import Final

from attrs import field

from polc.records.mutable import define
from polc.runtime.amounts import MISSING

Settle = Callable[..., tuple[int, ...]]
Values = tuple[int, ...]
"""Those of a claim's inputs in their order, `MISSING` where nothing is given."""
Given = bytes
"""1 for each of these that is there, 0 for each that is not."""

PATIENCE: Final = 20_000
"""So many claims are settled before anything is asked of what they give."""

OFTEN: Final = 200
"""So many of one kind are settled before there is a function for them."""

MOST_FUNCTIONS: Final = 8
MOST_COUNTED: Final = 256

_is_given: Final = MISSING.__ne__


@define(eq=False, kw_only=True)
class ClaimFunctions:
    """`general` settles every claim. `few_calls` refuses what may lack something without asking
    whether that matters: who has another way for what is refused calls `bare`, which is that or,
    once `find_bare` has it, something quicker. `specialize` makes what settles those alone that
    give certain inputs, `make_guarded` what settles of them those before which nothing has moved
    some sums, and refuses all others; a policy that has nothing else has `None`."""

    general: Settle
    few_calls: Settle = field()
    find_bare: Callable[[], Settle | None] | None = None
    specialize: Callable[[Given], Settle] | None = None
    make_guarded: Callable[[Given, frozenset[str]], Settle] | None = None
    patience: int = PATIENCE
    often: int = OFTEN
    _made: dict[Given, Settle] = field(init=False, factory=dict)
    _counts: dict[Given, int] = field(init=False, factory=dict)

    _bare: Settle | None = field(init=False, default=None)

    @few_calls.default
    def _take_general(self) -> Settle:
        return self.general

    @property
    def bare(self) -> Settle:
        """What settles a claim or refuses it, as quickly as it can be had."""
        return self.quickest or self.few_calls

    @property
    def quickest(self) -> Settle | None:
        """The same once there will be nothing quicker."""
        if self._bare is None:
            self._bare = self.few_calls if self.find_bare is None else self.find_bare()
        return self._bare

    def choose(self, values: Values) -> Settle:
        """The function for a claim with these values."""
        if self.patience:
            self.patience -= 1
            return self.general
        given = bytes(map(_is_given, values))
        return self._made.get(given) or self._count(given)

    def _count(self, given: Given) -> Settle:
        """What is given often enough has a function from here on."""
        count = self._counts.get(given, 0) + 1
        if count < self.often:
            if given in self._counts or len(self._counts) < MOST_COUNTED:
                self._counts[given] = count
            return self.general
        special = self.specialize if len(self._made) < MOST_FUNCTIONS else None
        function = self.general if special is None else special(given)
        return self._made.setdefault(given, function)
