"""What a step comes to where something is not known: its value, or where that may lie.

In: a node, what the steps before it came to. Out: a value where all that it hangs on is known,
or whatever the rest may be comes to the same; else a `Reach`.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import assert_never

from polc.compiler.plan.nodes import (
    Arm,
    Bands,
    Cap,
    MaxOf,
    NodeId,
    Pure,
    PureNode,
    Select,
    Test,
)
from polc.compiler.plan.operations.reach import (
    ZERO,
    Interval,
    Reach,
    add,
    at_least_zero,
    each,
    hull_of,
    join,
    least,
    lift,
    multiply,
    subtract,
)
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.readers.bounds.inputs import RATE, reach_of_constant
from polc.compiler.readers.trace.interpret import BandRows, Value, matches, sum_bands
from polc.runtime.amounts import MISSING

Found = Value | Reach
"""A value, or where it may lie."""

Of = Callable[[NodeId], Found]
"""What an operand comes to; 0 where its guard kept it from being evaluated."""

OfRow = Callable[[NodeId, NodeId, bool | None], Found]
"""What a row comes to where it is taken by a key, and whether the key holds there or may not."""

_NOWHERE = Reach((), missing=True)


def reach_of_found(found: Found) -> Reach:
    """Where something may lie that may be known."""
    if isinstance(found, Reach):
        return found
    if found == MISSING:
        return _NOWHERE
    return reach_of_constant(found)


def narrow(found: Found) -> Found:
    """The value where only one is possible."""
    if isinstance(found, Reach) and not found.missing and found.rates is None:
        match found.parts:
            case ((low, high),) if low == high:
                return low
    return found


def join_found(found: Sequence[Found]) -> Found:
    """Any of several: the value where all are the same."""
    first = found[0]
    if all(value == first for value in found):
        return first
    return narrow(join(map(reach_of_found, found)))


def find_open(
    node: PureNode | Bands | MaxOf | Cap | Select,
    of: Of,
    denominator: Callable[[NodeId], int],
    of_row: OfRow,
) -> Found:
    """What a node comes to from its operands, of which each has its denominator."""
    match node:
        case Select():
            return _find_row(node, of(node.key), of, of_row)
        case Pure():
            return _apply(node, [of(operand) for operand in node.operands], denominator)
        case Bands():
            return _find_bands(node, of)
        case MaxOf():
            return _find_highest([(of(option.open), of(option.amount)) for option in node.options])
        case Cap():
            parts = [reach_of_found(of(operand)) for operand in node.operands]
            return narrow(each(at_least_zero, reduce(_least_of, parts)))
        case _:
            assert_never(node)


def _least_of(first: Reach, second: Reach) -> Reach:
    return lift(least, first, second)


def _apply(node: PureNode, operands: list[Found], denominator: Callable[[NodeId], int]) -> Found:
    operation = operation_of(node, denominator)
    values = [value for value in operands if not isinstance(value, Reach)]
    if len(values) == len(operands):
        return operation.function(*values)
    reaches = [reach_of_found(operand) for operand in operands]
    if isinstance(node, Test):
        return _find_flag(node, reaches)
    return narrow(operation.interval(*reaches).reach)


def _find_flag(node: Test, operands: list[Reach]) -> Found:  # one case for each operator
    """A condition some of whose parts are open."""
    hulls = [reach.hull for reach in operands]
    holds = [low > 0 or high < 0 for low, high in hulls]
    fails = [hull == (0, 0) for hull in hulls]
    open_flag = Reach(((0, 1),))
    match node.op:
        case "and":
            return 0 if any(fails) else 1 if all(holds) else open_flag
        case "or":
            return 1 if any(holds) else 0 if all(fails) else open_flag
        case "not":
            return 1 if fails[0] else 0 if holds[0] else open_flag
        case "any":
            return 1 if holds[0] else 0 if fails[0] else open_flag
        case "known":
            (operand,) = operands
            return open_flag if operand.missing and operand.parts else int(not operand.missing)
        case _:
            pass
    (low, high), (other_low, other_high) = hulls
    match node.op:
        case "lt":
            return 1 if high < other_low else 0 if low >= other_high else open_flag
        case "le":
            return 1 if high <= other_low else 0 if low > other_high else open_flag
        case "gt":
            return 1 if low > other_high else 0 if high <= other_low else open_flag
        case "ge":
            return 1 if low >= other_high else 0 if high < other_low else open_flag
        case "eq":
            return 0 if high < other_low or low > other_high else open_flag


def _find_row(node: Select, key: Found, of: Of, of_row: OfRow) -> Found:
    """The row of a known key; of an open one all that it may be."""
    if isinstance(key, Reach):
        rows = [
            MISSING if row is None else of_row(row, node.key, holds)
            for row, holds in _rows_of_open(node, key)
        ]
        return join_found(rows)
    met = (arm.value for arm in node.arms if isinstance(key, int) and matches(arm, key))
    row = next(met, node.otherwise)
    return join_found([MISSING if row is None else of(row)])


def _rows_of_open(node: Select, key: Reach) -> list[tuple[NodeId | None, bool | None]]:
    """The rows of whatever a key may be, first come; of identities each. `otherwise` where
    something is left that no row takes. With each whether the key that takes it is another than
    0 (True), is 0 (False) or may be either (None)."""
    left = list(key.parts)
    rows: list[tuple[NodeId | None, bool | None]] = []
    for arm in node.arms:
        rest = left if arm.bits else _outside(left, arm)
        if arm.bits or rest != left:
            rows.append((arm.value, True if arm.ranges and not matches(arm, 0) else None))
        left = rest
        if not left:
            return rows
    is_zero = bool(left) and not key.missing and all(part == (0, 0) for part in left)
    return [*rows, (node.otherwise, False if is_zero else None)]


def _outside(parts: list[Interval], arm: Arm) -> list[Interval]:
    """What of some intervals a row does not take."""
    for low, high in arm.ranges:
        rest: list[Interval] = []
        for start, end in parts:
            if low is not None and start < low:
                rest.append((start, min(end, low - 1)))
            if high is not None and end > high:
                rest.append((max(start, high + 1), end))
        parts = rest
    return parts


def _find_highest(options: Iterable[tuple[Found, Found]]) -> Found:
    """The highest of what competes; what may compete is at most as high as it may be."""
    sure: list[Interval] = []
    perhaps: list[Interval] = [(0, 0)]
    for flag, amount in options:
        hull = reach_of_found(amount).hull
        if isinstance(flag, Reach):
            perhaps.append(hull)
        elif flag:
            sure.append(hull)
    if not sure:
        return narrow(Reach((hull_of(perhaps),)))
    low = max(low for low, _ in sure)
    return narrow(Reach(((low, max(low, *(high for _, high in (*sure, *perhaps[1:])))),)))


def _find_bands(node: Bands, known: Of) -> Found:
    """A stretch at the rates of its bands: nothing where it is empty, else between its length
    at the lowest and at the highest rate."""

    def of(node_id: NodeId | None) -> Found:
        return 0 if node_id is None else known(node_id)

    low, high, table = of(node.low), of(node.high), of(node.table)
    shift, points = of(node.shift), of(node.points)
    top = None if node.top is None else of(node.top)
    figures = (low, high, shift, points, top)
    if isinstance(table, tuple) and not any(isinstance(figure, Reach) for figure in figures):
        numbers = (figure if isinstance(figure, int) else None for figure in figures)
        return sum_bands(table, *numbers, falls=node.falls)  # type: ignore[arg-type]  # figures but for `top`
    stretch = subtract(reach_of_found(high).hull, reach_of_found(low).hull)
    length = at_least_zero(stretch)
    rates = Reach((_rates_of(table),))
    if node.points is not None:
        rates = lift(add, rates, reach_of_found(points))
    if node.falls:
        rates = each(at_least_zero, rates)
    if top is not None:
        rates = lift(least, rates, reach_of_found(top))
    return narrow(Reach((hull_of((multiply(length, rates.hull), (0, 0))),)))


def _rates_of(table: Found) -> Interval:
    if isinstance(table, tuple):
        return _rates_in(table)
    return reach_of_found(table).rates or RATE


def _rates_in(rows: BandRows) -> Interval:
    rates = [rate for _, rate in rows]
    return (min(rates), max(rates))


def under_open_guard(found: Found) -> Found:
    """A value that is 0 where its guard, which is not known, does not hold."""
    if isinstance(found, tuple):
        return reach_of_found(found)
    return join_found((found, 0)) if found != MISSING else join((_NOWHERE, ZERO))
