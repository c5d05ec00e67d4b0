"""A benefit per claim onto nodes: semantics 5, 8, 9, 11–15 and 21.

Asked in this order, and stopped at the first that fails: is the amount given, is the
benefit for this person, do its conditions hold, is there a base; then the terms. What
is paid is the least of the rounded amount and every limit. An amount given in the case
is used as it is; what is accumulated and the pools move on with it. A benefit over the
year's claims is the same beside the layers: nothing is given for it, and what it pays
takes nothing from the claim.
"""

from attrs import evolve

from polc.compiler.lower.benefit.lower_accumulated import advance_accumulated
from polc.compiler.lower.benefit.lower_base import lower_base, lower_most, pays_from_own_cost
from polc.compiler.lower.benefit.lower_by_amount import lower_by_amount
from polc.compiler.lower.benefit.lower_cases import CaseTerms, charge_cases, lower_cases
from polc.compiler.lower.benefit.lower_limits import charge
from polc.compiler.lower.benefit.lower_payer import emit_payer
from polc.compiler.lower.benefit.lower_payment import Asked, Computed, keep_advances, lower_payment
from polc.compiler.lower.benefit.lower_people import lower_people
from polc.compiler.lower.benefit.lower_terms import Deductible
from polc.compiler.lower.choose_terms import choose_terms
from polc.compiler.lower.lowering import GivenPayment, Layer, Lowering, PaidSoFar
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId, Override
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import BenefitSteps, NotSpecified, Stop, Ways
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    PaysWhenStatement,
    WhenStatement,
)


def lower_benefit(benefit: TypedBenefit, lowering: Lowering) -> PaidSoFar:
    """Appends the benefit's nodes. Out: what it leaves to the benefits after it."""
    block, name = lowering.block, benefit.id
    terms = choose_terms(benefit, lowering.stands)
    given, is_computed = _lower_given(benefit, lowering)
    lowering = evolve(lowering, given=given)
    people = lower_people(terms, lowering, is_computed, name)
    lowering = evolve(lowering, person_class=people.person_class)
    eligible, whens = _lower_conditions(terms.when, terms, lowering, people.flag)
    base_needed = eligible
    if given is not None:
        base_needed = None
        if eligible is not None and eligible != is_computed:
            either = (given.is_given, eligible)
            base_needed = block.test(f"{name}.live", "or", either, None, terms.origin)
    base = lower_base(terms, lowering, base_needed)
    most = lower_most(terms, lowering, base, base_needed)
    bears = _lower_bears(terms, lowering, eligible, base)
    opens, pays_whens = _lower_pays(terms, lowering, eligible, base, bears)
    pays, unspecified = _lower_specified(terms, lowering, opens)
    asked = Asked(base_needed, pays if bears is None else bears, pays)
    computed, cases = _compute(terms, lowering, asked, base, most, people.held)
    if computed.person_class is not None:
        lowering = evolve(lowering, person_class=computed.person_class)
    # A payment given in the case hangs on no reading of the terms it replaces.
    cited = evolve(terms.paid_origin, readings=())
    paid = _lower_paid(terms, lowering, computed, most, cited)
    figures = _lower_figures(terms, lowering, pays, base, paid, computed)
    counts, counting = _lower_counts(terms, lowering, base_needed)
    keep_advances(computed.advances, lowering, counts)
    counted = _lower_counted_base(terms, lowering, counts, base)
    advance_accumulated(terms, lowering, counted, paid)
    charge(terms, lowering, paid)
    charge_cases(cases, lowering, paid)
    own = (unspecified.flag,) if unspecified is not None else ()
    flags = (*lowering.so_far.not_specified, *own, *computed.not_specified)
    flagged = _lower_flags(terms, lowering, flags)
    earlier = _lower_earlier(terms, lowering, pays, computed, most)
    _lower_once(terms, lowering, paid)
    block.emit(name, paid, cited)
    lowering.steps.figures[paid] = name
    lowering.steps.benefits.append(
        BenefitSteps(
            benefit=name,
            given=given.is_given if given is not None else None,
            given_origin=evolve(cited, rule=name),
            asked=is_computed,
            needed=base_needed,
            stops=(*people.stops, *whens, *pays_whens),
            counting=counting,
            base=base,
            base_origin=evolve(terms.origin_of(terms.base), rule=f"{name}.base"),
            base_said=terms.base is not None,
            open=opens,
            identity=people.person_class.node,
            people=_origin_of_people(terms),
            class_origin=_origin_of_class(terms),
            not_specified=unspecified,
            ways=computed.steps,
            paid=paid,
            origin=cited,
            flagged=flagged,
            earlier=earlier,
        )
    )
    after = lowering.so_far
    if given is not None:
        after = evolve(_advance(terms, lowering, paid), not_specified=flags)
    layer = Layer(terms, {**figures, "left": after.remaining})
    return evolve(after, layers={**after.layers, name: layer})


