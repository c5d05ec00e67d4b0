"""For how long a running sum holds, and which of its sums a claim moves.

In: the scope of a sum, what a claim says of itself. Out: the key under which the sum is kept: a
sum of a month, of a quarter, of a hospital or of a stay begins anew with each of these.
"""

from typing import Final, Literal

from polc.runtime.days import period_of

Scope = Literal["year", "visit", "chain", "month", "quarter", "hospital", "household"]
"""With what a running sum begins anew; all of them with the benefit year. That of a `household` is
of the claims of all its members."""

OF_YEAR: Final[tuple[Scope, ...]] = ("year", "household")
"""Of the sums of these there is one in a benefit year; an opening says what they begin with."""

MONTHS_OF: Final = {"month": 1, "quarter": 3}
"""How many months a period has that the calendar counts."""


def key_of_claim(scope: str, *, visit: str, chain: str, day: int, hospital: str) -> str:
    """The stay, the chain, the month, the quarter or the hospital whose own sum a claim moves;
    empty for a sum of the year or the household. `day` is the one that governs the claim."""
    match scope:
        case "visit":
            return visit
        case "chain":
            return chain
        case "hospital":
            return hospital
        case "month" | "quarter":
            return str(period_of(day, MONTHS_OF[scope]))
        case _:
            return ""
