"""A block of the plan, node by node, remembering every step.

In: the nodes, the inputs, the running sums, the parameters' slots. Out: a `Run` with the
value of every node that was reached. The slow reader: explanations and the messages of a
refused case come from it. It agrees with the closures on every case.
"""

from collections.abc import Callable, KeysView, Mapping, Sequence
from functools import partial
from typing import Any, assert_never

from attrs import field

from polc.compiler.plan.nodes import (
    AnyNode,
    Arm,
    Bands,
    Cap,
    Const,
    Emit,
    Load,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Pure,
    Read,
    Select,
    Store,
)
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.plan.visit import hangs_on
from polc.records.mutable import define
from polc.runtime.amounts import MISSING, UNLIMITED

BandRows = tuple[tuple[int, int], ...]
Value = int | BandRows


@define(kw_only=True)
class Run:
    """What a block came to. `values` holds every node that was reached (its guard held
    and nothing it needs was missing); `refused` the demands that failed, `open` the nodes
    whose value is not known and does not matter; `told` what was made of the run, by whom."""

    values: dict[NodeId, Value] = field(factory=dict)
    outputs: dict[str, int] = field(factory=dict)
    state: dict[str, int] = field(factory=dict)
    refused: list[Need | Override] = field(factory=list)
    open: set[NodeId] = field(factory=set)
    told: dict[object, Any] = field(factory=dict, eq=False, repr=False)

    @property
    def reached(self) -> KeysView[NodeId]:
        """The nodes that have a value."""
        return self.values.keys()


Evaluation = Callable[["Frame"], Value | None]

Step = tuple[AnyNode, NodeId, NodeId | None, Evaluation, tuple[NodeId, ...]]
"""A node, its id and its guard, what evaluates it, and all that it hangs on."""


def run_block(
    nodes: Sequence[AnyNode],
    inputs: Mapping[tuple[str, str], Value],
    state: Mapping[str, int],
    slots: Mapping[str, Value],
) -> Run:
    """Runs the block up to the first refusal. An input or slot that is not there is `MISSING`."""
    return run_steps(prepare_steps(nodes), inputs, state, slots)


def prepare_steps(
    nodes: Sequence[AnyNode],
    known: dict[int, Step] | None = None,
    block: Sequence[AnyNode] | None = None,
) -> tuple[Step, ...]:
    """Each node with what evaluates it, for a block that is run for many claims. `known` are those
    of blocks prepared before, by the identity of the node, and those of these nodes afterwards;
    `block` is the whole of which these are the last nodes."""
    known = {} if known is None else known
    new = [node for node in nodes if id(node) not in known]
    if new:
        denominators = {node.id: node.den for node in block or nodes}
        for node in new:
            evaluation = _make_evaluation(node, denominators)
            known[id(node)] = (node, node.id, node.guard, evaluation, hangs_on(node))
    return tuple([known[id(node)] for node in nodes])


def run_steps(
    steps: Sequence[Step],
    inputs: Mapping[tuple[str, str], Value],
    state: Mapping[str, int],
    slots: Mapping[str, Value],
    before: Run | None = None,
) -> Run:
    """The same of prepared steps, from the values of a run on that nothing refused."""
    run = Run(state=dict(state))
    if before is not None:
        run.values = before.values.copy()
    values = run.values
    frame = Frame(values.get, inputs, state, slots, run)
    for node, node_id, guard, evaluate, _ in steps:
        if guard is not None and not values.get(guard):
            continue
        value = evaluate(frame)
        if value is None:
            assert isinstance(node, Need | Override)
            run.refused.append(node)
            return run
        values[node_id] = value
    return run


@define(eq=False)
class Frame:
    """What a step may look at: the values so far (0 where a guard did not hold), what the case
    gives, the run for what it comes to."""

    get: Callable[[NodeId, int], Value]
    inputs: Mapping[tuple[str, str], Value]
    state: Mapping[str, int]
    slots: Mapping[str, Value]
    run: Run

    def number(self, node_id: NodeId) -> int:
        value = self.get(node_id, 0)
        assert isinstance(value, int)
        return value


def _make_evaluation(node: AnyNode, denominators: Mapping[NodeId, int]) -> Evaluation:
    """What gives the node's value; None where it refuses the case."""
    match node:
        case Const() | Read() | Param() | Load():
            return _make_leaf(node)
        case Select():
            return partial(_select, node)
        case Pure():
            return _make_pure(operation_of(node, denominators.__getitem__).function, node.operands)
        case Store():
            return partial(_store, node)
        case Bands():
            return partial(_sum_bands, node)
        case MaxOf() | Cap():
            return partial(_limit, node)
        case Override():
            return partial(_override, node)
        case Need():
            return partial(_demand, node.value)
        case Emit():
            return partial(_emit, node)
        case _:
            assert_never(node)


