"""A person-year benefit onto nodes, a block of its own: semantics 5, 13 and 17.

Every alternative whose `for` the person meets is tried, whatever the rank; the highest
pays, or the sum of them, or one flat amount. Each is rounded once, lifted by its `at
least` and held by its `at most`; the whole by what is left of each pool it counts toward.
"""

from attrs import evolve

from polc.compiler.lower.lower_by_amount import winner_flags
from polc.compiler.lower.lower_limits import charge, lower_limits, met
from polc.compiler.lower.lower_payer import named_payer
from polc.compiler.lower.lower_payment import lift, round_payment
from polc.compiler.lower.lower_people import among_people, lower_class, lower_for
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms, choose_lines
from polc.compiler.plan.nodes import Cap, MaxOf, NodeId, Option
from polc.compiler.plan.plan import YearBlock
from polc.compiler.typed.program import TypedAlternative, TypedBenefit


def lower_person_year(benefit: TypedBenefit, lowering: Lowering) -> YearBlock:
    """The benefit's block: what it pays, what it leaves, who pays it."""
    terms = choose_lines(benefit, lowering.stands)
    block, name = lowering.block, benefit.id
    guard, held = lower_for(terms, lowering, None, name)
    lowering.class_ = lower_class(terms, lowering, guard, held, name)
    for place, line in enumerate(terms.lines("when"), start=1):
        assert line.value is not None
        guard = lowering.flag(line.value, f"{name}.when.{place}", guard, line.origin)
    options = _lower_options(terms, lowering, guard)
    want = _lower_want(terms, lowering, guard, options)
    want = lift(terms, lowering, guard, want)
    origin = terms.origin_of("highest" if terms.lines("highest") else "pay")
    limits = lower_limits(terms, lowering, guard, None)
    paid = want
    if limits:
        paid = block.add(
            Cap(
                id=f"{name}.taken",
                kind="money",
                guard=guard,
                origin=origin,
                want=want,
                limits=limits,
            )
        )
    charge(terms, lowering, paid)
    block.emit(name, paid, origin)
    outputs = [name]
    for line in terms.lines("leaving"):
        assert line.value is not None
        amount = lowering.value(line.value, f"{line.name}.of", None, line.origin)
        left = lowering.arith(line.name, "left", (amount, paid), None, line.origin)
        block.emit(line.name, left, line.origin)
        outputs.append(line.name)
    naming = terms.line("payer")
    if naming is not None:
        payer = _lower_payer(terms, lowering, guard, options, want, paid)
        block.emit(naming.name, payer, naming.origin)
        outputs.append(naming.name)
    return YearBlock(name, tuple(outputs), block.finish())


def _lower_options(
    terms: Terms, lowering: Lowering, guard: NodeId | None
) -> tuple[tuple[Option, TypedAlternative], ...]:
    return tuple(
        (_lower_alternative(one, terms, lowering, guard), one)
        for line in terms.lines("highest")
        for one in line.alternatives
        if lowering.stands(one.where)
    )


def _lower_want(
    terms: Terms,
    lowering: Lowering,
    guard: NodeId | None,
    options: tuple[tuple[Option, TypedAlternative], ...],
) -> NodeId:
    """The best of the alternatives, their sum, or the flat amount."""
    block, name = lowering.block, terms.benefit.id
    flat = terms.line("pay")
    if flat is not None:
        assert flat.value is not None
        exact = lowering.exact(flat.value, f"{name}.exact", guard, flat.origin)
        return round_payment(terms, lowering, guard, exact, f"{name}.paid", flat.origin)
    line = terms.line("highest")
    origin = terms.origin_of("highest")
    if line is not None and line.how == "sum":
        zero = block.constant(0, "money")
        parts = tuple(
            lowering.choose(
                f"{name}.part.{one.name}", one.open, one.amount, zero, guard, one.origin
            )
            for one, _ in options
        )
        return lowering.arith(f"{name}.paid", "add", (zero, *parts), guard, origin)
    return block.add(
        MaxOf(
            id=f"{name}.paid",
            kind="money",
            guard=guard,
            origin=origin,
            options=tuple(one for one, _ in options),
        )
    )


def _lower_payer(
    terms: Terms,
    lowering: Lowering,
    guard: NodeId | None,
    options: tuple[tuple[Option, TypedAlternative], ...],
    want: NodeId,
    paid: NodeId,
) -> NodeId:
    """The payer of the alternative that won, else that of the benefit; nobody of nothing."""
    block, name = lowering.block, terms.benefit.id
    nobody = block.constant(0, "choice")
    found = named_payer(terms, lowering, guard, nobody)
    if options:
        listed = tuple(one for one, _ in options)
        winners = winner_flags(lowering, f"{name}.winner", listed, want, guard, terms)
        for flag, (option, one) in zip(winners, options, strict=True):
            if one.payer:
                own = block.constant(lowering.payers[one.payer], "choice")
                part = f"{name}.paid_by.{one.name}"
                found = lowering.choose(part, flag, own, found, guard, option.origin)
    zero = block.constant(0, "money")
    pays = block.test(f"{name}.pays", "gt", (paid, zero), None, terms.origin)
    return lowering.choose(f"{name}.payer", pays, found, nobody, None, terms.origin)


def _lower_alternative(
    one: TypedAlternative, terms: Terms, lowering: Lowering, guard: NodeId | None
) -> Option:
    block, name, origin = lowering.block, one.origin.rule, one.origin
    flag = guard
    if one.people is not None and one.limited:
        held = among_people(one.people, one.limited, lowering, flag, f"{name}.for", origin)
        flag = block.test(f"{name}.for", "any", (held,), flag, origin)
    elif one.people is not None:
        flag = lowering.flag(one.people, f"{name}.for", flag, origin)
    if one.until is not None:
        last = lowering.value(one.until, f"{name}.until", flag, origin)
        day = block.read("system", "date", "date")
        flag = block.test(f"{name}.in_time", "le", (day, last), flag, origin)
    if one.condition is not None:
        flag = lowering.flag(one.condition, f"{name}.when", flag, origin)
    if flag is None:
        flag = block.constant(1, "flag")
    exact = lowering.exact(one.value, f"{name}.exact", flag, origin)
    amount = exact
    if block.denominators[exact] > 1 or terms.lines("round") or lowering.rounding.unit > 1:
        amount = round_payment(terms, lowering, flag, exact, f"{name}.amount", origin)
    for place, limit in enumerate(one.limits, start=1):
        if not lowering.stands(limit.where):
            continue
        assert limit.value is not None
        step = f"{name}.{limit.term}.{place}"
        only = met(limit, lowering, step, flag)
        op = "max" if limit.term == "at_least" else "min"
        figure = lowering.value(limit.value, step, only or flag, limit.origin)
        held_to = lowering.arith(
            f"{name}.held.{place}", op, (amount, figure), only or flag, limit.origin
        )
        if only is not None:
            held_to = lowering.choose(f"{step}.standing", only, held_to, amount, flag, limit.origin)
        amount = held_to
    readings = (*origin.readings, *(limit.where[0] for limit in one.limits if limit.where))
    return Option(one.name, flag, amount, evolve(origin, readings=tuple(dict.fromkeys(readings))))
