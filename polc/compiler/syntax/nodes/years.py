"""What a file says of its benefit year.

In: nothing. Out: frozen nodes.
"""

from polc.compiler.model.record import frozen
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Syntax


@frozen
class BenefitYear(Syntax):
    """`benefit year from 10-01`: the month on whose first day it begins."""

    month: int
    cites: Citation = NO_CITATION
