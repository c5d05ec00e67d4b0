"""The one stretch in which two texts differ.

In: the text that was looked at, and the text as it is now. Out: places of the one in the other, so
that what was found of a text answers for it while the next is looked at.
"""

from polc.compiler.report.source import Span
from polc.records.frozen import frozen


@frozen
class TextChange:
    """Characters `start` to `before` of the one text are `start` to `now` of the other."""

    start: int
    before: int
    now: int

    def then(self, offset: int) -> int | None:
        """Where a place of the text as it is now was; None inside of what is new."""
        if offset <= self.start:
            return offset
        return offset - self.now + self.before if offset >= self.now else None

    def span_now(self, span: Span) -> Span | None:
        """Where a stretch of the text of before is now; None where it is no longer as it was."""
        if span.end <= self.start:
            return span
        moved = self.now - self.before
        if span.start >= self.before:
            return Span(span.start + moved, span.end + moved)
        if span.start <= self.start and span.end >= self.before:  # changed inside of it
            return Span(span.start, span.end + moved)
        return None


def find_change(before: str, now: str) -> TextChange:
    """The shortest stretch outside of which both are the same."""
    start = _common(before, now, 0)
    most = min(len(before), len(now)) - start
    end = _common(before[::-1], now[::-1], 0) if most else 0
    kept = min(end, most)
    return TextChange(start, len(before) - kept, len(now) - kept)


def _common(before: str, now: str, low: int) -> int:
    """How many characters both begin with, by halves: slices are compared at once."""
    high = min(len(before), len(now))
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == now[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
