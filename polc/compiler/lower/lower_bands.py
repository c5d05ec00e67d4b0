"""What is due on a stretch before limits: a rate, bands, a flat amount.

In: the terms that stand, the stretch, the deductible. Out: an exact amount. Bands in
figures are one node; bands whose edges or rates hang on the claim are sums of their parts.
"""

from polc.compiler.lower.lower_line import Stretch
from polc.compiler.lower.lower_terms import Deductible, lower_points
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Bands, NodeId
from polc.compiler.typed.program import TypedLine
from polc.compiler.typed.typed import MovingBands
from polc.runtime.amounts import RATE_UNIT


def lower_exact(
    terms: Terms, lowering: Lowering, due: NodeId, stretch: Stretch, deductible: Deductible
) -> tuple[NodeId, Origin]:
    """The amount, and the line it comes from."""
    name = terms.benefit.id
    flat = terms.line("pay")
    if flat is not None:
        assert flat.value is not None
        return lowering.exact(flat.value, f"{name}.exact", due, flat.origin), flat.origin
    line = terms.line("bands")
    if line is not None:
        assert line.value is not None
        low = lowering.arith(
            f"{name}.low", "sub", (stretch.high, stretch.counted), due, line.origin
        )
        shift = _shift_of(line, stretch, deductible)
        if isinstance(line.value, MovingBands):
            exact = _lower_moving(terms, line.value, lowering, due, low, stretch.high, shift)
        else:
            exact = _lower_fixed(terms, line, lowering, due, low, stretch.high, shift)
        return exact, line.origin
    rate_line = terms.line("rate")
    origin = terms.origin_of("rate")
    if rate_line is None or rate_line.value is None:
        rate = lowering.block.constant(RATE_UNIT, "rate")
    else:
        rate = lowering.value(rate_line.value, f"{name}.rate", due, origin)
    rate = raise_rate(terms, lowering, due, rate, f"{name}.rate", origin)
    return lowering.scale(f"{name}.exact", stretch.counted, rate, due, origin), origin


def raise_rate(
    terms: Terms, lowering: Lowering, due: NodeId, rate: NodeId, name: str, origin: Origin
) -> NodeId:
    """The rate after adjustments."""
    points, top = lower_points(terms, lowering, due)
    if points is not None:
        rate = lowering.arith(f"{name}.raised", "add", (rate, points), due, origin)
    if top is not None:
        rate = lowering.arith(f"{name}.held", "min", (rate, top), due, origin)
    return rate


def _lower_fixed(
    terms: Terms,
    line: TypedLine,
    lowering: Lowering,
    due: NodeId,
    low: NodeId,
    high: NodeId,
    shift: NodeId | None,
) -> NodeId:
    name = terms.benefit.id
    assert line.value is not None
    points, top = lower_points(terms, lowering, due)
    table = lowering.value(line.value, f"{name}.table", due, line.origin)
    return lowering.block.add(
        Bands(
            id=f"{name}.exact",
            kind="money",
            den=RATE_UNIT,
            guard=due,
            origin=line.origin,
            low=low,
            high=high,
            table=table,
            shift=shift,
            points=points,
            top=top,
        )
    )


def _lower_moving(
    terms: Terms,
    bands: MovingBands,
    lowering: Lowering,
    due: NodeId,
    low: NodeId,
    high: NodeId,
    shift: NodeId | None,
) -> NodeId:
    """Each band takes what of the stretch lies between where the one before ended and its
    own edge; an edge below the one before takes nothing."""
    name, origin = terms.benefit.id, terms.origin_of("bands")
    points, top = lower_points(terms, lowering, due)
    start, parts = low, []
    for place, (edge, rate) in enumerate(bands.rows, start=1):
        step = f"{name}.band.{place}"
        upper = high
        if edge is not None:
            upper = lowering.value(edge, f"{step}.edge", due, origin)
            if shift is not None:
                upper = lowering.arith(f"{step}.moved", "add", (upper, shift), due, origin)
            upper = lowering.arith(f"{step}.upper", "min", (upper, high), due, origin)
        part = lowering.arith(f"{step}.part", "left", (upper, start), due, origin)
        start = lowering.arith(f"{step}.end", "max", (upper, start), due, origin)
        own = lowering.value(rate, f"{step}.rate", due, origin)
        if points is not None:
            own = lowering.arith(f"{step}.raised", "add", (own, points), due, origin)
        if top is not None:
            own = lowering.arith(f"{step}.held", "min", (own, top), due, origin)
        parts.append(lowering.scale(f"{step}.exact", part, own, due, origin))
    return lowering.arith(f"{name}.exact", "add", tuple(parts), due, origin)


def _shift_of(line: TypedLine, stretch: Stretch, deductible: Deductible) -> NodeId | None:
    """By how much the band edges move: not, with the deductible's change, or by all of it."""
    if line.edges == "fixed":
        return None
    return deductible.shift if line.edges == "moved" else stretch.edge
