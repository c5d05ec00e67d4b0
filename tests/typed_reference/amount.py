"""What is due on a stretch before limits: a rate, bands, a flat amount.

In: a benefit's terms, the stretch. Out: an exact amount.
"""

from fractions import Fraction

from polc.compiler.typed.nodes.values import MovingBands
from tests.typed_reference.ask import Ask
from tests.typed_reference.deductible import Effective, raised_by, within_whole
from tests.typed_reference.figures import NO_LIMIT
from tests.typed_reference.lines import Terms
from tests.typed_reference.stretch import Stretch
from tests.typed_reference.values import exact, value


def due_on(
    benefit: str, terms: Terms, ask: Ask, stretch: Stretch, deductible: Effective
) -> Fraction:
    """The amount; without a rate all of what is counted."""
    if terms.pay is not None:
        return Fraction(exact(terms.pay, ask))
    if terms.bands is not None:
        return _along_bands(benefit, terms, ask, stretch, deductible)
    rate = Fraction(1) if terms.rate is None else value(terms.rate, ask)
    return stretch.counted * raise_rate(benefit, rate, ask)


def raise_rate(benefit: str, rate: Fraction, ask: Ask) -> Fraction:
    """Rules 1 and 7: the rate within the whole, with the points of adjustments, within what they
    say is the most."""
    points, top = raised_by(benefit, ask)
    raised = within_whole(rate) + points
    held = raised if top is None else min(raised, top)
    return max(held, Fraction(0))


def _along_bands(
    benefit: str, terms: Terms, ask: Ask, stretch: Stretch, deductible: Effective
) -> Fraction:
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
    if terms.edges == "year" and stretch.of_year is not None:
        high = stretch.of_year
    due, reached = Fraction(0), high - stretch.counted
    for edge, rate in rows:
        top = high if edge == NO_LIMIT else min(high, edge + shift)
        due += max(0, top - reached) * raise_rate(benefit, rate, ask)
        reached = max(reached, top)
    return due
