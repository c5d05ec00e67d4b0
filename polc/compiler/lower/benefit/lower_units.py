"""So much for each of a count, of which a year is paid for so many: semantics 3 and 13.

In: the terms that stand, whether the benefit pays. Out: the exact amount, the running sum of how
many were paid for.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.term_statements import PayStatement
from polc.compiler.typed.nodes.values import MultipleOf
from polc.messages.text import say


def lower_units(
    terms: Terms, flat: PayStatement, lowering: Lowering, pays: NodeId
) -> tuple[NodeId, tuple[Advance, ...]]:
    """The unit as often as the year has some left of what it is paid for. Those of a claim whose
    payment is given are used up too."""
    value, most = flat.value, flat.most_of_year
    assert isinstance(value, MultipleOf)
    assert most is not None
    name, origin, block = terms.name, flat.origin, lowering.block
    flag, given = pays, lowering.given
    if given is not None:
        either = (given.is_given, pays)
        flag = block.test(f"{name}.units_count", "or", either, None, origin)
    acc = lowering.accumulators.take(_units_of(terms))
    used = block.load(acc, "count")
    count = lowering.value(value.count, f"{name}.units.count", flag, origin)
    held = lowering.value(most, f"{name}.units.most", flag, origin)
    count, held = (
        lowering.as_kind(f"{name}.units.{part}", node, "count", origin)
        for part, node in (("counted", count), ("held", held))
    )
    left = lowering.arith(f"{name}.units.left", "left", (held, used), flag, origin)
    found = lowering.arith(f"{name}.units", "min", (count, left), flag, origin)
    lowering.steps.figures[used] = f"{terms.owner}.units"
    after = lowering.arith(f"{name}.units.after", "add", (used, found), None, origin)
    unit = lowering.multiplied(value.unit, f"{name}.exact.each", pays, origin)
    exact = lowering.times(f"{name}.exact", unit, found, pays, origin)
    return exact, ((acc, after),)


def _units_of(terms: Terms) -> Accumulator:
    """How many were paid for this year."""
    id_ = f"{terms.part}.units"
    return Accumulator(
        id=id_,
        scope="year",
        title=say("how many {owner} has paid for this year", owner=terms.owner),
        unopened=((terms.owner, "paid"),),
        own=("tallies", id_),
        own_kind="count",
    )
