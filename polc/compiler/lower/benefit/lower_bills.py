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
    if not behind and not lowering.keeping_bill:
        return most
    name, outer, origin = terms.name, stay.outer, terms.origin_of(terms.base)
    own, left = _bills_left(terms, lowering, stay, base_needed, behind)
    room = outer.arith(f"{name}.room_of_bills", "add", (own, left), base_needed, origin)
    return outer.arith(f"{name}.held", "min", (most, room), base_needed, origin)


def hold_beside_bills(
    terms: Terms,
    lowering: Lowering,
    stay: Stay,
    most: NodeId,
    base_needed: NodeId | None,
    behind: list[str],
) -> NodeId:
    """Of a layer that pays in policy, once something was paid on the earlier bills as a whole: no
    more than this one and those have left in all. Before, they have at least what they have left
    in policy, and no total is asked for."""
    outside, keeping = lowering.so_far.outside, lowering.keeping_bill
    if not keeping and not (outside and behind):
        return most
    name, outer, origin = terms.name, stay.outer, terms.origin_of(terms.base)
    kept = tuple(outer.block.load(paid_for_stay(outer, layer)) for layer in keeping)
    kept = (*kept, stay.earlier.outside) if outside else kept
    paid = outer.arith(f"{name}.paid_on_bills", "add", kept, base_needed, origin)
    zero = outer.block.constant(0, "money")
    some = outer.block.test(f"{name}.bills_paid", "gt", (paid, zero), base_needed, origin)
    guard = some
    if base_needed is not None:
        guard = outer.block.test(f"{name}.beside_bills", "and", (base_needed, some), None, origin)
    own, left = _bills_left(terms, lowering, stay, guard, behind)
    both = (outer.so_far.remaining, own)
    own = outer.arith(f"{name}.within_own_bill", "min", both, guard, origin)
    room = outer.arith(f"{name}.room_beside_bills", "add", (own, left), guard, origin)
    held = outer.arith(f"{name}.held_by_bills", "min", (most, room), guard, origin)
    return outer.choose(f"{name}.held_beside", guard, held, most, base_needed, origin)


def _bills_left(
    terms: Terms, lowering: Lowering, stay: Stay, guard: NodeId | None, behind: list[str]
) -> tuple[NodeId, NodeId]:
    """What this bill has left, and the earlier ones beside what the layers behind keep."""
    name, outer, origin = terms.name, stay.outer, terms.origin_of(terms.base)
    cost = Running("money", "own_cost")
    whole = lowering.value(cost, f"{name}.bills", guard, origin)
    own = outer.value(cost, f"{name}.own_bill", guard, origin)
    left = outer.arith(f"{name}.earlier_cost", "left", (whole, own), guard, origin)
    for layer in (*behind, *lowering.keeping_bill):
        both = (left, outer.block.load(paid_for_stay(outer, layer)))
        left = outer.arith(f"{name}.beside_bill.{layer}", "left", both, guard, origin)
    return own, left


def paid_for_stay(lowering: Lowering, name: str) -> str:
    """The sum of what a benefit was paid for the bills of the stay so far."""
    return take_of_stay(lowering, f"{name}.paid_for_stay", f"what {name} was paid for this stay")
