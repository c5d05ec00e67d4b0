"""How a benefit of a claim ended, traced: what became of it, and the line that decided.

In: the steps that lowering wrote down, a run. Out: `Ending`, from which the one entry with an
amount is made, and all that is said of a claim without its explanation.
"""

from typing import assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.payment_steps import (
    Computation,
    NotSpecified,
    PaymentSteps,
    Stop,
    TriedClass,
)
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.readers.trace.entries import Telling, status_of
from polc.compiler.readers.trace.explain_payment import find_deciding_line
from polc.records.evolve import evolve
from polc.runtime.explanation import Money, Status


@frozen(kw_only=True)
class Ending:
    """What became of a benefit, its line and what was paid (fen): the condition at which it
    stopped, that the document says nothing, or the way it was computed and for which class
    (`identity`), by which steps of a payment; None is what had no part in it."""

    status: Status
    origin: Origin
    fen: int
    stop: Stop | None = None
    silence: NotSpecified | None = None
    way: Computation | NotSpecified | None = None
    identity: str = ""
    payment: PaymentSteps | None = None


def find_ending(steps: BenefitSteps, telling: Telling) -> Ending:
    """How the benefit ended."""
    paid = telling.fen(steps.paid)
    if telling.holds(steps.given):
        return Ending(status="given", origin=steps.given_origin, fen=paid)
    stop = telling.find_stop(steps.stops)
    if stop is not None:
        return Ending(status=status_of(stop), origin=stop.origin, fen=0, stop=stop)
    if not telling.holds(steps.open):
        return Ending(status="nothing left", origin=steps.base_origin, fen=0)
    way, identity = find_way(steps, telling)
    silence = _find_silence(steps, way, telling)
    status: Status = "paid" if silence is None else "not specified"
    origin, payment = steps.origin if silence is None else silence.origin, None
    if silence is None and isinstance(way, Computation):
        payment = find_payment(way, telling)
        if payment is None:
            status = "not_when"
        else:
            origin = find_deciding_line(payment.pricing, telling)
    return Ending(
        status=status,
        origin=origin,
        fen=paid,
        silence=silence,
        way=way,
        identity=identity,
        payment=payment,
    )


def find_way(
    steps: BenefitSteps, telling: Telling
) -> tuple[Computation | NotSpecified | None, str]:
    """How it was computed, and for which class: the one that won by its amount need not be
    the highest ranked."""
    ways = steps.ways
    match ways:
        case Computation() | NotSpecified():
            way = ways if isinstance(ways, NotSpecified) else with_own_line(ways, telling)
            return way, steps.identity
        case tuple():
            won = (tried for tried in ways if telling.holds(tried.winner))
            winner = next(won, None) or _highest_known(ways, telling)
            if winner is None:
                return None, steps.identity
            return with_own_line(winner.computation, telling), winner.identity
        case _:
            assert_never(ways)


def with_own_line(way: Computation, telling: Telling) -> Computation:
    """The way with the deductible and what is counted of the kind of care that holds, where that
    has its own."""
    kinds = way.paid if isinstance(way.paid, tuple) else ()
    kind = next((case for case in kinds if telling.holds(case.flag)), None)
    if kind is None or kind.stretch is None:
        return way
    return evolve(way, deductible=kind.deductible, stretch=kind.stretch)


def _highest_known(ways: tuple[TriedClass, ...], telling: Telling) -> TriedClass | None:
    """The class that is paid most of those whose amount is known, where another's need not be:
    that may be as much, and then it is told by this one."""
    if not any(tried.winner in telling.run.open for tried in ways):
        return None
    known = [
        tried
        for tried in ways
        if telling.holds(tried.held) and isinstance(telling.money(tried.amount), Money)
    ]
    return max(known, key=lambda tried: telling.fen(tried.amount), default=None)


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


def find_payment(way: Computation, telling: Telling) -> PaymentSteps | None:
    """The payment's own steps, those of the kind of care that holds."""
    if isinstance(way.paid, PaymentSteps):
        return way.paid
    kind = next((case for case in way.paid if telling.holds(case.flag)), None)
    return kind.paid if kind is not None and isinstance(kind.paid, PaymentSteps) else None
