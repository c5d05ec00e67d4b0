"""For how long a term holds, and what of it a claim finds: rules 9 and 13.

In: a period, the `Ask` of a claim. Out: what the sum of the period is kept by; how large a limit
is that is carried over.
"""

from datetime import date
from typing import Final

from polc.compiler.typed.nodes.values import Typed
from tests.typed_reference.ask import Ask
from tests.typed_reference.benefit_year import first_of_year
from tests.typed_reference.figures import NO_LIMIT
from tests.typed_reference.values import value

WITHIN_YEAR: Final = ("month", "quarter", "hospital")
"""What begins anew within a year, and with nothing."""

_MONTHS: Final = {"month": 1, "quarter": 3}


def carry_over(size: int, period: str | None, begins: Typed | None, ask: Ask) -> int:
    """Rule 13: the size as often as there are months (quarters) from that of a day on, or from the
    year's first, to that of the claim."""
    if begins is None:
        return size
    start = max(value(begins, ask), first_of_year(ask.benefit_year, ask.policy).toordinal())
    if size >= NO_LIMIT:
        return size
    first, last = (date.fromordinal(min(day, date.max.toordinal())) for day in (start, ask.day))
    each = _MONTHS[period or "month"]
    gone = (last.year * 12 + last.month - 1) // each - (first.year * 12 + first.month - 1) // each
    return size * max(0, gone + 1)
