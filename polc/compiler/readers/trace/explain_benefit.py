"""A benefit of the claims, traced, as the entries of an explanation.

In: the steps that lowering wrote down, a run. Out: entries in the order in which the benefit
is computed. Exactly one has an amount, what was paid; the others say which terms were applied,
and where it stopped and why.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import (
    ChangeStep,
    Computation,
    DeductibleSteps,
    InPortions,
    KindOfCare,
    NotSpecified,
    OverBands,
    PaymentSteps,
    StretchSteps,
)
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.plan.walk_steps import changes_of
from polc.compiler.readers.trace.arithmetic import explain_arithmetic
from polc.compiler.readers.trace.entries import Telling
from polc.compiler.readers.trace.explain_conditions import explain_conditions
from polc.compiler.readers.trace.explain_earlier import explain_earlier
from polc.compiler.readers.trace.explain_payment import (
    explain_payment,
    explain_pricing,
    find_deciding_line,
)
from polc.compiler.readers.trace.explain_terms import explain_bound, explain_most_counted
from polc.compiler.readers.trace.facts import each_once
from polc.compiler.readers.trace.find_ending import (
    find_ending,
    find_payment,
    find_way,
    with_own_line,
)
from polc.runtime.explanation import (
    AMOUNT,
    AS_WRITTEN,
    BASE,
    BORNE_BEFORE,
    CLASS,
    COUNTED_BEFORE,
    COUNTED_BETWEEN,
    COUNTS,
    DEDUCTIBLE,
    IS_BEST,
    LOWERED_BY,
    LOWERED_TO,
    PAID_FROM,
    RAISED_TO,
    STILL_BORNE,
    Entry,
    Fact,
    Rate,
    Words,
)

_OUT_OF_POLICY = Fact(PAID_FROM, Words("out of policy"))
"""What such a benefit pays takes nothing from what is in policy."""

_COUNTS = {
    "whole_reached": "the whole once reached",
    "whole_exceeded": "the whole once exceeded",
}
"""What is counted above a deductible, where it is not the excess."""


def explain_benefit(steps: BenefitSteps, telling: Telling) -> Iterator[Entry]:
    """Every step on the way to what a benefit paid of a claim."""
    if steps.earlier is not None:
        yield from explain_earlier(steps.earlier, telling, _row_reached(steps, telling))
    ending = find_ending(steps, telling)
    status, origin, fen = ending.status, ending.origin, ending.fen
    if status == "given":
        yield telling.entry("payment", status, origin, _beside(steps, telling), fen)
        return
    if ending.stop is not None:
        yield telling.entry("stop", status, origin, telling.facts.behind(ending.stop.flag), fen)
        return
    base = Fact(BASE, telling.money(steps.base))
    if status == "nothing left":
        yield telling.entry("payment", status, origin, (base,), fen)
        return
    way, identity = ending.way, ending.identity
    yield from _explain_class(steps, identity, telling)
    yield from explain_conditions((*steps.stops, *steps.counting), telling)
    if steps.base_said:
        made_of = telling.facts.behind(steps.base)
        plain = all(fact.value == base.value for fact in made_of)
        arithmetic = explain_arithmetic(steps.base, telling, always=not plain)
        outside = (_OUT_OF_POLICY,) if steps.whole_bill else ()
        facts = (base, *outside, *arithmetic, *(() if plain and not arithmetic else made_of))
        yield telling.entry("base", "applied", steps.base_origin, facts)
    if isinstance(way, Computation):
        yield from _explain_computation(way, telling)
    if ending.silence is not None:
        facts = (base, *telling.facts.why(ending.silence.flag))
        yield telling.entry("payment", status, origin, facts, fen)
    elif not isinstance(way, Computation):
        yield telling.entry("payment", status, origin, (base,), fen)
    elif ending.payment is None:
        yield telling.entry("stop", status, origin, _other_kinds(way, telling), fen)
    else:
        priced = explain_pricing(ending.payment.pricing, way.stretch.counted, telling)
        line = _place_facts(way, ending.payment, telling)
        yield from _explain_losers(steps, identity, telling)
        yield telling.entry("payment", status, origin, (base, *line, *priced), fen)


def _row_reached(steps: BenefitSteps, telling: Telling) -> Origin | None:
    """The row of the deductible that stay or year reached, where rows have clauses of their own."""
    way, _ = find_way(steps, telling)
    deductible = way.deductible if isinstance(way, Computation) else None
    if deductible is None or not telling.reached(deductible.value):
        return None
    return telling.facts.row_of(deductible.value)


def _beside(steps: BenefitSteps, telling: Telling) -> tuple[Fact, ...]:
    """Of what a payment that is given takes its part, where that is the whole bill: then it takes
    nothing from what is in policy."""
    if not steps.whole_bill or not telling.reached(steps.base):
        return ()
    return (Fact(BASE, telling.money(steps.base)), *telling.facts.behind(steps.base))


def _explain_class(steps: BenefitSteps, identity: str, telling: Telling) -> Iterator[Entry]:
    """The class that counts, where the benefit names its people or says which it is."""
    bit = telling.fen(identity)
    if not bit:
        return
    class_ = Fact(CLASS, Words(telling.facts.identities(bit)))
    if steps.people is not None:
        meant = (stop.flag for stop in steps.stops if stop.role == "for")
        why = (fact for flag in meant for fact in telling.facts.why(flag))
        yield telling.entry("class", "applied", steps.people, (class_, *why))
    if steps.class_origin is not None:
        yield telling.entry("class", "applied", steps.class_origin, (class_,))


def _explain_computation(way: Computation, telling: Telling) -> Iterator[Entry]:
    """The kind of care, the deductible with its changes, the terms of the payment."""
    if not isinstance(way.paid, PaymentSteps):
        kind = next((case for case in way.paid if telling.holds(case.flag)), None)
        if kind is not None:
            why = () if kind.condition is None else telling.facts.behind(kind.condition)
            origin = _origin_of_kind(kind, telling)
            yield telling.entry("kind", "applied", origin, why)
    met = telling.met(changes_of(way))
    for block in dict.fromkeys(change.block for change in met):
        if block is not None:
            yield telling.entry("adjustment", "applied", block)
    if way.deductible is not None:
        yield from _explain_deductible(way.deductible, way.stretch, telling)
    if way.stretch.most_counted is not None:
        yield from explain_most_counted(way.stretch, way.stretch.most_counted, telling)
    payment = find_payment(way, telling)
    if payment is not None:
        yield from explain_payment(payment, telling)


def _explain_deductible(
    steps: DeductibleSteps, stretch: StretchSteps, telling: Telling
) -> Iterator[Entry]:
    """The deductible that is to be borne, and what changed it for this person."""
    met = telling.met(steps.changes)
    # The last of several changes rounds what comes out, whether or not it is for this person.
    value = steps.value if met else _after_all(steps)
    effective, written = telling.money(steps.effective), telling.money(value)
    if _has_deductible(steps, telling):
        origin = telling.facts.row_of(steps.value) or steps.origin
        facts = [Fact(DEDUCTIBLE, telling.amount(steps.effective))]
        if (
            not isinstance(written, Words)
            and not isinstance(effective, Words)
            and (written.fen != effective.fen * written.den)
        ):
            facts.append(Fact(AS_WRITTEN, telling.amount(value)))
        facts += explain_arithmetic(value, telling)
        facts += _stretch_facts(stretch, telling)
        if stretch.how == "once" and telling.fen(stretch.edge) != telling.fen(steps.effective):
            facts.append(Fact(STILL_BORNE, telling.money(stretch.edge)))
        facts += telling.facts.looked_up(steps.value)
        yield telling.entry("deductible", "applied", origin, facts)
    for place, change in enumerate(met):
        after = _after_all(steps) if change is met[-1] else change.after
        yield _explain_change(change, after, place > 0, telling)
    for bound in steps.bounds:
        yield from explain_bound(bound, telling)
    if stretch.bound is not None:
        yield from explain_bound(stretch.bound, telling)


def _other_kinds(way: Computation, telling: Telling) -> tuple[Fact, ...]:
    """On what the kinds of care hung, of which none is that of the claim."""
    kinds = () if isinstance(way.paid, PaymentSteps) else way.paid
    conditions = (kind.condition for kind in kinds if kind.condition is not None)
    hung = [fact for condition in conditions for fact in telling.facts.behind(condition)]
    return each_once(hung)


def _has_deductible(steps: DeductibleSteps | None, telling: Telling) -> bool:
    """Whether an entry tells of a deductible: there is one, or was before adjustments."""
    if steps is None:
        return False
    if not telling.run.open.isdisjoint((steps.effective, steps.value)):
        return True
    values = telling.run.values
    figures = values.get(steps.effective) or values.get(steps.value)
    return bool(figures or telling.met(steps.changes))


_BEGINS: Final = (COUNTED_BEFORE, BORNE_BEFORE)
"""What is told of where a claim begins on the line of its deductible."""


def _place_facts(way: Computation, payment: PaymentSteps, telling: Telling) -> list[Fact]:
    """Where the claim begins on its line, told beside the payment where bands have edges or all
    so far is counted, and no deductible has told it."""
    stretch = way.stretch
    banded = isinstance(payment.pricing, OverBands | InPortions)
    if not (banded or stretch.cumulated):
        return []
    of_year = []
    if stretch.accumulated is not None:
        of_year.append(Fact(COUNTED_BEFORE, telling.money(stretch.accumulated)))
    if _has_deductible(way.deductible, telling):
        return of_year
    told = _stretch_facts(stretch, telling)
    return of_year + [fact for fact in told if not of_year or fact.label not in _BEGINS]


def _stretch_facts(stretch: StretchSteps, telling: Telling) -> list[Fact]:
    """Where the claim begins, and what of it is counted where that is not the excess."""
    before, found = stretch.before, list[Fact]()
    for flag, begins in stretch.places:
        if telling.holds(flag):
            before = begins
    if before is not None and telling.reached(before):
        label = BORNE_BEFORE if stretch.how in ("borne", "once") else COUNTED_BEFORE
        found += (Fact(label, telling.money(before)), *telling.facts.why(before))
    if stretch.between is not None and telling.fen(stretch.between):
        found.append(Fact(COUNTED_BETWEEN, telling.money(stretch.between)))
    counts = [_COUNTS[stretch.how]] if stretch.how in _COUNTS else []
    if stretch.how == "divided" and not stretch.places:
        counts.append("divided")
    if stretch.cumulated:
        counts.append("all so far")
    if counts:
        found.append(Fact(COUNTS, Words(", ".join(counts))))
    return found


def _origin_of_kind(kind: KindOfCare, telling: Telling) -> Origin:
    """The line of the kind of care; it is cited with the terms that stand inside where it has
    no clause of its own."""
    if kind.origin.clauses:
        return kind.origin
    if isinstance(kind.paid, NotSpecified):
        inside = kind.paid.origin
    else:
        inside = find_deciding_line(kind.paid.pricing, telling)
    return telling.facts.cite(kind.origin, inside)


def _explain_losers(steps: BenefitSteps, told: str, telling: Telling) -> Iterator[Entry]:
    """The classes that were tried and would be paid less, or as much and stand lower."""
    ways = steps.ways if isinstance(steps.ways, tuple) else ()
    for tried in ways:
        if tried.identity == told or not telling.holds(tried.held):
            continue
        name = telling.facts.identities(telling.fen(tried.identity))
        facts = [Fact(CLASS, Words(name)), Fact(AMOUNT, telling.money(tried.amount))]
        way, origin = with_own_line(tried.computation, telling), steps.class_origin
        payment = find_payment(way, telling)
        if payment is not None:
            facts += explain_pricing(payment.pricing, way.stretch.counted, telling)
        yield telling.entry("alternative", "not the highest", origin or steps.origin, facts)


def _after_all(steps: DeductibleSteps) -> NodeId:
    """The deductible after every change, before it is held to its bounds."""
    after = steps.changes[-1].after if steps.changes else None
    return steps.value if after is None else after


def _explain_change(
    change: ChangeStep, after: NodeId | None, is_after: bool, telling: Telling
) -> Entry:
    """`is_after`: another change stands before it, than which it may be the better one."""
    assert change.before is not None
    assert after is not None
    facts = (
        Fact(DEDUCTIBLE, telling.money(change.before)),
        Fact(RAISED_TO if change.raises else LOWERED_TO, telling.money(after)),
        *([Fact(LOWERED_BY, Rate(telling.fen(change.by)))] if change.by is not None else []),
        *([Fact(IS_BEST, Words("yes"))] if change.best and is_after else []),
        *telling.facts.behind(change.flag),
    )
    decides = change.by or change.figure
    origin = telling.facts.cited_by(decides, change.origin) if decides else change.origin
    return telling.entry("adjustment", "adjusted", origin, facts)