def _lower_given(
    benefit: TypedBenefit, lowering: Lowering
) -> tuple[GivenPayment | None, NodeId | None]:
    """The amount that the case may give, and the flag that it does not; none for a benefit
    over the year's claims."""
    if benefit.per != "claim":
        return None, None
    block, name = lowering.block, benefit.id
    amount = block.read("paid", name, "money")
    is_given = block.test(f"{name}.present", "known", (amount,), None, benefit.origin)
    is_computed = block.test(f"{name}.computes", "not", (is_given,), None, benefit.origin)
    return GivenPayment(is_given, amount), is_computed


def _lower_paid(
    terms: Terms, lowering: Lowering, computed: Computed[Ways], most: NodeId, cited: Origin
) -> NodeId:
    """What is paid: what the case gives, else what was computed."""
    name, given = terms.name, lowering.given
    if given is None:
        return lowering.arith(f"{name}.paid", "max", (computed.capped,), None, cited)
    return lowering.block.add(
        Override(
            id=f"{name}.paid",
            kind="money",
            origin=cited,
            is_given=given.is_given,
            amount=given.amount,
            base=most,
            computed=computed.capped,
        )
    )


def _origin_of_people(terms: Terms) -> Origin | None:
    """The statement that names whom the benefit is for; None where it is for everyone."""
    meant = terms.people
    return meant.origin if meant is not None and meant.people is not None else None


def _origin_of_class(terms: Terms) -> Origin | None:
    """The statement that says which of several classes counts, if one does."""
    said = terms.class_
    return evolve(said.origin, rule=f"{terms.name}.class") if said is not None else None


def _compute(
    terms: Terms, lowering: Lowering, asked: Asked, base: NodeId, most: NodeId, held: NodeId
) -> tuple[Computed[Ways], tuple[CaseTerms, ...]]:
    """By cases, by every class held, or by the class that counts."""
    pays = asked.pays
    by_amount = terms.class_ is not None and terms.class_.how == "by_amount"
    if terms.cases is not None and not by_amount:
        return lower_cases(terms, terms.cases, lowering, asked, base, most)
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


def _lower_conditions(
    conditions: tuple[WhenStatement | PaysWhenStatement | CountsWhenStatement, ...],
    terms: Terms,
    lowering: Lowering,
    guard: NodeId | None,
) -> tuple[NodeId | None, tuple[Stop, ...]]:
    """Every `when`, in written order, each asked only where those before it hold."""
    stops = []
    for place, when in enumerate(conditions, start=1):
        suffix = f".{place}" if place > 1 else ""
        step = f"{terms.name}.{when.term}{suffix}"
        guard = lowering.flag(when.condition, step, guard, when.origin)
        stops.append(Stop(when.term, guard, when.origin))
    return guard, tuple(stops)


