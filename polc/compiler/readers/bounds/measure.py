"""One node's interval from those of its operands: one case for each type of node.

In: a node and what was found of the nodes before it. Out: where its value may lie where its
guard holds, and the intervals of the products and sums that computing it passes through.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import assert_never

from attrs import frozen

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Class,
    Const,
    Cross,
    Dated,
    DeductibleTaken,
    Delta,
    Emit,
    Excess,
    Load,
    Mask,
    MaxOf,
    MonthsAfter,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Round,
    Scale,
    Select,
    Share,
    Store,
    Test,
)
from polc.compiler.readers.bounds.inputs import DATE, InputLimits, reach_of_constant
from polc.compiler.readers.bounds.order import Ceilings, is_never_above
from polc.compiler.readers.bounds.reach import (
    FLAG,
    ZERO,
    Interval,
    Reach,
    add,
    at_least_zero,
    hull_of,
    join,
    least,
    lift,
    most,
    multiply,
    reach_of,
    subtract,
)
from polc.runtime.amounts import round_half_up


@frozen
class Measured:
    """Where a node's value may lie, and the `inner` figures on the way to it."""

    reach: Reach
    inner: tuple[Interval, ...] = ()


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

    def is_evaluated_with(self, node_id: NodeId, other: NodeId) -> bool:
        """Whether a node is evaluated wherever the other is."""
        return self.chains[node_id] <= self.chains[other]


def measure(node: AnyNode, around: Surroundings) -> Measured:  # noqa: C901  # one case for each type of node
    """The node's interval, its guard aside."""
    reach = around.reach
    match node:
        case Const():
            return Measured(reach_of_constant(node.value))
        case Read() | Param() | Load():
            return Measured(around.limits.reach(node))
        case Dated():
            values = [reach(one.value) for one in node.periods]
            return Measured(join((*values, Reach((), missing=True))))
        case Mask():
            most_held = around.hull(node.held)[1]
            return Measured(Reach(((0, min(most_held, node.among)),)))
        case Class():
            highest = around.hull(node.held)[1]
            return Measured(Reach(((0, 1 << highest.bit_length() >> 1),)), ((-highest, 0),))
        case Select():
            otherwise = Reach((), missing=True) if node.otherwise is None else reach(node.otherwise)
            return Measured(join((*(reach(arm.value) for arm in node.arms), otherwise)))
        case Test() | Cross():
            return Measured(FLAG)
        case Arith():
            return _measure_arith(node, around)
        case MonthsAfter():
            return Measured(join((Reach((DATE,)), reach(node.day))))
        case Scale():
            return Measured(lift(multiply, reach(node.amount), reach(node.rate)))
        case Share():
            return _measure_share(node, around)
        case Round():
            return _measure_round(node, around)
        case Store() | Emit():
            return Measured(reach(node.value))
        case Need():
            found = reach(node.value)
            return Measured(Reach(found.parts, rates=found.rates))
        case Excess():
            return _measure_excess(node, around)
        case DeductibleTaken():
            difference = lift(subtract, reach(node.edge), reach(node.used))
            left = _each(at_least_zero, difference)
            return Measured(lift(least, reach(node.length), left), difference.parts)
        case Bands():
            return _measure_bands(node, around)
        case Delta():
            return _measure_left(reach(node.after), reach(node.before))
        case MaxOf():
            # Which options are open is not known: any of them, or none.
            return Measured(join((ZERO, *(reach(one.amount) for one in node.options))))
        case Cap():
            parts = [reach(node.want), *(reach(one.value) for one in node.limits)]
            return Measured(_each(at_least_zero, _fold(least, parts)))
        case Override():
            given = lift(least, reach(node.amount), reach(node.base))
            return Measured(join((given, reach(node.computed))))
        case _:
            assert_never(node)


def _each(operation: Callable[[Interval], Interval], values: Reach) -> Reach:
    return reach_of(map(operation, values.parts))


def _fold(operation: Callable[[Interval, Interval], Interval], values: Iterable[Reach]) -> Reach:
    return reduce(lambda one, other: lift(operation, one, other), values)


def _measure_left(left: Reach, right: Reach) -> Measured:
    difference = lift(subtract, left, right)
    return Measured(_each(at_least_zero, difference), difference.parts)


def _measure_arith(node: Arith, around: Surroundings) -> Measured:
    values = [around.reach(one) for one in node.args]
    match node.op:
        case "min":
            return Measured(_fold(least, values))
        case "max":
            return Measured(_fold(most, values))
        case "left":
            return _measure_left(values[0], values[1])
        case "add":
            inner: list[Interval] = []
            total = values[0]
            for one in values[1:]:
                total = lift(add, total, one)
                inner += total.parts
            # A single operand is taken as it is, whatever it is besides.
            return Measured(Reach(total.parts), tuple(inner))
        case "sub":
            return _measure_sub(node, around)
        case _:
            assert_never(node.op)


def _measure_sub(node: Arith, around: Surroundings) -> Measured:
    """The first of the operands that never passes what it is taken from leaves no less than
    nothing of it."""
    first, *taken = node.args
    rest = around.reach(first)
    inner: list[Interval] = []
    whole = around.nodes[first]
    held = next(
        (
            one
            for one in taken
            if around.is_evaluated_with(first, node.id)
            and is_never_above(one, whole, around.ceilings, around.never_negative)
        ),
        None,
    )
    if held is not None:
        floor = min(0, rest.hull[0])
        rest = _each(
            lambda part: most(part, (floor, floor)), lift(subtract, rest, around.reach(held))
        )
        inner += rest.parts
        taken.remove(held)
    for one in taken:
        rest = lift(subtract, rest, around.reach(one))
        inner += rest.parts
    return Measured(Reach(rest.parts), tuple(inner))


def _measure_share(node: Share, around: Surroundings) -> Measured:
    """The product of two amounts, doubled for rounding, before it is divided."""
    product = multiply(around.hull(node.amount), around.hull(node.part))
    low, high = whole = around.hull(node.whole)
    doubled = (2 * product[0], 2 * product[1])
    inner = (product, add(doubled, whole), (2 * low, 2 * high))
    # A quotient is largest and smallest at the ends of either sign of the divisor.
    divisors = [one for one in (low, -1, 1, high) if one and low <= one <= high]
    quotients = [round_half_up(one, by) for one in product for by in divisors]
    if low <= 0 <= high:
        quotients.append(0)
    return Measured(Reach((hull_of((one, one) for one in quotients),)), inner)


def _measure_round(node: Round, around: Surroundings) -> Measured:
    size = around.nodes[node.value].den * node.unit
    values = around.reach(node.value)
    if node.mode == "down":
        return Measured(_each(lambda one: (one[0] // size * node.unit,
                                           one[1] // size * node.unit), values))  # fmt: skip
    doubled = [(2 * low + size, 2 * high + size) for low, high in values.parts]
    rounded = _each(
        lambda one: (
            round_half_up(one[0], size) * node.unit,
            round_half_up(one[1], size) * node.unit,
        ),
        values,
    )
    return Measured(rounded, tuple(doubled))


def _measure_excess(node: Excess, around: Surroundings) -> Measured:
    """start + length - max(start, edge) is the lesser of length and start + length - edge."""
    start, length, edge = map(around.reach, (node.start, node.length, node.edge))
    end = lift(add, start, length)
    beyond = lift(subtract, end, edge)
    found = _each(at_least_zero, lift(least, length, beyond))
    return Measured(found, (*end.parts, *beyond.parts))


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
