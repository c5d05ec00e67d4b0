"""The deductible and the rate of a benefit, with its adjustments: semantics 3, 7, 10, 11.

In: the terms that stand. Out: nodes. An adjusted deductible is rounded half-up when its
expression is complete; adjustments apply in the order of the file, each to whoever
holds one of its identities. No deductible is below zero, and none is lowered by
less than 0 or more than 100%: where a line's figures may come to that they are held.
"""

from typing import assert_never

from polc.compiler.lower.benefit.lower_changes import choose_better, meets
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.reach_of_value import Reach, reach_of
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import BoundStep, ChangeStep, DeductibleSteps
from polc.compiler.typed.nodes.changes import (
    CapRaisedBy,
    CapTakenAway,
    DeductibleChange,
    DeductibleLoweredBy,
    DeductibleLoweredTo,
    DeductibleRaisedBy,
    DeductibleTakenAway,
)
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.runtime.amounts import RATE_UNIT, UNLIMITED


@frozen
class Deductible:
    """`effective` is the deductible after adjustments; `shift` how far that is from the
    unadjusted one (fen, negative where it is lower), None where nothing adjusts it."""

    effective: NodeId
    shift: NodeId | None
    steps: DeductibleSteps | None = None


def lower_deductible(
    terms: Terms, lowering: Lowering, pays: NodeId | None, name: str = ""
) -> Deductible:
    """The deductible for this claim, rounded once, adjustments included; `name` that of its
    nodes where it is asked for another layer."""
    name = name or terms.name
    deductible = terms.deductible
    if deductible is None:
        return Deductible(lowering.block.constant(0, "money"), None)
    origin = deductible.origin
    changes = [change for change in terms.changes if isinstance(change, DeductibleChange)]
    step = f"{name}.deductible.ordinary" if changes or deductible.held else f"{name}.deductible"
    exact = lowering.exact(deductible.value, step, pays, origin)
    if lowering.rounding.each_step or not changes:
        exact = _rounded(exact, f"{step}.whole", lowering, pays, origin)
    ordinary = current = exact
    told: list[ChangeStep] = []
    flags, raises = list[NodeId](), any(map(_raises, changes))
    for place, change in enumerate(changes, start=1):
        step = f"{name}.deductible.{place}"
        flag = meets(change, f"{step}.adjusted", lowering, pays)
        of = ordinary if change.combining == "best" else current
        before = current
        by, lowered, written = _lowered(change, of, f"{step}.lowered", lowering, flag)
        figure = lowered if by is None else None
        if place == len(changes):
            # Rounding before the choice gives the same as after it, with smaller numbers.
            lowered = _rounded(lowered, f"{step}.lowered.whole", lowering, flag, change.origin)
            current = _rounded(current, f"{step}.current.whole", lowering, pays, change.origin)
        lowered, current = lowering.level(step, (lowered, current), pays, change.origin)
        is_best = change.combining == "best" and place > 1
        if is_best:
            best = lowering.arith(f"{step}.best", "min", (lowered, current), flag, change.origin)
            lowered = (
                choose_better(flags, best, lowered, step, lowering, change) if raises else best
            )
        flags.append(flag)
        current = lowering.choose(step, flag, lowered, current, pays, change.origin)
        told.append(
            ChangeStep(
                role="deductible",
                flag=flag,
                origin=change.origin,
                before=before,
                after=current,
                by=by,
                figure=figure,
                written=written,
                best=is_best,
                block=change.block_origin,
                raises=_raises(change),
            )
        )
    bounds, held = _hold(terms, deductible, current, name, lowering, pays)
    whole = _rounded(held, f"{name}.deductible.whole", lowering, pays, origin)
    shift = None
    if changes and terms.bands is not None and terms.bands.edges == "moved":
        _, printed = _hold(terms, deductible, ordinary, f"{name}.as_printed", lowering, pays)
        plain = _rounded(printed, f"{name}.deductible.plain", lowering, pays, origin)
        shift = lowering.arith(f"{name}.shift", "sub", (whole, plain), pays, origin)
    steps = DeductibleSteps(ordinary, tuple(told), bounds, whole, origin)
    return Deductible(whole, shift, steps)


def _rounded(
    value: NodeId, name: str, lowering: Lowering, pays: NodeId | None, origin: Origin
) -> NodeId:
    if lowering.block.denominators[value] == 1:
        return value
    return lowering.round(name, value, pays, origin)


def _hold(
    terms: Terms,
    deductible: DeductibleStatement,
    value: NodeId,
    name: str,
    lowering: Lowering,
    pays: NodeId | None,
) -> tuple[tuple[BoundStep, ...], NodeId]:
    """The deductible within its bounds, and never below zero; that of the year's claims together
    is kept with what is accumulated (`borne_of_year`)."""
    told, origin = list[BoundStep](), deductible.origin
    for place, held in enumerate(deductible.held, start=1):
        if held.per_year:
            continue
        step = f"{name}.deductible.{held.op}.{place}"
        bound = lowering.value(held.value, step, pays, origin)
        bound, value = lowering.level(step, (bound, value), pays, origin)
        op = "max" if held.op == "at_least" else "min"
        before = value
        value = lowering.arith(f"{step}.held", op, (value, bound), pays, origin)
        told.append(BoundStep(held.op, before, value, origin, bound))
    if _may_be_negative(terms, lowering):
        step = f"{name}.deductible.not_negative"
        zero, leveled = lowering.level(
            step, (lowering.block.constant(0, "money"), value), pays, origin
        )
        held_to = lowering.arith(step, "max", (leveled, zero), pays, origin)
        told.append(BoundStep("at_least", leveled, held_to, origin, zero))
        value = held_to
    return tuple(told), value


