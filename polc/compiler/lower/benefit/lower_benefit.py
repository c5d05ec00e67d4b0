"""A benefit per claim onto nodes: semantics 5, 8, 9, 11–15 and 21.

Asked in this order, and stopped at the first that fails: is the amount given, is the
benefit for this person, do its conditions hold, is there a base; then the terms. What
is paid is the least of the rounded amount and every limit. An amount given in the case
is used as it is; what is accumulated and the pools move on with it. A benefit over the
year's claims is the same beside the layers: nothing is given for it, and what it pays
takes nothing from the claim.
"""

from polc.compiler.lower.benefit.lower_accumulated import advance_accumulated
from polc.compiler.lower.benefit.lower_base import lower_base, lower_most, pays_from_own_cost
from polc.compiler.lower.benefit.lower_charges import charge, charge_kinds_of_care
from polc.compiler.lower.benefit.lower_conditions import lower_conditions
from polc.compiler.lower.benefit.lower_due import (
    compute,
    lower_bears,
    lower_pays,
    lower_specified,
    times_paid,
)
from polc.compiler.lower.benefit.lower_kinds_of_care import (
    advance_own_lines,
)
from polc.compiler.lower.benefit.lower_limits import charged_pools, own_sums
from polc.compiler.lower.benefit.lower_over_year import (
    divide_over_year,
    open_over_year,
    reach_over_year,
)
from polc.compiler.lower.benefit.lower_paid import (
    lower_figures,
    lower_given,
    lower_layer,
    lower_paid,
)
from polc.compiler.lower.benefit.lower_payer import emit_payer
from polc.compiler.lower.benefit.lower_payment import TermFlags, keep_advances
from polc.compiler.lower.benefit.lower_people import lower_people
from polc.compiler.lower.benefit.lower_rival import ask_first, hold_against_rival
from polc.compiler.lower.benefit.lower_stay import (
    Payment,
    close_stay,
    hold_within_stay,
    keep_of_year,
    open_stay,
)
from polc.compiler.lower.benefit.lower_whole_year import (
    add_earlier_claims,
    counts_whole_of_year,
    divide,
    load_earlier_claims,
)
from polc.compiler.lower.lowering import Layer, LoweredSoFar, Lowering, WholeYear
from polc.compiler.lower.settled_for_stay import split_conditions
from polc.compiler.lower.stay_block import StayBlock
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.records.evolve import evolve


