"""A benefit per claim onto nodes: semantics 5, 8, 9, 11–15 and 21.

Asked in this order, and stopped at the first that fails: is the amount given, is the
benefit for this person, do its conditions hold, is there a base; then the terms. What
is paid is the least of the rounded want and every limit. An amount given in the case
is used as it is; the year's line and the pools move on with it.
"""

from attrs import evolve

from polc.compiler.plan.lower_cases import Case, charge_cases, lower_cases
from polc.compiler.plan.lower_limits import (
    AccumulatorTable,
    Terms,
    charge,
)
from polc.compiler.plan.lower_line import advance_line, lower_stretch
from polc.compiler.plan.lower_payment import lower_payment
from polc.compiler.plan.lower_terms import lower_deductible
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Arm, Class, Given, NodeId, Pick
from polc.compiler.typecheck.assignments import SINGLE
from polc.compiler.typecheck.typed import Held, Running, TypedBenefit, TypedLine


def lower_benefit(
    benefit: TypedBenefit, lowering: Lowering, accumulators: AccumulatorTable
) -> NodeId:
    """Appends the benefit's nodes; the id of what it pays. Advances `remaining`."""
    block = lowering.block
    terms = choose_lines(benefit, lowering)
    name, origin = benefit.id, terms.origin
    amount = block.read("paid", name, "money")
    present = block.test(f"{name}.present", "known", (amount,), None, origin)
    computes = block.test(f"{name}.computes", "not", (present,), None, origin)
    opened = _lower_people(terms, lowering, computes)
    opened = _lower_conditions(terms, lowering, opened)
    live = None
    if opened != computes:
        live = block.test(f"{name}.live", "or", (present, opened), None, origin)
    base = _lower_base(terms, lowering, live)
    most = _most_of(terms, lowering, base, live)
    zero = block.constant(0, "money")
    shaped = evolve(origin, readings=terms.fallen)
    due = block.test(f"{name}.open", "gt", (base, zero), opened, shaped)

    deductible = lower_deductible(terms, lowering, due)
    stretch = lower_stretch(terms, lowering, accumulators, due, base, deductible.effective)
    cases: tuple[Case, ...] = ()
    if terms.line("cases") is not None:
        want, taken, cases = lower_cases(
            terms, lowering, accumulators, live, due, most, stretch, deductible.shift
        )
    else:
        want, taken = lower_payment(
            terms, lowering, accumulators, due, most, stretch, deductible.shift
        )
    # A payment given in the case hangs on no reading of the terms it replaces.
    cited = evolve(terms.paid_origin(), readings=())
    paid = block.add(
        Given(
            id=f"{name}.paid",
            kind="money",
            origin=cited,
            present=present,
            amount=amount,
            base=most,
            computed=taken,
        )
    )
    cut_off = lowering.arith(f"{name}.cut_off", "left", (want, taken), due, origin)
    deducted = lowering.arith(f"{name}.deducted", "left", (base, stretch.counted), due, origin)
    lowering.layers[name] = {
        "base": base,
        "deductible": deductible.effective,
        "deducted": deducted,
        "before_cap": want,
        "cut_off": cut_off,
        "paid": paid,
    }
    advance_line(terms, lowering, accumulators, base, paid)
    charge(terms, lowering, accumulators, paid)
    charge_cases(cases, lowering, accumulators, paid)
    block.emit(name, paid, cited)
    if _pays_from_own_cost(terms):
        so_far = lowering.outside or block.constant(0, "money")
        lowering.outside = lowering.arith(f"{name}.outside", "add", (so_far, paid), None, origin)
    else:
        lowering.remaining = lowering.arith(
            f"{name}.remaining", "sub", (_remaining(lowering), paid), None, origin
        )
    return paid


