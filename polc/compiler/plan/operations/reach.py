"""How far a value can lie: integer intervals, with `no limit` kept apart from the figures.

In: intervals of operands. Out: the interval of what an operation makes of them. A value is
a figure somewhere in a `near` interval, or lies in a `far` one around `UNLIMITED`, or both
are possible: `left(no limit, used)` stays far, and the least of a far and a near value is
near. Were they one interval, every sum behind a cap that may be absent would seem to need
more than 64 bits.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from polc.compiler.model.record import frozen
from polc.runtime.amounts import UNLIMITED

Interval = tuple[int, int]
"""The least and the most, both included."""

_FAR: Final = UNLIMITED >> 1
"""From here on a value is a limit that does not exist, give or take what was used of it."""

INT64: Final[Interval] = (-(1 << 63), (1 << 63) - 1)


@frozen
class Reach:
    """Where a value may lie: in one of `parts`, the near one before the far one, or nowhere;
    `missing`: it may also be `MISSING`. `rates` are those of a bands table, whose edges are
    the parts."""

    parts: tuple[Interval, ...]
    missing: bool = False
    rates: Interval | None = None

    @property
    def hull(self) -> Interval:
        """The one interval around all parts; (0, 0) around none."""
        return hull_of(self.parts)


@frozen
class Measured:
    """Where a node's value may lie, and the `inner` figures on the way to it."""

    reach: Reach
    inner: tuple[Interval, ...] = ()


FLAG: Final = Reach(((0, 1),))
ZERO: Final = Reach(((0, 0),))
DATE: Final[Interval] = (1, date.max.toordinal())


def hull_of(intervals: Iterable[Interval]) -> Interval:
    """The one interval around several; (0, 0) around none."""
    known = tuple(intervals)
    if not known:
        return (0, 0)
    if len(known) == 1:
        return known[0]
    return (min(low for low, _ in known), max(high for _, high in known))


@lru_cache(maxsize=1024)
def exactly(value: int) -> Reach:
    """One value."""
    return Reach(((value, value),))


def reach_of(intervals: Iterable[Interval]) -> Reach:
    """The near ones of some intervals as one part, the far ones as another."""
    near: list[Interval] = []
    far: list[Interval] = []
    for interval in intervals:
        (far if interval[0] >= _FAR else near).append(interval)
    return Reach(tuple(hull_of(part) for part in (near, far) if part))


def join(reaches: Iterable[Reach]) -> Reach:
    """Any of several values."""
    known = tuple(reaches)
    parts = reach_of(part for reach in known for part in reach.parts).parts
    rates = tuple(reach.rates for reach in known if reach.rates is not None)
    return Reach(parts, any(reach.missing for reach in known), hull_of(rates) if rates else None)


def or_zero(reach: Reach) -> Reach:
    """The same values, or 0."""
    if reach.rates is None and reach.parts and reach.parts[0][0] <= 0 <= reach.parts[0][1]:
        return reach
    return join((reach, ZERO))


def lift(operation: Callable[[Interval, Interval], Interval], left: Reach, right: Reach) -> Reach:
    """An operation on two values, tried on each pair of their parts."""
    return reach_of(operation(here, there) for here in left.parts for there in right.parts)


def each(operation: Callable[[Interval], Interval], values: Reach) -> Reach:
    """An operation on one value, tried on each of its parts."""
    return reach_of(map(operation, values.parts))


def add(left: Interval, right: Interval) -> Interval:
    """left + right"""
    return (left[0] + right[0], left[1] + right[1])


def subtract(left: Interval, right: Interval) -> Interval:
    """left - right"""
    return (left[0] - right[1], left[1] - right[0])


def multiply(left: Interval, right: Interval) -> Interval:
    """left × right"""
    corners = [edge * factor for edge in left for factor in right]
    return (min(corners), max(corners))


def least(left: Interval, right: Interval) -> Interval:
    """The lesser of two values."""
    return (min(left[0], right[0]), min(left[1], right[1]))


def most(left: Interval, right: Interval) -> Interval:
    """The greater of two values."""
    return (max(left[0], right[0]), max(left[1], right[1]))


def at_least_zero(interval: Interval) -> Interval:
    """max(0, value)"""
    return most(interval, (0, 0))


def limited(reach: Reach) -> Reach:
    """The same values without a limit that does not exist."""
    near = tuple(part for part in reach.parts if part[0] < _FAR)
    return Reach(near, reach.missing, reach.rates)


def within_64_bits(interval: Interval) -> bool:
    """Whether a signed 64-bit integer holds every value of it."""
    return INT64[0] <= interval[0] and interval[1] <= INT64[1]


def within_128_bits(interval: Interval) -> bool:
    """The same of 128 bits."""
    return interval[0] >= -(1 << 127) and interval[1] < 1 << 127
