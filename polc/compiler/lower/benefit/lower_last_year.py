"""A stay that began in the benefit year before and is split there: semantics 9.

In: the terms of a benefit with a deductible per stay. Out: where the stay stands on its line:
behind what of it was in policy in the year before, which the claim gives.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId


def add_last_year(terms: Terms, lowering: Lowering, pays: NodeId, start: NodeId) -> NodeId:
    """`start` and what the year before counted of the stay, where the claim was admitted in it."""
    block, name, origin = lowering.block, terms.name, terms.origin_of(terms.deductible)
    raw = block.read("claim", "admitted", "date")
    admitted = block.demand_field(raw, "claim", "admitted", pays, origin)
    first = block.read("system", "first_day", "date")
    flag = block.test(f"{name}.began_last_year", "lt", (admitted, first), pays, origin)
    given = block.read("claim", "in_policy_last_year", "money")
    before = block.demand_field(given, "claim", "in_policy_last_year", flag, origin)
    zero = block.constant(0, "money")
    counted = lowering.choose(f"{name}.last_year", flag, before, zero, pays, origin)
    both, step = (start, counted), f"{name}.accumulated_with_last_year"
    return lowering.arith(step, "add", both, pays, origin)