def choose_lines(benefit: TypedBenefit, lowering: Lowering) -> Terms:
    """The lines that stand under this plan's choices, by term. A term with one line
    carries the readings of all lines of the term; the readings of other lines and
    changes that fell away stand where the benefit opens."""
    kept: dict[str, list[TypedLine]] = {}
    for line in benefit.lines:
        if lowering.stands(line.where):
            kept.setdefault(line.term, []).append(line)
    readings: dict[str, set[str]] = {}
    for line in benefit.lines:
        if line.where is not None:
            readings.setdefault(line.term, set()).add(line.where[0])
    marked = {
        term: tuple(
            evolve(
                line, origin=evolve(line.origin, readings=tuple(sorted(readings.get(term, set()))))
            )
            if term in SINGLE
            else line
            for line in lines
        )
        for term, lines in kept.items()
    }
    fallen = {
        line.where[0]
        for line in benefit.lines
        if line.where is not None
        and not lowering.stands(line.where)
        and (line.term not in SINGLE or line.term not in kept)
    }
    fallen |= {
        one.where[0]
        for one in benefit.changes
        if one.where is not None and not lowering.stands(one.where)
    }
    return Terms(benefit, marked, benefit.origin, tuple(sorted(fallen)))


def _remaining(lowering: Lowering) -> NodeId:
    return lowering.remaining or lowering.block.read("claim", "in_policy", "money")


def _lower_people(terms: Terms, lowering: Lowering, guard: NodeId) -> NodeId:
    """The flag of `for`, and the class that counts."""
    block, name = lowering.block, terms.benefit.id
    lines = terms.lines("for")
    lowering.class_ = ""
    if not lines or not isinstance(lines[0].value, Held):
        origin = lines[0].origin if lines else terms.origin
        held = block.read("system", "held", "mask")
        lowering.class_ = block.add(
            Class(id=f"{name}.class", kind="mask", guard=guard, origin=origin, held=held)
        )
        return guard
    people, origin = lines[0].value, lines[0].origin
    held = lowering.among(f"{name}.for", people, guard, origin)
    flag = block.test(f"{name}.for", "any", (held,), guard, origin)
    lowering.class_ = block.add(
        Class(id=f"{name}.class", kind="mask", guard=flag, origin=origin, held=held)
    )
    return flag


def _lower_conditions(terms: Terms, lowering: Lowering, guard: NodeId) -> NodeId:
    """Every `when`, in written order, each asked only where those before it hold."""
    name = terms.benefit.id
    for place, line in enumerate(terms.lines("when"), start=1):
        assert line.value is not None
        suffix = f".{place}" if place > 1 else ""
        guard = lowering.flag(line.value, f"{name}.when{suffix}", guard, line.origin)
    return guard


def _pays_from_own_cost(terms: Terms) -> bool:
    """Whether the benefit pays on the whole bill: its payments are no in-policy ones."""
    line = terms.line("base")
    value = line.value if line is not None else None
    return isinstance(value, Running) and value.name == "own_cost"


def _most_of(terms: Terms, lowering: Lowering, base: NodeId, live: NodeId | None) -> NodeId:
    """The most the benefit may pay: its base, and never more than is left in policy."""
    line = terms.line("base")
    if line is None or line.value is None or isinstance(line.value, Running):
        return base
    left = _remaining(lowering)
    if left == lowering.block.read("claim", "in_policy", "money"):
        return base
    return lowering.arith(f"{terms.benefit.id}.most", "min", (base, left), live, line.origin)


def _lower_base(terms: Terms, lowering: Lowering, live: NodeId | None) -> NodeId:
    """What the benefit pays from. What is left is never below zero; a base that the file
    computes may be, and refuses the case then (semantics 8)."""
    block, name = lowering.block, terms.benefit.id
    line = terms.line("base")
    origin = terms.origin_of("base")
    if line is None or line.value is None or isinstance(line.value, Running):
        found = _remaining(lowering)
        if line is not None and line.value is not None:
            found = lowering.value(line.value, f"{name}.base.value", live, origin)
        return lowering.arith(f"{name}.base", "max", (found,), live, origin)
    found = lowering.value(line.value, f"{name}.base.value", live, origin)
    zero = block.constant(0, "money")
    sound = block.test(f"{name}.base.sound", "ge", (found, zero), live, origin)
    checked = block.add(
        Pick(
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
