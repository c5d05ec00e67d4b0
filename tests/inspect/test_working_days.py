"""Calendars: the announced one, and one that somebody hands in."""

from datetime import date, timedelta

import pytest

from polc.inspect.working_days import public_calendar, read_calendar


def test_a_calendar_of_something_else_is_refused() -> None:
    """With the word that is not known, or the day that is none."""
    with pytest.raises(ValueError, match="holidais"):
        read_calendar({"holidais": []})
    with pytest.raises(ValueError, match="2023-02-30"):
        read_calendar({"holidays": ["2023-02-30"]})


def test_the_announced_holidays_are_those_printed() -> None:
    """As the State Council announced them for the autumn of 2023."""
    announced = public_calendar()
    autumn = [date(2023, 9, 29) + timedelta(days=day) for day in range(10)]
    assert [announced.is_working(day) for day in autumn] == [False] * 8 + [True] * 2


def test_a_day_cannot_be_both() -> None:
    """A holiday on which people work is a slip of whoever wrote it."""
    with pytest.raises(ValueError, match="2023-10-01 is both"):
        read_calendar({"holidays": ["2023-10-01"], "working_days": ["2023-10-01"]})
