"""What of a stay's whole bills may be paid on them: semantics 9.

In: the terms that stand, the lowering of the stay. Out: no more than this bill and the earlier
ones have left beside what the layers behind keep; the sum of what a benefit was paid.
"""

from polc.compiler.lower.lowering import Lowering, Stay
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import take_of_stay
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.values import Running


def hold_within_bills(
    terms: Terms,
    lowering: Lowering,
    stay: Stay,
    most: NodeId,
    base_needed: NodeId | None,
    behind: list[str],
) -> NodeId:
    """No more than the whole bills have left, when every layer behind that is settled bill by
    bill keeps what it was paid, in policy (`behind`) or not."""
    layers = (*behind, *lowering.keeping_bill)
    if not layers:
        return most
    name, outer, origin = terms.name, stay.outer, terms.origin_of(terms.base)
    cost = Running("money", "own_cost")
    whole = lowering.value(cost, f"{name}.bills", base_needed, origin)
    own = outer.value(cost, f"{name}.own_bill", base_needed, origin)
    left = outer.arith(f"{name}.earlier_cost", "left", (whole, own), base_needed, origin)
    for layer in layers:
        both = (left, outer.block.load(paid_for_stay(outer, layer)))
        left = outer.arith(f"{name}.beside_bill.{layer}", "left", both, base_needed, origin)
    room = outer.arith(f"{name}.room_of_bills", "add", (own, left), base_needed, origin)
    return outer.arith(f"{name}.held", "min", (most, room), base_needed, origin)


def paid_for_stay(lowering: Lowering, name: str) -> str:
    """The sum of what a benefit was paid for the bills of the stay so far."""
    return take_of_stay(lowering, f"{name}.paid_for_stay", f"what {name} was paid for this stay")
