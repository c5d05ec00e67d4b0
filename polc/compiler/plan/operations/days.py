"""Days of the calendar, as proleptic ordinals.

In: nothing. Out: what an operation on days is to each reader.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from polc.compiler.plan.operations.operation import MOST_MADE, Expression, Operation
from polc.compiler.plan.operations.reach import DATE, Interval, Measured, Reach, each, join, lift
from polc.runtime.days import month_after, months_after, period_of, year_of, years_between

CALLED: Final[dict[str, Callable[..., int]]] = {
    "month_after": month_after,
    "months_after": months_after,
    "period_of": period_of,
    "year_of": year_of,
    "years_between": years_between,
}
"""The functions that the texts below call, by the names that they call them."""


def _measure_years(first: Interval, day: Interval) -> Interval:
    """Most years from the earliest first day to the latest day."""
    return (years_between(first[1], day[0]), years_between(first[0], day[1]))


_PERIODS: Final = {1: "month", 3: "quarter"}

MONTHS_AFTER: Final = Operation(
    source=Expression(lambda day, months: f"months_after({day}, {months})"),
    function=months_after,
    interval=lambda day, _: Measured(join((Reach((DATE,)), day))),
    text=lambda day, months: f"{months} months after {day}",
)

MONTH_AFTER: Final = Operation(
    source=Expression(lambda day, months: f"month_after({day}, {months})"),
    function=month_after,
    interval=lambda day, _: Measured(join((Reach((DATE,)), day))),
    text=lambda day, months: f"the first day of the month {months} months after {day}",
)

YEAR_OF: Final = Operation(
    source=Expression(lambda day: f"year_of({day})"),
    function=year_of,
    interval=lambda day: Measured(each(lambda part: (year_of(part[0]), year_of(part[1])), day)),
    text=lambda day: f"the year of {day}",
)


@lru_cache(MOST_MADE)
def of_period(months: int) -> Operation:
    """The number of the period of so many months in which a day lies."""
    return Operation(
        source=Expression(lambda day: f"period_of({day}, {months})"),
        function=lambda day: period_of(day, months),
        interval=lambda day: Measured(
            each(lambda part: (period_of(part[0], months), period_of(part[1], months)), day)
        ),
        text=lambda day: f"the {_PERIODS[months]} of {day}",
    )


YEARS_BETWEEN: Final = Operation(
    source=Expression(lambda first, day: f"years_between({first}, {day})"),
    function=years_between,
    interval=lambda first, day: Measured(lift(_measure_years, first, day)),
    text=lambda first, day: f"the years completed from {first} to {day}",
)
