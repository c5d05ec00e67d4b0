"""Deadlines: the day of each in a month, under each reading."""

from datetime import date

import pytest

import polc
from polc.inspect.deadlines import due_after, due_in_month
from polc.inspect.working_days import Calendar, NoCalendarError
from tests.inspect.duties import CALENDAR, DUTIES


@pytest.mark.parametrize(
    ("choice", "year", "month", "expected"),
    [
        ("holiday", 2023, 10, date(2023, 10, 7)),
        ("holiday", 2023, 8, date(2023, 8, 5)),
        ("weekend", 2023, 8, date(2023, 8, 7)),
        ("weekend", 2023, 10, date(2023, 10, 7)),
        ("excluded", 2023, 6, date(2023, 6, 4)),
    ],
)
def test_the_fifth_of_the_month(choice: str, year: int, month: int, expected: date) -> None:
    """A Saturday that makes up for a holiday is a working day; the three readings differ."""
    plan = DUTIES.with_readings(fifth=choice).plan
    assert due_in_month(plan, "lists_sent", year, month, CALENDAR) == expected


@pytest.mark.parametrize(
    ("choice", "expected"), [("next", date(2023, 6, 12)), ("same", date(2023, 6, 9))]
)
def test_working_days_after(choice: str, expected: date) -> None:
    """Five working days from Monday 5 June 2023."""
    plan = DUTIES.with_readings(from_when=choice).plan
    assert due_after(plan, "lists_merged", date(2023, 6, 5), Calendar()) == expected


def test_what_follows_nothing_is_not_due_after_a_day() -> None:
    """The list of the fifth of each month is due on a day of the calendar: none comes after."""
    assert due_after(DUTIES.plan, "lists_sent", date(2023, 6, 5), Calendar()) is None


def test_a_single_day_rolls_and_is_due_in_its_month_only() -> None:
    """25 February 2023 is a Saturday: Monday the 27th."""
    assert due_in_month(DUTIES.plan, "enrolled", 2023, 2, Calendar()) == date(2023, 2, 27)
    assert due_in_month(DUTIES.plan, "enrolled", 2023, 3, Calendar()) is None


def test_the_deadlines_of_october() -> None:
    """5 October 2023 is a holiday, Saturday the 7th makes up for one; the fifth working day
    after it is Thursday the 12th (8, 9, 10, 11, 12)."""
    found = {deadline.id: deadline for deadline in DUTIES.deadlines(2023, 10)}
    sent, merged, enrolled = (found[name] for name in ("lists_sent", "lists_merged", "enrolled"))
    assert (sent.day, sent.unmoved) == (date(2023, 10, 7), date(2023, 10, 5))
    assert (merged.day, merged.after) == (date(2023, 10, 12), "lists_sent")
    assert (enrolled.status, enrolled.day) == ("not_this_month", None)


def test_a_month_that_the_calendar_does_not_reach() -> None:
    """Is told by its year, not taken for one without holidays."""
    with pytest.raises(NoCalendarError, match="2050"):
        DUTIES.deadlines(2050, 10)
    with pytest.raises(NoCalendarError, match="2024"):
        DUTIES.deadlines(2024, 1, CALENDAR)


def test_no_month() -> None:
    """A thirteenth month is none."""
    with pytest.raises(ValueError, match="2023-13"):
        DUTIES.deadlines(2023, 13)


def test_a_day_moved_into_the_next_month_is_due_there() -> None:
    """30 September 2023 is a holiday, and the next working day is 7 October."""
    policy = polc.compile(
        'policy moved "顺延" edition 1\n'
        'deadline filed "申报" {\n'
        "  on or before 2023-09-30; moved from days off to the next working day\n}\n"
    )
    assert due_in_month(policy.plan, "filed", 2023, 10, CALENDAR) == date(2023, 10, 7)
    assert due_in_month(policy.plan, "filed", 2023, 9, CALENDAR) is None
