"""The nodes that are a function of their operands' values, in LLVM's text.

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
from polc.compiler.readers.kernel.divide import divide_floor
from polc.compiler.readers.kernel.lines import ZERO, Lines, MachineValue, Width, figure
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
            return _call("polc.month_after" if node.first else "polc.months_after", operands, lines)
        case YearOf():
            return _call("polc.year_of", operands, lines)
        case PeriodOf():
            return _call("polc.period_of", (*operands, figure(node.months)), lines)
        case YearsBetween():
            return _call("polc.years_between", operands, lines)
        case _:
            assert_never(node)


def _call(name: str, operands: Sequence[MachineValue], lines: Lines) -> MachineValue:
    arguments = ", ".join(f"i64 {lines.as_wide(value, 'i64').text}" for value in operands)
    return lines.value(f"call i64 @{name}({arguments})", "i64")


_SIGNS = {"eq": "eq", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge"}


def _write_test(node: Test, operands: Sequence[MachineValue], lines: Lines) -> MachineValue:
    match node.op:
        case "and" | "or":
            found = "true" if node.op == "and" else "false"
            for value in operands:
                found = lines.truth(f"{node.op} i1 {found}, {lines.holds(value)}")
            return lines.flag(found)
        case "not":
            return lines.flag(lines.compare("eq", operands[0], ZERO))
        case "known":
            return lines.flag(lines.compare("ne", operands[0], figure(MISSING)))
        case "any":
            return lines.flag(lines.holds(operands[0]))
        case "eq" | "lt" | "le" | "gt" | "ge":
            return lines.flag(lines.compare(_SIGNS[node.op], operands[0], operands[1]))
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
    nothing = lines.compare("eq", whole, ZERO)
    divisor = lines.choose(nothing, figure(1), whole, width)
    product = lines.binary("mul", amount, part, width)
    doubled = lines.binary("mul", product, figure(2), width)
    upper = lines.binary("add", doubled, divisor, width)
    lower = lines.binary("mul", divisor, figure(2), width)
    found = divide_floor(lines, upper, lower, width, may_fall=at.may_fall)
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
    found = divide_floor(lines, value, figure(divisor), width, may_fall=at.may_fall)
    if node.unit == 1:
        return found
    return lines.binary("mul", found, figure(node.unit), width)
