"""Walking the steps of a plan: the conditions that benefits stop at, the adjustments.

In: the steps that lowering wrote down. Out: each of a kind, of every benefit and report.
"""

from collections.abc import Iterator

from polc.compiler.plan.payment_steps import (
    ChangeStep,
    Computation,
    NotSpecified,
    PaymentSteps,
    Stop,
)
from polc.compiler.plan.steps import BenefitSteps, Steps


def find_conditions(steps: Steps) -> Iterator[Stop]:
    """The lines that say for whom and when, those of alternatives aside."""
    for benefit in steps.benefits:
        yield from benefit.stops
        yield from benefit.counting
    for year in steps.years:
        yield from year.stops
    for report in steps.reports:
        yield from report.stops


def find_changes(steps: Steps) -> Iterator[ChangeStep]:
    """The adjustments, once for each way in which a benefit is computed."""
    for benefit in steps.benefits:
        yield from find_changes_of(benefit)


def find_changes_of(benefit: BenefitSteps) -> Iterator[ChangeStep]:
    """Those of one benefit."""
    for way in _ways_of(benefit):
        yield from changes_of(way)


def changes_of(way: Computation) -> Iterator[ChangeStep]:
    """The adjustments of one way in which a benefit is computed, of every kind of care."""
    if way.deductible is not None:
        yield from way.deductible.changes
    for kind in way.paid if isinstance(way.paid, tuple) else ():
        if kind.deductible is not None:
            yield from kind.deductible.changes
    for payment in _payments_of(way):
        yield from payment.changes
        yield from payment.lifted_caps


def _ways_of(benefit: BenefitSteps) -> tuple[Computation, ...]:
    match benefit.ways:
        case Computation():
            return (benefit.ways,)
        case NotSpecified():
            return ()
        case tried:
            return tuple(class_.computation for class_ in tried)


def _payments_of(way: Computation) -> Iterator[PaymentSteps]:
    if isinstance(way.paid, PaymentSteps):
        yield way.paid
        return
    for kind in way.paid:
        if isinstance(kind.paid, PaymentSteps):
            yield kind.paid
