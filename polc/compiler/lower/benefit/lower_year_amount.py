"""What a benefit of the person's year comes to: semantics 5, 13, 15 and 17.

In: the terms that stand, the guard under which they are asked. Out: what is paid, with all that it
was made of; of a benefit that another one asks, its figure alone. Every alternative whose `for` the
person meets is tried, whatever the rank; the highest pays, or the sum of them, or one flat amount.
Each is rounded once, lifted by its `at least` and held by its `at most`; the whole by what is left
of each pool it counts toward.
"""

from typing import Literal

from polc.compiler.lower.benefit.lower_limits import lower_limits, met
from polc.compiler.lower.benefit.lower_payment import lift, round_payment
from polc.compiler.lower.benefit.lower_people import among_people, lower_people
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_days import lower_is_day, may_never_come
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.model.walk import walk_records
from polc.compiler.plan.nodes import Cap, MaxOf, NodeId, Option
from polc.compiler.plan.payment_steps import BoundStep, RoundingSteps, Stop
from polc.compiler.plan.steps import DAY_IN_YEAR, AlternativeSteps
from polc.compiler.typed.nodes.statements import TypedAlternative
from polc.compiler.typed.nodes.term_statements import AtLeastStatement
from polc.compiler.typed.nodes.values import LayerValue, SumOf
from polc.records.evolve import evolve


@frozen(kw_only=True)
class YearAmount:
    """What is paid under `guard`, by the `lowering` of the class that counts; `taken`: as limits
    hold it, None where there are none."""

    lowering: Lowering
    guard: NodeId | None
    stops: tuple[Stop, ...]
    tried: tuple["Tried", ...]
    due: "YearDue"
    floors: tuple[BoundStep, ...]
    paid: NodeId
    taken: NodeId | None


def lower_year_amount(terms: Terms, lowering: Lowering, guard: NodeId | None) -> YearAmount:
    """For whom the benefit is, what is due, what is paid of it."""
    lowering = evolve(lowering, figures_by=terms.figures_by)
    block, name = lowering.block, terms.name
    people = lower_people(terms, lowering, guard, name)
    lowering = evolve(lowering, person_class=people.person_class)
    guard, stops = people.flag, [*people.stops]
    for place, when in enumerate(terms.when, start=1):
        guard = lowering.flag(when.condition, f"{name}.when.{place}", guard, when.origin)
        stops.append(Stop("when", guard, when.origin))
    tried = _lower_alternatives(terms, lowering, guard)
    due = _lower_due(terms, lowering, guard, tried)
    floors: tuple[BoundStep, ...] = ()
    uncapped = due.amount
    if tried or terms.highest is None:
        lifted = _lower_entitled(terms, lowering, guard, tried)
        floors, uncapped = lift(terms, lowering, lifted, due.amount)
    if lowering.kept.once("may_be_negative", _may_be_negative, terms):
        zero = block.constant(0, "money")
        cited = terms.origin_of(terms.highest or terms.pay)
        uncapped = lowering.arith(f"{name}.not_negative", "max", (uncapped, zero), guard, cited)
    limits = lower_limits(terms, lowering, guard, None).limits
    paid, taken = uncapped, None
    if limits:
        paid = taken = block.add(
            Cap(
                id=f"{name}.taken",
                kind="money",
                guard=guard,
                origin=terms.origin_of(terms.highest or terms.pay),
                uncapped=uncapped,
                limits=limits,
            )
        )
    return YearAmount(
        lowering=lowering,
        guard=guard,
        stops=tuple(stops),
        tried=tried,
        due=due,
        floors=floors,
        paid=paid,
        taken=taken,
    )


