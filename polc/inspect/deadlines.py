"""The deadlines of a policy, evaluated apart from any settlement.

In: a plan, a month, a calendar. Out: the day on which something is due. Readings are those
chosen in the plan.
"""

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from polc.compiler.model.declared import Deadline, DueDay
from polc.compiler.plan.plan import Plan
from polc.inspect.targets import standing
from polc.inspect.working_days import Calendar, public_calendar
from polc.records.frozen import frozen

Status = Literal["due", "not_this_month", "not_specified"]


@frozen(kw_only=True)
class Due:
    """A deadline in a month: the day (None where the document says the month only), and where
    it was moved the day before that; `after` names the deadline from whose day it is counted.
    The month is the one the deadline is for: its day may have moved into the next."""

    id: str
    title: str
    status: Status
    day: date | None
    unmoved: date | None
    after: str
    cite: str
    clauses: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "id": self.id,
            "title": self.title,
            "status": self.status,
            "day": self.day and self.day.isoformat(),
            "unmoved": self.unmoved and self.unmoved.isoformat(),
            "after": self.after or None,
            "cite": self.cite,
            "clause": ", ".join(self.clauses) or None,
        }


def find_deadline(plan: Plan, name: str) -> Deadline:
    """The deadline of this name. Raises `KeyError`."""
    found = {deadline.id: deadline for deadline in plan.declared.deadlines}
    return found[name]


def deadlines_in_month(
    plan: Plan, year: int, month: int, calendar: Calendar | None = None
) -> tuple[Due, ...]:
    """Every deadline of the policy in a month, in the order of the file; without a calendar, by
    the public holidays as announced. Raises `NoCalendarError` where the calendar ends before a
    day that matters, `ValueError` for no month."""
    if not 1 <= month <= 12 or not MINYEAR < year < MAXYEAR:
        raise ValueError(f"{year}-{month} is not a month")
    days = calendar or public_calendar()
    return tuple(_due(plan, deadline, year, month, days) for deadline in plan.declared.deadlines)


def _due(plan: Plan, deadline: Deadline, year: int, month: int, calendar: Calendar) -> Due:
    due = standing(plan, deadline.due)
    origin = deadline.origin if due is None or not due.origin.clauses else due.origin
    day = unmoved = None
    status: Status = "not_specified"
    after = ""
    if due is not None and due.what != "unspecified":
        after = due.after if due.what == "after" else ""
        day = due_in_month(plan, deadline.id, year, month, calendar)
        unmoved = None if after else _unmoved(due, year, month)
        in_the_month = due.what == "monthly" and due.day is None
        status = "due" if day is not None or in_the_month else "not_this_month"
        if after and day is None and _is_open(plan, after):
            status = "not_specified"
    cite, clauses = origin.cite, origin.clauses
    moved = unmoved if day != unmoved and day is not None else None
    return Due(
        id=deadline.id,
        title=deadline.title,
        status=status,
        day=day,
        unmoved=moved,
        after=after,
        cite=cite,
        clauses=clauses,
    )


def _is_open(plan: Plan, name: str) -> bool:
    """Whether the document does not say when it is due, or when what it follows is."""
    due = standing(plan, find_deadline(plan, name).due)
    if due is None or due.what == "unspecified":
        return True
    return due.what == "after" and _is_open(plan, due.after)


def due_in_month(plan: Plan, name: str, year: int, month: int, calendar: Calendar) -> date | None:
    """The day on which the deadline of a month falls; None where the document does not say,
    or it is not due in that month."""
    deadline = find_deadline(plan, name)
    due = standing(plan, deadline.due)
    if due is None:
        return None
    if due.what == "after":
        start = due_in_month(plan, due.after, year, month, calendar)
        return None if start is None else due_after(plan, name, start, calendar)
    day = _unmoved(due, year, month)
    if day is None or (due.what == "day" and not _is_near(day, year, month)):
        return None
    moved = roll(plan, deadline, day, calendar)
    if due.what == "day" and (moved.year, moved.month) != (year, month):
        return None
    return moved


def _is_near(day: date, year: int, month: int) -> bool:
    """Whether a day of this month, or of the one before, from which it may be moved."""
    return 0 <= (year - day.year) * 12 + month - day.month <= 1


def _unmoved(due: DueDay, year: int, month: int) -> date | None:
    """The day in the calendar, before it is moved."""
    if due.day is None:
        return None
    if due.what == "day":
        return date.fromordinal(due.day)
    return _day_of_month(due.day, due.included, year, month) if due.what == "monthly" else None


def _day_of_month(number: int, included: bool, year: int, month: int) -> date:
    """The day itself, or the day before where it is not included; the month's last day where
    the month is shorter."""
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    day = date(year, month, min(number, last))
    return day if included else day - timedelta(days=1)


def due_after(plan: Plan, name: str, start: date, calendar: Calendar) -> date | None:
    """The day so many working days after `start` (the day of the last of what it follows)."""
    deadline = find_deadline(plan, name)
    due = standing(plan, deadline.due)
    if due is None or due.what != "after" or due.day is None:
        return None
    counted = standing(plan, deadline.counted)
    left, day = due.day, start
    if counted is not None and counted.same_day and calendar.is_working(start):
        left -= 1
    for _ in range(left):
        day = calendar.next_working(day)
    return day


def roll(plan: Plan, deadline: Deadline, day: date, calendar: Calendar) -> date:
    """The day, or the next working day where it is one that a deadline is moved from."""
    rule = standing(plan, deadline.rolls)
    if rule is None:
        return day
    off = calendar.is_holiday(day) or (rule.days == "days_off" and not calendar.is_working(day))
    return calendar.next_working(day) if off else day
