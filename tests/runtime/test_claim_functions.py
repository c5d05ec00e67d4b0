"""Which function settles a claim of a long run."""

from typing import Any

from polc.runtime.amounts import MISSING
from polc.runtime.claim_functions import MOST_FUNCTIONS, ClaimFunctions


def general(*_: int) -> tuple[int, ...]:
    return (0,)


class Maker:
    """Notes what it makes functions for."""

    def __init__(self) -> None:
        self.made: list[bytes] = []

    def __call__(self, given: bytes) -> Any:
        self.made.append(given)
        return lambda *_: (0, len(self.made))


def test_a_short_run_has_the_general_function() -> None:
    """As many claims as patience lasts are settled before anything is made."""
    maker = Maker()
    claim = ClaimFunctions(general=general, specialize=maker, patience=3, often=1)
    assert [claim.choose((1,)) is general for _ in range(4)] == [True, True, True, False]
    assert maker.made == [b"\x01"]


def test_what_is_given_decides() -> None:
    """A claim that lacks an input has another function than one that gives 0 for it."""
    maker = Maker()
    claim = ClaimFunctions(general=general, specialize=maker, patience=0, often=1)
    first, second = claim.choose((7, MISSING)), claim.choose((7, 0))
    assert maker.made == [b"\x01\x00", b"\x01\x01"]
    assert first is not second
    assert claim.choose((0, MISSING)) is first


def test_what_few_claims_give_has_no_function() -> None:
    """The second claim of a kind is the first that has one, where two are often enough."""
    maker = Maker()
    claim = ClaimFunctions(general=general, specialize=maker, patience=0, often=2)
    assert claim.choose((1,)) is general
    assert claim.choose((MISSING,)) is general
    assert claim.choose((1,)) is not general
    assert maker.made == [b"\x01"]


def test_functions_are_few() -> None:
    """Claims of very many kinds do not fill the memory with functions."""
    maker = Maker()
    claim = ClaimFunctions(general=general, specialize=maker, patience=0, often=1)
    for number in range(2 * MOST_FUNCTIONS):
        claim.choose(tuple(MISSING if number >> bit & 1 else 1 for bit in range(5)))
    assert len(maker.made) == MOST_FUNCTIONS


def test_a_policy_may_have_the_general_function_alone() -> None:
    """Nothing is made where nobody can."""
    assert ClaimFunctions(general=general, patience=0, often=1).choose((1,)) is general
