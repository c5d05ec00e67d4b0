"""For how long a running sum holds, and which of its sums a claim moves.

In: the scope of a sum, what a claim says of itself. Out: the key under which the sum is kept: a
sum of a month, of a quarter, of a hospital or of a stay begins anew with each of these.
"""

from collections.abc import Mapping
from typing import Final, Literal

from polc.runtime.days import period_of

Scope = Literal[
    "year",
    "visit",
    "chain",
    "month",
    "quarter",
    "hospital",
    "household",
    "visit_month",
    "visit_quarter",
    "visit_hospital",
]
"""With what a running sum begins anew; all of them with the benefit year. That of a `household` is
of the claims of all its members; that of a `visit_month` is of one visit in one month."""

OF_VISIT: Final[Mapping[Scope, Scope]] = {
    "month": "visit_month",
    "quarter": "visit_quarter",
    "hospital": "visit_hospital",
}
"""What of a sum is of one visit alone, by the scope of the sum; of all others the visit's."""

OF_YEAR: Final[tuple[Scope, ...]] = ("year", "household")
"""Of the sums of these there is one in a benefit year; an opening says what they begin with."""

MONTHS_OF: Final = {"month": 1, "quarter": 3, "visit_month": 1, "visit_quarter": 3}
"""How many months a period has that the calendar counts."""


def key_of_claim(scope: str, *, visit: str, chain: str, day: int, hospital: str) -> str:
    """The stay, the chain, the month, the quarter or the hospital whose own sum a claim moves, or
    the stay in one of these; empty for a sum of the year or the household. `day` is the one that
    governs the claim."""
    match scope:
        case "visit":
            return visit
        case "chain":
            return chain
        case "hospital":
            return hospital
        case "month" | "quarter":
            return str(period_of(day, MONTHS_OF[scope]))
        case "visit_hospital":
            return f"{len(visit)} {visit} {hospital}"
        case "visit_month" | "visit_quarter":
            return f"{period_of(day, MONTHS_OF[scope])} {visit}"
        case _:
            return ""
