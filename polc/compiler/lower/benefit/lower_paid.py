"""What a benefit pays of a claim, given or computed, and what that leaves: semantics 8, 14, 15.

In: the terms that stand, what was computed. Out: the payment, the figures that later layers may
ask, what is left to them.
"""

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_earlier import leave_earlier
from polc.compiler.lower.benefit.lower_payment import Computed
from polc.compiler.lower.benefit.lower_stay import Payment, given_for_stay
from polc.compiler.lower.lowering import GivenPayment, Layer, LoweredSoFar, Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId, Override
from polc.compiler.plan.payment_steps import Ways
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.records.evolve import evolve


def lower_given(
    benefit: TypedBenefit, terms: Terms, lowering: Lowering
) -> tuple[GivenPayment | None, NodeId | None]:
    """The amount that the case may give, and the flag that it does not; none for a benefit
    over the year's claims."""
    if benefit.per != "claim":
        return None, None
    block, name = lowering.block, benefit.id
    amount = block.read("paid", name, "money")
    is_given = block.test(f"{name}.is_given", "known", (amount,), None, benefit.origin)
    is_computed = block.test(f"{name}.computes", "not", (is_given,), None, benefit.origin)
    return given_for_stay(GivenPayment(is_given, amount), terms, lowering), is_computed


def lower_paid(
    terms: Terms, lowering: Lowering, computed: NodeId, most: NodeId, cited: Origin
) -> NodeId:
    """What is paid: what the case gives, else what was computed."""
    name, given = terms.name, lowering.given
    if given is None:
        return lowering.arith(f"{name}.paid", "max", (computed,), None, cited)
    return lowering.block.add(
        Override(
            id=f"{name}.paid",
            kind="money",
            origin=cited,
            is_given=given.is_given,
            amount=given.amount,
            base=most,
            computed=computed,
        )
    )


def lower_figures(
    terms: Terms,
    lowering: Lowering,
    due: NodeId,
    base: NodeId,
    paid: NodeId,
    computed: Computed[Ways],
) -> dict[str, NodeId]:
    """What later layers may ask of this one."""
    name, origin = terms.name, terms.origin
    cut = (computed.uncapped, computed.capped)
    cut_off = lowering.arith(f"{name}.cut_off", "left", cut, due, origin)
    deducted = lowering.arith(f"{name}.deducted", "left", (base, computed.counted), due, origin)
    figures = {
        "base": base,
        "deducted": deducted,
        "before_cap": computed.uncapped,
        "cut_off": cut_off,
        "paid": paid,
    }
    if lowering.kept.is_asked_above_cap(terms.owner):
        above = computed.above_cap or lowering.block.constant(0, "money")
        of_claim = (above, base)
        figures["above_cap"] = lowering.arith(f"{name}.cost_above", "min", of_claim, due, origin)
    return figures


def lower_layer(
    terms: Terms, lowering: Lowering, payment: Payment, figures: dict[str, NodeId]
) -> LoweredSoFar:
    """What the payment leaves to the benefits after it, which may ask of its figures."""
    outer = lowering.stay.outer if lowering.stay is not None else lowering
    outer = evolve(outer, person_class=lowering.person_class)
    after = _advance(terms, outer, payment)
    of_year = payment.steps is not None and payment.steps.of_year
    after = leave_earlier(terms, lowering, payment, after, of_year=of_year)
    of_bill, of_stay = {**figures, "paid": payment.own, "left": after.remaining}, None
    in_total = dict[str, NodeId]()
    if lowering.stay is not None and after.earlier is not None:
        sums = (after.remaining, after.earlier.left)
        left = outer.arith(f"{terms.name}.stay.left", "add", sums, None, terms.origin)
        of_stay = {**figures, "left": left}
    if after.adjusted:
        sums = (after.remaining, after.adjusted)
        left = outer.arith(f"{terms.name}.left_in_total", "sub", sums, None, terms.origin)
        in_total["left"] = left
    if payment.adjustment:
        sums = (payment.own, payment.adjustment)
        paid = outer.arith(f"{terms.name}.paid_in_total", "add", sums, None, terms.origin)
        in_total["paid"] = paid
    layer = Layer(terms=terms, figures=of_bill, of_stay=of_stay, in_total=in_total)
    return evolve(after, layers={**after.layers, terms.name: layer})


def _advance(terms: Terms, lowering: Lowering, payment: Payment) -> LoweredSoFar:
    """An in-policy payment lowers what is left; one on the whole bill only the own cost."""
    block, name, origin, so_far = lowering.block, terms.name, terms.origin, lowering.so_far
    paid = payment.own
    if pays_from_own_cost(terms):
        before = so_far.outside or block.constant(0, "money")
        outside = lowering.arith(f"{name}.outside", "add", (before, paid), None, origin)
        return evolve(so_far, outside=outside)
    left = (so_far.remaining, paid)
    remaining = lowering.arith(f"{name}.remaining", "sub", left, None, origin)
    return evolve(so_far, remaining=remaining)