def _lower_bears(
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


def _lower_pays(
    terms: Terms,
    lowering: Lowering,
    eligible: NodeId | None,
    base: NodeId,
    bears: NodeId | None,
) -> tuple[NodeId, tuple[Stop, ...]]:
    """Whether the benefit pays of this claim at all: `pays when`, not yet paid where it pays
    once a year, a base."""
    block, name = lowering.block, terms.name
    pays, stops = _lower_conditions(terms.pays_when, terms, lowering, eligible)
    once = terms.once
    zero = block.constant(0, "money")
    if once is not None:
        before = block.load(lowering.accumulators.take(_times(terms)))
        pays = block.test(f"{name}.once", "eq", (before, zero), pays, once.origin)
        stops = (*stops, Stop("once", pays, once.origin))
    with_readings = evolve(terms.origin, readings=terms.dropped_readings)
    if bears is not None:
        return block.test(f"{name}.open", "and", (bears,), pays, with_readings), stops
    return block.test(f"{name}.open", "gt", (base, zero), pays, with_readings), stops


def _lower_specified(
    terms: Terms, lowering: Lowering, opens: NodeId
) -> tuple[NodeId, NotSpecified | None]:
    """Whether it pays and the document says what: beside a rate, `not specified` stands for
    some claims, or under some readings."""
    unspecified = terms.not_specified
    if unspecified is None or not (terms.says_amount or terms.cases is not None):
        return opens, None
    block, part = lowering.block, f"{terms.name}.not_specified"
    if unspecified.condition is None:
        said = block.test(part, "and", (opens,), opens, unspecified.origin)
    else:
        said = lowering.flag(unspecified.condition, part, opens, unspecified.origin)
    specified = block.test(f"{terms.name}.specified", "not", (said,), opens, unspecified.origin)
    return specified, NotSpecified(said, unspecified.origin)


def _times(terms: Terms) -> Accumulator:
    owner, title = terms.owner, f"what {terms.owner} has paid this year"
    return Accumulator(id=f"{owner}.once", scope="year", title=title, opens=((owner, "paid"),))


def _lower_counts(
    terms: Terms, lowering: Lowering, base_needed: NodeId | None
) -> tuple[NodeId | None, tuple[Stop, ...]]:
    """Whether the claim counts; None where every claim does."""
    if not terms.counts_when:
        return None, ()
    return _lower_conditions(terms.counts_when, terms, lowering, base_needed)


def _lower_counted_base(
    terms: Terms, lowering: Lowering, counts: NodeId | None, base: NodeId
) -> NodeId:
    """By how much the accumulated base grows: by the base, where the claim counts."""
    name = terms.name
    if counts is None:
        return base
    zero = lowering.block.constant(0, "money")
    origin = terms.counts_when[0].origin
    return lowering.choose(f"{name}.counting", counts, base, zero, None, origin)


def _lower_figures(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    base: NodeId,
    paid: NodeId,
    computed: Computed[Ways],
) -> dict[str, NodeId]:
    """What later layers may ask of this one."""
    name, origin = terms.name, terms.origin
    cut = (computed.uncapped, computed.capped)
    cut_off = lowering.arith(f"{name}.cut_off", "left", cut, pays, origin)
    deducted = lowering.arith(f"{name}.deducted", "left", (base, computed.counted), pays, origin)
    return {
        "base": base,
        "deducted": deducted,
        "before_cap": computed.uncapped,
        "cut_off": cut_off,
        "paid": paid,
    }


def _lower_flags(terms: Terms, lowering: Lowering, not_specified: tuple[NodeId, ...]) -> str:
    """That something here or below was not specified; the result, empty where all is."""
    if not not_specified:
        return ""
    name = f"{terms.name}.flagged"
    flag = lowering.block.test(name, "or", not_specified, None, Origin(name))
    lowering.block.emit(name, flag, Origin(name))
    return name


def _lower_earlier(
    terms: Terms, lowering: Lowering, pays: NodeId, computed: Computed[Ways], most: NodeId
) -> str:
    """What a whole amount owes beyond this claim; the result, empty where there is none."""
    deductible = terms.deductible
    whole = deductible is not None and deductible.counting in ("whole_reached", "whole_exceeded")
    if deductible is None or not whole or deductible.period != "year":
        return ""
    name = f"{terms.name}.for_earlier_claims"
    rest = lowering.arith(name, "left", (computed.uncapped, most), pays, deductible.origin)
    lowering.block.emit(name, rest, deductible.origin)
    return name


def _lower_once(terms: Terms, lowering: Lowering, paid: NodeId) -> None:
    """That a benefit of once a year has paid."""
    if terms.once is None:
        return
    acc, block = lowering.accumulators.take(_times(terms)), lowering.block
    step = f"{terms.name}.once.after"
    block.keep(acc, lowering.arith(step, "add", (block.load(acc), paid), None, terms.once.origin))


def _advance(terms: Terms, lowering: Lowering, paid: NodeId) -> PaidSoFar:
    """An in-policy payment lowers what is left; one on the whole bill only the own cost."""
    block, name, origin, so_far = lowering.block, terms.name, terms.origin, lowering.so_far
    emit_payer(terms, lowering, paid)
    if pays_from_own_cost(terms):
        before = so_far.outside or block.constant(0, "money")
        outside = lowering.arith(f"{name}.outside", "add", (before, paid), None, origin)
        return evolve(so_far, outside=outside)
    left = (so_far.remaining, paid)
    remaining = lowering.arith(f"{name}.remaining", "sub", left, None, origin)
    return evolve(so_far, remaining=remaining)
