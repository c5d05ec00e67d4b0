"""Which values can never be below zero, so that the generated code need not ask.

In: a node and the nodes it hangs on. Out: yes, where its own form shows it; no means that
it may be.
"""

from collections.abc import Mapping
from typing import assert_never

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Const,
    Emit,
    Excess,
    Load,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Pure,
    Read,
    Round,
    Scale,
    Select,
    Store,
    Times,
)


def is_never_negative(node: AnyNode, nodes: Mapping[NodeId, AnyNode]) -> bool:
    """For a `Cap`: whether what it takes the least of is never below zero; its own result
    never is. The plan bounds the depth of what hangs together, so recursion ends."""
    if isinstance(node, Cap):
        parts = [node.uncapped, *(limit.value for limit in node.limits)]
        return all(_sound(nodes[part], nodes, 0) for part in parts)
    return _sound(node, nodes, 0)


_DEEPEST = 12


def _sound(  # noqa: C901  # one case for each type of node
    node: AnyNode, nodes: Mapping[NodeId, AnyNode], depth: int
) -> bool:
    if depth > _DEEPEST:
        return False

    def sound(node_id: NodeId) -> bool:
        return _sound(nodes[node_id], nodes, depth + 1)

    match node:
        case Const():
            return isinstance(node.value, int) and node.value >= 0
        case Read() | Param() | Excess() | Cap():
            return True
        case Need() | Round():
            return sound(node.value)
        case Times():
            return sound(node.unit) and sound(node.count)
        case Scale():
            return sound(node.amount) and sound(node.rate)
        case Select():
            rest = node.otherwise is None or sound(node.otherwise)
            return rest and all(sound(arm.value) for arm in node.arms)
        case MaxOf():
            return all(sound(option.amount) for option in node.options)
        case Arith():
            match node.op:
                case "left":
                    return True
                case "max":
                    return any(sound(operand) for operand in node.args)
                case "add" | "min":
                    return all(sound(operand) for operand in node.args)
                case "sub":
                    return False
                case _:
                    assert_never(node.op)
        case Load() | Store() | Emit() | Override() | Bands():
            return False
        case Pure():
            # Knowing less of an operation costs a comparison; it never makes code wrong.
            return False
        case _:
            assert_never(node)
