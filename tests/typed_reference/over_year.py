"""Rule 19: what a claim makes due over the year's claims.

In: a benefit, the `Ask` of the claim, what its terms come to. Out: what is paid of the claim, what
it makes due for earlier ones; the sums of both move on.
"""

from attrs import frozen

from tests.typed_reference.ask import OF_YEAR, Ask, Key, begins_with_opening
from tests.typed_reference.computed import Computed, due_key, due_opens
from tests.typed_reference.lines import Terms
from tests.typed_reference.periods import WITHIN_YEAR
from tests.typed_reference.stretch import line_of
from tests.typed_reference.values import value


@frozen
class OverYear:
    """What was paid over the claims so far, and what could be paid of them."""

    paid_key: Key
    most_key: Key
    paid: int
    most: int

    def reach(self, most: int) -> int:
        """The most with what the earlier claims leave."""
        return most + max(0, self.most - self.paid)


def open_over_year(name: str, terms: Terms, ask: Ask) -> OverYear | None:
    """What stands before the claim; None of what goes claim by claim."""
    periods = (*OF_YEAR, "stay", *WITHIN_YEAR)
    if not terms.over_claims or terms.mode != "cumulated" or line_of(terms) not in periods:
        return None
    scope = ask.scope(line_of(terms))
    paid, most = (f"paid over claims of {name}", scope), (f"most over claims of {name}", scope)
    opens = ((name, "paid"),) if begins_with_opening(scope) else ()
    return OverYear(paid, most, ask.sums.of(paid, *opens), ask.sums.of(most))


def divide_over_year(
    name: str, terms: Terms, ask: Ask, over: OverYear, computed: Computed, most: int
) -> tuple[int, int]:
    """The claim gets what it can bear of what is due; what is due beyond it, and what was paid and
    is due no more, is of the earlier ones."""
    paid = min(computed.taken, most)
    for_earlier = computed.taken - paid
    if terms.may_fall and all(value(condition, ask) for condition in terms.counts_when):
        parts = [name] if terms.kinds is None else [f"{name} {kind.name}" for kind in terms.kinds]
        keys = {part: due_key(part, terms, ask) for part in parts}
        was = {key: ask.sums.of(key, *due_opens(part, key)) for part, key in keys.items() if key}
        due = sum(computed.moves.get(key, before) for key, before in was.items())
        for_earlier -= max(0, min(over.paid, sum(was.values())) - due)
    computed.moves[over.paid_key] = over.paid + paid + for_earlier
    computed.moves[over.most_key] = over.most + most
    return paid, for_earlier