def lower_year_value(
    lowering: Lowering, typed: LayerValue, guard: NodeId | None, origin: Origin
) -> NodeId:
    """A figure of another benefit of the person's year, of the same day: it is worked out where it
    is asked, with its demands, once on every way that leads there. What is left is that of its one
    `leaving` line."""
    known = _find_known(lowering, typed, guard)
    if known is not None:
        return known
    terms = lowering.kept.choose_of(typed.benefit, lowering.choices)
    name = lowering.block.fresh(f"{origin.rule}.asks.{typed.benefit}")
    asked = lower_year_amount(evolve(terms, name=name), lowering, guard)
    # A figure of the file stands under no guard, and would hold for whoever is not meant too.
    held, cited = (asked.paid,), terms.origin_of(terms.highest or terms.pay)
    paid = lowering.arith(f"{name}.pays", "max", held, asked.guard, cited)
    if asked.guard != guard:
        # Nothing, and known to be, where the benefit is not for the person.
        paid = lowering.arith(f"{name}.figure", "max", (paid,), guard, cited)
    lowering.steps.figures[paid] = typed.benefit
    figures = lowering.block.tallies
    figures[_key_of(typed.benefit, "paid", guard)] = paid
    if typed.part == "paid":
        return paid
    leaving = terms.leaving[0]
    of = asked.lowering.value(leaving.amount, f"{name}.of", guard, leaving.origin)
    left = lowering.arith(f"{name}.left", "left", (of, paid), guard, leaving.origin)
    lowering.steps.figures[left] = leaving.name
    figures[_key_of(typed.benefit, "left", guard)] = left
    return left


def _find_known(lowering: Lowering, typed: LayerValue, guard: NodeId | None) -> NodeId | None:
    """The figure, where it was asked on the way here."""
    block, above = lowering.block, guard
    while True:
        known = block.tallies.get(_key_of(typed.benefit, typed.part, above))
        if known is not None or above is None:
            return known
        above = block.parents[above]


def _key_of(benefit: str, part: str, guard: NodeId | None) -> str:
    return f"{benefit}.{part} under {guard}"


@frozen
class Tried:
    """An alternative as it competes, as it was written, and its steps."""

    option: Option
    typed: TypedAlternative
    steps: AlternativeSteps


@frozen
class YearDue:
    """What is due before limits, and how it came about."""

    amount: NodeId
    how: Literal["highest", "sum", "flat"]
    alternatives: tuple[AlternativeSteps, ...]
    rounding: RoundingSteps | None = None


def _may_be_negative(terms: Terms) -> bool:
    """Whether a difference is written into what is paid, which is never below zero."""
    ways = terms.highest.alternatives if terms.highest is not None else (terms.pay,)
    return any(isinstance(part, SumOf) and part.op == "sub" for part in walk_records(ways))


def _lower_entitled(
    terms: Terms, lowering: Lowering, guard: NodeId | None, tried: tuple[Tried, ...]
) -> NodeId | None:
    """Where `at least` lifts what is due: whom no alternative is for is due nothing."""
    if not terms.at_least or not tried:
        return guard
    opens = tuple(alternative.option.open for alternative in tried)
    return lowering.block.test(f"{terms.name}.entitled", "or", opens, guard, terms.origin)


def _lower_alternatives(
    terms: Terms, lowering: Lowering, guard: NodeId | None
) -> tuple[Tried, ...]:
    alternatives = terms.highest.alternatives if terms.highest is not None else ()
    return tuple(
        _lower_alternative(alternative, terms, lowering, guard)
        for alternative in alternatives
        if lowering.stands(alternative.where)
    )


def _lower_due(
    terms: Terms, lowering: Lowering, guard: NodeId | None, tried: tuple[Tried, ...]
) -> YearDue:
    """The best of the alternatives, their sum, or the flat amount: on it stand the readings of
    statements that fell away."""
    block, name = lowering.block, terms.name
    cited = terms.origin_of(terms.highest or terms.pay)
    origin = evolve(cited, readings=tuple(sorted({*cited.readings, *terms.dropped_readings})))
    flat = terms.pay
    if flat is not None:
        exact = lowering.exact(flat.value, f"{name}.exact", guard, origin)
        rounding = round_payment(terms.round, lowering, guard, exact, f"{name}.paid", flat.origin)
        return YearDue(rounding.rounded, "flat", (), rounding)
    if terms.highest is not None and terms.highest.how == "sum":
        zero = block.constant(0, "money")
        parts = tuple(
            lowering.choose(
                f"{name}.part.{alternative.option.name}",
                alternative.option.open,
                alternative.option.amount,
                zero,
                guard,
                alternative.option.origin,
            )
            for alternative in tried
        )
        added = lowering.arith(f"{name}.paid", "add", (zero, *parts), guard, origin)
        told = (
            evolve(alternative.steps, part=part)
            for alternative, part in zip(tried, parts, strict=True)
        )
        return YearDue(added, "sum", tuple(told))
    best = block.add(
        MaxOf(
            id=f"{name}.paid",
            kind="money",
            guard=guard,
            origin=origin,
            options=tuple(alternative.option for alternative in tried),
        )
    )
    return YearDue(best, "highest", tuple(alternative.steps for alternative in tried))


