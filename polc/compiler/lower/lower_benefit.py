"""A benefit per claim onto nodes: semantics 5, 8, 9, 11–15 and 21.

Asked in this order, and stopped at the first that fails: is the amount given, is the
benefit for this person, do its conditions hold, is there a base; then the terms. What
is paid is the least of the rounded want and every limit. An amount given in the case
is used as it is; the year's line and the pools move on with it. A benefit over the
year's claims is the same beside the layers: nothing is given for it, and what it pays
takes nothing from the claim.
"""

from attrs import evolve

from polc.compiler.lower.choose_terms import choose_terms
from polc.compiler.lower.lower_by_amount import lower_by_amount
from polc.compiler.lower.lower_cases import Case, charge_cases, lower_cases
from polc.compiler.lower.lower_limits import charge
from polc.compiler.lower.lower_line import advance_line
from polc.compiler.lower.lower_payer import lower_payer
from polc.compiler.lower.lower_payment import Computed, keep_advances, lower_payment
from polc.compiler.lower.lower_people import lower_class, lower_for
from polc.compiler.lower.lower_terms import Deductible
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Arm, NodeId, Override, Select
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import BenefitSteps, NotSpecified, Stop
from polc.compiler.typed.program import TypedBenefit
from polc.compiler.typed.statements import (
    CountsWhenStatement,
    PaysWhenStatement,
    WhenStatement,
)
from polc.compiler.typed.typed import Running


def lower_benefit(benefit: TypedBenefit, lowering: Lowering) -> None:
    """Appends the benefit's nodes. Advances `remaining`."""
    block = lowering.block
    terms = choose_terms(benefit, lowering.stands)
    lowering.terms[benefit.id] = terms
    name, origin = benefit.id, terms.origin
    given = benefit.per == "claim"
    said_before = tuple(lowering.silent)
    amount, present, computes = "", None, None
    if given:
        amount = block.read("paid", name, "money")
        present = block.test(f"{name}.present", "known", (amount,), None, origin)
        computes = block.test(f"{name}.computes", "not", (present,), None, origin)
    lowering.given = None if present is None else (present, amount)
    people = lower_for(terms, lowering, computes, name)
    identity = lower_class(terms, lowering, people.flag, people.held, name)
    lowering.class_ = identity
    opened, whens = _lower_conditions(terms.when, terms, lowering, people.flag)
    live = opened
    if given:
        live = None
        if opened != computes:
            assert present is not None
            assert opened is not None
            live = block.test(f"{name}.live", "or", (present, opened), None, origin)
    base = _lower_base(terms, lowering, live)
    most = _most_of(terms, lowering, base, live)
    pays, pays_whens = _lower_pays(terms, lowering, opened, base)
    due, not_specified = _lower_specified(terms, lowering, pays)
    computed, cases = _compute(terms, lowering, live, due, base, most, people.held)
    taken = computed.taken
    # A payment given in the case hangs on no reading of the terms it replaces.
    cited = evolve(terms.paid_origin, readings=())
    if given:
        assert present is not None
        node = Override(
            id=f"{name}.paid",
            kind="money",
            origin=cited,
            present=present,
            amount=amount,
            base=most,
            computed=taken,
        )
        paid = block.add(node)
    else:
        paid = lowering.arith(f"{name}.paid", "max", (taken,), None, cited)
    _keep_figures(terms, lowering, due, base, paid, computed)
    keep_advances(computed.advances, lowering)
    advance_line(terms, lowering, _lower_counted_base(terms, lowering, live, base), paid)
    charge(terms, lowering, paid)
    charge_cases(cases, lowering, paid)
    _lower_flags(terms, lowering, due, computed, most, paid)
    block.emit(name, paid, cited)
    lowering.steps.benefits.append(
        BenefitSteps(
            benefit=name,
            given=present,
            asked=computes,
            needed=live,
            stops=(*people.stops, *whens, *pays_whens),
            base=base,
            base_origin=terms.origin_of(terms.base) if terms.base is not None else None,
            open=pays,
            identity=identity,
            people=_origin_of_people(terms),
            class_origin=terms.class_.origin if terms.class_ is not None else None,
            not_specified=not_specified,
            ways=computed.steps,
            paid=paid,
            origin=cited,
        )
    )
    if given:
        lower_payer(terms, lowering, paid)
        _advance_remaining(terms, lowering, paid)
    else:
        # Beside the layers: no later amount of the claim is built on it.
        lowering.silent[:] = said_before
    lowering.layers[name]["left"] = _remaining(lowering)


