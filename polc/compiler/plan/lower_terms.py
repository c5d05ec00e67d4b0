"""The deductible and the rate of a benefit, with its adjustments: semantics 3, 7, 10, 11.

In: the terms that stand. Out: nodes. An adjusted deductible is rounded half-up when its
expression is complete; adjustments apply in the order of the file, each to whoever
holds one of its identities.
"""

from attrs import frozen

from polc.compiler.plan.lower_limits import Terms
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import NodeId
from polc.compiler.typecheck.typed import Held, TypedChange
from polc.runtime.amounts import RATE_UNIT


@frozen
class Deductible:
    """`effective` is the deductible after adjustments; `shift` how far that is from the
    unadjusted one (fen, negative where it is lower), None where nothing adjusts it."""

    effective: NodeId
    shift: NodeId | None


def lower_deductible(terms: Terms, lowering: Lowering, due: NodeId) -> Deductible:
    """The deductible for this claim."""
    name = terms.benefit.id
    line = terms.line("deductible")
    origin = terms.origin_of("deductible")
    if line is None or line.value is None:
        none = lowering.block.constant(0, "money")
        terms.effective_deductible = none
        return Deductible(none, None)
    changes = [
        one
        for one in _standing(terms, lowering)
        if one.attribute in ("deductible_by", "deductible_to", "no_deductible")
    ]
    if not changes:
        found = lowering.value(line.value, f"{name}.deductible", due, origin)
        terms.effective_deductible = found
        return Deductible(found, None)
    ordinary = lowering.value(line.value, f"{name}.deductible.ordinary", due, origin)
    current = ordinary
    for place, change in enumerate(changes, start=1):
        last = place == len(changes)
        step = f"{name}.deductible" if last else f"{name}.deductible.{place}"
        flag = _meets(change, f"{step}.adjusted", lowering, due)
        lowered = _lowered(change, current, f"{step}.lowered", lowering, flag)
        current = lowering.choose(step, flag, lowered, current, due, change.origin)
    terms.effective_deductible = current
    moved = any(line.edges == "moved" for line in terms.lines("bands"))
    shift = None
    if moved:
        shift = lowering.arith(f"{name}.shift", "sub", (current, ordinary), due, origin)
    return Deductible(current, shift)


def _lowered(
    change: TypedChange, current: NodeId, name: str, lowering: Lowering, flag: NodeId
) -> NodeId:
    if change.attribute == "no_deductible":
        return lowering.block.constant(0, "money")
    assert change.value is not None
    if change.attribute == "deductible_to":
        return lowering.value(change.value, name, flag, change.origin)
    by = lowering.value(change.value, f"{name}.by", flag, change.origin)
    whole = lowering.block.constant(RATE_UNIT, "rate")
    rest = lowering.arith(f"{name}.rest", "sub", (whole, by), flag, change.origin)
    exact = lowering.scale(f"{name}.exact", current, rest, flag, change.origin)
    return lowering.round(name, exact, flag, change.origin)


def lower_rate(
    terms: Terms, lowering: Lowering, due: NodeId, rate: NodeId | None
) -> tuple[NodeId | None, NodeId | None]:
    """The points that adjustments add for this person, and the rate they may not pass;
    None where there are none. `rate` is unused for bands."""
    name = terms.benefit.id
    changes = [one for one in _standing(terms, lowering) if one.attribute == "points"]
    if not changes:
        return None, None
    points: NodeId | None = None
    top: NodeId | None = None
    zero = lowering.block.constant(0, "rate")
    for place, change in enumerate(changes, start=1):
        step = f"{name}.points" if place == 1 else f"{name}.points.{place}"
        flag = _meets(change, f"{step}.adjusted", lowering, due)
        assert change.value is not None
        raised = lowering.value(change.value, f"{step}.raised", flag, change.origin)
        added = lowering.choose(step, flag, raised, zero, due, change.origin)
        points = (
            added
            if points is None
            else lowering.arith(f"{step}.sum", "add", (points, added), due, change.origin)
        )
        if change.most is not None:
            limit = lowering.block.constant(change.most, "rate")
            free = lowering.block.constant(1 << 40, "rate")
            chosen = lowering.choose(f"{step}.top", flag, limit, free, due, change.origin)
            top = (
                chosen
                if top is None
                else lowering.arith(f"{step}.tops", "min", (top, chosen), due, change.origin)
            )
    return points, top


def uncapped(terms: Terms, lowering: Lowering, due: NodeId) -> tuple[NodeId, TypedChange] | None:
    """The flag of people whose cap an adjustment takes away."""
    changes = [one for one in _standing(terms, lowering) if one.attribute == "no_cap"]
    if not changes:
        return None
    name = terms.benefit.id
    flags = [
        _meets(change, f"{name}.cap.lifted.{place}", lowering, due)
        for place, change in enumerate(changes, start=1)
    ]
    if len(flags) == 1:
        return flags[0], changes[0]
    flag = lowering.block.test(f"{name}.cap.lifted", "or", tuple(flags), due, changes[0].origin)
    return flag, changes[0]


def _standing(terms: Terms, lowering: Lowering) -> list[TypedChange]:
    return [one for one in terms.benefit.changes if lowering.stands(one.where)]


def _meets(change: TypedChange, name: str, lowering: Lowering, due: NodeId) -> NodeId:
    return lowering.flag(Held(change.people), name, due, change.origin)
