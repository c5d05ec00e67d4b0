"""The points by which adjustments change a rate.

In: the terms that stand. Out: their sum, or the best of them, and what the rate may not pass.
"""

from polc.compiler.lower.benefit.lower_changes import choose_better, joins, meets
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import ChangeStep
from polc.compiler.typed.nodes.changes import RateLowered, RateRaised


@frozen
class Points:
    """What adjustments add to a rate for this person, and the rate they may not pass; None
    where there is nothing of the kind. `lowers`: some take points off."""

    points: NodeId | None
    top: NodeId | None
    changes: tuple[ChangeStep, ...]
    lowers: bool = False


def lower_points(terms: Terms, lowering: Lowering, pays: NodeId) -> Points:
    """The points of the adjustments that stand."""
    name = terms.name
    changes = [change for change in terms.changes if isinstance(change, RateRaised | RateLowered)]
    if not changes:
        return Points(None, None, ())
    told: list[ChangeStep] = []
    points: NodeId | None = None
    top: NodeId | None = None
    zero = lowering.block.constant(0, "rate")
    lowers, flags = any(isinstance(change, RateLowered) for change in changes), list[NodeId]()
    for place, change in enumerate(changes, start=1):
        step = f"{name}.points" if place == 1 else f"{name}.points.{place}"
        flag = meets(change, f"{step}.adjusted", lowering, pays)
        raised = lowering.value(change.value, f"{step}.raised", flag, change.origin)
        if isinstance(change, RateLowered):
            raised = lowering.arith(f"{step}.off", "sub", (zero, raised), flag, change.origin)
        added = lowering.choose(step, flag, raised, zero, pays, change.origin)
        if points is None:
            points = added
        elif lowers and joins(change) == "max":
            best = lowering.arith(f"{step}.best", "max", (points, raised), flag, change.origin)
            best = choose_better(flags, best, raised, step, lowering, change)
            points = lowering.choose(f"{step}.sum", flag, best, points, pays, change.origin)
        else:
            joined = (points, added)
            points = lowering.arith(f"{step}.sum", joins(change), joined, pays, change.origin)
        flags.append(flag)
        chosen = None
        if isinstance(change, RateRaised) and change.most is not None:
            limit = lowering.block.constant(change.most, "rate")
            free = lowering.block.constant(1 << 40, "rate")
            chosen = lowering.choose(f"{step}.top", flag, limit, free, pays, change.origin)
            top = (
                chosen
                if top is None
                else lowering.arith(f"{step}.tops", "min", (top, chosen), pays, change.origin)
            )
        told.append(
            ChangeStep(
                role="rate",
                flag=flag,
                origin=change.origin,
                after=added,
                most=chosen,
                best=joins(change) == "max" and place > 1,
                block=change.block_origin,
            )
        )
    return Points(points, top, tuple(told), lowers)
