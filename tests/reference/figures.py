"""What the operators of a plan mean, in fractions.

In: values. Out: values.
"""

from calendar import isleap
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from polc.runtime.amounts import UNLIMITED


def half_up(value: Fraction) -> Fraction:
    """The nearest whole number, halves upwards."""
    return Fraction(floor(value + Fraction(1, 2)))


def holds(op: str, args: list[Any]) -> bool:
    """A condition."""
    match op:
        case "known":
            return args[0] is not None
        case "and":
            return all(operand == 1 for operand in args)
        case "or":
            return any(operand == 1 for operand in args)
        case "not":
            return bool(args[0] == 0)
        case "any":
            return bool(args[0] != 0)
        case "eq":
            return bool(args[0] == args[1])
        case "lt":
            return bool(args[0] < args[1])
        case "le":
            return bool(args[0] <= args[1])
        case "gt":
            return bool(args[0] > args[1])
        case "ge":
            return bool(args[0] >= args[1])
        case _:
            raise AssertionError(op)


def combine(op: str, args: list[Fraction]) -> Fraction:
    """Sums and extremes."""
    match op:
        case "add":
            return sum(args, Fraction(0))
        case "sub":
            return args[0] - sum(args[1:], Fraction(0))
        case "min":
            return min(args)
        case "max":
            return max(args)
        case "left":
            return max(Fraction(0), args[0] - args[1])
        case _:
            raise AssertionError(op)


def round_down(value: Fraction) -> Fraction:
    """The next whole number below."""
    return Fraction(floor(value))


def along(
    low: Fraction,
    high: Fraction,
    table: Any,
    shift: Fraction,
    points: Fraction,
    top: Any,
    *,
    falls: bool,
) -> Fraction:
    """Each fen of the stretch at the rate of the band it lies in."""
    due = Fraction(0)
    floor_of_band = low
    for edge, rate in table:
        top_of_band = high if edge >= UNLIMITED else min(high, edge + shift)
        raised = max(Fraction(0), rate + points) if falls else rate + points
        raised = raised if top is None else min(raised, top)
        due += max(Fraction(0), top_of_band - floor_of_band) * raised
        floor_of_band = max(floor_of_band, top_of_band)
    return due


def months_after(day: int, months: int, *, first: bool = False) -> Fraction:
    """Month by month; a day that the last month does not have is its last one, or the first one
    is meant."""
    if first:
        later = int(months_after(day, months))
        known = 1 <= later <= date.max.toordinal()
        return Fraction(date.fromordinal(later).replace(day=1).toordinal() if known else later)
    if not 1 <= day <= date.max.toordinal():
        return Fraction(day)
    if abs(months) > 12 * date.max.year:
        # Further than any calendar goes.
        return Fraction(date.max.toordinal() if months > 0 else 1)
    start = date.fromordinal(day)
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year + 1, 1) if month == 13 else (year - 1, 12)
    if not 1 <= year <= 9999:
        return Fraction(date.max.toordinal() if year > 9999 else 1)
    for last in (start.day, 30, 29, 28):
        try:
            return Fraction(date(year, month, min(start.day, last)).toordinal())
        except ValueError:
            continue
    raise AssertionError(day, months)


def year_of(day: int) -> Fraction:
    """The year in which a day lies, looked for among the first days of years."""
    last = date.max.year
    if day >= date(last, 1, 1).toordinal():
        return Fraction(last)
    return Fraction(next(y for y in range(1, last) if day < date(y + 1, 1, 1).toordinal()))


def period_of(day: int, months: int) -> Fraction:
    """How many months, or quarters, have begun from year 0 to a day, less the first."""
    of_calendar = date.fromordinal(min(max(day, 1), date.max.toordinal()))
    begun = 12 * of_calendar.year + of_calendar.month
    return Fraction(-(-begun // months) - 1)


def years_between(first: int, day: int) -> Fraction:
    """How many anniversaries of a day have come; in a year without its month's day, the last day
    of that month is the anniversary."""
    last = date.max.toordinal()
    born, today = (date.fromordinal(min(max(ordinal, 1), last)) for ordinal in (first, day))
    place = (born.month, born.day)
    if place == (2, 29) and not isleap(today.year):
        place = (2, 28)
    years = today.year - born.year - ((today.month, today.day) < place)
    return Fraction(max(0, years))
