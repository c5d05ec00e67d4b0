"""Which values a node never passes, where it is a part of an amount rounded.

In: a node, what is known of those before it. Out: the ids of the values it is never above.
"""

from polc.compiler.plan.nodes import AnyNode, NodeId, Round, Scale
from polc.compiler.readers.bounds.measure import Surroundings
from polc.compiler.readers.bounds.order import find_ceilings
from polc.runtime.amounts import RATE_UNIT


def ceilings_of(node: AnyNode, around: Surroundings) -> frozenset[NodeId]:
    """What `find_ceilings` tells, and that no more than all of an amount, to the fen, is more than
    the amount: rounding half up goes past it only where a rate does, or where the unit is more
    than a fen."""
    if isinstance(node, Round) and (node.unit == 1 or node.mode == "down"):
        scaled = around.nodes[node.value]
        if (
            isinstance(scaled, Scale)
            and around.nodes[scaled.amount].den == 1
            and around.is_evaluated_with(scaled.id, node.id)
            and around.hull(scaled.rate)[0] >= 0
            and around.hull(scaled.rate)[1] <= RATE_UNIT
            and not around.reach(scaled.rate).missing
        ):
            return around.ceilings[scaled.amount] | {scaled.amount}
    return find_ceilings(node, around.ceilings, around.never_negative)
