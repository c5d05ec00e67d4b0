"""Days of the calendar in machine code are those of `runtime/days.py`."""

from datetime import date
from random import Random

import pytest

from polc.compiler.plan import nodes as n
from polc.compiler.readers.bounds.find_bounds import measure_plan
from polc.compiler.readers.closures.generate import generate_block
from polc.runtime.days import FOREVER, month_after, months_after, period_of, year_of, years_between
from tests.compiler.readers.bounds.block_plan import plan_of
from tests.compiler.readers.kernel.run_rows import measure_from, run_rows

pytest.importorskip("llvmlite")

FIRST, DAY, MONTHS = ("person", "born"), ("claim", "date"), ("claim", "months")

BLOCK = (
    n.Read(id="born", kind="date", scope="person", field="born"),
    n.Read(id="day", kind="date", scope="claim", field="date"),
    n.Read(id="months", kind="count", scope="claim", field="months"),
    n.YearOf(id="year", kind="count", day="day"),
    n.MonthsAfter(id="later", kind="date", day="day", months="months"),
    n.MonthsAfter(id="month_start", kind="date", day="day", months="months", first=True),
    n.YearsBetween(id="age", kind="count", first="born", day="day"),
    n.PeriodOf(id="month", kind="count", day="day"),
    n.PeriodOf(id="quarter", kind="count", day="day", months=3),
    n.Emit(id="e1", kind="count", name="year", value="year"),
    n.Emit(id="e2", kind="date", name="later", value="later"),
    n.Emit(id="e6", kind="date", name="month_start", value="month_start"),
    n.Emit(id="e3", kind="count", name="age", value="age"),
    n.Emit(id="e4", kind="count", name="month", value="month"),
    n.Emit(id="e5", kind="count", name="quarter", value="quarter"),
)


def test_days_months_and_years() -> None:
    """Every day of four hundred years, and the ends of the calendar."""
    chance = Random(17)
    ends = (1, 2, 59, 60, 305, 306, 366, FOREVER - 400, FOREVER - 31, FOREVER - 1, FOREVER)
    days = [*ends, *range(date(1800, 1, 1).toordinal(), date(2200, 1, 2).toordinal())]
    claims = [
        {FIRST: max(1, day - chance.randrange(-400, 40_000)), DAY: day,
         MONTHS: chance.choice((0, 1, 11, 12, chance.randrange(10_000)))}
        for day in days
    ]  # fmt: skip
    bounded = measure_plan(plan_of(*BLOCK))
    found = run_rows(generate_block(BLOCK, ()), measure_from(bounded, "block"), {}, claims)
    assert found == [
        (0, year_of(claim[DAY]), months_after(claim[DAY], claim[MONTHS]),
         month_after(claim[DAY], claim[MONTHS]),
         years_between(claim[FIRST], claim[DAY]), period_of(claim[DAY], 1),
         period_of(claim[DAY], 3))
        for claim in claims
    ]  # fmt: skip
