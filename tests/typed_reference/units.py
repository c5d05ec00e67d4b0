"""Rules 3 and 13: so much for each of a count, of which a year is paid for so many.

In: a benefit's terms. Out: how many of a claim are paid for, the amount, the sum that moves on.
"""

from fractions import Fraction

from polc.compiler.typed.nodes.values import Figure, MultipleOf
from tests.typed_reference.ask import Ask, Key
from tests.typed_reference.lines import Terms
from tests.typed_reference.values import exact, value


def units_key(benefit: str) -> Key:
    """What the sum is kept by: an opening names it among the tallies."""
    return (f"tally {benefit}.units", "")


def count_units(benefit: str, terms: Terms, ask: Ask) -> int:
    """As many as the year has left."""
    assert isinstance(terms.pay, MultipleOf)
    left = value(terms.most_units, ask) - ask.sums.of(units_key(benefit))
    return int(min(value(terms.pay.count, ask), max(0, left)))


def due_on_units(benefit: str, terms: Terms, ask: Ask) -> Fraction:
    """The unit as often."""
    assert isinstance(terms.pay, MultipleOf)
    counted = Figure("count", count_units(benefit, terms, ask))
    return Fraction(exact(MultipleOf(terms.pay.kind, terms.pay.unit, counted), ask))


def units_after(benefit: str, terms: Terms, ask: Ask) -> int:
    """Those of the year, with this claim's."""
    return ask.sums.of(units_key(benefit)) + count_units(benefit, terms, ask)
