"""Targets, deadlines and clauses without a rule: declared, and evaluated apart."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

import polc
from polc.inspect.deadlines import due_after, due_in_month
from polc.inspect.targets import check_target
from polc.inspect.working_days import Calendar, NoCalendarError, public_calendar, read_calendar

TEXT = """
policy duties "职责" edition 1
source ps "甲〔2023〕1号" issued 2023-05-30
no rule {
  PS-1, PS-2 ps "一" narrative "原则"
  PS-3 ps "二" input person.identities "民政部门认定"
  PS-4 unspecified "标准未列明"
}
obligation follow_up "核准后及时跟进" by "医保部门"    cite ps "三" PS-5
target in_county "县域内比例" {
  share of "基金支付" in "政策范围内费用"               cite ps "四" PS-6
  about 70%, give or take 2 points where about_70 is two_points
  at least 70%                     where about_70 is at_least
  about 70%                        where about_70 is open
  reading about_70 "70%左右" = PS-A1 {
    two_points (a) "正负2个百分点" default
    at_least   (b) "不低于"
    open       (c) "未规定"
  }
}
target insured "应保尽保" { share of "参保" in "认定"; exactly 100% }
target filing "网上备案" { unspecified }
deadline enrolled "参保" { on or before 2023-02-25; moved from days off to the next working day }
deadline lists_sent "名单传送" {
  every month on or before 5    where fifth is holiday
  every month on or before 5    where fifth is weekend
  every month before 5          where fifth is excluded
  moved from public holidays to the next working day where fifth is holiday
  moved from days off to the next working day        where fifth is weekend
  reading fifth "5日前" = PS-A11 {
    holiday  (a) "含5日，节假日顺延" default
    weekend  (b) "周末也顺延"
    excluded (c) "不含5日"
  }
}
deadline lists_merged "汇总" {
  5 working days after lists_sent
  counted from the next day       where from_when is next
  counted from the day itself     where from_when is same
  reading from_when "从哪天起" = PS-A12 { next (a) "次日" default  same (b) "当日" }
}
"""
DUTIES = polc.compile(TEXT)
# The Mid-Autumn and National Day holidays of 2023, and the days that made up for them.
CALENDAR = read_calendar(
    {
        "holidays": [
            f"2023-{day}" for day in ("09-29", "09-30", *(f"10-0{n}" for n in range(1, 7)))
        ],
        "working_days": ["2023-10-07", "2023-10-08"],
    }
)


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


def test_a_single_day_rolls_and_is_due_in_its_month_only() -> None:
    """25 February 2023 is a Saturday: Monday the 27th."""
    assert due_in_month(DUTIES.plan, "enrolled", 2023, 2, Calendar()) == date(2023, 2, 27)
    assert due_in_month(DUTIES.plan, "enrolled", 2023, 3, Calendar()) is None


@pytest.mark.parametrize(
    ("choice", "part", "expected"),
    [
        ("two_points", 68, "met"),
        ("two_points", Decimal("67.99"), "missed"),
        ("two_points", Decimal("72.01"), "missed"),
        ("at_least", Decimal("69.99"), "missed"),
        ("at_least", 90, "met"),
        ("open", 70, "undetermined"),
    ],
)
def test_about_seventy_percent(choice: str, part: int | Decimal, expected: str) -> None:
    """Both sides of each edge, of 100."""
    plan = DUTIES.with_readings(about_70=choice).plan
    assert check_target(plan, "in_county", part, 100) == expected


def test_all_of_them_and_no_figure() -> None:
    """One person left out misses 100%; a target without a figure is never told."""
    assert check_target(DUTIES.plan, "insured", 1000, 1000) == "met"
    assert check_target(DUTIES.plan, "insured", 999, 1000) == "missed"
    assert check_target(DUTIES.plan, "filing", 1, 1) == "undetermined"


def test_clauses_without_a_rule() -> None:
    """Each clause has its status, its place in the document and the reason."""
    found = {one.clause: one for one in DUTIES.plan.declared.accounts}
    assert list(found) == ["PS-1", "PS-2", "PS-3", "PS-4"]
    assert (found["PS-2"].status, found["PS-2"].cite) == ("narrative", "甲〔2023〕1号 一")
    assert (found["PS-3"].path, found["PS-3"].reason) == ("person.identities", "民政部门认定")
    assert found["PS-4"].status == "unspecified"


def test_a_calendar_of_something_else_is_refused() -> None:
    """With the word that is not known, or the day that is none."""
    with pytest.raises(ValueError, match="holidais"):
        read_calendar({"holidais": []})
    with pytest.raises(ValueError, match="2023-02-30"):
        read_calendar({"holidays": ["2023-02-30"]})


def test_the_deadlines_of_october() -> None:
    """5 October 2023 is a holiday, Saturday the 7th makes up for one; the fifth working day
    after it is Thursday the 12th (8, 9, 10, 11, 12)."""
    found = {one.id: one for one in DUTIES.deadlines(2023, 10)}
    sent, merged, enrolled = (found[name] for name in ("lists_sent", "lists_merged", "enrolled"))
    assert (sent.day, sent.unmoved) == (date(2023, 10, 7), date(2023, 10, 5))
    assert (merged.day, merged.after) == (date(2023, 10, 12), "lists_sent")
    assert (enrolled.status, enrolled.day) == ("not_this_month", None)


def test_the_announced_holidays_are_those_printed() -> None:
    """As the State Council announced them for the autumn of 2023."""
    announced = public_calendar()
    autumn = [date(2023, 9, 29) + timedelta(days=n) for n in range(10)]
    assert [announced.is_working(one) for one in autumn] == [False] * 8 + [True] * 2


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


def test_a_day_cannot_be_both() -> None:
    """A holiday on which people work is a slip of whoever wrote it."""
    with pytest.raises(ValueError, match="2023-10-01 is both"):
        read_calendar({"holidays": ["2023-10-01"], "working_days": ["2023-10-01"]})
