"""Sums of portions, each at its rate, that together divide one stretch.

In: a sum, the nodes before it. Out: the length of the stretch and the rates, where the sum is one
of the parts of bands that are written out: each part is what lies between where the one before
ended and its own edge, and none lies above the end of the stretch. So the parts are together no
more than the stretch, however many they are.
"""

from collections.abc import Mapping
from itertools import pairwise

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Arith, NodeId, Scale


@frozen
class DividedStretch:
    """The length of the stretch, and at which rates its parts are counted."""

    length: NodeId
    rates: tuple[NodeId, ...]


def find_portions(total: Arith, nodes: Mapping[NodeId, AnyNode]) -> DividedStretch | None:
    """The stretch that a sum divides; None where it is another sum."""
    scaled = [part for part in map(nodes.__getitem__, total.args) if isinstance(part, Scale)]
    parts = [part for scale in scaled if (part := _find(scale.amount, "left", total, nodes))]
    if not parts or len(parts) < len(total.args):
        return None
    for before, part in pairwise(parts):
        begun = _find(part.args[1], "max", total, nodes)
        if begun is None or frozenset(begun.args) != frozenset(before.args):
            return None
    low = _find(parts[0].args[1], "sub", total, nodes)
    if low is None or len(low.args) != 2:
        return None
    high, length = low.args
    for end in (part.args[0] for part in parts):
        held = _find(end, "min", total, nodes)
        if end != high and (held is None or high not in held.args):
            return None
    return DividedStretch(length, tuple(scale.rate for scale in scaled))


def _find(node_id: NodeId, op: str, total: Arith, nodes: Mapping[NodeId, AnyNode]) -> Arith | None:
    """The node, where it does this and is there wherever the sum is."""
    node = nodes[node_id]
    if isinstance(node, Arith) and node.op == op and node.guard in (None, total.guard):
        return node
    return None
