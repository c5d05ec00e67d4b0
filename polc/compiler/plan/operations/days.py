"""Days of the calendar, as proleptic ordinals.

In: nothing. Out: what an operation on days is to each reader.
"""

from typing import Final

from polc.compiler.plan.operations.operation import Expression, Operation
from polc.compiler.plan.operations.reach import DATE, Measured, Reach, join
from polc.runtime.days import months_after

MONTHS_AFTER: Final = Operation(
    source=Expression(lambda day, months: f"months_after({day}, {months})"),
    function=months_after,
    interval=lambda day, _: Measured(join((Reach((DATE,)), day))),
    text=lambda day, months: f"{months} months after {day}",
)
