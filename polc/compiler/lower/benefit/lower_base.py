"""What a benefit pays from, and the most that it may pay: semantics 8.

In: the terms that stand, the flag that the base is asked (None: always). Out: nodes.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import Arm, NodeId, Select
from polc.compiler.typed.nodes.values import Running
from polc.records.evolve import evolve


def pays_from_own_cost(terms: Terms) -> bool:
    """Whether the benefit pays on the whole bill, or on costs outside the policy range: what it
    pays is not in policy."""
    if terms.base is None:
        return False
    value = terms.base.value
    return terms.base.outside or (isinstance(value, Running) and value.name == "own_cost")


def lower_most(
    terms: Terms, lowering: Lowering, base: NodeId, base_needed: NodeId | None
) -> NodeId:
    """The most the benefit may pay: its base, and never more than is left in policy or, out of
    policy and after a payment on the whole bill, of the bill."""
    name, most = terms.name, base
    of_bill = terms.base is None or isinstance(terms.base.value, Running) or terms.base.outside
    if terms.base is not None and not of_bill:
        left = lowering.so_far.remaining
        most = lowering.arith(f"{name}.most", "min", (base, left), base_needed, terms.base.origin)
    if terms.base is not None and terms.base.outside:
        own_cost = Running("money", "own_cost")
        left = lowering.value(own_cost, f"{name}.bill", base_needed, terms.base.origin)
        return lowering.arith(f"{name}.most", "min", (most, left), base_needed, terms.base.origin)
    # Of a stay the bill and the earlier ones are looked at apart.
    if lowering.so_far.outside and lowering.stay is None and not pays_from_own_cost(terms):
        most = within_bill(terms, lowering, most, base_needed)
    return most


def within_bill(
    terms: Terms, lowering: Lowering, most: NodeId, base_needed: NodeId | None
) -> NodeId:
    """No more than is left of the bill, after a payment on the whole of it."""
    block, name, origin = lowering.block, terms.name, terms.origin_of(terms.base)
    zero = block.constant(0, "money")
    paid = block.test(
        f"{name}.bill.paid", "gt", (lowering.so_far.outside, zero), base_needed, origin
    )
    left = lowering.value(Running("money", "own_cost"), f"{name}.bill", paid, origin)
    held = lowering.arith(f"{name}.bill.held", "min", (most, left), paid, origin)
    return lowering.choose(f"{name}.bill.most", paid, held, most, base_needed, origin)


def lower_base(terms: Terms, lowering: Lowering, base_needed: NodeId | None) -> NodeId:
    """What the benefit pays from. What is left is never below zero; a base that the file
    computes may be, and refuses the case then (semantics 8)."""
    block, name = lowering.block, terms.name
    origin = terms.origin_of(terms.base)
    if terms.base is None:
        return lowering.arith(
            f"{name}.base", "max", (lowering.so_far.remaining,), base_needed, origin
        )
    # What a stay costs is what all its bills do, whatever the latest of them says.
    asking = evolve(lowering, amounts_of_stay=True)
    found = asking.value(terms.base.value, f"{name}.base.value", base_needed, origin)
    if isinstance(terms.base.value, Running):
        return lowering.arith(f"{name}.base", "max", (found,), base_needed, origin)
    zero = block.constant(0, "money")
    sound = block.test(f"{name}.base.sound", "ge", (found, zero), base_needed, origin)
    checked = block.add(
        Select(
            id=f"{name}.base.checked",
            kind="money",
            guard=base_needed,
            origin=origin,
            key=sound,
            arms=(Arm(found, ranges=((1, 1),)),),
        )
    )
    needed = block.demand(checked, "base_below_zero", name, base_needed, origin)
    return lowering.arith(f"{name}.base", "max", (needed,), base_needed, origin)
