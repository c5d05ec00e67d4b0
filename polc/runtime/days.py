"""Days of the calendar as proleptic ordinals, and whole months between them."""

from calendar import monthrange
from datetime import date
from typing import Final

FOREVER: Final = date.max.toordinal()
"""A day that never comes."""


def months_after(day: int, months: int) -> int:
    """The day so many whole months later (earlier, where negative): 31 January and one month
    is the last day of February. Never before the first day of the calendar or after its
    last."""
    if not 1 <= day <= FOREVER:
        return day
    start = date.fromordinal(day)
    place = start.year * 12 + start.month - 1 + months
    year, month = divmod(place, 12)
    if year > date.max.year:
        return FOREVER
    if year < 1:
        return 1
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()


def month_after(day: int, months: int) -> int:
    """The first day of the month so many months later."""
    later = months_after(day, months)
    if not 1 <= later <= FOREVER:
        return later
    return later - date.fromordinal(later).day + 1


def years_between(first: int, day: int) -> int:
    """The years that whoever is born on `first` has completed on `day`: the months of
    `months_after`, so that who is born on 29 February is a year older on 28 February of a
    common year (Civil Code of the PRC, article 202: the month's last day where there is none of
    that number). 0 before the first day."""
    if day < first:
        return 0
    years = year_of(day) - year_of(first)
    return years if months_after(first, 12 * years) <= day else years - 1


def period_of(day: int, months: int) -> int:
    """The number of the period of so many months in which a day lies: those of the calendar,
    counted from year 0. That of the nearest day where the calendar has none."""
    on = nearest_day(day)
    return (on.year * 12 + on.month - 1) // months


def nearest_day(day: int) -> date:
    """The day, or the nearest one that the calendar has."""
    return date.fromordinal(min(max(day, 1), FOREVER))


def year_of(day: int) -> int:
    """The calendar year of a day; that of the nearest day where the calendar has none."""
    return nearest_day(day).year
