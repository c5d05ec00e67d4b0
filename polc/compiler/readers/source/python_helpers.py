"""What a file in Python has of its own: the calendar.

In: nothing. Out: the text of functions, as `c_helpers.py` has them in C.
"""

from typing import Final

from polc.compiler.readers.source.c_helpers import LAST_DAY, LAST_MONTH, SHIFT

PYTHON_HELPERS: Final = f"""\
def march_first(year):
    return 365 * year + year // 4 - year // 100 + year // 400 - {SHIFT}


def month_place(day):
    shifted = day + {SHIFT}
    of_era = shifted % 146097
    of_years = of_era - of_era // 1460 + of_era // 36524 - of_era // 146096
    year = of_years // 365 + 400 * (shifted // 146097)
    return 12 * year + (5 * (day - march_first(year)) + 2) // 153


def month_start(place):
    return march_first(place // 12) + (153 * (place % 12) + 2) // 5


def nearest_day(day):
    return min(max(day, 1), {LAST_DAY})


def year_of(day):
    return (month_place(nearest_day(day)) + 2) // 12


def period_of(day, months):
    return (month_place(nearest_day(day)) + 2) // months


def months_after(day, months):
    if day < 1 or day > {LAST_DAY}:
        return day
    begin = month_place(day)
    to = begin + months
    if to > {LAST_MONTH}:
        return {LAST_DAY}
    if to < 10:
        return 1
    return min(month_start(to) + day - month_start(begin), month_start(to + 1) - 1)


def month_after(day, months):
    later = months_after(day, months)
    return later if later < 1 or later > {LAST_DAY} else month_start(month_place(later))


def years_between(first, day):
    if day < first:
        return 0
    years = year_of(day) - year_of(first)
    return years if months_after(first, 12 * years) <= day else years - 1
"""
