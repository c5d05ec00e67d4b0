"""Targets and deadlines of a policy, evaluated apart from any settlement.

In: a plan, the figures reached, a calendar. Out: whether a target is met; the day on which
something is due. Readings are those chosen in the plan.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from polc.compiler.plan.declared import Aim, Deadline, DueDay, Target, Under
from polc.compiler.plan.plan import Plan
from polc.runtime.amounts import RATE_UNIT
from polc.runtime.read_value import ValueRefusedError, read_date

Verdict = Literal["met", "missed", "undetermined"]


@frozen
class Calendar:
    """Public holidays, and the days off on which people work to make up for them."""

    holidays: frozenset[date] = field(factory=frozenset)
    working_days: frozenset[date] = field(factory=frozenset)

    def is_working(self, day: date) -> bool:
        """Whether people work on a day."""
        if day in self.working_days:
            return True
        return day not in self.holidays and day.weekday() < 5

    def next_working(self, day: date) -> date:
        """The first working day after a day."""
        day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        return day


def read_calendar(data: Mapping[str, Iterable[Any]]) -> Calendar:
    """`{"holidays": ["2023-10-01", …], "working_days": ["2023-10-07", …]}`. Raises
    `ValueError` for anything else."""
    unknown = set(data) - {"holidays", "working_days"}
    if unknown:
        raise ValueError(f"a calendar has `holidays` and `working_days`, not `{min(unknown)}`")
    days = {name: frozenset(_day(one) for one in data.get(name, ())) for name in data}
    return Calendar(days.get("holidays", frozenset()), days.get("working_days", frozenset()))


def _day(value: Any) -> date:
    try:
        return date.fromordinal(read_date(value))
    except ValueRefusedError as mistake:
        raise ValueError(mistake.args[0]) from None


def find_target(plan: Plan, name: str) -> Target:
    """The target of this name. Raises `KeyError`."""
    found = {one.id: one for one in plan.declared.targets}
    return found[name]


def find_deadline(plan: Plan, name: str) -> Deadline:
    """The deadline of this name. Raises `KeyError`."""
    found = {one.id: one for one in plan.declared.deadlines}
    return found[name]


def check_target(plan: Plan, name: str, part: int | Decimal, whole: int | Decimal) -> Verdict:
    """Whether `part` of `whole` meets the target; undetermined where the document gives no
    figure, or says `about` and not how far off that may be."""
    aim = _standing(plan, find_target(plan, name).aims)
    if aim is None or aim.rate is None or not whole:
        return "undetermined"
    reached = Fraction(part) / Fraction(whole)
    return _judge(aim, reached, Fraction(aim.rate, RATE_UNIT))


def _judge(aim: Aim, reached: Fraction, wanted: Fraction) -> Verdict:
    match aim.op:
        case "at_least":
            met = reached >= wanted
        case "at_most":
            met = reached <= wanted
        case "exactly":
            met = reached == wanted
        case "about":
            if aim.tolerance is None:
                return "undetermined"
            met = abs(reached - wanted) <= Fraction(aim.tolerance, RATE_UNIT)
    return "met" if met else "missed"


def due_in_month(plan: Plan, name: str, year: int, month: int, calendar: Calendar) -> date | None:
    """The day of a month on which a deadline falls; None where the document does not say, or
    it is not due in that month."""
    deadline = find_deadline(plan, name)
    due = _standing(plan, deadline.due)
    if due is None:
        return None
    if due.what == "day" and due.day is not None:
        day = roll(plan, deadline, date.fromordinal(due.day), calendar)
        return day if (day.year, day.month) == (year, month) else None
    if due.what != "monthly" or due.day is None:
        return None
    return roll(plan, deadline, _day_of_month(due, year, month), calendar)


def _day_of_month(due: DueDay, year: int, month: int) -> date:
    """The day itself, or the day before where it is not included; the month's last day where
    the month is shorter."""
    assert due.day is not None
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    day = date(year, month, min(due.day, last))
    return day if due.included else day - timedelta(days=1)


def due_after(plan: Plan, name: str, start: date, calendar: Calendar) -> date | None:
    """The day so many working days after `start` (the day of the last of what it follows)."""
    deadline = find_deadline(plan, name)
    due = _standing(plan, deadline.due)
    if due is None or due.what != "after" or due.day is None:
        return None
    counted = _standing(plan, deadline.counted)
    left, day = due.day, start
    if counted is not None and counted.same_day and calendar.is_working(start):
        left -= 1
    for _ in range(left):
        day = calendar.next_working(day)
    return day


def roll(plan: Plan, deadline: Deadline, day: date, calendar: Calendar) -> date:
    """The day, or the next working day where it is one that a deadline is moved from."""
    rule = _standing(plan, deadline.rolls)
    if rule is None:
        return day
    moved = day in calendar.holidays if rule.days == "holidays" else not calendar.is_working(day)
    return calendar.next_working(day) if moved else day


def _standing(plan: Plan, lines: Iterable[Any]) -> Any:
    """The line that stands under the chosen readings, or None."""
    chosen = {one.id: one.chosen for one in plan.readings}

    def stands(where: Under) -> bool:
        return where is None or chosen.get(where[0]) in where[1]

    return next((one for one in lines if stands(one.where)), None)
