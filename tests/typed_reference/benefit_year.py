"""The benefit year: rule 16.

In: the chosen policy. Out: the days of a year, the year of a day.
"""

from datetime import date, timedelta

from tests.typed_reference.policy import Chosen


def first_of_year(year: int, policy: Chosen) -> date:
    """The day on which a year begins that is named by the calendar year of that day."""
    line = policy.dates("benefit_year")
    return date(year, line.begins if line is not None else 1, 1)


def last_of_year(year: int, policy: Chosen) -> date:
    """The day before the next begins."""
    return first_of_year(year + 1, policy) - timedelta(days=1)


def year_of(day: int, policy: Chosen) -> int:
    """The last year that has begun by a day."""
    on = date.fromordinal(day)
    return on.year if first_of_year(on.year, policy) <= on else on.year - 1
