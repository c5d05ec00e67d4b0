"""A block is traced node by node a few times, and by a function from then on."""

import pytest

from polc.compiler.plan import nodes as n
from polc.compiler.readers.trace.interpret import Run, prepare_steps
from polc.link.traced_calls import TracedCalls
from polc.runtime.amounts import MISSING

NODES: tuple[n.AnyNode, ...] = (
    n.Read(id="cost", kind="money", scope="claim", field="in_policy"),
    n.Need(id="need", kind="money", value="cost", code="missing_field", name="in_policy"),
    n.Param(id="most", kind="money", slot="most"),
    n.Test(id="high", kind="flag", op="gt", args=("need", "most")),
    n.Arith(id="over", kind="money", guard="high", op="sub", args=("need", "most")),
    n.Load(id="before", kind="money", acc="year"),
    n.Arith(id="sum", kind="money", op="add", args=("before", "over")),
    n.Emit(id="out", kind="money", name="out", value="over"),
    n.Store(id="after", kind="money", acc="year", value="sum"),
)


def trace(left: int, cost: int) -> Run:
    """A cost after 50 yuan of the year, of which 300 yuan are the most."""
    calls = TracedCalls(NODES, prepare_steps(NODES), left)
    return calls.run({("claim", "in_policy"): cost}, {"year": 50_00}, {"most": 300_00})


@pytest.mark.parametrize("left", [0, 10])
def test_both_come_to_the_same(left: int) -> None:
    """Of 500 yuan 200 are over, and the sum is 250; of 80 nothing is, and it stays 50."""
    over, under = trace(left, 500_00), trace(left, 80_00)
    assert (over.outputs, over.state) == ({"out": 200_00}, {"year": 250_00})
    assert (under.outputs, under.state) == ({"out": 0}, {"year": 50_00})


@pytest.mark.parametrize("left", [0, 10])
def test_what_is_not_reached_has_no_value(left: int) -> None:
    """Nothing is over of 80 yuan: that step is not asked for."""
    assert "over" in trace(left, 500_00).values
    under = trace(left, 80_00)
    assert "over" not in under.values
    assert under.reached == {node.id for node in NODES} - {"over"}


@pytest.mark.parametrize("left", [0, 10])
def test_both_refuse_alike(left: int) -> None:
    """Without a cost the demand is refused, and nothing behind it is reached."""
    refused = trace(left, MISSING)
    assert [node.id for node in refused.refused] == ["need"]
    assert refused.reached == {"cost"}
