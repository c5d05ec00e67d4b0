"""Sets of identities, as bits with the highest rank at bit 0.

In: what a node says beside its operands. Out: what it is to each reader.
"""

from functools import lru_cache
from typing import Final

from polc.compiler.plan.operations.operation import MOST_MADE, Expression, Operation
from polc.compiler.plan.operations.reach import Measured, Reach


@lru_cache(MOST_MADE)
def among(bits: int) -> Operation:
    """Those of the identities held that are among `bits`; printed with the names of these,
    which only the plan knows, after its operand."""
    return Operation(
        source=Expression(lambda held: f"({held} & {bits})"),
        function=lambda held: int(held & bits),
        interval=lambda held: Measured(Reach(((0, min(held.hull[1], bits)),))),
        text=lambda held, people: f"those of {held} among {{{people}}}",
    )


def _measure_highest(held: Reach) -> Measured:
    most_held = held.hull[1]
    return Measured(Reach(((0, 1 << most_held.bit_length() >> 1),)), ((-most_held, 0),))


HIGHEST: Final = Operation(
    source=Expression(lambda held: f"({held} & -{held})"),
    function=lambda held: int(held & -held),
    interval=_measure_highest,
    text=lambda held: f"the highest ranked of {held}",
)
