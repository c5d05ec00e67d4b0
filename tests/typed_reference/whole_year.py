"""A deductible of the year that counts the whole: what claims leave for it (rule 10).

In: the terms, the `Ask` of a claim after all layers. Out: whether they count so; the sum of what
the claims have left, moved on.
"""

from tests.typed_reference import stays
from tests.typed_reference.ask import Ask
from tests.typed_reference.lines import Terms


def counts_whole_of_year(terms: Terms) -> bool:
    """Rule 10: what it reaches may be due for the claims before."""
    line = terms.deductible
    return line is not None and line.counting.startswith("whole") and line.period == "year"


def year_left(name: str) -> tuple[str, str]:
    """The sum of what the claims of the year that a line counted have left."""
    return (f"year left for {name}", "")


def leave_year(ask: Ask) -> None:
    """Rule 10: after all layers, what this claim has left is there for a later one."""
    for name, terms in ask.policy.terms.items():
        if name in ask.progress.counted and counts_whole_of_year(terms):
            own = ask.progress.remaining if ask.progress.counted[name] > 0 else 0
            more = own - ask.progress.adjusted
            key = year_left(name)
            ask.sums.kept[key] = ask.sums.of(key) + more
            if name in ask.policy.for_stay:
                stays.add_own(name, key, own - ask.progress.change, ask)
