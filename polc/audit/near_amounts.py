"""Whether a recorded amount is the computed one, written down otherwise: rounded, or with the point
elsewhere.

In: both, in fen. Out: the causes that this makes.
"""

from typing import Final

from polc.audit.cause import Cause
from polc.messages.text import say

_UNITS: Final = ((100, say("rounded to whole yuan")), (10, say("rounded to tenths of a yuan")))
"""To what an amount may have been rounded, in fen."""

_TIMES: Final = (
    (
        10,
        say("a tenth of what is due: a digit may have been lost"),
        say("ten times what is due: a digit may be too many"),
    ),
    (
        100,
        say("a hundredth of what is due: two digits may have been lost"),
        say("a hundred times what is due: two digits may be too many"),
    ),
)
"""How many times more or less, and what is said of each."""

_TOLD_FROM: Final = 1_000
"""From so many fen on a figure is hardly by chance another one with a digit less."""


def find_rounding(own: int | None, wanted: int) -> list[Cause]:
    """Whether only a rounding lies between them."""
    if own is None:
        return []
    if abs(own - wanted) == 1:
        return [Cause("rounding", say("one fen apart"))]
    return [
        Cause("rounding", words)
        for unit, words in _UNITS
        if wanted and wanted % unit == 0 and abs(own - wanted) < unit
    ][:1]


def find_digits(own: int | None, wanted: int) -> list[Cause]:
    """Whether the point stands elsewhere, by one digit or two; what fell behind the last place was
    left out or rounded."""
    if not own or not wanted:
        return []
    found = []
    for times, less, more in _TIMES:
        beside = abs(own - wanted * times)
        if beside == 0 or (beside < times and wanted >= _TOLD_FROM):
            found.append(Cause("digits", less))
        elif wanted == own * times:
            found.append(Cause("digits", more))
    return found
