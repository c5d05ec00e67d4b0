"""Kinds of care, benefits, reports and alternatives that no case reaches; claims of no kind.

In: a block of a plan, its steps. Out: places of the file, each with a case where one shows it.
"""

from collections.abc import Iterator

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Computation, KindOfCare, NotSpecified, Stop
from polc.compiler.plan.steps import AlternativeSteps, BenefitSteps, YearSteps
from polc.compiler.readers.regions.search import Cases, Found, TooManyError


@frozen
class FoundKinds:
    """The kinds of care of a benefit: `case` one that none of them is for, `dead` those that no
    case reaches, by their origins."""

    benefit: str
    kinds: tuple[KindOfCare, ...]
    case: Found | None
    dead: tuple[KindOfCare, ...]


def never_open(steps: BenefitSteps, cases: Cases) -> bool:
    """Whether no case is paid by a benefit, whatever it is paid."""
    return _is_never((steps.open,), cases)


def never_passes(stops: tuple[Stop, ...], cases: Cases) -> bool:
    """Whether no case passes the last of some conditions, which is asked behind the others."""
    return bool(stops) and _is_never((stops[-1].flag,), cases)


def dead_alternatives(steps: YearSteps, cases: Cases) -> Iterator[AlternativeSteps]:
    """The alternatives that are for nobody."""
    for alternative in steps.alternatives:
        if _is_never((alternative.open,), cases):
            yield alternative


def has_kinds(steps: BenefitSteps) -> bool:
    """Whether a benefit has kinds of care."""
    return any(isinstance(computation.paid, tuple) for computation in _computations(steps))


def find_kinds(steps: BenefitSteps, cases: Cases) -> Iterator[FoundKinds]:
    """What holds of each `first of`: one for each class that is tried."""
    for computation in _computations(steps):
        kinds = computation.paid
        if isinstance(kinds, tuple):
            dead = tuple(kind for kind in kinds if _is_never((steps.open, kind.flag), cases))
            yield FoundKinds(steps.benefit, kinds, _find_left_out(steps, kinds, cases), dead)


def _find_left_out(
    steps: BenefitSteps, kinds: tuple[KindOfCare, ...], cases: Cases
) -> Found | None:
    """A case that the benefit is open for and that none of the kinds has."""
    if any(kind.condition is None for kind in kinds):
        return None
    flags = [kind.flag for kind in kinds]
    try:
        return cases.find(lambda partial: partial.flag(steps.open) and partial.none(flags))
    except TooManyError:
        return None


def _computations(steps: BenefitSteps) -> Iterator[Computation]:
    ways = steps.ways
    if isinstance(ways, Computation):
        yield ways
    elif not isinstance(ways, NotSpecified):
        yield from (tried.computation for tried in ways)


def _is_never(flags: tuple[NodeId, ...], cases: Cases) -> bool:
    try:
        return not cases.exist(lambda partial: partial.every(flags))
    except TooManyError:
        return False