def _make_leaf(node: Const | Read | Param | Load) -> Evaluation:
    """What `find_leaf` gives, of what the step looks at."""
    match node:
        case Const(value=value):
            return lambda frame: value
        case Read():
            key = (node.scope, node.field)
            return lambda frame: frame.inputs.get(key, MISSING)
        case Param(slot=slot):
            return lambda frame: frame.slots.get(slot, MISSING)
        case Load(acc=acc):
            return lambda frame: frame.state.get(acc, 0)
        case _:
            assert_never(node)


def _make_pure(function: Callable[..., Value], operands: Sequence[NodeId]) -> Evaluation:
    """The function of the operands: most have one or two, which are looked up at once."""
    match tuple(operands):
        case (operand,):
            return lambda frame: function(frame.get(operand, 0))
        case (first, second):
            return lambda frame: function(frame.get(first, 0), frame.get(second, 0))
        case several:
            return lambda frame: function(*[frame.get(operand, 0) for operand in several])


def _store(node: Store, frame: Frame) -> int:
    frame.run.state[node.acc] = value = frame.number(node.value)
    return value


def _emit(node: Emit, frame: Frame) -> int:
    frame.run.outputs[node.name] = value = frame.number(node.value)
    return value


def _demand(value_id: NodeId, frame: Frame) -> Value | None:
    value = frame.get(value_id, 0)
    return None if value == MISSING else value


def _override(node: Override, frame: Frame) -> int | None:
    if not frame.number(node.is_given):
        return frame.number(node.computed)
    amount = frame.number(node.amount)
    return amount if amount <= frame.number(node.base) else None


def _limit(node: MaxOf | Cap, frame: Frame) -> int:
    number = frame.number
    match node:
        case Cap():
            held = (number(limit.value) for limit in node.limits)
            return max(0, min(number(node.uncapped), *held))
        case MaxOf():
            amounts = [number(option.amount) for option in node.options if number(option.open)]
            return max(amounts, default=0)
        case _:
            assert_never(node)


def _select(node: Select, frame: Frame) -> Value:
    key = frame.number(node.key)
    for arm in node.arms:
        if matches(arm, key):
            return frame.get(arm.value, 0)
    return MISSING if node.otherwise is None else frame.get(node.otherwise, 0)


def _sum_bands(node: Bands, frame: Frame) -> int:
    number = frame.number
    shift = number(node.shift) if node.shift is not None else 0
    points = number(node.points) if node.points is not None else 0
    top = number(node.top) if node.top is not None else None
    table = frame.get(node.table, 0)
    assert isinstance(table, tuple)
    low, high = number(node.low), number(node.high)
    return sum_bands(table, low, high, shift, points, top, falls=node.falls)


def find_leaf(
    node: Const | Read | Param | Load,
    inputs: Mapping[tuple[str, str], Value],
    sums: Mapping[str, int],
    slots: Mapping[str, Value],
) -> Value:
    """What a node is that computes nothing: a figure, what the case says, a parameter's value, a
    running sum."""
    match node:
        case Const():
            return node.value
        case Read():
            return inputs.get((node.scope, node.field), MISSING)
        case Param():
            return slots.get(node.slot, MISSING)
        case Load():
            return sums.get(node.acc, 0)
        case _:
            assert_never(node)


def sum_bands(
    table: BandRows,
    low: int,
    high: int,
    shift: int = 0,
    points: int = 0,
    top: int | None = None,
    *,
    falls: bool = False,
) -> int:
    """The stretch from `low` to `high`, each part at the rate of its band: what `Bands` is."""
    total = 0
    for edge, rate in table:
        upper = high if edge >= UNLIMITED else min(high, edge + shift)
        if upper > low:
            raised = raise_rate(rate, points, top, falls=falls)
            total += (upper - low) * raised
            low = upper
    return total


def raise_rate(rate: int, points: int, top: int | None, *, falls: bool) -> int:
    """The rate of a band with points, held as `Bands` says."""
    raised = max(0, rate + points) if falls else rate + points
    return raised if top is None else min(raised, top)


def matches(arm: Arm, key: int) -> bool:
    """Whether a table's line is the one for this key."""
    if arm.bits:
        return bool(arm.bits & key)
    return any(
        (low is None or low <= key) and (high is None or key <= high) for low, high in arm.ranges
    )
