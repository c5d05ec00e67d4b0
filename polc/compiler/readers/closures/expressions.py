"""One node as a Python expression over integers.

In: a node and how its operands are written. Out: text. Everything written is an integer
literal, an operator or a name the generator made (`v3`, `a0`, `p1`): no text of a policy.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Arm,
    Class,
    Cross,
    Dated,
    Delta,
    Mask,
    MonthsAfter,
    NodeId,
    Round,
    Scale,
    Select,
    Share,
    Test,
)
from polc.runtime.amounts import MISSING

Write = Callable[[NodeId], str]
"""How an operand is written: a name, a literal, or an expression in brackets."""

EXPRESSIONS: Final = (
    Mask,
    Class,
    Select,
    Dated,
    Test,
    Arith,
    MonthsAfter,
    Scale,
    Share,
    Round,
    Delta,
    Cross,
)
"""The nodes that are one expression; they have no effect and cannot fail."""

_COMPARE: Final = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def takes_names(node: AnyNode) -> tuple[NodeId, ...]:
    """Operands that the expression mentions twice, and that must therefore be names."""
    match node:
        case Class():
            return (node.held,)
        case Select():
            return (node.key,)
        case Dated():
            return (node.on,)
        case Delta():
            return (node.after, node.before)
        case Share():
            return (node.whole,)
        case Arith() if node.op in ("min", "max", "left"):
            return node.args
        case _:
            return ()


def write_expression(
    node: AnyNode, write: Write, den: Callable[[NodeId], int], flags: frozenset[NodeId]
) -> str:
    """The node's value, in brackets where it is more than a name. `flags` are those nodes
    whose value is 0 or 1."""
    match node:
        case Mask():
            return f"({write(node.held)} & {node.among})"
        case Class():
            held = write(node.held)
            return f"({held} & -{held})"
        case Select():
            return _write_select(node, write, node.key in flags)
        case Dated():
            return _write_dated(node, write)
        case Test():
            return _write_test(node, write)
        case Arith():
            return _write_arith(node, write)
        case MonthsAfter():
            return f"months_after({write(node.day)}, {write(node.months)})"
        case Scale():
            return f"({write(node.amount)} * {write(node.rate)})"
        case Share():
            whole = write(node.whole)
            product = f"{write(node.amount)} * {write(node.part)}"
            return f"((2 * {product} + {whole}) // (2 * {whole}) if {whole} else 0)"
        case Round():
            return _write_round(node, write, den(node.value))
        case Delta():
            after, before = write(node.after), write(node.before)
            return f"({after} - {before} if {after} > {before} else 0)"
        case Cross():
            edge = write(node.edge)
            return f"(1 if {write(node.before)} <= {edge} < {write(node.after)} else 0)"
        case _:
            raise AssertionError(type(node).__name__)


def _write_select(node: Select, write: Write, by_flag: bool) -> str:
    key = write(node.key)
    arms: list[tuple[str, str]] = []
    for arm in node.arms:
        value = write(arm.value)
        test = key if by_flag and arm.ranges == ((1, 1),) else _write_match(arm, key)
        if arms and arms[-1][1] == value and arm.bits and arms[-1][0].startswith(f"{key} & "):
            bits = int(arms.pop()[0].removeprefix(f"{key} & ")) | arm.bits
            test = f"{key} & {bits}"
        arms.append((test, value))
    last = str(MISSING) if node.otherwise is None else write(node.otherwise)
    for test, value in reversed(arms):
        last = f"{value} if {test} else {last}"
    return f"({last})"


def _write_match(arm: Arm, key: str) -> str:
    if arm.bits:
        return f"{key} & {arm.bits}"
    tests = []
    single = [low for low, high in arm.ranges if low is not None and low == high]
    if len(single) == 1:
        tests.append(f"{key} == {single[0]}")
    elif single:
        tests.append(f"{key} in {tuple(single)}")
    for low, high in arm.ranges:
        if low is not None and low == high:
            continue
        edges = [f"{low} <= "] if low is not None else [""]
        edges.append(key)
        edges.append(f" <= {high}" if high is not None else "")
        tests.append("".join(edges) if low is not None or high is not None else "1")
    return " or ".join(tests) if len(tests) == 1 else "(" + (" or ".join(tests) or "0") + ")"


def _write_dated(node: Dated, write: Write) -> str:
    day = write(node.on)
    last = str(MISSING)
    for period in reversed(node.periods):
        tests = []
        if period.start is not None:
            tests.append(f"{period.start} <= {day}")
        if period.end is not None:
            tests.append(f"{day} <= {period.end}")
        last = f"{write(period.value)} if {' and '.join(tests) or '1'} else {last}"
    return f"({last})"


def _write_test(node: Test, write: Write) -> str:
    args = [write(one) for one in node.args]
    match node.op:
        case "and" | "or":
            if len(args) == 1:
                return args[0]
            return "(" + f" {node.op} ".join(args) + ")"
        case "not":
            return f"(not {args[0]})"
        case "known":
            return f"({args[0]} != {MISSING})"
        case "any":
            return f"({args[0]} != 0)"
        case _:
            return f"({args[0]} {_COMPARE[node.op]} {args[1]})"


def _write_arith(node: Arith, write: Write) -> str:
    args = [write(one) for one in node.args]
    match node.op:
        case "add":
            return "(" + " + ".join(args) + ")"
        case "sub":
            return "(" + " - ".join(args) + ")"
        case "left":
            return f"({args[0]} - {args[1]} if {args[0]} > {args[1]} else 0)"
        case _:
            sign = "<" if node.op == "min" else ">"
            last = args[-1]
            for arg in reversed(args[:-1]):
                if last == args[-1]:
                    last = f"({arg} if {arg} {sign} {last} else {last})"
                else:
                    return f"{'min' if node.op == 'min' else 'max'}({', '.join(args)})"
            return last


def _write_round(node: Round, write: Write, den: int) -> str:
    value, size = write(node.value), den * node.unit
    if node.mode == "down":
        rounded = f"{value} // {size}"
    elif size % 2 == 0:
        rounded = f"({value} + {size // 2}) // {size}"
    else:
        rounded = f"(2 * {value} + {size}) // {2 * size}"
    if size == 1:
        return value
    return f"({rounded})" if node.unit == 1 else f"({rounded} * {node.unit})"
