"""Benefit years for which a value is given, as spans."""

from collections.abc import Iterable, Iterator
from typing import Final

Years = tuple[int | None, int | None]
"""From a year to a year, both included; None: open."""

_EVER: Final = 9999


def find_missing(given: Iterable[Years], wanted: Years) -> Iterator[Years]:
    """The spans of `wanted` in which nothing is given, in order."""
    first, last = wanted
    at = first or 0
    end = _EVER if last is None else last
    for low, high in sorted((low or 0, _EVER if high is None else high) for low, high in given):
        if low > at:
            yield _open(at, min(low - 1, end))
        at = max(at, high + 1)
        if at > end:
            return
    if at <= end:
        yield _open(at, end)


def _open(low: int, high: int) -> Years:
    return low or None, None if high >= _EVER else high
