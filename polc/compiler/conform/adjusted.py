"""What a term comes to for one identity after the adjustments of its terms.

In: the values that the benefit says, the adjustments that stand for the identity. Out: the values
that may hold, None for one that is no figure here: more than one adjustment, or something else than
points of a rate and the taking away of a deductible or a cap.
"""

from collections.abc import Sequence

from polc.compiler.conform.terms import Said
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.changes import (
    BenefitChange,
    CapTakenAway,
    DeductibleTakenAway,
    RateLowered,
    RateRaised,
)
from polc.compiler.typed.nodes.values import Figure, Typed
from polc.runtime.amounts import RATE_UNIT, UNLIMITED


@frozen
class Adjusted:
    """A value after the adjustments; `said` is the line that says it, `value` None: unknown."""

    value: Typed | None
    said: Said


def adjust(values: Sequence[Said], changes: Sequence[BenefitChange]) -> list[Adjusted]:
    """Each value as it is; after an adjustment instead, or beside it under a condition."""
    plain = [Adjusted(said.value, said) for said in values]
    if not changes:
        return plain
    if len(changes) > 1:
        return [Adjusted(None, Said(said.value, changes[-1].origin)) for said in values]
    (change,) = changes
    changed = [
        Adjusted(_after(said.value, change), Said(said.value, change.origin)) for said in values
    ]
    return changed if change.condition is None else plain + changed


def _after(value: Typed, change: BenefitChange) -> Typed | None:
    match change:
        case DeductibleTakenAway():
            return Figure("money", 0)
        case CapTakenAway():
            return Figure("money", UNLIMITED)
        case RateRaised(value=Figure(value=points), most=most) if isinstance(value, Figure):
            top = RATE_UNIT if most is None else most
            return Figure("rate", max(value.value, min(value.value + points, top)))
        case RateLowered(value=Figure(value=points)) if isinstance(value, Figure):
            return Figure("rate", max(value.value - points, 0))
    return None
