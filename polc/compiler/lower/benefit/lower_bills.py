"""What the earlier bills of a stay have left for a benefit: semantics 9.

In: the terms that stand, the lowering of the bill. Out: their room beside what the layers behind
keep, in policy and of the whole bills; what of this bill can be paid; the sum of what a benefit
was paid.
"""

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost, within_bill
from polc.compiler.lower.lowering import EarlierBills, Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import (
    earlier_bills,
    or_nothing,
    sum_of_bills,
    take_of_stay,
)
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.values import Running


def find_costs_before(lowering: Lowering) -> NodeId:
    """What the earlier bills of the stay cost in all; one without a total at least what it has in
    policy."""
    block, origin = lowering.block, Origin("stay.cost")
    in_policy = block.read("claim", "in_policy", "money")
    total = block.read("claim", "total", "money")
    known = block.test("stay.cost.known", "known", (total,), None, origin)
    given = or_nothing(lowering, "stay.cost.given", known, total)
    cost = lowering.arith("stay.cost.bill", "max", (in_policy, given), None, origin)
    sum_of_bills(lowering, "cost", cost)
    return earlier_bills(lowering, "cost")


def find_room(terms: Terms, lowering: Lowering, earlier: EarlierBills, behind: list[str]) -> NodeId:
    """What the earlier bills have left for the benefit beside what the layers behind keep that are
    settled bill by bill, in policy (`behind`) or not: of a benefit that pays on the whole bill of
    their cost; of one in policy no more than both of what they have in policy and of their cost."""
    name, origin = terms.name, terms.origin_of(terms.base)
    room: NodeId = ""
    if not pays_from_own_cost(terms):
        room = _beside(f"{name}.beside", lowering, earlier.left, behind, terms.origin)
    if earlier.cost:
        layers = [*behind, *lowering.keeping_bill]
        of_bills = _beside(f"{name}.beside_bill", lowering, earlier.cost, layers, origin)
        if not room:
            return of_bills
        room = lowering.arith(f"{name}.room_of_bills", "min", (room, of_bills), None, origin)
    return room


def _beside(
    part: str, lowering: Lowering, left: NodeId, layers: list[str], origin: Origin
) -> NodeId:
    for layer in layers:
        both = (left, lowering.block.load(paid_for_stay(lowering, layer)))
        left = lowering.arith(f"{part}.{layer}", "left", both, None, origin)
    return left


def most_of_bill(terms: Terms, outer: Lowering, base_needed: NodeId | None) -> NodeId:
    """What of this bill can be paid at all."""
    if pays_from_own_cost(terms):
        cost = Running("money", "own_cost")
        return outer.value(cost, f"{terms.name}.bill", base_needed, terms.origin_of(terms.base))
    if outer.so_far.outside:
        return within_bill(terms, outer, outer.so_far.remaining, base_needed)
    return outer.so_far.remaining


def paid_for_stay(lowering: Lowering, name: str) -> str:
    """The sum of what a benefit was paid for the bills of the stay so far."""
    return take_of_stay(lowering, f"{name}.paid_for_stay", f"what {name} was paid for this stay")
