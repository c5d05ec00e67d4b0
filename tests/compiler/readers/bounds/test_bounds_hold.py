"""No value that a block can come to lies outside its bounds."""

import os
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polc.compiler.model.parameters import Parameter
from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.find_bounds import Bound, bounds_of, measure_plan
from polc.compiler.readers.trace import run_block
from polc.runtime.amounts import MISSING, MOST_MONEY, RATE_UNIT, UNLIMITED
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.generators.blocks import ACCUMULATORS, BlockMaker
from tests.generators.figures import BITS, random_value

QUICK = 300
FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_EXAMPLES", "6000"))
ENDS: dict[str, tuple[Any, ...]] = {
    "money": (0, 1, MOST_MONEY - 1, MOST_MONEY),
    "rate": (0, RATE_UNIT),
    "mask": (0, (1 << BITS) - 1),
    "count": (0, 10**9 - 1),
    "flag": (0, 1),
    "date": (1, 3_652_059),
    "bands": (((MOST_MONEY, 0), (UNLIMITED, RATE_UNIT)), ((UNLIMITED, RATE_UNIT),)),
}


def often_at_the_ends(chance: Random, kinds: dict[Any, str]) -> dict[Any, Any]:
    """A value for each input, most of them the least or the most that is accepted."""
    return {
        place: chance.choice(ENDS[kind]) if chance.random() < 0.7 else random_value(chance, kind)
        for place, kind in kinds.items()
    }


def lies_within(value: Any, bound: Bound, node: n.AnyNode) -> bool:
    if isinstance(value, tuple):
        return all(bound.low <= edge <= bound.high for edge, _ in value)
    if value == MISSING and isinstance(node, n.Read | n.Param | n.Select):
        return True
    return bool(bound.low <= value <= bound.high)


def holds(seed: int) -> None:
    """One block, four claims: every node lies within its bound, evaluated or not."""
    chance = Random(seed)
    maker = BlockMaker(chance)
    block = maker.make(chance.randrange(5, 60))
    parameters = tuple(
        Parameter(id=slot, title="", kind=kind) for slot, kind in maker.slots.items()
    )  # type: ignore[arg-type]  # kinds of parameters
    plan = plan_of(*block, parameters=parameters, accumulators=ACCUMULATORS, identities=BITS)
    bounds = bounds_of(measure_plan(plan))
    slots = often_at_the_ends(chance, maker.slots)
    sums = {accumulator: chance.choice(ENDS["money"]) for accumulator in ACCUMULATORS}
    for _ in range(4):
        run = run_block(block, often_at_the_ends(chance, maker.inputs), sums, slots)
        for node in block:
            if node.id in run.reached:
                assert lies_within(run.values[node.id], bounds[node.id], node), node
            elif node.guard is not None and node.kind != "bands":
                assert lies_within(0, bounds[node.id], node), node
        if run.refused or any(abs(amount) > MOST_MONEY for amount in run.state.values()):
            continue
        sums = run.state


@settings(max_examples=QUICK, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_bounds_hold(seed: int) -> None:
    """A few hundred random blocks with four claims each, inputs often at their ends."""
    holds(seed)


@pytest.mark.long
def test_bounds_hold_for_very_many() -> None:
    """Thousands of random blocks with four claims each, by seed."""
    for seed in range(FIRST, FIRST + LONG):
        holds(seed)
