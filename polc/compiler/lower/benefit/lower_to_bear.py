"""What of a deductible a stay will be charged, as far as it is known when it begins: semantics 21.

In: the terms of a layer, its effective deductible. Out: what of it is still to be borne.
"""

from typing import Final

from polc.compiler.lower.benefit.lower_accumulated import (
    accumulated_before,
    borne_of,
    borne_of_year,
)
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import WITHIN_YEAR
from polc.compiler.lower.stay_block import sum_of_stay
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.runtime.periods import OF_YEAR

_ALONG: Final = (*OF_YEAR, *WITHIN_YEAR)
"""The periods along which a claim finds what was borne before it."""


def lower_to_bear(terms: Terms, lowering: Lowering, due: NodeId | None, edge: NodeId) -> NodeId:
    """What of the deductible is still to be borne when the claim begins: along a chain what the
    stays before did not bear, along a year or a part of one what was not borne before. One that
    counts the whole, is divided or is of each stay or claim is to be borne as it is."""
    deductible, block, name = terms.deductible, lowering.block, terms.name
    if deductible is None or deductible.split is not None:
        return edge
    origin, held = deductible.origin, dict(block.held)
    block.held.clear()
    bound = next((bound for bound in deductible.held if bound.per_year), None)
    if bound is not None:
        most = lowering.value(bound.value, f"{name}.most_to_bear", due, origin)
        used = block.load(lowering.accumulators.take(borne_of_year(terms)))
        left = lowering.arith(f"{name}.most_to_bear.left", "left", (most, used), due, origin)
        edge = lowering.arith(f"{name}.edge_to_bear", "min", (edge, left), due, origin)
    if deductible.counting in ("borne", "once"):
        zero = block.constant(0, "money")
        acc = lowering.accumulators.take(borne_of(terms, deductible.period or "year"))
        used = block.load(acc)
        if deductible.period == "chain" and terms.owner in lowering.settled_for_stay:
            # What the earlier bills of the stay itself bore is no other stay's.
            own = block.load(sum_of_stay(lowering.accumulators, acc, terms.owner))
            used = lowering.arith(f"{name}.borne_by_others", "sub", (used, own), due, origin)
        some = block.test(f"{name}.borne_before", "gt", (used, zero), due, origin)
        if deductible.continued is not None:
            some = lowering.flag(deductible.continued, f"{name}.continues", some, origin)
        if deductible.counting == "once":
            used = edge
        left = lowering.arith(f"{name}.edge_left", "left", (edge, used), due, origin)
        edge = lowering.choose(f"{name}.to_bear", some, left, edge, due, origin)
    elif deductible.counting == "excess" and terms.accumulated_period in _ALONG:
        start = accumulated_before(terms, lowering, due)
        edge = lowering.arith(f"{name}.to_bear", "left", (edge, start), due, origin)
    block.held.clear()
    block.held.update(held)
    return edge
