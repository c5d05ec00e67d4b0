"""Which running sums a period has, and what of an opening they begin with.

In: the period of a deductible, a cap or a pool. Out: the scope of its sum; the sum with its
opening. An opening says what was used of the year: of which month, quarter or hospital it is,
nobody could know.
"""

from typing import Final

from polc.compiler.plan.plan import Accumulator, OpeningPart
from polc.messages.text import Text, say
from polc.records.evolve import evolve
from polc.runtime.periods import OF_YEAR, Scope

SCOPES: Final[dict[str, Scope]] = {
    "year": "year",
    "stay": "visit",
    "chain": "chain",
    "month": "month",
    "quarter": "quarter",
    "hospital": "hospital",
    "household": "household",
}
"""By period; a term per claim has no sum."""

WITHIN_YEAR: Final = ("month", "quarter", "hospital")
"""The periods of which a year has several, each with a sum of its own that begins with nothing."""


def scope_of(period: str | None) -> Scope | None:
    """The scope of the sum that a period has; None where each claim stands alone."""
    return SCOPES.get(period or "")


_WORDS: Final[dict[Scope, Text]] = {
    "year": say("this year"),
    "visit": say("this visit"),
    "chain": say("this chain"),
    "month": say("this month"),
    "quarter": say("this quarter"),
    "hospital": say("this hospital"),
    "household": say("this year by the whole household"),
    "visit_month": say("this visit"),
    "visit_quarter": say("this visit"),
    "visit_hospital": say("this visit"),
}


def words_of(scope: Scope) -> Text:
    """In what of the year a sum is, in the words of its title."""
    return _WORDS[scope]


def open_sum(
    sum_: Accumulator,
    part: tuple[str, OpeningPart],
    own: tuple[str, str] | None,
    *,
    of_several: bool = False,
) -> Accumulator:
    """The sum with the opening that it begins with: `part` of its benefit, `own` what is its
    alone; `of_several` whether another sum of the benefit may have had some of that part."""
    if sum_.scope in OF_YEAR:
        sometimes = (part,) if of_several else ()
        return evolve(sum_, opens=(part,), own=own, sometimes=sometimes)
    if sum_.scope in WITHIN_YEAR:
        return evolve(sum_, unopened=(part,))
    return sum_
