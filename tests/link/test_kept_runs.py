"""A block is gone through once for what it is given, and anew for anything else."""

import pytest

from polc.compiler.plan import nodes as n
from polc.link.kept_runs import MOST_KEPT, KeptRuns

NODES: tuple[n.AnyNode, ...] = (
    n.Read(id="cost", kind="money", scope="claim", field="in_policy"),
    n.Param(id="most", kind="money", slot="most"),
    n.Load(id="before", kind="money", acc="year"),
    n.Arith(id="paid", kind="money", op="min", args=("cost", "most")),
    n.Arith(id="sum", kind="money", op="add", args=("before", "paid")),
)
COST = ("claim", "in_policy")


def test_the_same_run_for_the_same_figures() -> None:
    """What the block does not ask for makes no other run of it."""
    runs = KeptRuns()
    first = runs.run(NODES, {COST: 100}, {"year": 5}, {"most": 80})
    again = runs.run(NODES, {COST: 100, ("claim", "total"): 7}, {"year": 5}, {"most": 80, "x": 1})
    assert again is first


def test_a_sum_that_a_block_does_not_go_on_from_makes_no_other_run() -> None:
    """The block loads `year` alone, whatever another sum is."""
    runs = KeptRuns()
    first = runs.run(NODES, {COST: 100}, {"year": 5, "visit": 1}, {"most": 80})
    assert runs.run(NODES, {COST: 100}, {"year": 5, "visit": 2}, {"most": 80}) is first


def test_a_run_that_goes_on_has_the_values_before_it() -> None:
    """Of min(100, 80) = 80 the last node alone adds 5: 85; after 9 in another run: 89."""
    runs = KeptRuns()
    before = runs.run(NODES[:-1], {COST: 100}, {"year": 5}, {"most": 80})
    last = NODES[-1:]
    assert runs.run(NODES, {}, {}, {}, before, last).values["sum"] == 85
    later = runs.run(NODES[:-1], {COST: 100}, {"year": 9}, {"most": 80})
    assert runs.run(NODES, {}, {}, {}, later, last).values["sum"] == 89


@pytest.mark.parametrize(
    ("cost", "year", "most", "expected"),
    [(50, 5, 80, 55), (100, 9, 80, 89), (100, 5, 90, 95)],  # 5 + 50; 9 + 80; 5 + 90
)
def test_another_run_for_another_figure(cost: int, year: int, most: int, expected: int) -> None:
    """After a run of 100 with 5 before it and 80 at most: each figure of its own."""
    runs = KeptRuns()
    assert runs.run(NODES, {COST: 100}, {"year": 5}, {"most": 80}).values["sum"] == 85  # 5 + 80
    run = runs.run(NODES, {COST: cost}, {"year": year}, {"most": most})
    assert run.values["sum"] == expected


def test_like_nodes_of_another_block_are_not_this_block() -> None:
    """A block that comes to the same has a run of its own."""
    runs = KeptRuns()
    first = runs.run(NODES, {COST: 100}, {"year": 5}, {"most": 80})
    assert runs.run((*NODES[:-1], NODES[-1]), {COST: 100}, {"year": 5}, {"most": 80}) is not first


def test_the_last_runs_are_kept() -> None:
    """The first of so many and one more is gone through again."""
    runs = KeptRuns()
    first = runs.run(NODES, {COST: 0}, {"year": 5}, {"most": 80})
    for cost in range(1, MOST_KEPT + 1):
        runs.run(NODES, {COST: cost}, {"year": 5}, {"most": 80})
    assert runs.run(NODES, {COST: 0}, {"year": 5}, {"most": 80}) is not first