def _origin_of_people(terms: Terms) -> Origin | None:
    """The statement that names whom the benefit is for; None where it is for everyone."""
    meant = terms.people
    return meant.origin if meant is not None and meant.people is not None else None


def _compute(
    terms: Terms,
    lowering: Lowering,
    live: NodeId | None,
    due: NodeId,
    base: NodeId,
    most: NodeId,
    held: NodeId,
) -> tuple[Computed, tuple[Case, ...]]:
    """By cases, by every class held, or by the class that counts."""
    by_amount = terms.class_ is not None and terms.class_.how == "by_amount"
    if terms.cases is not None and not by_amount:
        return lower_cases(terms, terms.cases, lowering, live, due, base, most)
    silent = terms.not_specified
    if silent is not None and not terms.says_amount:
        zero = lowering.block.constant(0, "money")
        said = lowering.block.test(f"{terms.name}.not_specified", "and", (due,), due, silent.origin)
        lowering.silent.append(said)
        nothing = lowering.arith(f"{terms.name}.rounded", "max", (zero,), due, silent.origin)
        steps = NotSpecified(said, silent.origin)
        return Computed(nothing, nothing, Deductible(zero, None), base, (), steps), ()
    if by_amount:
        return lower_by_amount(terms, lowering, live, due, base, most, held)
    return lower_payment(terms, lowering, live, due, base, most), ()


def _remaining(lowering: Lowering) -> NodeId:
    return lowering.remaining or lowering.block.read("claim", "in_policy", "money")


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


def _lower_pays(
    terms: Terms, lowering: Lowering, opened: NodeId | None, base: NodeId
) -> tuple[NodeId, tuple[Stop, ...]]:
    """Whether the benefit pays of this claim at all: `pays when`, not yet paid where it pays
    once a year, a base."""
    block, name = lowering.block, terms.name
    pays, stops = _lower_conditions(terms.pays_when, terms, lowering, opened)
    once = terms.once
    zero = block.constant(0, "money")
    if once is not None:
        before = block.load(lowering.accumulators.take(_times(terms)))
        pays = block.test(f"{name}.once", "eq", (before, zero), pays, once.origin)
        stops = (*stops, Stop("once", pays, once.origin))
    shaped = evolve(terms.origin, readings=terms.dropped_readings)
    return block.test(f"{name}.open", "gt", (base, zero), pays, shaped), stops


def _lower_specified(
    terms: Terms, lowering: Lowering, due: NodeId
) -> tuple[NodeId, NotSpecified | None]:
    """Whether it pays and the document says what: beside a rate, `not specified` stands for
    some claims, or under some readings."""
    silent = terms.not_specified
    if silent is None or not (terms.says_amount or terms.cases is not None):
        return due, None
    block, part = lowering.block, f"{terms.name}.not_specified"
    if silent.condition is None:
        said = block.test(part, "and", (due,), due, silent.origin)
    else:
        said = lowering.flag(silent.condition, part, due, silent.origin)
    lowering.silent.append(said)
    specified = block.test(f"{terms.name}.specified", "not", (said,), due, silent.origin)
    return specified, NotSpecified(said, silent.origin)


def _times(terms: Terms) -> Accumulator:
    return Accumulator(
        f"{terms.owner}.once",
        "year",
        f"what {terms.owner} has paid this year",
        ((terms.owner, "paid"),),
    )


def _lower_counted_base(
    terms: Terms, lowering: Lowering, live: NodeId | None, base: NodeId
) -> NodeId:
    """By how much the line moves: by the base, where the claim counts."""
    name = terms.name
    counts, _ = _lower_conditions(terms.counts_when, terms, lowering, live)
    if counts is None or not terms.counts_when:
        return base
    zero = lowering.block.constant(0, "money")
    origin = terms.counts_when[0].origin
    return lowering.choose(f"{name}.counting", counts, base, zero, None, origin)


def _keep_figures(
    terms: Terms,
    lowering: Lowering,
    due: NodeId,
    base: NodeId,
    paid: NodeId,
    computed: Computed,
) -> None:
    """What later layers may ask of this one."""
    name, origin = terms.name, terms.origin
    cut_off = lowering.arith(
        f"{name}.cut_off", "left", (computed.want, computed.taken), due, origin
    )
    deducted = lowering.arith(f"{name}.deducted", "left", (base, computed.counted), due, origin)
    lowering.layers[name] = {
        "base": base,
        "deducted": deducted,
        "before_cap": computed.want,
        "cut_off": cut_off,
        "paid": paid,
    }


