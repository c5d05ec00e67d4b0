"""The largest of what comes by, so many of them.

In: things, each with its size. Out: the largest, the largest first; of two of one size the earlier.
"""

from heapq import heappush, heappushpop
from typing import Generic, TypeVar

from attrs import field

from polc.records.mutable import define

Kept = TypeVar("Kept")


@define
class Largest(Generic[Kept]):
    """At most `most` things."""

    most: int
    _heap: list[tuple[int, int, Kept]] = field(factory=list)
    _came: int = 0

    def add(self, size: int, thing: Kept) -> None:
        """Keeps it, if it is among the largest so far."""
        self._came += 1
        entry = (size, -self._came, thing)
        if len(self._heap) < self.most:
            heappush(self._heap, entry)
        elif self.most:
            heappushpop(self._heap, entry)

    def in_order(self) -> list[Kept]:
        """What was kept."""
        return [thing for _, _, thing in sorted(self._heap, key=lambda entry: entry[:2])[::-1]]
