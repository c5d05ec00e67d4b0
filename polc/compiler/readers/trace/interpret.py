"""A block of the plan, node by node, remembering every step.

In: the nodes, the inputs, the running sums, the parameters' slots. Out: a `Run` with the
value of every node that was reached. The slow reader: explanations and the messages of a
refused case come from it. It agrees with the closures on every case.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import define, field

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
from polc.runtime.amounts import MISSING, UNLIMITED

BandRows = tuple[tuple[int, int], ...]
Value = int | BandRows


@define(kw_only=True)
class Run:
    """What a block came to. `values` holds every node that was reached (its guard held
    and nothing it needs was missing); `refused` the demands that failed, `open` the nodes
    whose value is not known and does not matter."""

    values: dict[NodeId, Value] = field(factory=dict)
    reached: set[NodeId] = field(factory=set)
    outputs: dict[str, int] = field(factory=dict)
    state: dict[str, int] = field(factory=dict)
    refused: list[Need | Override] = field(factory=list)
    open: set[NodeId] = field(factory=set)


def run_block(
    nodes: Sequence[AnyNode],
    inputs: Mapping[tuple[str, str], Value],
    state: Mapping[str, int],
    slots: Mapping[str, Value],
) -> Run:
    """Runs the block up to the first refusal. An input or slot that is not there is `MISSING`."""
    run = Run(state=dict(state))
    denominators = {node.id: node.den for node in nodes}
    interpreter = _Interpreter(run, inputs, state, slots, denominators)
    for node in nodes:
        if node.guard is not None and not run.values.get(node.guard):
            continue
        value = interpreter.evaluate(node)
        if value is None:
            assert isinstance(node, Need | Override)
            run.refused.append(node)
            return run
        run.values[node.id] = value
        run.reached.add(node.id)
    return run


class _Interpreter:
    def __init__(
        self,
        run: Run,
        inputs: Mapping[tuple[str, str], Value],
        state: Mapping[str, int],
        slots: Mapping[str, Value],
        denominators: Mapping[NodeId, int],
    ) -> None:
        self.run = run
        self.denominators = denominators
        self.inputs = inputs
        self.state = state
        self.slots = slots

    def any_value(self, node_id: NodeId) -> Value:
        """A value, 0 where its guard did not hold."""
        return self.run.values.get(node_id, 0)

    def number(self, node_id: NodeId) -> int:
        value = self.any_value(node_id)
        assert isinstance(value, int)
        return value

    def evaluate(self, node: AnyNode) -> Value | None:  # one case for each type of node
        """The node's value; None where it refuses the case."""
        number = self.number
        match node:
            case Const() | Read() | Param() | Load():
                return find_leaf(node, self.inputs, self.state, self.slots)
            case Select():
                return self._select(node)
            case Pure():
                operands = map(self.any_value, node.operands)
                return operation_of(node, self.denominators.__getitem__).function(*operands)
            case Store():
                self.run.state[node.acc] = number(node.value)
                return number(node.value)
            case Bands():
                return self._bands(node)
            case MaxOf():
                amounts = [number(option.amount) for option in node.options if number(option.open)]
                return max(amounts, default=0)
            case Cap():
                return max(
                    0, min(number(node.uncapped), *(number(limit.value) for limit in node.limits))
                )
            case Override():
                if not number(node.is_given):
                    return number(node.computed)
                amount = number(node.amount)
                return amount if amount <= number(node.base) else None
            case Need():
                value = self.any_value(node.value)
                return None if value == MISSING else value
            case Emit():
                self.run.outputs[node.name] = number(node.value)
                return number(node.value)
            case _:
                assert_never(node)

    def _select(self, node: Select) -> Value:
        key = self.number(node.key)
        for arm in node.arms:
            if matches(arm, key):
                return self.any_value(arm.value)
        return MISSING if node.otherwise is None else self.any_value(node.otherwise)

    def _bands(self, node: Bands) -> int:
        low, high = self.number(node.low), self.number(node.high)
        shift = self.number(node.shift) if node.shift is not None else 0
        points = self.number(node.points) if node.points is not None else 0
        top = self.number(node.top) if node.top is not None else None
        table = self.any_value(node.table)
        assert isinstance(table, tuple)
        return sum_bands(table, low, high, shift, points, top)


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
    table: BandRows, low: int, high: int, shift: int = 0, points: int = 0, top: int | None = None
) -> int:
    """The stretch from `low` to `high`, each part at the rate of its band: what `Bands` is."""
    total = 0
    for edge, rate in table:
        upper = high if edge >= UNLIMITED else min(high, edge + shift)
        raised = rate + points if top is None else min(rate + points, top)
        if upper > low:
            total += (upper - low) * raised
            low = upper
    return total


def matches(arm: Arm, key: int) -> bool:
    """Whether a table's line is the one for this key."""
    if arm.bits:
        return bool(arm.bits & key)
    return any(
        (low is None or low <= key) and (high is None or key <= high) for low, high in arm.ranges
    )
