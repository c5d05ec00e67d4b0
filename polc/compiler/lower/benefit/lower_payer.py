"""Who pays: semantics 18.

In: the terms that stand, what was paid. Out: the node of the payer, its place in the
policy's payers from 1, 0 where nobody is named or nothing is paid, for no claim.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.runtime.executable import payer_result


def emit_payer(terms: Terms, lowering: Lowering, paid: NodeId, for_earlier: NodeId) -> None:
    """Who pays the benefit, a result of its own where it names somebody: what is `paid` of the
    claim, and what it makes due for earlier claims (empty where it can make nothing due)."""
    if not terms.paid_by:
        return
    block, name, origin = lowering.block, terms.name, terms.paid_by[0].origin
    zero = block.constant(0, "money")
    pays = block.test(f"{name}.pays", "gt", (paid, zero), None, terms.origin)
    if for_earlier:
        none = block.test(f"{name}.none_for_earlier", "eq", (for_earlier, zero), None, terms.origin)
        some = block.test(f"{name}.some_for_earlier", "not", (none,), None, terms.origin)
        pays = block.test(f"{name}.pays_any", "or", (pays, some), None, terms.origin)
    nobody = block.constant(0, "choice")
    own = named_payer(terms, lowering, pays, nobody)
    payer = lowering.choose(f"{name}.payer", pays, own, nobody, None, origin)
    block.emit(payer_result(name), payer, origin)


def named_payer(
    terms: Terms, lowering: Lowering, guard: NodeId | None, otherwise: NodeId
) -> NodeId:
    """The first payer whose condition holds."""
    block, name = lowering.block, terms.name
    found = otherwise
    for place, paid_by in reversed(list(enumerate(terms.paid_by, start=1))):
        own = block.constant(lowering.payers[paid_by.payer], "choice")
        if paid_by.condition is None:
            found = own
            continue
        part = f"{name}.paid_by.{place}"
        flag = lowering.flag(paid_by.condition, f"{part}.only_when", guard, paid_by.origin)
        found = lowering.choose(part, flag, own, found, guard, paid_by.origin)
    return found
