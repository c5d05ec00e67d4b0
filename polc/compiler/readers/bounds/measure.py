"""One node's interval from those of its operands: one case for each type of node.

In: a node and what was found of the nodes before it. Out: where its value may lie where its
guard holds, and the intervals of the products and sums that computing it passes through.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import assert_never

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
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
    PureNode,
    Read,
    Select,
    Store,
)
from polc.compiler.plan.operations.operation import Operation
from polc.compiler.plan.operations.reach import (
    ZERO,
    Interval,
    Measured,
    Reach,
    add,
    at_least_zero,
    each,
    hull_of,
    join,
    least,
    lift,
    most,
    multiply,
    subtract,
)
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.readers.bounds.inputs import InputLimits, reach_of_constant
from polc.compiler.readers.bounds.order import Ceilings, is_never_above
from polc.compiler.readers.bounds.portions import find_portions


@frozen
class Surroundings:
    """What is known of the nodes before this one, by id. `chains` are all guards above a
    node: the node is evaluated only where they hold."""

    limits: InputLimits
    nodes: Mapping[NodeId, AnyNode]
    measured: Mapping[NodeId, Measured]
    ceilings: Ceilings
    chains: Mapping[NodeId, frozenset[NodeId]]

    def reach(self, node_id: NodeId) -> Reach:
        """Where an operand may lie."""
        return self.measured[node_id].reach

    def hull(self, node_id: NodeId) -> Interval:
        """The one interval around an operand."""
        return self.reach(node_id).hull

    def never_negative(self, node_id: NodeId) -> bool:
        """Whether a value is never below zero, a missing one aside."""
        return self.hull(node_id)[0] >= 0

    def operation(self, node: PureNode) -> Operation:
        """What the node makes of its operands."""
        return operation_of(node, lambda operand: self.nodes[operand].den)

    def is_evaluated_with(self, node_id: NodeId, evaluated: NodeId) -> bool:
        """Whether a node is evaluated wherever the other is."""
        return self.chains[node_id] <= self.chains[evaluated]


def measure(node: AnyNode, around: Surroundings) -> Measured:  # one case for each type of node
    """The node's interval, its guard aside."""
    reach = around.reach
    match node:
        case Const():
            return Measured(reach_of_constant(node.value))
        case Read() | Param() | Load():
            return Measured(around.limits.reach(node))
        case Select():
            otherwise = Reach((), missing=True) if node.otherwise is None else reach(node.otherwise)
            return Measured(join((*(reach(arm.value) for arm in node.arms), otherwise)))
        case Arith(op="sub"):
            return _measure_sub(node, around)
        case Arith(op="add"):
            return _measure_add(node, around)
        case Pure():
            return around.operation(node).interval(*map(reach, node.operands))
        case Store() | Emit():
            return Measured(reach(node.value))
        case Need():
            found = reach(node.value)
            return Measured(Reach(found.parts, rates=found.rates))
        case Bands():
            return _measure_bands(node, around)
        case MaxOf():
            # Which options are open is not known: any of them, or none.
            return Measured(join((ZERO, *(reach(option.amount) for option in node.options))))
        case Cap():
            parts = [reach(node.uncapped), *(reach(limit.value) for limit in node.limits)]
            return Measured(each(at_least_zero, _fold(least, parts)))
        case Override():
            given = lift(least, reach(node.amount), reach(node.base))
            return Measured(join((given, reach(node.computed))))
        case _:
            assert_never(node)


def _fold(operation: Callable[[Interval, Interval], Interval], values: Iterable[Reach]) -> Reach:
    return reduce(lambda left, right: lift(operation, left, right), values)


def _measure_sub(node: Arith, around: Surroundings) -> Measured:
    """The first of the operands that never passes what it is taken from leaves no less than
    nothing of it."""
    first, *taken = node.args
    whole = around.nodes[first]
    held = next(
        (
            operand
            for operand in taken
            if around.is_evaluated_with(first, node.id)
            and is_never_above(operand, whole, around.ceilings, around.never_negative)
        ),
        None,
    )
    rest = around.reach(first)
    inner: tuple[Interval, ...] = ()
    if held is not None:
        floor = min(0, rest.hull[0])
        rest = each(
            lambda part: most(part, (floor, floor)), lift(subtract, rest, around.reach(held))
        )
        inner = rest.parts
        taken.remove(held)
    found = around.operation(node).interval(rest, *map(around.reach, taken))
    return Measured(found.reach, (*inner, *found.inner))


def _measure_add(node: Arith, around: Surroundings) -> Measured:
    """Portions of one stretch are together no more than the stretch at the highest rate, and so is
    every sum on the way to them."""
    found = around.operation(node).interval(*map(around.reach, node.operands))
    portions = find_portions(node, around.nodes)
    if portions is None:
        return found
    rates = hull_of(tuple(around.hull(rate) for rate in portions.rates))
    if rates[0] < 0:
        return found
    product = multiply(at_least_zero(around.hull(portions.length)), rates)
    highest = min(found.reach.hull[1], product[1])
    return Measured(Reach(((0, highest),), found.reach.missing), ((0, highest),))


def _measure_bands(node: Bands, around: Surroundings) -> Measured:
    """Every part of the stretch has one of the rates, so that the whole is at most the
    length of the stretch at the highest of them."""
    table = around.reach(node.table)
    # The rate of a table that is never there does not matter.
    rates = Reach((table.rates or (0, 0),))
    inner: list[Interval] = []
    if node.points is not None:
        rates = lift(add, rates, around.reach(node.points))
        inner += rates.parts
    if node.falls:
        rates = each(at_least_zero, rates)
    if node.top is not None:
        rates = lift(least, rates, around.reach(node.top))
    if node.shift is not None:
        # An edge that does not exist is not moved.
        inner += lift(add, Reach(table.parts[:1]), around.reach(node.shift)).parts
    length = _length_of(node, around)
    product = multiply(length, rates.hull)
    return Measured(Reach((hull_of((product, (0, 0))),)), (length, product, *inner))


def _length_of(node: Bands, around: Surroundings) -> Interval:
    """From `low` to `high`. Where `low` is `high` less a value, that value is the length, and
    the year's line, which both hang on, is of no matter."""
    low = around.nodes[node.low]
    if (
        isinstance(low, Arith)
        and low.op == "sub"
        and len(low.args) == 2
        and low.args[0] == node.high
        and around.is_evaluated_with(low.id, node.id)
    ):
        return at_least_zero(around.hull(low.args[1]))
    return at_least_zero(subtract(around.hull(node.high), around.hull(node.low)))
