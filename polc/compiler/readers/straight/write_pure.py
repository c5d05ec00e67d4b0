"""The nodes that are a function of their operands' values, in whichever language.

In: a node, its operands, in how many bits it is worked out. Out: its value; lines on the way.
"""

from collections.abc import Sequence
from functools import reduce
from typing import assert_never

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    Arith,
    Class,
    DeductibleTaken,
    Excess,
    Mask,
    MonthsAfter,
    PeriodOf,
    PureNode,
    Round,
    Scale,
    Share,
    Test,
    Times,
    YearOf,
    YearsBetween,
)
from polc.compiler.readers.straight.lines import (
    ZERO,
    Lines,
    MachineValue,
    Width,
    figure,
)
from polc.runtime.amounts import MISSING


@frozen
class PureStep:
    """Where a pure node stands: the lines before it, the width that all steps on the way to it
    fit into, the denominator of its first operand, whether what is divided may be below zero."""

    lines: Lines
    width: Width
    den: int
    may_fall: bool


def write_pure(node: PureNode, operands: Sequence[MachineValue], at: PureStep) -> MachineValue:
    """The value of the node, as wide as the steps on the way to it."""
    lines, width = at.lines, at.width
    match node:
        case Test():
            return _write_test(node, operands, lines)
        case Arith():
            return _write_arith(node, operands, at)
        case Mask():
            return lines.binary("and", operands[0], figure(node.among), width)
        case Class():
            negated = lines.binary("sub", ZERO, operands[0], width)
            return lines.binary("and", operands[0], negated, width)
        case Scale() | Times():
            return lines.binary("mul", operands[0], operands[1], width)
        case Share():
            return _write_share(operands, at)
        case Round():
            return _write_round(node, operands[0], at)
        case Excess():
            start, length, edge = operands
            end = lines.binary("add", start, length, width)
            lower = lines.most(start, edge, width)
            return lines.most(lines.binary("sub", end, lower, width), ZERO, width)
        case DeductibleTaken():
            used, length, edge = operands
            left = lines.most(lines.binary("sub", edge, used, width), ZERO, width)
            return lines.least(left, length, width)
        case MonthsAfter():
            return lines.call("month_after" if node.first else "months_after", tuple(operands))
        case YearOf():
            return lines.call("year_of", tuple(operands))
        case PeriodOf():
            return lines.call("period_of", (*operands, figure(node.months)))
        case YearsBetween():
            return lines.call("years_between", tuple(operands))
        case _:
            assert_never(node)


def _write_test(node: Test, operands: Sequence[MachineValue], lines: Lines) -> MachineValue:
    match node.op:
        case "and" | "or":
            if not operands:
                return figure(int(node.op == "and"))
            found = lines.holds(operands[0])
            for value in operands[1:]:
                found = lines.join(node.op, found, lines.holds(value))
            return lines.flag(found)
        case "not":
            return lines.flag(lines.compare("eq", operands[0], ZERO))
        case "known":
            return lines.flag(lines.compare("ne", operands[0], figure(MISSING)))
        case "any":
            return lines.flag(lines.holds(operands[0]))
        case "eq" | "lt" | "le" | "gt" | "ge":
            return lines.flag(lines.compare(node.op, operands[0], operands[1]))
        case _:
            assert_never(node.op)


def _write_arith(node: Arith, operands: Sequence[MachineValue], at: PureStep) -> MachineValue:
    lines, width = at.lines, at.width
    first = lines.as_wide(operands[0], width)
    match node.op:
        case "add" | "sub":
            step = lambda left, right: lines.binary(node.op, left, right, width)  # noqa: E731  # a line each
        case "min":
            step = lambda left, right: lines.least(left, right, width)  # noqa: E731  # a line each
        case "max":
            step = lambda left, right: lines.most(left, right, width)  # noqa: E731  # a line each
        case "left":
            left = lines.binary("sub", first, operands[1], width)
            return lines.most(left, ZERO, width)
        case _:
            assert_never(node.op)
    return reduce(step, operands[1:], first)


def _write_share(operands: Sequence[MachineValue], at: PureStep) -> MachineValue:
    """amount × part / whole to the fen, 0 where there is no whole."""
    lines, width = at.lines, at.width
    amount, part, whole = operands
    nothing = lines.named_truth(lines.compare("eq", whole, ZERO))
    divisor = lines.named(lines.choose(nothing, figure(1), whole, width))
    product = lines.binary("mul", amount, part, width)
    doubled = lines.binary("mul", product, figure(2), width)
    upper = lines.binary("add", doubled, divisor, width)
    lower = lines.binary("mul", divisor, figure(2), width)
    found = lines.divide_floor(upper, lower, width, may_fall=at.may_fall)
    return lines.choose(nothing, ZERO, found, width)


def _write_round(node: Round, value: MachineValue, at: PureStep) -> MachineValue:
    """A whole number of units; halves go up."""
    lines, width = at.lines, at.width
    size = at.den * node.unit
    if size == 1:
        return lines.as_wide(value, width)
    divisor = size
    if node.mode == "half_up":
        if size % 2:
            value, divisor = lines.binary("mul", value, figure(2), width), 2 * size
        value = lines.binary("add", value, figure(divisor // 2), width)
    found = lines.divide_floor(value, figure(divisor), width, may_fall=at.may_fall)
    if node.unit == 1:
        return found
    return lines.binary("mul", found, figure(node.unit), width)
