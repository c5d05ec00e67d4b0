"""What a file says of its benefit year, and of a stay that lies in two.

In: nothing. Out: frozen nodes.
"""

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Syntax


@frozen
class BenefitYear(Syntax):
    """`benefit year from 10-01`: the month on whose first day it begins."""

    month: int
    cites: Citation = NO_CITATION


@frozen
class StaysAcross(Syntax):
    """`stay across years { settled by discharge }`, or split on the last day of the benefit year
    (`split_on`, month and day) with one deductible for both parts."""

    split_on: tuple[int, int] | None
    cites: Citation = NO_CITATION


YearItem = BenefitYear | StaysAcross
