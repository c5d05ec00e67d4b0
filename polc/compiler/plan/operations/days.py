"""Days of the calendar, as proleptic ordinals.

In: nothing. Out: what an operation on days is to each reader.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.plan.operations.operation import Expression, Operation
from polc.compiler.plan.operations.reach import DATE, Measured, Reach, each, join
from polc.runtime.days import months_after, year_of

CALLED: Final[dict[str, Callable[..., int]]] = {"months_after": months_after, "year_of": year_of}
"""The functions that the texts below call, by the names that they call them."""

MONTHS_AFTER: Final = Operation(
    source=Expression(lambda day, months: f"months_after({day}, {months})"),
    function=months_after,
    interval=lambda day, _: Measured(join((Reach((DATE,)), day))),
    text=lambda day, months: f"{months} months after {day}",
)

YEAR_OF: Final = Operation(
    source=Expression(lambda day: f"year_of({day})"),
    function=year_of,
    interval=lambda day: Measured(each(lambda part: (year_of(part[0]), year_of(part[1])), day)),
    text=lambda day: f"the year of {day}",
)
