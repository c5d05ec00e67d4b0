"""The benefit year: the calendar year, or the twelve months from the first day of another month.

In: a year by the number of the year in which it begins, the month in which it does (1: January).
Out: its days as ordinals; the year of a day.
"""

from datetime import date

from polc.runtime.days import nearest_day


def year_of_day(day: int, begins: int) -> int:
    """The benefit year in which a day lies, named by the year in which it begins."""
    on = nearest_day(day)
    return on.year if on.month >= begins else on.year - 1


def first_day(year: int, begins: int) -> int:
    """The first day of a benefit year."""
    return date(year, begins, 1).toordinal()


def last_day(year: int, begins: int) -> int:
    """The last day of a benefit year; the calendar has no later one than that of its last year."""
    if begins == 1 or year >= date.max.year:
        return date(year, 12, 31).toordinal()
    return date(year + 1, begins, 1).toordinal() - 1


def days_of_year(year: int, begins: int) -> tuple[int, int]:
    """The first and the last day."""
    return first_day(year, begins), last_day(year, begins)
