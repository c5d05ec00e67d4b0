"""What the nodes of a block hang on, for the generator.

In: nodes. Out: their operands, their guards' chains, which are needed at all, and which
are used where their guard may not hold.
"""

from collections.abc import Sequence

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    NodeId,
    Select,
)
from polc.compiler.plan.visit import guard_chains, slice_for


@frozen
class Uses:
    """`chains` a node's guards, the outermost first; `counts` how often its value is
    taken; `escapes` the nodes whose value is taken where their guard may not hold."""

    nodes: tuple[AnyNode, ...]
    by_id: dict[NodeId, AnyNode]
    chains: dict[NodeId, tuple[NodeId, ...]]
    counts: dict[NodeId, int]
    escapes: frozenset[NodeId]


def find_uses(block: Sequence[AnyNode], roots: Sequence[AnyNode]) -> Uses:
    """The needed nodes of a block, from the roots (results, sums, demands) backwards."""
    nodes = slice_for(block, *roots)
    by_id = {node.id: node for node in nodes}
    chains = guard_chains(nodes)
    counts: dict[NodeId, int] = dict.fromkeys(by_id, 0)
    escapes: set[NodeId] = set()
    for node in nodes:
        chosen = _chosen_by_key(node, by_id)
        for operand in node.operands:
            counts[operand] += 1
            if operand not in chosen and not is_within(chains[operand], chains[node.id]):
                escapes.add(operand)
        if node.guard is not None:
            chain = chains[node.guard]
            if not is_within(chain, chains[node.id]):
                escapes.add(node.guard)
    return Uses(nodes, by_id, chains, counts, frozenset(escapes))


def _chosen_by_key(node: AnyNode, by_id: dict[NodeId, AnyNode]) -> frozenset[NodeId]:
    """Values that a table by a flag takes only where that flag, their own guard, holds: in
    no other line, and not otherwise."""
    if not isinstance(node, Select):
        return frozenset()
    chosen: set[NodeId] = set()
    elsewhere = {node.otherwise}
    by_flag = by_id[node.key].kind == "flag" and by_id[node.key].guard == node.guard
    for arm in node.arms:
        met_by_flag = by_flag and arm.ranges == ((1, 1),) and not arm.bits
        if met_by_flag and by_id[arm.value].guard == node.key:
            chosen.add(arm.value)
        else:
            elsewhere.add(arm.value)
    return frozenset(chosen - elsewhere)


def is_within(outer: tuple[NodeId, ...], inner: tuple[NodeId, ...]) -> bool:
    """Whether everything in `outer` is asked on the way to `inner`."""
    return inner[: len(outer)] == outer