def _may_be_negative(terms: Terms, lowering: Lowering) -> bool:
    """Whether a figure of the deductible can come below zero; lowered by a percentage it does
    not."""
    assert terms.deductible is not None
    figures = [
        terms.deductible.value,
        *(bound.value for bound in terms.deductible.held if not bound.per_year),
        *(change.value for change in terms.changes if isinstance(change, DeductibleLoweredTo)),
    ]
    return any(reach_of(figure, lowering)[0] < 0 for figure in figures)


def _lowered(
    change: DeductibleChange, current: NodeId, name: str, lowering: Lowering, flag: NodeId
) -> tuple[NodeId | None, NodeId, NodeId | None]:
    """The rate by which the change lowers the deductible, if it does by one; the deductible as
    the change leaves it, not yet rounded; what its line writes, if it does."""
    match change:
        case DeductibleTakenAway():
            return None, lowering.block.constant(0, "money"), None
        case DeductibleLoweredTo():
            to = lowering.exact(change.value, name, flag, change.origin)
            return None, to, to
        case DeductibleRaisedBy():
            more = lowering.value(change.value, f"{name}.by", flag, change.origin)
            all_of = lowering.block.constant(RATE_UNIT, "rate")
            more = lowering.arith(f"{name}.whole", "add", (all_of, more), flag, change.origin)
            raised = lowering.scale(f"{name}.exact", current, more, flag, change.origin)
            if lowering.rounding.each_step:
                raised = lowering.round(f"{name}.rounded", raised, flag, change.origin)
            return None, raised, None
        case DeductibleLoweredBy():
            written = lowering.value(change.value, f"{name}.by", flag, change.origin)
            reach = reach_of(change.value, lowering)
            by = hold_rate(written, reach, f"{name}.by", lowering, flag, change.origin)
            whole = lowering.block.constant(RATE_UNIT, "rate")
            rest = lowering.arith(f"{name}.rest", "sub", (whole, by), flag, change.origin)
            exact = lowering.scale(f"{name}.exact", current, rest, flag, change.origin)
            if lowering.rounding.each_step:
                exact = lowering.round(f"{name}.rounded", exact, flag, change.origin)
            return by, exact, written
        case _:
            assert_never(change)


def hold_rate(
    rate: NodeId, reach: Reach, name: str, lowering: Lowering, guard: NodeId | None, origin: Origin
) -> NodeId:
    """A percentage within 0 and 100, as far as it can pass them."""
    if reach[0] < 0:
        zero = lowering.block.constant(0, "rate")
        rate = lowering.arith(f"{name}.not_negative", "max", (rate, zero), guard, origin)
    if reach[1] > RATE_UNIT:
        whole = lowering.block.constant(RATE_UNIT, "rate")
        rate = lowering.arith(f"{name}.within_whole", "min", (rate, whole), guard, origin)
    return rate


def lifted_cap(
    terms: Terms, step: str, lowering: Lowering, pays: NodeId | None
) -> tuple[NodeId, tuple[ChangeStep, ...]] | None:
    """The flag of people whose cap an adjustment takes away, and who they are by which; `step`
    what the nodes of the cap are called by."""
    changes = [change for change in terms.changes if isinstance(change, CapTakenAway)]
    if not changes:
        return None
    flags = [
        meets(change, f"{step}.lifted.{place}", lowering, pays)
        for place, change in enumerate(changes, start=1)
    ]
    told = tuple(
        ChangeStep(role="cap", flag=flag, origin=change.origin, block=change.block_origin)
        for flag, change in zip(flags, changes, strict=True)
    )
    if len(flags) == 1:
        return flags[0], told
    flag = lowering.block.test(f"{step}.lifted", "or", tuple(flags), pays, changes[0].origin)
    return flag, told


def raise_cap(
    terms: Terms,
    cap: CapStatement,
    size: NodeId,
    name: str,
    lowering: Lowering,
    pays: NodeId | None,
) -> tuple[NodeId, tuple[ChangeStep, ...]]:
    """The cap after the adjustments that raise it, each in turn rounded to the fen; no cap stays
    none."""
    told = list[ChangeStep]()
    changes = [
        change
        for change in terms.changes
        if isinstance(change, CapRaisedBy) and change.period in (None, cap.period)
    ]
    for place, change in enumerate(changes, start=1):
        step, origin = f"{name}.raised.{place}", change.origin
        flag = meets(change, f"{step}.adjusted", lowering, pays)
        by = lowering.value(change.value, f"{step}.by", flag, origin)
        if change.value.kind == "rate":
            whole = lowering.block.constant(RATE_UNIT, "rate")
            by = lowering.arith(f"{step}.whole", "add", (whole, by), flag, origin)
            exact = lowering.scale(f"{step}.exact", size, by, flag, origin)
            raised = lowering.round(f"{step}.rounded", exact, flag, origin)
        else:
            raised = lowering.arith(f"{step}.more", "add", (size, by), flag, origin)
        none = lowering.block.constant(UNLIMITED, "money")
        raised = lowering.arith(f"{step}.held", "min", (raised, none), flag, origin)
        after = lowering.choose(step, flag, raised, size, pays, origin)
        told.append(
            ChangeStep(
                role="cap",
                flag=flag,
                origin=origin,
                before=size,
                after=after,
                block=change.block_origin,
                raises=True,
            )
        )
        size = after
    return size, tuple(told)


def _raises(change: DeductibleChange) -> bool:
    """Whether its line says that the deductible is raised."""
    return isinstance(change, DeductibleRaisedBy) or (
        isinstance(change, DeductibleLoweredTo) and change.raised
    )
