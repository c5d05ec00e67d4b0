"""The interval of every type of node, against intervals computed by hand."""

from typing import Any

import pytest

from polc.compiler.model.parameters import DatedValue, Parameter
from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.find_bounds import Bound, bounds_of, measure_plan
from polc.runtime.amounts import UNLIMITED
from tests.compiler.readers.bounds.block_plan import plan_of

M = 10**12  # the largest amount from outside, in fen
R = 10**6  # 100%

INPUTS: tuple[n.AnyNode, ...] = (
    n.Read(id="cost", kind="money", scope="claim", field="in_policy"),
    n.Read(id="held", kind="mask", scope="system", field="held"),
    n.Read(id="day", kind="date", scope="system", field="date"),
    n.Read(id="level", kind="count", scope="claim", field="hospital_level"),
    n.Read(id="place", kind="choice", scope="claim", field="place"),
    n.Read(id="referred", kind="flag", scope="claim", field="referred"),
    n.Load(id="used", kind="money", acc="acc"),
    n.Const(id="zero", kind="money", value=0),
    n.Const(id="ten", kind="money", value=10),
    n.Const(id="hundred", kind="money", value=100),
    n.Const(id="none", kind="money", value=UNLIMITED),
    n.Const(id="half", kind="rate", value=R // 2),
    n.Const(id="points", kind="rate", value=50_000),
    n.Const(id="table", kind="bands", value=((3_000, 600_000), (UNLIMITED, 800_000))),
    n.Test(id="flag", kind="flag", op="any", args=("held",)),
    n.Arith(id="line", kind="money", op="add", args=("cost", "used")),
    n.Arith(id="below", kind="money", op="sub", args=("ten", "cost")),
)
"""`cost` and `used` lie in 0..M, `line` in 0..2M, `below` in 10-M..10."""


def bound(node: n.AnyNode, **more: Any) -> tuple[int, int]:
    """Least and most of a node that stands behind `INPUTS`."""
    found = bounds_of(measure_plan(plan_of(*INPUTS, node, **more)))[node.id]
    return found.low, found.high


def arith(op: Any, *args: str, guard: str | None = None) -> n.Arith:
    return n.Arith(id="x", kind="money", op=op, args=args, guard=guard)


def whole(**more: Any) -> dict[str, Any]:
    return {"id": "x", "kind": "money", **more}


def exact(**more: Any) -> dict[str, Any]:
    return {"id": "x", "kind": "money", "den": R, **more}


LINE = (n.Arm("ten", bits=1), n.Arm("hundred", bits=2))
HALF = n.Scale(**exact(amount="cost", rate="half"))
CASES: list[tuple[str, n.AnyNode, tuple[int, int]]] = [
    ("constant", n.Const(id="x", kind="money", value=7), (7, 7)),
    ("money input", n.Read(**whole(scope="paid", field="first")), (0, M)),
    ("count input", n.Read(id="x", kind="count", scope="person", field="tier"), (0, 10**9 - 1)),
    ("flag input", n.Read(id="x", kind="flag", scope="claim", field="emergency"), (0, 1)),
    # 9999-12-31 is day 3,652,059.
    ("date input", n.Read(id="x", kind="date", scope="claim", field="admitted"), (1, 3_652_059)),
    # The longest list of named values is the six kinds of care.
    ("choice input", n.Read(id="x", kind="choice", scope="claim", field="kind"), (0, 5)),
    # Six identities: all six bits.
    ("mask input", n.Read(id="x", kind="mask", scope="system", field="held"), (0, 63)),
    ("mask", n.Mask(id="x", kind="mask", held="held", among=5), (0, 5)),
    # Bit 5 is the highest of six.
    ("class", n.Class(id="x", kind="mask", held="held"), (0, 32)),
    ("table", n.Select(**whole(key="held", arms=LINE)), (10, 100)),
    ("table with otherwise", n.Select(**whole(key="held", arms=LINE, otherwise="zero")), (0, 100)),
    ("test", n.Test(id="x", kind="flag", op="lt", args=("cost", "ten")), (0, 1)),
    ("sum", arith("add", "cost", "used", "ten"), (10, 2 * M + 10)),
    ("difference", arith("sub", "cost", "line", "ten"), (-2 * M - 10, M - 10)),
    ("least", arith("min", "cost", "ten"), (0, 10)),
    ("greatest", arith("max", "cost", "ten"), (10, M)),
    ("what is left", arith("left", "hundred", "cost"), (0, 100)),
    # 500,000 millionths of M.
    ("scale", HALF, (0, 500_000 * M)),
    ("scale of a negative", n.Scale(**exact(amount="below", rate="half")),
     (500_000 * (10 - M), 5_000_000)),
    # At most M × 100 / 1, where the whole is one fen.
    ("share", n.Share(**whole(amount="cost", part="hundred", whole="used")), (0, 100 * M)),
    # At least 100 × 10 / 100, at most 100 × 10 / 10.
    ("share of a known whole", n.Share(**whole(amount="hundred", part="ten", whole="hundred")),
     (10, 10)),
    # (10 - M) / 3 = -333,333,333,330; 10 / 3 is 3.33.
    ("rounded", n.Round(**whole(value="below", unit=3)), (3 * -333_333_333_330, 3 * 3)),
    # 10 - M = -999,999,999,990 fen lies above -10,000,000,000 yuan.
    ("rounded down", n.Round(**whole(value="below", unit=100, mode="down")), (-M, 0)),
    ("load", n.Load(**whole(acc="acc")), (0, M)),
    ("store", n.Store(**whole(acc="acc", value="line")), (0, 2 * M)),
    # From 0 the part above 10 of a stretch of at most 100.
    ("above", n.Excess(**whole(start="zero", length="hundred", edge="ten")), (90, 90)),
    ("above with a line", n.Excess(**whole(start="used", length="cost", edge="ten")), (0, M)),
    ("above no limit", n.Excess(**whole(start="used", length="cost", edge="none")), (0, 0)),
    # At most the deductible of 100, where nothing was used and the cost reaches it.
    ("borne", n.DeductibleTaken(**whole(used="used", length="cost", edge="hundred")), (0, 100)),
    # The whole line at 80%.
    ("bands", n.Bands(**exact(low="zero", high="line", table="table")), (0, 2 * M * 800_000)),
    ("bands raised", n.Bands(**exact(low="zero", high="cost", table="table", points="points")),
     (0, M * 850_000)),
    ("bands held", n.Bands(**exact(low="zero", high="cost", table="table", points="points",
                                   top="half")), (0, M * 500_000)),
    ("best", n.MaxOf(**whole(options=(n.Option("a", "flag", "hundred"),
                                     n.Option("b", "flag", "ten")))), (0, 100)),
    ("take", n.Cap(**whole(uncapped="line", limits=(n.Limit("base", "cost"),
                                                 n.Limit("cap", "hundred")))), (0, 100)),
    ("take without a cap", n.Cap(**whole(uncapped="line", limits=(n.Limit("cap", "none"),))),
     (0, 2 * M)),
    ("given", n.Override(**whole(is_given="flag", amount="cost", base="hundred", computed="line")),
     (0, 2 * M)),
    ("given within its base", n.Override(**whole(is_given="flag", amount="cost", base="hundred",
                                              computed="ten")), (0, 100)),
    ("months after", n.MonthsAfter(id="x", kind="date", day="day", months="ten"), (1, 3_652_059)),
    ("month after", n.MonthsAfter(id="x", kind="date", day="day", months="ten", first=True),
     (1, 3_652_059)),
    ("year of", n.YearOf(id="x", kind="count", day="day"), (1, 9999)),
    # From month 1 of year 1 to month 12 of year 9999: 12 × 1 and 12 × 9999 + 11.
    ("month of", n.PeriodOf(id="x", kind="count", day="day"), (12, 119_999)),
    ("quarter of", n.PeriodOf(id="x", kind="count", day="day", months=3), (4, 39_999)),
    ("times", n.Times(**whole(unit="cost", count="ten")), (0, 10 * M)),
    ("years between", n.YearsBetween(id="x", kind="count", first="day", day="day"), (0, 9998)),
    ("need", n.Need(**whole(value="cost", code="missing_field", name="claim.total")), (0, M)),
    ("emit", n.Emit(**whole(value="ten", name="first")), (10, 10)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("node", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_bound_of_a_node(node: n.AnyNode, expected: tuple[int, int]) -> None:
    """The node lies between these two figures and reaches no further."""
    assert bound(node) == expected


def test_every_type_of_node_has_a_case() -> None:
    """No type of node is without its hand-computed interval."""
    types = set(n.AnyNode.__args__)  # type: ignore[attr-defined]
    covered = {type(node) for _, node, _ in CASES} | {n.Param}
    assert covered == types


def test_a_guard_adds_nought() -> None:
    """A node that may not be evaluated may be 0."""
    assert bound(arith("max", "cost", "ten", guard="flag")) == (0, M)
    assert bound(arith("min", "below", "below", guard="flag")) == (10 - M, 10)
    assert bound(arith("max", "hundred", guard="flag")) == (0, 100)


def test_a_parameter_lies_between_its_bounds() -> None:
    """What may be supplied is held by `at least` and `at most`."""
    node = n.Param(id="x", kind="money", slot="p")
    assert bound(
        node, parameters=(Parameter(id="p", title="", kind="money", least=50, most=90),)
    ) == (50, 90)


def test_a_parameter_includes_the_policy_s_own_values() -> None:
    """A policy's own value may lie beyond what may be supplied."""
    values = (DatedValue(None, None, 3 * R),)
    node = n.Param(id="x", kind="rate", slot="p")
    assert bound(node, parameters=(Parameter(id="p", title="", kind="rate", values=values),)) == (
        0,
        3 * R,
    )


def test_a_parameter_without_limit_is_unlimited_at_most() -> None:
    """`or none` admits the size of a limit that does not exist."""
    node = n.Param(id="x", kind="money", slot="p")
    parameters = (Parameter(id="p", title="", kind="money", optional=True),)
    assert bound(node, parameters=parameters) == (0, UNLIMITED)


def test_no_limit_does_not_enter_a_payment() -> None:
    """The least of a cost and what is left of a cap that may be absent is at most the cost."""
    block = (
        n.Param(id="cap", kind="money", slot="p"),
        n.Arith(id="cap.left", kind="money", op="left", args=("cap", "used")),
        n.Cap(id="x", kind="money", uncapped="cost", limits=(n.Limit("cap", "cap.left"),)),
    )
    plan = plan_of(
        *INPUTS, *block, parameters=(Parameter(id="p", title="", kind="money", optional=True),)
    )
    found = bounds_of(measure_plan(plan))
    assert found["cap.left"] == Bound("cap.left", 0, UNLIMITED)
    assert found["x"] == Bound("x", 0, M)


def test_what_a_payment_leaves_is_not_below_zero() -> None:
    """A payment is held by its base, so that cost less payment is at least 0."""
    block = (
        n.Cap(id="paid", kind="money", uncapped="line", limits=(n.Limit("base", "cost"),)),
        arith("sub", "cost", "paid"),
    )
    assert bounds_of(measure_plan(plan_of(*INPUTS, *block)))["x"] == Bound("x", 0, M)


def test_bands_above_a_line_are_as_long_as_what_is_counted() -> None:
    """From the line's end less what is counted to its end: M at 80%, not twice M."""
    block = (
        n.Excess(id="counted", kind="money", start="used", length="cost", edge="ten"),
        n.Arith(id="low", kind="money", op="sub", args=("line", "counted")),
        n.Bands(**exact(low="low", high="line", table="table")),
    )
    assert bounds_of(measure_plan(plan_of(*INPUTS, *block)))["x"] == Bound("x", 0, 800_000 * M)


def test_a_sum_that_may_fall_is_taken_to_fall() -> None:
    """A sum that stores what may be below zero is bounded on both sides."""
    store = n.Store(id="store", kind="money", acc="acc", value="below")
    assert bound(n.Load(id="x", kind="money", acc="acc")) == (0, M)
    found = bounds_of(measure_plan(plan_of(*INPUTS, store)))
    assert found["used"] == Bound("used", -M, M)


def test_a_table_is_as_high_as_its_otherwise() -> None:
    """Its line is at most the cost, its `otherwise` the cost and 2M − M more: the difference
    may be M below zero."""
    block = (
        n.Arith(id="least", kind="money", op="min", args=("cost", "ten")),
        n.Select(
            id="part", kind="money", key="held", arms=(n.Arm("least", bits=1),), otherwise="line"
        ),
        arith("sub", "cost", "part"),
    )
    assert bounds_of(measure_plan(plan_of(*INPUTS, *block)))["x"] == Bound("x", -2 * M, M)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        # What is left of the cost is never above it where nothing, or more, is taken off.
        ("zero", (0, M)),
        # 10 − cost may be 10 − M: what is left may be M − (10 − M), and lies above the cost.
        ("below", (10 - 2 * M, M)),
    ],
)
def test_what_is_left_is_no_more_than_what_there_was(taken: str, expected: tuple[int, int]) -> None:
    """Unless what is taken off can be below zero; 0 itself takes nothing."""
    left = n.Arith(id="left", kind="money", op="left", args=("cost", taken))
    rest = n.Arith(id="x", kind="money", op="sub", args=("cost", "left"))
    found = bounds_of(measure_plan(plan_of(*INPUTS, left, rest)))["x"]
    assert (found.low, found.high) == expected