def lower_benefit(benefit: TypedBenefit, lowering: Lowering, behind: list[str]) -> LoweredSoFar:
    """Appends the benefit's nodes; those `behind` it that are settled bill by bill keep what
    they were paid. Out: what it leaves to the benefits after it."""
    block, name = lowering.block, benefit.id
    terms = lowering.kept.choose(benefit, lowering.choices)
    earlier = lowering.so_far.earlier
    if earlier is not None and name in lowering.settled_for_stay:
        lowering = open_stay(terms, lowering, earlier, behind)
        if counts_whole_of_year(terms):
            lowering = keep_of_year(terms, lowering, load_earlier_claims(terms, lowering))
    given, is_computed = lower_given(benefit, terms, lowering)
    lowering = evolve(lowering, given=given)
    people = lower_people(terms, lowering, is_computed, name)
    lowering = evolve(lowering, person_class=people.person_class)
    of_bill, of_stay = split_conditions(terms.when) if lowering.stay else (terms.when, ())
    meant, whens = lower_conditions(of_bill, terms, lowering, people.flag)
    meant, rivals = ask_first(terms, lowering, meant)
    base_needed = _is_needed(terms, lowering, meant, is_computed)
    eligible, more = lower_conditions(of_stay, terms, lowering, meant, len(of_bill))
    whens = (*whens, *rivals, *more)
    base = lower_base(terms, lowering, base_needed)
    most = lower_most(terms, lowering, base, base_needed)
    most = hold_within_stay(terms, lowering, most, base_needed, behind)
    whole = given is not None and counts_whole_of_year(terms)
    reach = add_earlier_claims(terms, lowering, most, base_needed) if whole else most
    over, settles = open_over_year(terms, lowering), base
    if over is not None:
        reach, settles = reach_over_year(terms, lowering, over, (base, most), base_needed)
    bears = lower_bears(terms, lowering, eligible, settles)
    opens, pays_whens = lower_pays(terms, lowering, eligible, settles, bears)
    pays, unspecified = lower_specified(terms, lowering, opens)
    asked = TermFlags(base_needed, pays if bears is None else bears, pays)
    computed, kinds = compute(terms, lowering, asked, base, reach, people.held)
    computed, loses, against = hold_against_rival(terms, lowering, computed, pays)
    if computed.person_class is not None:
        lowering = evolve(lowering, person_class=computed.person_class)
    # A payment given in the case hangs on no reading of the terms it replaces.
    cited = evolve(terms.paid_origin, readings=())
    if over is None:
        payment, moved = _pay(terms, lowering, computed.capped, (most, reach), base_needed)
    counts, counting = _lower_counts(terms, lowering, base_needed)
    if over is not None:
        payment = divide_over_year(terms, lowering, over, computed, most, counts)
        moved = payment.whole
        lowering.steps.figures[moved] = name
    figures = lower_figures(terms, lowering, pays, base, moved, computed)
    keep_advances(computed.advances, lowering, counts)
    counted = _lower_counted_base(terms, lowering, counts, base)
    if loses is not None:
        counted = _counted_unless(loses, terms, lowering, counted)
    if of_stay:
        counted = _counted_where_due(terms, lowering, counted, eligible)
    shared, paid_of_shared = advance_own_lines(terms, kinds, lowering, counted, moved)
    advance_accumulated(terms, lowering, shared, paid_of_shared)
    charge(terms, lowering, moved, kinds)
    charge_kinds_of_care(terms, kinds, lowering, moved)
    own = (unspecified.flag,) if unspecified is not None else ()
    flags = (*lowering.so_far.not_specified, *own, *computed.not_specified)
    flagged = _lower_flags(terms, lowering, flags)
    _lower_once(terms, lowering, moved)
    if isinstance(lowering.block, StayBlock):
        charged = {*charged_pools(terms, lowering), *own_sums(terms, lowering)}
        if terms.once is not None:
            charged.add(times_paid(terms).id)
        lowering.block.leave(base_needed, payment.taken_back, frozenset(charged))
    block.emit(name, payment.own, cited)
    lowering.steps.figures[payment.own] = name
    named = given is not None or over is not None
    payers = emit_payer(terms, lowering, payment, base_needed) if named else None
    lowering.steps.benefits.append(
        BenefitSteps(
            benefit=name,
            given=given.is_given if given is not None else None,
            given_origin=evolve(cited, rule=name),
            asked=is_computed,
            needed=base_needed,
            stops=(*people.stops, *whens, *pays_whens, *against),
            counting=counting,
            base=base,
            base_origin=evolve(terms.origin_of(terms.base), rule=f"{name}.base"),
            base_said=terms.base is not None,
            whole_bill=pays_from_own_cost(terms),
            open=opens,
            identity=people.person_class.node,
            people=_origin_of_people(terms),
            class_origin=_origin_of_class(terms),
            not_specified=unspecified,
            ways=computed.steps,
            paid=payment.own,
            origin=cited,
            flagged=flagged,
            earlier=payment.steps,
            payers=payers,
        )
    )
    if given is None:
        layer = Layer(terms=terms, figures={**figures, "left": lowering.so_far.remaining})
        return evolve(lowering.so_far, layers={**lowering.so_far.layers, name: layer})
    after = evolve(lower_layer(terms, lowering, payment, figures), not_specified=flags)
    if not whole:
        return after
    kept = WholeYear(name, shared, for_stay=lowering.stay is not None)
    return evolve(after, whole_years=(*after.whole_years, kept))


