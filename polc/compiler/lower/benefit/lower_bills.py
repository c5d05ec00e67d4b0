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
from polc.messages.text import say


def find_costs_before(lowering: Lowering) -> NodeId:
    """What the earlier bills of the stay cost in all; one without a total at least what it has in
    policy."""
    sum_of_bills(lowering, "cost", _cost_of_bill(lowering))
    return earlier_bills(lowering, "cost")


def _cost_of_bill(lowering: Lowering) -> NodeId:
    block, origin = lowering.block, Origin("stay.cost")
    in_policy = block.read("claim", "in_policy", "money")
    total = block.read("claim", "total", "money")
    known = block.test("stay.cost.known", "known", (total,), None, origin)
    given = or_nothing(lowering, "stay.cost.given", known, total)
    return lowering.arith("stay.cost.bill", "max", (in_policy, given), None, origin)


def find_within_before(lowering: Lowering) -> NodeId:
    """What of the earlier bills may be paid in policy at all."""
    return lowering.block.load(_sum_within(lowering))


def keep_within(lowering: Lowering) -> None:
    """After all layers: this bill too, less what those paid on the whole of it that are settled
    bill by bill."""
    earlier, block, origin = lowering.so_far.earlier, lowering.block, Origin("stay.within")
    if earlier is None or not earlier.within:
        return
    in_policy = block.read("claim", "in_policy", "money")
    both = (_cost_of_bill(lowering), earlier.by_bill)
    left = lowering.arith("stay.within.left", "left", both, None, origin)
    most = lowering.arith("stay.within.bill", "min", (in_policy, left), None, origin)
    acc = _sum_within(lowering)
    block.keep(acc, lowering.arith("stay.within.now", "add", (block.load(acc), most), None, origin))


def _sum_within(lowering: Lowering) -> str:
    return take_of_stay(lowering, "stay.within", say("what of this stay may be paid in policy"))


def find_room(terms: Terms, lowering: Lowering, earlier: EarlierBills, behind: list[str]) -> NodeId:
    """What the earlier bills have left for the benefit beside what the layers behind keep that are
    settled bill by bill, in policy (`behind`) or not, and what claims of other visits took of them
    for those not yet settled: of a benefit that pays on the whole bill of
    their cost; of one in policy no more than both of what they have in policy and of their cost, of
    each no more than what layers on the whole bill that are settled bill by bill leave of it."""
    name, origin = terms.name, terms.origin_of(terms.base)
    room: NodeId = ""
    if not pays_from_own_cost(terms):
        left = earlier.within or earlier.left
        for layer, taken in earlier.taken.items():
            part = f"{name}.beside_taken.{layer}"
            left = lowering.arith(part, "left", (left, taken), None, terms.origin)
        room = _beside(f"{name}.beside", lowering, left, behind, terms.origin)
    if earlier.cost:
        layers = [*behind, *lowering.keeping_bill]
        of_bills = _beside(f"{name}.beside_bill", lowering, earlier.cost, layers, origin)
        if not room:
            return of_bills
        room = lowering.arith(f"{name}.room_of_bills", "min", (room, of_bills), None, origin)
    return room


def find_beyond(
    terms: Terms, lowering: Lowering, earlier: EarlierBills, behind: list[str], room: NodeId
) -> NodeId:
    """What of its `room` a benefit on the whole bill has out of policy, where layers behind pay in
    policy for the stay too; else nothing that is asked."""
    if not lowering.spares_policy:
        return ""
    part, origin = f"{terms.name}.within", terms.origin_of(terms.base)
    within = _beside(part, lowering, earlier.within, behind, origin)
    return lowering.arith(f"{terms.name}.beyond", "left", (room, within), None, origin)


def place_beyond(
    terms: Terms,
    outer: Lowering,
    due: NodeId,
    beyond: NodeId,
    own: NodeId,
    most: NodeId,
    base_needed: NodeId | None,
) -> NodeId:
    """What of the `due` is this bill's: what would be (`own`, of the `most` it has left), so that
    no bill pays it in policy while another has something out of policy, `beyond` the earlier
    ones."""
    name, origin = terms.name, terms.origin_of(terms.base)
    both = (most, outer.so_far.remaining)
    of_bill = outer.arith(f"{name}.beyond_of_bill", "left", both, base_needed, origin)
    rest = outer.arith(f"{name}.beyond_earlier", "left", (due, beyond), base_needed, origin)
    sides = (of_bill, rest)
    highest = outer.arith(f"{name}.own_at_most", "max", sides, base_needed, origin)
    lowest = outer.arith(f"{name}.own_at_least", "min", sides, base_needed, origin)
    held = outer.arith(f"{name}.own_held", "min", (own, highest), base_needed, origin)
    return outer.arith(f"{name}.own_placed", "max", (held, lowest), base_needed, origin)


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
    title = say("what {owner} was paid for this stay", owner=name)
    return take_of_stay(lowering, f"{name}.paid_for_stay", title)


def paid_in_stay(lowering: Lowering, name: str) -> str:
    """Of a benefit that is for earlier claims of the year too, the sum of what it was paid of the
    bills of the stay so far."""
    title = say("what {owner} was paid in this stay", owner=name)
    return take_of_stay(lowering, f"{name}.paid_in_stay", title)