def _lower_flags(
    terms: Terms,
    lowering: Lowering,
    due: NodeId,
    computed: Computed,
    most: NodeId,
    paid: NodeId,
) -> None:
    """That something below was not specified; what a whole amount owes beyond this claim;
    that a benefit of once a year has paid."""
    block, name = lowering.block, terms.name
    if lowering.silent:
        flags = tuple(lowering.silent)
        flag = block.test(f"{name}.flagged", "or", flags, None, Origin(f"{name}.flagged"))
        block.emit(f"{name}.flagged", flag, Origin(f"{name}.flagged"))
    deductible = terms.deductible
    whole = deductible is not None and deductible.counting in ("whole_reached", "whole_exceeded")
    if deductible is not None and whole and deductible.period == "year":
        part = f"{name}.for_earlier_claims"
        rest = lowering.arith(part, "left", (computed.want, most), due, deductible.origin)
        block.emit(part, rest, deductible.origin)
    if terms.once is not None:
        acc = lowering.accumulators.take(_times(terms))
        after = lowering.arith(
            f"{name}.once.after", "add", (block.load(acc), paid), None, terms.once.origin
        )
        block.keep(acc, after)


def _advance_remaining(terms: Terms, lowering: Lowering, paid: NodeId) -> None:
    """An in-policy payment lowers what is left; one on the whole bill only the own cost."""
    block, name, origin = lowering.block, terms.name, terms.origin
    if _pays_from_own_cost(terms):
        so_far = lowering.outside or block.constant(0, "money")
        lowering.outside = lowering.arith(f"{name}.outside", "add", (so_far, paid), None, origin)
    else:
        lowering.remaining = lowering.arith(
            f"{name}.remaining", "sub", (_remaining(lowering), paid), None, origin
        )


def _pays_from_own_cost(terms: Terms) -> bool:
    """Whether the benefit pays on the whole bill: its payments are no in-policy ones."""
    value = terms.base.value if terms.base is not None else None
    return isinstance(value, Running) and value.name == "own_cost"


def _most_of(terms: Terms, lowering: Lowering, base: NodeId, live: NodeId | None) -> NodeId:
    """The most the benefit may pay: its base, and never more than is left in policy or, after
    a payment on the whole bill, of the bill."""
    name, most = terms.name, base
    if terms.base is not None and not isinstance(terms.base.value, Running):
        left = _remaining(lowering)
        most = lowering.arith(f"{name}.most", "min", (base, left), live, terms.base.origin)
    if lowering.outside and not _pays_from_own_cost(terms):
        most = _within_bill(terms, lowering, most, live)
    return most


def _within_bill(terms: Terms, lowering: Lowering, most: NodeId, live: NodeId | None) -> NodeId:
    block, name, origin = lowering.block, terms.name, terms.origin_of(terms.base)
    zero = block.constant(0, "money")
    paid = block.test(f"{name}.bill.paid", "gt", (lowering.outside, zero), live, origin)
    left = lowering.value(Running("money", "own_cost"), f"{name}.bill", paid, origin)
    held = lowering.arith(f"{name}.bill.held", "min", (most, left), paid, origin)
    return lowering.choose(f"{name}.bill.most", paid, held, most, live, origin)


def _lower_base(terms: Terms, lowering: Lowering, live: NodeId | None) -> NodeId:
    """What the benefit pays from. What is left is never below zero; a base that the file
    computes may be, and refuses the case then (semantics 8)."""
    block, name = lowering.block, terms.name
    origin = terms.origin_of(terms.base)
    if terms.base is None:
        return lowering.arith(f"{name}.base", "max", (_remaining(lowering),), live, origin)
    found = lowering.value(terms.base.value, f"{name}.base.value", live, origin)
    if isinstance(terms.base.value, Running):
        return lowering.arith(f"{name}.base", "max", (found,), live, origin)
    zero = block.constant(0, "money")
    sound = block.test(f"{name}.base.sound", "ge", (found, zero), live, origin)
    checked = block.add(
        Select(
            id=f"{name}.base.checked",
            kind="money",
            guard=live,
            origin=origin,
            key=sound,
            arms=(Arm(found, ranges=((1, 1),)),),
        )
    )
    needed = block.demand(checked, "base_below_zero", name, live, origin)
    return lowering.arith(f"{name}.base", "max", (needed,), live, origin)