def _is_needed(
    terms: Terms, lowering: Lowering, meant: NodeId | None, is_computed: NodeId | None
) -> NodeId | None:
    """The flag that the base is asked: where the benefit is meant, and for an amount given."""
    given = lowering.given
    if given is None:
        return meant
    if meant is None or meant == is_computed:
        return None
    either = (given.is_given, meant)
    return lowering.block.test(f"{terms.name}.base_needed", "or", either, None, terms.origin)


def _pay(
    terms: Terms,
    lowering: Lowering,
    computed: NodeId,
    within: tuple[NodeId, NodeId],
    base_needed: NodeId | None,
) -> tuple[Payment, NodeId]:
    """What is paid, and by how much sums move; `within` is the most for this claim (or stay),
    and that with earlier claims."""
    most, reach = within
    cited = evolve(terms.paid_origin, readings=())
    if lowering.stay is not None:
        moved = lower_paid(terms, lowering, computed, most, cited)
        of_year = reach != most
        stay = close_stay(terms, lowering, base_needed, moved, of_year=of_year)
        return stay, moved
    if reach == most:
        paid = lower_paid(terms, lowering, computed, most, cited)
        return Payment(own=paid, whole=paid), paid
    part = f"{terms.name}.of_claim"
    of_claim = lowering.arith(part, "min", (computed, most), None, cited)
    paid = lower_paid(terms, lowering, of_claim, most, cited)
    payment = divide(terms, lowering, computed, most, paid)
    return payment, payment.whole


def _counted_where_due(
    terms: Terms, lowering: Lowering, counted: NodeId, eligible: NodeId | None
) -> NodeId:
    """Where a condition of the stay is false, nothing of it accumulates."""
    given = lowering.given
    if given is None or eligible is None:
        return counted
    either, part = (given.is_given, eligible), f"{terms.name}.counts_of_stay"
    flag = lowering.block.test(part, "or", either, None, terms.origin)
    zero = lowering.block.constant(0, "money")
    return lowering.choose(f"{part}.base", flag, counted, zero, None, terms.origin)


def _origin_of_people(terms: Terms) -> Origin | None:
    """The statement that names whom the benefit is for; None where it is for everyone."""
    meant = terms.people
    return meant.origin if meant is not None and meant.people is not None else None


def _origin_of_class(terms: Terms) -> Origin | None:
    """The statement that says which of several classes counts, if one does."""
    said = terms.class_
    return evolve(said.origin, rule=f"{terms.name}.class") if said is not None else None


def _lower_counts(
    terms: Terms, lowering: Lowering, base_needed: NodeId | None
) -> tuple[NodeId | None, tuple[Stop, ...]]:
    """Whether the claim counts; None where every claim does."""
    if not terms.counts_when:
        return None, ()
    return lower_conditions(terms.counts_when, terms, lowering, base_needed)


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


def _counted_unless(loses: NodeId, terms: Terms, lowering: Lowering, counted: NodeId) -> NodeId:
    """Nothing accumulates where another benefit pays instead."""
    zero = lowering.block.constant(0, "money")
    part = f"{terms.name}.counts_unless"
    return lowering.choose(part, loses, zero, counted, None, terms.origin)


def _lower_flags(terms: Terms, lowering: Lowering, not_specified: tuple[NodeId, ...]) -> str:
    """That something here or below was not specified; the result, empty where all is."""
    if not not_specified:
        return ""
    name = f"{terms.name}.flagged"
    flag = lowering.block.test(name, "or", not_specified, None, Origin(name))
    lowering.block.emit(name, flag, Origin(name))
    return name


def _lower_once(terms: Terms, lowering: Lowering, paid: NodeId) -> None:
    """That a benefit of once a year has paid."""
    if terms.once is None:
        return
    acc, block = lowering.accumulators.take(times_paid(terms)), lowering.block
    step = f"{terms.name}.once.after"
    block.keep(acc, lowering.arith(step, "add", (block.load(acc), paid), None, terms.once.origin))
