"""A node that takes other values in the places of those it takes.

In: a node, what stands for each of its operands. Out: the node with these, its guard aside.
"""

from collections.abc import Callable
from typing import assert_never

from attrs import evolve

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Class,
    Const,
    DeductibleTaken,
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
    YearOf,
)

Place = Callable[[NodeId], NodeId]


def replace_operands(node: AnyNode, place: Place) -> AnyNode:
    """The node with `place` of every operand; itself where they are what it has."""
    if all(place(operand) == operand for operand in node.operands):
        return node
    match node:
        case Const() | Read() | Param() | Load():
            return node
        case Need() | Round() | Store() | Emit():
            return evolve(node, value=place(node.value))
        case Mask() | Class():
            return evolve(node, held=place(node.held))
        case Test() | Arith():
            return evolve(node, args=tuple(map(place, node.args)))
        case MonthsAfter():
            return evolve(node, day=place(node.day), months=place(node.months))
        case YearOf():
            return evolve(node, day=place(node.day))
        case Scale():
            return evolve(node, amount=place(node.amount), rate=place(node.rate))
        case Share():
            whole = place(node.whole)
            return evolve(node, amount=place(node.amount), part=place(node.part), whole=whole)
        case Excess():
            start, length = place(node.start), place(node.length)
            return evolve(node, start=start, length=length, edge=place(node.edge))
        case DeductibleTaken():
            used, length = place(node.used), place(node.length)
            return evolve(node, used=used, length=length, edge=place(node.edge))
        case _:
            return _replace_in_parts(node, place)


def _replace_in_parts(node: Select | Bands | MaxOf | Cap | Override, place: Place) -> AnyNode:
    """The same of the nodes that have lines, options or limits."""
    match node:
        case Select():
            return evolve(
                node,
                key=place(node.key),
                arms=tuple(evolve(arm, value=place(arm.value)) for arm in node.arms),
                otherwise=None if node.otherwise is None else place(node.otherwise),
            )
        case Bands():
            shift, points, top = (
                None if operand is None else place(operand)
                for operand in (node.shift, node.points, node.top)
            )
            low, high, table = place(node.low), place(node.high), place(node.table)
            return evolve(
                node, low=low, high=high, table=table, shift=shift, points=points, top=top
            )
        case MaxOf():
            options = (
                evolve(option, open=place(option.open), amount=place(option.amount))
                for option in node.options
            )
            return evolve(node, options=tuple(options))
        case Cap():
            limits = tuple(evolve(limit, value=place(limit.value)) for limit in node.limits)
            return evolve(node, uncapped=place(node.uncapped), limits=limits)
        case Override():
            is_given, amount = place(node.is_given), place(node.amount)
            base, computed = place(node.base), place(node.computed)
            return evolve(node, is_given=is_given, amount=amount, base=base, computed=computed)
        case _:
            assert_never(node)
