"""Figures of an earlier layer: semantics 11 and 15.

In: `assistance.cut_off`, the guard under which it is asked. Out: its node. The effective
deductible is a term, not a figure of the payment: it is asked anew where it is used, also
where the layer's payment is given in the case (semantics 14).
"""

from polc.compiler.lower.lower_people import lower_class, lower_for
from polc.compiler.lower.lower_terms import lower_deductible
from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typed.typed import LayerValue


def lower_layer_value(
    lowering: Lowering, typed: LayerValue, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The figure's node."""
    if typed.part != "deductible":
        return lowering.layers[typed.benefit][typed.part]
    terms = lowering.terms[typed.benefit]
    name = lowering.block.fresh(f"{origin.rule}.asks.{typed.benefit}")
    outer = lowering.class_, lowering.class_among
    people = lower_for(terms, lowering, guard, name)
    lowering.class_ = lower_class(terms, lowering, people.flag, people.held, name)
    found = lower_deductible(terms, lowering, people.flag, name)
    lowering.class_, lowering.class_among = outer
    return found.effective
