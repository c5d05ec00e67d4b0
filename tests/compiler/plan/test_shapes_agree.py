"""The three readers of a plan on the shapes, on random claims."""

from random import Random
from typing import Any

import pytest

from polc.compiler.plan import nodes as n
from polc.runtime.amounts import MISSING
from tests.compiler.plan.by_hand import PLANS
from tests.compiler.plan.shape_pages import POLICIES
from tests.compiler.readers.test_readers_agree import agree_on
from tests.generators.figures import random_value

EVERY = {name: policy.plan for name, policy in POLICIES.items()} | PLANS
FIRST = 738_156  # 2022-01-01


def random_input(chance: Random, node: n.Read) -> Any:
    """A value a case may have: years and days of two years, few amounts that are given."""
    if node.scope == "paid":
        return MISSING if chance.random() < 0.9 else 0
    if node.field == "year":
        return chance.choice((2022, 2023))
    if node.kind == "date":
        return FIRST + chance.randrange(730)
    if node.kind == "choice":
        return chance.randrange(4)
    return random_value(chance, node.kind)


QUICK, LONG = 6, 60


@pytest.mark.parametrize("name", EVERY)
def test_readers_agree_on_a_shape(name: str) -> None:
    """Closures, trace and reference come to the same on some runs of six claims."""
    agree(name, QUICK, Random(name))


@pytest.mark.long
@pytest.mark.parametrize("name", EVERY)
def test_readers_agree_on_many_runs_of_a_shape(name: str) -> None:
    """The same on others, ten times as many."""
    agree(name, LONG, Random(f"{name} again"))


def agree(name: str, runs: int, chance: Random) -> None:
    plan = EVERY[name]
    sums = [accumulator.id for accumulator in plan.accumulators]
    reads = [node for node in plan.claim if isinstance(node, n.Read)]
    slots = {node.slot: random_value(chance, node.kind) for node in plan.claim
             if isinstance(node, n.Param)}  # fmt: skip
    for _ in range(runs):
        claims = [
            {(read.scope, read.field): random_input(chance, read) for read in reads}
            for _ in range(6)
        ]
        agree_on(plan.claim, sums, slots, claims)
