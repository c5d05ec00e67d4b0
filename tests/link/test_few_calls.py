"""A block is run node by node a few times, and by its function from then on."""

import pytest

from polc.compiler.plan import nodes as n
from polc.compiler.readers.closures.generate import FunctionBlock, generate_block
from polc.link.few_calls import FewCalls
from polc.link.kept_runs import KeptRuns
from polc.runtime.amounts import MISSING

BLOCK = generate_block(
    (
        n.Read(id="cost", kind="money", scope="claim", field="in_policy"),
        n.Need(id="need", kind="money", value="cost", code="missing_field", name="in_policy"),
        n.Param(id="most", kind="money", slot="most"),
        n.Arith(id="paid", kind="money", op="min", args=("need", "most")),
        n.Load(id="before", kind="money", acc="year"),
        n.Arith(id="sum", kind="money", op="add", args=("before", "paid")),
        n.Emit(id="out", kind="money", name="out", value="paid"),
        n.Store(id="after", kind="money", acc="year", value="sum"),
    ),
    ("year",),
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a function was made for, in order."""
    found: list[object] = []
    make = FunctionBlock.make
    monkeypatch.setattr(
        FunctionBlock, "make", lambda self, values: (found.append(values), make(self, values))[1]
    )
    return found


@pytest.mark.parametrize("left", [0, 10])
def test_both_come_to_the_same(left: int) -> None:
    """80 yuan of 300 at most, after 50: paid 80, the sum 130; of 500 it is 300 and 350."""
    settle = FewCalls(BLOCK, KeptRuns(), left).make({"most": 300_00})
    assert settle(80_00, 50_00) == (0, 80_00, 130_00)
    assert settle(500_00, 50_00) == (0, 300_00, 350_00)


@pytest.mark.parametrize("left", [0, 10])
def test_both_refuse_alike(left: int) -> None:
    """Without a cost the first demand is error 1."""
    assert FewCalls(BLOCK, KeptRuns(), left).make({"most": 300_00})(MISSING, 50_00)[0] == 1


def test_the_function_is_made_when_the_few_calls_are_over(made: list[object]) -> None:
    """Two calls go through the nodes; the third makes the function, the fourth has it."""
    settle = FewCalls(BLOCK, KeptRuns(), 2).make({"most": 300_00})
    counts = []
    for _ in range(4):
        settle(80_00, 0)
        counts.append(len(made))
    assert counts == [0, 0, 1, 1]


def test_calls_under_other_figures_count_too(made: list[object]) -> None:
    """A case service whose cases bring their own figures has functions after as many cases."""
    calls = FewCalls(BLOCK, KeptRuns(), 2)
    for most in (100_00, 200_00, 300_00):
        assert calls.make({"most": most})(500_00, 0) == (0, most, most)
    assert made == [(300_00,)]
