"""Who pays: semantics 8 and 18.

In: the terms that stand, what was paid. Out: the node of the payer, its place in the
policy's payers from 1, 0 where nobody is named or nothing is paid, for no claim.
"""

from polc.compiler.lower.benefit.lower_parts_of_stay import divide_over_stay
from polc.compiler.lower.benefit.lower_shares import find_named_payer, lower_ways
from polc.compiler.lower.benefit.lower_stay import Payment
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.steps import PayersSteps
from polc.compiler.typed.nodes.statements import payers_over_stay
from polc.runtime.executable import payer_result


def emit_payer(
    terms: Terms, lowering: Lowering, payment: Payment, base_needed: NodeId | None
) -> PayersSteps | None:
    """Who pays the benefit, a result of its own where it names somebody: what is paid of the
    claim, and what it makes due for earlier claims. Where several may pay, what each pays."""
    if not terms.paid_by:
        return None
    outer = lowering.stay.outer if lowering.stay is not None else lowering
    block, name, paid = outer.block, terms.name, payment.own
    zero = block.constant(0, "money")
    some = block.test(f"{name}.pays", "gt", (paid, zero), None, terms.origin)
    pays, due = some, payment.adjustment
    if due:
        none = block.test(f"{name}.none_for_earlier", "eq", (due, zero), None, terms.origin)
        earlier = block.test(f"{name}.some_for_earlier", "not", (none,), None, terms.origin)
        pays = block.test(f"{name}.pays_any", "or", (pays, earlier), None, terms.origin)
    payers = payers_over_stay(terms.paid_by)
    if payers:
        pays = _may_change(terms, lowering, payment, base_needed, pays)
        return divide_over_stay(terms, lowering, payment, payers, (pays, some))
    nobody, origin = block.constant(0, "choice"), terms.paid_by[0].origin
    ways = lower_ways(terms, lowering, pays, paid)
    own = find_named_payer(ways, paid, lowering, pays)
    payer = outer.choose(f"{name}.payer", pays, own, nobody, None, origin)
    block.emit(payer_result(name), payer, origin)
    return None


def _may_change(
    terms: Terms, lowering: Lowering, payment: Payment, base_needed: NodeId | None, pays: NodeId
) -> NodeId:
    """Whether who pays what may change: of a stay it may with each of its bills, also where
    nothing more is due."""
    if lowering.stay is None:
        return pays
    block, name = lowering.stay.outer.block, terms.name
    whole = (payment.whole, block.constant(0, "money"))
    some = block.test(f"{name}.some_of_stay", "gt", whole, None, terms.origin)
    if base_needed is not None:
        some = block.test(f"{name}.more_of_stay", "and", (some, base_needed), None, terms.origin)
    return block.test(f"{name}.may_change", "or", (pays, some), None, terms.origin)
