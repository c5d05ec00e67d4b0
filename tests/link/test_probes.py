"""An input that is seen to matter is asked for as it is where the block is gone through."""

import pytest

from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock, generate_block
from polc.link.deciding import decide_where_refused
from polc.link.kept_runs import KeptRuns
from polc.link.probes import find_probe
from polc.runtime.amounts import MISSING
from tests.compiler.readers.bounds.block_plan import plan_of

COST, INCOME = ("claim", "in_policy"), ("person", "income")


def make_block(*more: n.AnyNode) -> FunctionBlock:
    """Whether a cost is above an income, where it is above 1,000 yuan; 0 where it is not."""
    nodes: tuple[n.AnyNode, ...] = (
        n.Read(id="cost", kind="money", scope=COST[0], field=COST[1]),
        n.Const(id="line", kind="money", value=1000_00),
        n.Test(id="high", kind="flag", op="gt", args=("cost", "line")),
        n.Read(id="income", kind="money", scope=INCOME[0], field=INCOME[1]),
        n.Need(
            id="asked",
            kind="money",
            guard="high",
            value="income",
            code="missing_field",
            name="person.income",
        ),
        n.Arith(id="above", kind="money", guard="high", op="left", args=("cost", "asked")),
        n.Emit(id="told", kind="money", name="told", value="above"),
        *more,
    )
    return generate_block(nodes, ())


BLOCK = make_block()
LIMITS = InputLimits(plan_of(*BLOCK.nodes), frozenset())
SETTLE = BLOCK.make(())


@pytest.mark.parametrize(
    ("cost", "seen"),
    # of 1,001 yuan 1,001 are above no income, and none above the most that one can have
    [(1000_01, True), (1000_00, False)],
)
def test_a_figure_that_changes_the_result_is_seen_to_matter(cost: int, seen: bool) -> None:
    """The income is asked for above 1,000 yuan; up to that nothing hangs on it."""
    probe = find_probe(BLOCK, 1, {}, LIMITS)
    assert probe is not None
    assert probe.is_seen_to_matter(SETTLE, (cost, MISSING)) == seen


def test_an_input_that_something_else_asks_for_has_no_probe() -> None:
    """Whether the income is known is told too: a figure for it would change that."""
    known = n.Test(id="known", kind="flag", op="known", args=("income",))
    told = n.Emit(id="said", kind="flag", name="said", value="known")
    assert find_probe(make_block(known, told), 1, {}, LIMITS) is None


@pytest.mark.parametrize("cost", [0, 1000_00, 1000_01, 5_000_000_00])
def test_the_demand_is_that_of_the_block_gone_through(
    cost: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With probes and without: 0 up to 1,000 yuan, above it the first demand."""
    settle = decide_where_refused(BLOCK, SETTLE, {}, LIMITS, KeptRuns())
    monkeypatch.setattr("polc.link.deciding.find_probe", lambda *_: None)
    gone_through = decide_where_refused(BLOCK, SETTLE, {}, LIMITS, KeptRuns())
    expected = (0, 0) if cost <= 1000_00 else (1,)
    assert settle(cost, MISSING) == gone_through(cost, MISSING) == expected


def make_block_of_threshold() -> FunctionBlock:
    """Whether a cost above 1,000 yuan is above a threshold; 0 up to that."""
    nodes: tuple[n.AnyNode, ...] = (
        n.Read(id="cost", kind="money", scope=COST[0], field=COST[1]),
        n.Const(id="line", kind="money", value=1000_00),
        n.Test(id="high", kind="flag", op="gt", args=("cost", "line")),
        n.Param(id="threshold", kind="money", slot="threshold"),
        n.Need(
            id="asked",
            kind="money",
            guard="high",
            value="threshold",
            code="missing_parameter",
            name="threshold",
        ),
        n.Arith(id="above", kind="money", guard="high", op="left", args=("cost", "asked")),
        n.Emit(id="told", kind="money", name="told", value="above"),
    )
    return generate_block(nodes, ())


@pytest.mark.parametrize("few", [0, 2])
@pytest.mark.parametrize("cost", [0, 1000_00, 1000_01, 5_000_000_00])
def test_a_parameter_is_demanded_as_in_the_block_gone_through(
    cost: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By two figures for it, at once or after a few times, and without: 0 up to 1,000 yuan, above
    it the demand."""
    monkeypatch.setattr("polc.link.deciding.FEW", few)
    block = make_block_of_threshold()
    limits = InputLimits(plan_of(*block.nodes), frozenset())
    made = block.make((MISSING,))
    settle = decide_where_refused(block, made, {}, limits, KeptRuns())
    expected = (0, 0) if cost <= 1000_00 else (1,)
    for _ in range(4):
        assert settle(cost) == expected
    assert find_probe(block, 1, {}, limits) is not None
