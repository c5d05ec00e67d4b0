"""What of a deductible is still to be borne when a claim begins: rule 21.

In: a layer, the `Ask` of a claim with the sums as it found them. Out: fen.
"""

from attrs import evolve

from tests.typed_reference.ask import OF_YEAR, Ask
from tests.typed_reference.deductible import effective_deductible
from tests.typed_reference.people import class_of, meant, with_class
from tests.typed_reference.periods import WITHIN_YEAR
from tests.typed_reference.stays import moved_in_stay
from tests.typed_reference.stretch import borne_key, line_of, line_start
from tests.typed_reference.values import value


def still_to_bear(benefit: str, ask: Ask) -> int:
    """Along a chain what the stays before did not bear, along a year what was not borne before;
    nothing of a layer that is not for the person."""
    terms, sums = ask.policy.terms[benefit], ask.before
    among = meant(terms, ask)
    if among is None:
        return 0
    ask = with_class(ask, class_of(terms, among, ask))
    edge = effective_deductible(benefit, terms, ask).amount
    line = terms.deductible
    if line is None or line.split:
        return edge
    for bound in line.bounds:
        if bound.per_year:
            used = sums.of((f"deductibles of {benefit}", ""), (benefit, "borne"))
            edge = min(edge, max(0, value(bound.value, ask) - used))
    if line.counting in ("borne", "once"):
        key, opens = borne_key(benefit, terms, ask)
        used = sums.of(key, *opens)
        if line.period == "chain":
            used -= moved_in_stay(benefit, key, ask, sums)
        if used <= 0 or (line.continued is not None and not value(line.continued, ask)):
            return edge
        return 0 if line.counting == "once" else max(0, edge - used)
    if line.counting == "excess" and line_of(terms) in (*OF_YEAR, *WITHIN_YEAR):
        return max(0, edge - line_start(benefit, terms, evolve(ask, sums=sums)))
    return edge
