"""What is due on a stretch before limits: a rate, bands, a flat amount.

In: the terms that stand, the stretch, the deductible. Out: an exact amount and how it was
made. Bands in figures are one node; bands whose edges or rates hang on the claim are sums of
their parts.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance, Stretch
from polc.compiler.lower.benefit.lower_points import Points, lower_points
from polc.compiler.lower.benefit.lower_terms import Deductible, hold_rate
from polc.compiler.lower.benefit.lower_units import lower_units
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.reach_of_value import reach_of
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Bands, NodeId
from polc.compiler.plan.payment_steps import (
    AtRate,
    ChangeStep,
    Flat,
    InPortions,
    OverBands,
    PortionStep,
    Pricing,
)
from polc.compiler.typed.nodes.changes import RateLowered
from polc.compiler.typed.nodes.term_statements import BandsStatement
from polc.compiler.typed.nodes.values import BandsValue, Figure, MovingBands, Typed
from polc.runtime.amounts import RATE_UNIT, UNLIMITED
from polc.runtime.periods import OF_YEAR


@frozen
class Priced:
    """How what is counted becomes an exact amount, and the adjustments of its rates; what lies in
    each band, of fixed ones where somebody goes back through them; the sums that move with it."""

    pricing: Pricing
    changes: tuple[ChangeStep, ...] = ()
    portions: tuple[PortionStep, ...] = ()
    advances: tuple[Advance, ...] = ()

    @property
    def exact(self) -> NodeId:
        """The amount."""
        return self.pricing.exact

    @property
    def origin(self) -> Origin:
        """The statement that it comes from."""
        return self.pricing.origin


def lower_exact(
    terms: Terms, lowering: Lowering, pays: NodeId, stretch: Stretch, deductible: Deductible
) -> Priced:
    """The amount, by the statement that says it: an amount, bands, a rate."""
    name = terms.name
    flat = terms.pay
    if flat is not None:
        if flat.most_of_year is not None:
            exact, advances = lower_units(terms, flat, lowering, pays)
            return Priced(Flat(exact, flat.origin), advances=advances)
        exact = lowering.exact(flat.value, f"{name}.exact", pays, flat.origin)
        return Priced(Flat(exact, flat.origin))
    bands = terms.bands
    if bands is not None:
        high = stretch.high
        if bands.edges in OF_YEAR and stretch.of_year is not None:
            high = stretch.of_year
        low = lowering.arith(f"{name}.low", "sub", (high, stretch.counted), pays, bands.origin)
        shift = _shift_of(bands, stretch, deductible)
        rows, cited = _rows_of(bands.value, terms), bands.origin
        if rows is not None:
            return _lower_moving(terms, rows, lowering, pays, low, high, shift, cited)
        return _lower_fixed(terms, bands, lowering, pays, low, high, shift)
    origin = terms.origin_of(terms.rate)
    if terms.rate is None:
        rate = lowering.block.constant(RATE_UNIT, "rate")
    else:
        rate = lowering.value(terms.rate.value, f"{name}.rate", pays, origin)
    found = lower_points(terms, lowering, pays)
    written = None if terms.rate is None else terms.rate.value
    raised = raise_rate(found, lowering, pays, rate, written, f"{name}.rate", origin)
    exact = lowering.scale(f"{name}.exact", stretch.counted, raised, pays, origin)
    return Priced(AtRate(exact, stretch.counted, rate, raised, origin), found.changes)


def _rows_of(value: Typed, terms: Terms) -> MovingBands | None:
    """Bands that are the sum of their parts: some of their edges or rates hang on the claim, or an
    adjustment takes points off, which no rate of theirs may pass."""
    if isinstance(value, BandsValue) and any(
        isinstance(change, RateLowered) for change in terms.changes
    ):
        return _write_out(value)
    return value if isinstance(value, MovingBands) else None


def _write_out(bands: BandsValue) -> MovingBands:
    """The same as a sum of parts."""
    return MovingBands(
        tuple(
            (None if edge == UNLIMITED else Figure("money", edge), Figure("rate", rate))
            for edge, rate in bands.rows
        )
    )


def raise_rate(
    found: Points,
    lowering: Lowering,
    pays: NodeId,
    rate: NodeId,
    written: Typed | None,
    name: str,
    origin: Origin,
) -> NodeId:
    """The rate, held within 0 and 100%, after adjustments; `written` is what the line says (None:
    the whole)."""
    if written is not None:
        reach = reach_of(written, lowering)
        rate = hold_rate(rate, reach, name, lowering, pays, origin)
    if found.points is not None:
        rate = lowering.arith(f"{name}.raised", "add", (rate, found.points), pays, origin)
    if found.lowers:
        zero = lowering.block.constant(0, "rate")
        rate = lowering.arith(f"{name}.not_below", "max", (rate, zero), pays, origin)
    if found.top is not None:
        rate = lowering.arith(f"{name}.held", "min", (rate, found.top), pays, origin)
    return rate


def _lower_fixed(
    terms: Terms,
    bands: BandsStatement,
    lowering: Lowering,
    pays: NodeId,
    low: NodeId,
    high: NodeId,
    shift: NodeId | None,
) -> Priced:
    name = terms.name
    found = lower_points(terms, lowering, pays)
    table = lowering.value(bands.value, f"{name}.table", pays, bands.origin)
    exact = lowering.block.add(
        Bands(
            id=f"{name}.exact",
            kind="money",
            den=RATE_UNIT,
            guard=pays,
            origin=bands.origin,
            low=low,
            high=high,
            table=table,
            shift=shift,
            points=found.points,
            top=found.top,
            falls=found.lowers,
        )
    )
    portions: tuple[PortionStep, ...] = ()
    if lowering.kept.is_asked_above_cap(terms.owner) and isinstance(bands.value, BandsValue):
        rows, along = _write_out(bands.value), (low, high)
        portions = _lower_portions(terms, rows, found, lowering, pays, along, shift, bands.origin)
    return Priced(OverBands(exact, bands.origin), found.changes, portions)


def _lower_moving(
    terms: Terms,
    bands: MovingBands,
    lowering: Lowering,
    pays: NodeId,
    low: NodeId,
    high: NodeId,
    shift: NodeId | None,
    origin: Origin,
) -> Priced:
    """The sum of what each band pays."""
    name = terms.name
    found = lower_points(terms, lowering, pays)
    portions = _lower_portions(terms, bands, found, lowering, pays, (low, high), shift, origin)
    parts = tuple(
        lowering.scale(f"{name}.band.{place}.exact", portion.amount, portion.rate, pays, origin)
        for place, portion in enumerate(portions, start=1)
    )
    exact = lowering.arith(f"{name}.exact", "add", parts, pays, origin)
    return Priced(InPortions(exact, portions, origin), found.changes, portions)


def _lower_portions(
    terms: Terms,
    bands: MovingBands,
    found: Points,
    lowering: Lowering,
    pays: NodeId,
    stretch: tuple[NodeId, NodeId],
    shift: NodeId | None,
    origin: Origin,
) -> tuple[PortionStep, ...]:
    """Each band takes what of the stretch lies between where the one before ended and its
    own edge; an edge below the one before takes nothing."""
    name, (start, high), portions = terms.name, stretch, list[PortionStep]()
    for place, (edge, rate) in enumerate(bands.rows, start=1):
        step = f"{name}.band.{place}"
        upper, end = high, None
        if edge is not None:
            upper = lowering.value(edge, f"{step}.edge", pays, origin)
            if shift is not None:
                upper = lowering.arith(f"{step}.moved", "add", (upper, shift), pays, origin)
            end = upper
            upper = lowering.arith(f"{step}.upper", "min", (upper, high), pays, origin)
        part = lowering.arith(f"{step}.part", "left", (upper, start), pays, origin)
        start = lowering.arith(f"{step}.end", "max", (upper, start), pays, origin)
        own = lowering.value(rate, f"{step}.rate", pays, origin)
        raised = raise_rate(found, lowering, pays, own, rate, step, origin)
        portions.append(PortionStep(amount=part, value=own, rate=raised, origin=origin, edge=end))
    return tuple(portions)


def _shift_of(bands: BandsStatement, stretch: Stretch, deductible: Deductible) -> NodeId | None:
    """By how much the band edges move: not, with the deductible's change, or by all of it."""
    if bands.edges in ("fixed", *OF_YEAR):
        return None
    return deductible.shift if bands.edges == "moved" else stretch.edge
