"""Who pays: semantics 18.

In: the terms that stand, what was paid. Out: the node of the payer, its place in the
policy's payers from 1, 0 where nobody is named or nothing is paid, for no claim.
"""

from polc.compiler.lower.benefit.lower_shares import (
    WayToPay,
    divide_paid,
    find_whole_payer,
    sum_by_payer,
)
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.statements import payers_of_parts
from polc.runtime.executable import part_result, payer_result


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
    own, ways = lower_named_payer(terms, lowering, pays, paid)
    payer = lowering.choose(f"{name}.payer", pays, own, nobody, None, origin)
    block.emit(payer_result(name), payer, origin)
    for payer_id in payers_of_parts(terms.paid_by):
        part = sum_by_payer(ways, payer_id, lowering)
        block.emit(part_result(name, payer_id), part, origin)


def lower_named_payer(
    terms: Terms, lowering: Lowering, guard: NodeId | None, paid: NodeId
) -> tuple[NodeId, tuple[WayToPay, ...]]:
    """The first payer whose condition holds, where it pays all that is `paid`; the lines that say
    who pays, in order."""
    name, ways = terms.name, list[WayToPay]()
    found = lowering.block.constant(0, "choice")
    for place, paid_by in reversed(list(enumerate(terms.paid_by, start=1))):
        part, flag = f"{name}.paid_by.{place}", guard
        if paid_by.condition is not None:
            flag = lowering.flag(paid_by.condition, f"{part}.only_when", guard, paid_by.origin)
        way = divide_paid(part, paid_by, paid, lowering, flag)
        own = find_whole_payer(way, paid, lowering)
        if paid_by.condition is None:
            found, ways = own, [way]
            continue
        assert flag is not None
        found = lowering.choose(part, flag, own, found, guard, paid_by.origin)
        ways.insert(0, way)
    return found, tuple(ways)
