"""The generated function of a claim is ready for columns: numba compiles it as it stands."""

from random import Random
from typing import Any

import pytest

from polc.compiler.readers.closures.generate import generate_claim
from polc.link.parameters import read_parameters, resolve_slots
from polc.runtime.amounts import MISSING
from polc.runtime.errors import Problems
from tests.api.test_year import TERMS
from tests.stdlib_texts import main_road


def random_column(chance: Random, scope: str, name: str) -> int:
    """A value of an input, sometimes missing, as a column of 64-bit integers holds it."""
    if scope == "paid":
        return MISSING if chance.random() < 0.8 else chance.randrange(2_000_000)
    if chance.random() < 0.02 and name != "in_policy":
        return MISSING
    match name:
        case "held":
            return 1 << chance.randrange(9)
        case "in_policy":
            return chance.randrange(30_000_000)
        case "kind" | "place" | "hospital_level":
            return chance.randrange(4)
        case _:
            return chance.randrange(2)


@pytest.mark.long
def test_numba_agrees_with_the_closure() -> None:
    """20,000 claims of Suizhou over int64: every amount, sum and refusal is the same."""
    numba = pytest.importorskip("numba")
    numpy = pytest.importorskip("numpy")
    plan = main_road().plan
    block = generate_claim(plan)
    problems = Problems()
    slots = resolve_slots(plan, read_parameters(plan, TERMS, problems), 2022)
    closure = block.make(tuple(slots.get(slot, MISSING) for slot in block.slots))
    kernel = numba.njit(closure)
    chance = Random(2022)
    state: tuple[int, ...] = (0,) * len(block.state)
    for number in range(20_000):
        row = [random_column(chance, *input_) for input_ in block.inputs]
        expected = closure(*row, *state)
        columns: list[Any] = [numpy.int64(value) for value in (*row, *state)]
        assert tuple(int(value) for value in kernel(*columns)) == tuple(map(int, expected))
        if number % 5 == 4:
            state = (0,) * len(block.state)
        elif expected[0] == 0:
            state = tuple(map(int, expected[1 + len(block.outputs) :]))
