"""The days on which people work.

In: the days off and the make-up days of a calendar, given or as the State Council announced
them. Out: `Calendar`. The announced days come from the package `chinesecalendar` (the extra
`calendar`), imported when it is asked for.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from attrs import field

from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.runtime.read.read_value import ValueRefusedError, read_date


class NoCalendarError(Exception):
    """Nothing is known of the public holidays that are asked for; `why` says so."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why)


@frozen
class Calendar:
    """Public holidays, and the days off on which people work to make up for them; `years`
    are those it knows, None for any. A day of another year raises `NoCalendarError`."""

    holidays: frozenset[date] = field(factory=frozenset)
    working_days: frozenset[date] = field(factory=frozenset)
    years: frozenset[int] | None = None

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a public holiday."""
        if self.years is not None and day.year not in self.years:
            raise NoCalendarError(say("the public holidays of {year} are not known", year=day.year))
        return day in self.holidays

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        if self.is_holiday(day):
            return False
        return day in self.working_days or day.weekday() < 5

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def read_calendar(data: Mapping[str, Any]) -> Calendar:
    """`{"holidays": ["2023-10-01", …], "working_days": ["2023-10-07", …], "years": [2023]}`;
    without `years` it knows those of its days, and any where it has no day. Raises
    `ValueError` for anything else."""
    unknown = set(data) - {"holidays", "working_days", "years"}
    if unknown:
        raise ValueError(
            say(
                "a calendar has `holidays`, `working_days` and `years`, not `{name}`",
                name=min(unknown),
            )
        )
    holidays = _days(data.get("holidays", ()))
    working = _days(data.get("working_days", ()))
    if both := holidays & working:
        raise ValueError(say("{day} is both a holiday and a working day", day=min(both)))
    years = frozenset(_year(year) for year in _list(data["years"])) if "years" in data else None
    if years is None and holidays | working:
        years = frozenset(holiday.year for holiday in holidays | working)
    return Calendar(holidays, working, years)


@cache
def public_calendar() -> Calendar:
    """The public holidays and make-up days of China as announced, of the years that the
    installed `chinesecalendar` knows. Raises `NoCalendarError` without it."""
    try:
        announced = import_module("chinese_calendar.constants")
    except ImportError:
        raise NoCalendarError(
            say("the public holidays are not installed: `pip install polc[calendar]`")
        ) from None
    years = frozenset(holiday.year for holiday in announced.holidays)
    return Calendar(frozenset(announced.holidays), frozenset(announced.workdays), years)


def _days(values: Any) -> frozenset[date]:
    return frozenset(_day(day) for day in _list(values))


def _list(values: Any) -> Iterable[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueError(say("a list is expected"))
    return values


def _year(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(say("a year is expected, not `{value}`", value=value))
    return value


def _day(value: Any) -> date:
    try:
        return date.fromordinal(read_date(value))
    except ValueRefusedError as mistake:
        raise ValueError(mistake.args[0]) from None
