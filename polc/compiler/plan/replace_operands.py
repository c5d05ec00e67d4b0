"""A node that takes other values in the places of those it takes.

In: a node, what stands for each of its operands. Out: the node with these, its guard aside.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, assert_never

from attrs import fields

from polc.compiler.plan.node import Node
from polc.compiler.plan.nodes import (
    AnyNode,
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
from polc.records.evolve import evolve

Place = Callable[[NodeId], NodeId]


def replace_operands(node: AnyNode, place: Place) -> AnyNode:
    """The node with `place` of every operand; itself where they are what it has."""
    if all(place(operand) == operand for operand in node.operands):
        return node
    match node:
        case Const() | Read() | Param() | Load():
            return node
        case Need() | Store() | Emit():
            return evolve(node, value=place(node.value))
        case Pure():
            return evolve(node, **_replaced(node, place))
        case _:
            return _replace_in_parts(node, place)


def _replaced(node: Pure, place: Place) -> dict[str, Any]:
    """The fields of a pure node that are operands, with others in their places."""
    found: dict[str, Any] = {}
    kind: type = node.__class__
    for name in _operand_fields(kind):
        value: NodeId | tuple[NodeId, ...] = getattr(node, name)
        found[name] = tuple(map(place, value)) if isinstance(value, tuple) else place(value)
    return found


@cache
def _operand_fields(kind: type) -> tuple[str, ...]:
    """The fields that a type of pure node adds and that name nodes."""
    shared = {field.name for field in fields(Node)}
    return tuple(
        field.name
        for field in fields(kind)
        if field.type in (NodeId, tuple[NodeId, ...]) and field.name not in shared
    )


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
