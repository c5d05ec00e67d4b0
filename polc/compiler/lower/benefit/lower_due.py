"""What a benefit comes to before it is paid: whether it pays at all, and by which way.

In: the terms that stand, the conditions that hold, the base. Out: flags, the amount of each way.
"""

from polc.compiler.lower.benefit.lower_by_amount import lower_by_amount
from polc.compiler.lower.benefit.lower_conditions import lower_conditions
from polc.compiler.lower.benefit.lower_kinds_of_care import KindOfCareTerms, lower_kinds_of_care
from polc.compiler.lower.benefit.lower_payment import Computed, TermFlags, lower_payment
from polc.compiler.lower.benefit.lower_terms import Deductible
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import NotSpecified, Stop, Ways
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say
from polc.records.evolve import evolve


def compute(
    terms: Terms, lowering: Lowering, asked: TermFlags, base: NodeId, most: NodeId, held: NodeId
) -> tuple[Computed[Ways], tuple[KindOfCareTerms, ...]]:
    """By kinds of care, by every class held, or by the class that counts."""
    pays = asked.pays
    by_amount = terms.class_ is not None and terms.class_.how == "by_amount"
    if terms.first_of is not None and not by_amount:
        return lower_kinds_of_care(terms, terms.first_of, lowering, asked, base, most)
    unspecified = terms.not_specified
    if unspecified is not None and not terms.says_amount:
        zero = lowering.block.constant(0, "money")
        said = lowering.block.test(
            f"{terms.name}.not_specified", "and", (pays,), pays, unspecified.origin
        )
        nothing = lowering.arith(f"{terms.name}.rounded", "max", (zero,), pays, unspecified.origin)
        steps = NotSpecified(said, unspecified.origin)
        return Computed(
            uncapped=nothing,
            capped=nothing,
            deductible=Deductible(zero, None),
            counted=base,
            advances=(),
            steps=steps,
            not_specified=(said,),
        ), ()
    if by_amount:
        return lower_by_amount(terms, lowering, asked, base, most, held)
    return lower_payment(terms, lowering, asked, base, most), ()


def lower_bears(
    terms: Terms, lowering: Lowering, eligible: NodeId | None, base: NodeId
) -> NodeId | None:
    """Whether the claim bears some of the deductible although nothing may be paid of it; None
    where that is asked of no claim that is not paid."""
    gated = terms.pays_when or terms.once is not None or terms.not_specified is not None
    if not gated or not terms.bears:
        return None
    block, name = lowering.block, terms.name
    zero = block.constant(0, "money")
    origin = terms.origin_of(terms.deductible)
    return block.test(f"{name}.bears", "gt", (base, zero), eligible, origin)


def lower_pays(
    terms: Terms,
    lowering: Lowering,
    eligible: NodeId | None,
    base: NodeId,
    bears: NodeId | None,
) -> tuple[NodeId, tuple[Stop, ...]]:
    """Whether the benefit pays of this claim at all: `pays when`, not yet paid where it pays
    once a year, a base."""
    block, name = lowering.block, terms.name
    pays, stops = lower_conditions(terms.pays_when, terms, lowering, eligible)
    once = terms.once
    zero = block.constant(0, "money")
    if once is not None:
        before = block.load(lowering.accumulators.take(times_paid(terms)))
        pays = block.test(f"{name}.once", "eq", (before, zero), pays, once.origin)
        stops = (*stops, Stop("once", pays, once.origin))
    with_readings = evolve(terms.origin, readings=terms.dropped_readings)
    if bears is not None:
        return block.test(f"{name}.open", "and", (bears,), pays, with_readings), stops
    return block.test(f"{name}.open", "gt", (base, zero), pays, with_readings), stops


def lower_specified(
    terms: Terms, lowering: Lowering, opens: NodeId
) -> tuple[NodeId, NotSpecified | None]:
    """Whether it pays and the document says what: beside a rate, `not specified` stands for
    some claims, or under some readings."""
    unspecified = terms.not_specified
    if unspecified is None or not (terms.says_amount or terms.first_of is not None):
        return opens, None
    block, part = lowering.block, f"{terms.name}.not_specified"
    if unspecified.condition is None:
        said = block.test(part, "and", (opens,), opens, unspecified.origin)
    else:
        said = lowering.flag(unspecified.condition, part, opens, unspecified.origin)
        lowering.steps.note_conditions(said, (said,))
    specified = block.test(f"{terms.name}.specified", "not", (said,), opens, unspecified.origin)
    return specified, NotSpecified(said, unspecified.origin)


def times_paid(terms: Terms) -> Accumulator:
    owner = terms.owner
    title = say("what {owner} has paid this year", owner=owner)
    return Accumulator(id=f"{owner}.once", scope="year", title=title, opens=((owner, "paid"),))