def _day_of_until(
    terms: Terms, lowering: Lowering, name: str, guard: NodeId | None, origin: Origin
) -> NodeId:
    """The day that `until` is held against: the one by whose year the figures go, else the day
    of `as of`, and where that lies outside the benefit year, the nearest day of it."""
    if terms.figures_by is not None:
        return lowering.value(terms.figures_by.day, f"{name}.day", guard, origin)
    block = lowering.block
    day = block.read("system", "date", "date")
    if terms.as_of in ("first_day", "last_day"):
        return day
    first, last = (block.read("system", edge, "date") for edge in ("first_day", "last_day"))
    begun = lowering.arith(f"{name}.begun", "max", (day, first), guard, origin)
    found = lowering.arith(f"{name}.day", "min", (begun, last), guard, origin)
    lowering.steps.figures[found] = DAY_IN_YEAR
    return found


def _lower_alternative(
    alternative: TypedAlternative, terms: Terms, lowering: Lowering, guard: NodeId | None
) -> Tried:
    block, origin = lowering.block, alternative.origin
    name = f"{terms.name}.{alternative.name}"
    flag, stops = guard, list[Stop]()
    if alternative.people is not None and alternative.limited:
        held, conditions = among_people(
            alternative.people, alternative.limited, lowering, flag, f"{name}.for", origin
        )
        flag = block.test(f"{name}.for", "any", (held,), flag, origin)
        lowering.steps.note_conditions(flag, conditions)
        stops.append(Stop("for", flag, origin))
    elif alternative.people is not None:
        flag = lowering.flag(alternative.people, f"{name}.for", flag, origin)
        stops.append(Stop("for", flag, origin))
    if alternative.until is not None:
        last = lowering.value(alternative.until, f"{name}.until", flag, origin)
        day = _day_of_until(terms, lowering, f"{name}.until", flag, origin)
        in_time = f"{name}.in_time"
        if may_never_come(alternative.until, lowering):
            came = lower_is_day(lowering, last, f"{name}.until", flag, origin)
            before = block.test(f"{in_time}.compared", "le", (day, last), flag, origin)
            flag = block.test(in_time, "and", (before, came), flag, origin)
        else:
            flag = block.test(in_time, "le", (day, last), flag, origin)
        stops.append(Stop("until", flag, origin))
    if alternative.condition is not None:
        flag = lowering.flag(alternative.condition, f"{name}.when", flag, origin)
        stops.append(Stop("when", flag, origin))
    if flag is None:
        flag = block.constant(1, "flag")
    exact = lowering.exact(alternative.value, f"{name}.exact", flag, origin)
    amount, rounding, bounds = exact, None, list[BoundStep]()
    own = (line for line in alternative.rounding if lowering.stands(line.where))
    said = next(own, terms.round)
    if block.denominators[exact] > 1 or said is not None or lowering.rounding.unit > 1:
        rounding = round_payment(said, lowering, flag, exact, f"{name}.amount", origin)
        amount = rounding.rounded
    for place, limit in enumerate(alternative.limits, start=1):
        if not lowering.stands(limit.where):
            continue
        step = f"{name}.{limit.term}.{place}"
        only = met(limit, lowering, step, flag)
        op = "max" if isinstance(limit, AtLeastStatement) else "min"
        figure = lowering.value(limit.value, step, only or flag, limit.origin)
        held_to = lowering.arith(
            f"{name}.held.{place}", op, (amount, figure), only or flag, limit.origin
        )
        if only is not None:
            held_to = lowering.choose(f"{step}.standing", only, held_to, amount, flag, limit.origin)
            lowering.steps.note_conditions(held_to, (only,))
        role: Literal["at_least", "at_most"] = "at_least" if op == "max" else "at_most"
        bounds.append(BoundStep(role, amount, held_to, limit.origin, figure))
        amount = held_to
    lines = (*alternative.limits, *alternative.rounding)
    readings = (*origin.readings, *(line.where[0] for line in lines if line.where))
    with_readings = evolve(origin, readings=tuple(dict.fromkeys(readings)))
    steps = AlternativeSteps(
        stops=tuple(stops),
        open=flag,
        exact=exact,
        rounding=rounding,
        bounds=tuple(bounds),
        amount=amount,
        part=None,
        origin=with_readings,
    )
    return Tried(Option(alternative.name, flag, amount, with_readings), alternative, steps)
