"""What is due on a stretch before limits: a rate, bands, a flat amount.

In: a benefit's terms, the stretch. Out: an exact amount.
"""

from fractions import Fraction

from polc.compiler.typed.nodes.values import MovingBands
from tests.typed_reference.ask import Ask
from tests.typed_reference.deductible import Effective, raised_by, within_whole
from tests.typed_reference.figures import NO_LIMIT, half_up
from tests.typed_reference.lines import Terms
from tests.typed_reference.stretch import Stretch
from tests.typed_reference.units import due_on_units
from tests.typed_reference.values import exact, value


def due_on(
    benefit: str, terms: Terms, ask: Ask, stretch: Stretch, deductible: Effective
) -> Fraction:
    """The amount; without a rate all of what is counted."""
    if terms.most_units is not None:
        return due_on_units(benefit, terms, ask)
    if terms.pay is not None:
        return Fraction(exact(terms.pay, ask))
    portions = _portions(benefit, terms, ask, stretch, deductible)
    return sum((cost * rate for cost, rate in portions), Fraction(0))


def cost_above(
    benefit: str,
    terms: Terms,
    ask: Ask,
    stretch: Stretch,
    deductible: Effective,
    want: int,
    taken: int,
) -> int:
    """Rule 15: the cost whose payment would be more than was taken, found from the first fen on:
    what each portion may still be paid is the cost below the limits, all that follows lies above;
    with it what the year counts no more."""
    if want <= taken:
        return stretch.over
    room, above, is_reached = Fraction(taken), Fraction(stretch.over), False
    for cost, rate in _portions(benefit, terms, ask, stretch, deductible):
        below = Fraction(0) if is_reached else cost
        if below * rate > room:
            below, is_reached = room / rate, True
        room -= below * rate
        above += cost - below
    return half_up(above)


def _portions(
    benefit: str, terms: Terms, ask: Ask, stretch: Stretch, deductible: Effective
) -> list[tuple[Fraction, Fraction]]:
    """What is counted at each rate."""
    if terms.bands is not None:
        return _along_bands(benefit, terms, ask, stretch, deductible)
    rate = Fraction(1) if terms.rate is None else value(terms.rate, ask)
    return [(Fraction(stretch.counted), raise_rate(benefit, rate, ask))]


def raise_rate(benefit: str, rate: Fraction, ask: Ask) -> Fraction:
    """Rules 1 and 7: the rate within the whole, with the points of adjustments, within what they
    say is the most."""
    points, top = raised_by(benefit, ask)
    raised = within_whole(rate) + points
    held = raised if top is None else min(raised, top)
    return max(held, Fraction(0))


def _along_bands(
    benefit: str, terms: Terms, ask: Ask, stretch: Stretch, deductible: Effective
) -> list[tuple[Fraction, Fraction]]:
    """Rules 9 and 11: each fen of the stretch at the rate of the band in which it lies; edges
    are fixed on the line, above the deductible, or moved as far as adjustments moved it. An
    edge below the one before takes nothing."""
    assert terms.bands is not None
    shift = {"above": stretch.edge, "moved": deductible.shift}.get(terms.edges, 0)
    if isinstance(terms.bands, MovingBands):
        rows = [
            (NO_LIMIT if edge is None else value(edge, ask), value(rate, ask))
            for edge, rate in terms.bands.rows
        ]
    else:
        rows = list(value(terms.bands, ask))
    high = stretch.high
    if terms.edges in ("year", "household") and stretch.of_year is not None:
        high = stretch.of_year
    found, reached = [], high - stretch.counted
    for edge, rate in rows:
        top = high if edge == NO_LIMIT else min(high, edge + shift)
        part = Fraction(max(0, top - reached))
        found.append((part, raise_rate(benefit, rate, ask)))
        reached = max(reached, top)
    return found
