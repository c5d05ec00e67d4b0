"""Figures of an earlier layer: semantics 11 and 15.

In: `assistance.cut_off`, the guard under which it is asked. Out: its node. The effective
deductible is a term, not a figure of the payment: it is asked anew where it is used, also
where the layer's payment is given in the case (semantics 14).
"""

from polc.compiler.lower.benefit.lower_people import lower_people
from polc.compiler.lower.benefit.lower_terms import lower_deductible
from polc.compiler.lower.benefit.lower_to_bear import lower_to_bear
from polc.compiler.lower.benefit.lower_year_amount import lower_year_value
from polc.compiler.lower.lowering import Layer, Lowering
from polc.compiler.lower.values.lower_stay_amounts import sum_of_bills, take_of_stay
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.nodes.values import LayerValue
from polc.messages.text import say
from polc.records.evolve import evolve


def lower_layer_value(
    lowering: Lowering, typed: LayerValue, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The figure's node; the deductible of a layer that is not for the person is nothing."""
    if typed.of_year:
        return lower_year_value(lowering, typed, guard, origin)
    layer = lowering.so_far.layers[typed.benefit]
    if typed.part != "deductible":
        return _figure(lowering, layer, typed)
    name = lowering.block.fresh(f"{origin.rule}.asks.{typed.benefit}")
    people = lower_people(layer.terms, lowering, guard, name)
    asked = evolve(lowering, person_class=people.person_class)
    found = lower_deductible(layer.terms, asked, people.flag, name).effective
    if lowering.to_bear:
        terms = evolve(layer.terms, name=name)
        found = lower_to_bear(terms, asked, people.flag, found)
    if lowering.block.parents[found] == people.flag:
        return found
    # A figure of the file stands under no guard, and would hold for whoever is not meant too.
    return lowering.arith(f"{name}.deductible", "max", (found,), people.flag, origin)


def _figure(lowering: Lowering, layer: Layer, typed: LayerValue) -> NodeId:
    """The figure of the claim; of the stay so far where that is asked, and what this bill
    brought of one that is the stay's."""
    part, key = typed.part, f"{typed.benefit}.{typed.part}"
    of_stay = layer.of_stay
    if lowering.stay is not None:
        return of_stay[part] if of_stay else sum_of_bills(lowering, key, layer.figures[part])
    if of_stay is None or part in ("paid", "left"):
        return layer.figures[part]
    acc = take_of_stay(lowering, f"stay.{key}", say("{figure} of the stay", figure=key))
    block = lowering.block
    if acc not in block.tallies:
        both = (of_stay[part], block.load(acc))
        block.tallies[acc] = lowering.arith(f"{acc}.of_bill", "left", both, None, Origin(acc))
        block.keep(acc, of_stay[part])
    return block.tallies[acc]
