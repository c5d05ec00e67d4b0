"""Benefit years as spans: those for which a value is given, those in which a policy is in force.

In: spans, a program. Out: spans, and how they are said.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from polc.compiler.typed.nodes.program import Program
from polc.messages.text import Text, say
from polc.runtime.benefit_year import year_of_day

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


def find_years_in_force(program: Program) -> list[Years]:
    """The years of each `in force` line; from always on where none is known."""
    begins = max((line.begins for line in program.dates), default=1)
    return [
        (
            None if dates.start is None else year_of_day(dates.start, begins),
            None if dates.end is None else year_of_day(dates.end, begins),
        )
        for dates in program.dates
        if dates.what == "in_force"
    ]


def lies_outside(years: Years, in_force: Iterable[Years], before: int = 0) -> bool:
    """Whether a span has no year of any of those in force, nor of so many years before them."""
    low, high = years
    spans = list(in_force)
    return bool(spans) and all(
        (start is not None and high is not None and high < start - before)
        or (end is not None and low is not None and low > end)
        for start, end in spans
    )


def say_years(first: int | None, last: int | None) -> Text:
    """A span in words."""
    if last is None:
        return say("{year} and later", year=first)
    if first is None:
        return say("{year} and before", year=last)
    if first == last:
        return say("{year}", year=first)
    return say("{first} to {last}", first=first, last=last)
