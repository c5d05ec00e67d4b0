"""A benefit of the claims, traced, as the entries of an explanation.

In: the steps that lowering wrote down, a run. Out: entries in the order in which the benefit
is computed. Exactly one has an amount, what was paid; the others say which terms were applied,
and where it stopped and why.
"""

from collections.abc import Iterator
from typing import assert_never

from polc.compiler.plan.steps import (
    BenefitSteps,
    ChangeStep,
    Computation,
    DeductibleSteps,
    LineSteps,
    NotSpecified,
    PaymentSteps,
    TriedClass,
)
from polc.compiler.plan.walk_steps import changes_of
from polc.compiler.readers.trace.entries import Telling, status_of
from polc.compiler.readers.trace.explain_payment import explain_payment, explain_pricing
from polc.compiler.readers.trace.explain_terms import explain_bound
from polc.runtime.explanation import (
    BASE,
    BORNE_BEFORE,
    CLASS,
    COUNTED_BEFORE,
    DEDUCTIBLE,
    LOWERED_TO,
    STILL_BORNE,
    Entry,
    Fact,
    Words,
)


def explain_benefit(steps: BenefitSteps, telling: Telling) -> Iterator[Entry]:
    """Every step on the way to what a benefit paid of a claim."""
    paid = telling.fen(steps.paid)
    if telling.holds(steps.given):
        yield telling.entry("payment", "given", steps.given_origin, (), paid)
        return
    stop = telling.find_stop(steps.stops)
    if stop is not None:
        why = telling.facts.behind(stop.flag)
        yield telling.entry("stop", status_of(stop), stop.origin, why, 0)
        return
    base = Fact(BASE, telling.money(steps.base))
    if not telling.holds(steps.open):
        yield telling.entry("payment", "nothing left", steps.base_origin, (base,), 0)
        return
    way, identity = _find_way(steps, telling)
    yield from _explain_class(steps, identity, telling)
    if steps.base_said:
        made_of = telling.facts.behind(steps.base)
        plain = all(fact.value == base.value for fact in made_of)
        facts = (base,) if plain else (base, *made_of)
        yield telling.entry("base", "applied", steps.base_origin, facts)
    silence = _find_silence(steps, way, telling)
    if silence is None and isinstance(way, NotSpecified | None):
        yield telling.entry("payment", "paid", steps.origin, (base,), paid)
    if isinstance(way, Computation):
        yield from _explain_computation(way, telling)
    if silence is not None:
        yield telling.entry("payment", "not specified", silence.origin, (base,), paid)
        return
    if isinstance(way, Computation):
        payment = _find_payment(way, telling)
        if payment is not None:
            origin, facts = explain_pricing(payment.pricing, way.line.counted, telling)
            yield telling.entry("payment", "paid", origin, (base, *facts), paid)


def _find_way(
    steps: BenefitSteps, telling: Telling
) -> tuple[Computation | NotSpecified | None, str]:
    """How it was computed, and for which class: the one that won by its amount need not be
    the highest ranked."""
    ways = steps.ways
    match ways:
        case Computation() | NotSpecified():
            return ways, steps.identity
        case tuple():
            won = (tried for tried in ways if telling.holds(tried.winner))
            winner: TriedClass | None = next(won, None)
            if winner is None:
                return None, steps.identity
            return winner.computation, winner.identity
        case _:
            assert_never(ways)


def _find_silence(
    steps: BenefitSteps, way: Computation | NotSpecified | None, telling: Telling
) -> NotSpecified | None:
    """That the document says nothing of this claim."""
    found = [steps.not_specified, way if isinstance(way, NotSpecified) else None]
    if isinstance(way, Computation) and not isinstance(way.paid, PaymentSteps):
        found += [kind.paid for kind in way.paid if isinstance(kind.paid, NotSpecified)]
        found += [kind.not_specified for kind in way.paid]
    said = (silence for silence in found if silence is not None and telling.holds(silence.flag))
    return next(said, None)


def _explain_class(steps: BenefitSteps, identity: str, telling: Telling) -> Iterator[Entry]:
    """The class that counts, where the benefit names its people or says which it is."""
    bit = telling.fen(identity)
    if not bit:
        return
    facts = (Fact(CLASS, Words(telling.facts.identities(bit))),)
    for origin in (steps.people, steps.class_origin):
        if origin is not None:
            yield telling.entry("class", "applied", origin, facts)


def _explain_computation(way: Computation, telling: Telling) -> Iterator[Entry]:
    """The kind of care, the deductible with its changes, the terms of the payment."""
    if not isinstance(way.paid, PaymentSteps):
        kind = next((case for case in way.paid if telling.holds(case.flag)), None)
        if kind is not None:
            why = () if kind.condition is None else telling.facts.behind(kind.condition)
            yield telling.entry("kind", "applied", kind.origin, why)
    met = telling.met(changes_of(way))
    for block in dict.fromkeys(change.block for change in met):
        if block is not None:
            yield telling.entry("adjustment", "applied", block)
    if way.deductible is not None:
        yield from _explain_deductible(way.deductible, way.line, telling)
    payment = _find_payment(way, telling)
    if payment is not None:
        yield from explain_payment(payment, telling)


def _find_payment(way: Computation, telling: Telling) -> PaymentSteps | None:
    """The payment's own steps, those of the kind of care that holds."""
    if isinstance(way.paid, PaymentSteps):
        return way.paid
    kind = next((case for case in way.paid if telling.holds(case.flag)), None)
    return kind.paid if kind is not None and isinstance(kind.paid, PaymentSteps) else None


def _explain_deductible(
    steps: DeductibleSteps, line: LineSteps, telling: Telling
) -> Iterator[Entry]:
    """The deductible that is to be borne, and what changed it for this person."""
    if telling.fen(steps.effective):
        origin = telling.facts.row_of(steps.value) or steps.origin
        facts = [Fact(DEDUCTIBLE, telling.money(steps.effective))]
        if line.before is not None:
            borne = line.how in ("borne", "once")
            label = BORNE_BEFORE if borne else COUNTED_BEFORE
            facts.append(Fact(label, telling.money(line.before)))
        if line.how == "once" and telling.fen(line.edge) != telling.fen(steps.effective):
            facts.append(Fact(STILL_BORNE, telling.money(line.edge)))
        facts += telling.facts.looked_up(steps.value)
        yield telling.entry("deductible", "applied", origin, facts)
    for change in telling.met(steps.changes):
        yield _explain_change(change, telling)
    for bound in steps.bounds:
        yield from explain_bound(bound, telling)
    if line.bound is not None:
        yield from explain_bound(line.bound, telling)


def _explain_change(change: ChangeStep, telling: Telling) -> Entry:
    assert change.before is not None
    assert change.after is not None
    facts = (
        Fact(DEDUCTIBLE, telling.money(change.before)),
        Fact(LOWERED_TO, telling.money(change.after)),
    )
    return telling.entry("adjustment", "adjusted", change.origin, facts)
