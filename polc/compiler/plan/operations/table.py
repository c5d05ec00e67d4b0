"""The table of operations: what each pure node is to the readers of a plan.

In: a node. Out: its `Operation`. To add one: its type in `pure_nodes.py`, its entry here.
"""

from collections.abc import Callable
from typing import assert_never

from polc.compiler.plan.node import NodeId
from polc.compiler.plan.operations.amounts import (
    DEDUCTIBLE_TAKEN,
    EXCESS,
    SCALE,
    SHARE,
    TIMES,
    round_to,
)
from polc.compiler.plan.operations.arithmetic import ARITHMETIC
from polc.compiler.plan.operations.conditions import CONDITIONS
from polc.compiler.plan.operations.days import (
    MONTH_AFTER,
    MONTHS_AFTER,
    YEAR_OF,
    YEARS_BETWEEN,
    of_period,
)
from polc.compiler.plan.operations.identities import HIGHEST, among
from polc.compiler.plan.operations.operation import Operation
from polc.compiler.plan.pure_nodes import (
    Arith,
    Class,
    DeductibleTaken,
    Excess,
    Mask,
    MonthsAfter,
    PeriodOf,
    PureNode,
    Round,
    Scale,
    Share,
    Test,
    Times,
    YearOf,
    YearsBetween,
)


def operation_of(node: PureNode, den: Callable[[NodeId], int]) -> Operation:
    """The node's entry. `den` gives the denominator of an operand."""
    match node:
        case Test():
            return CONDITIONS[node.op]
        case Arith():
            return ARITHMETIC[node.op]
        case Mask():
            return among(node.among)
        case Class():
            return HIGHEST
        case Scale():
            return SCALE
        case Times():
            return TIMES
        case Share():
            return SHARE
        case Round():
            return round_to(node.unit, node.mode, den(node.value), node.kind)
        case Excess():
            return EXCESS
        case DeductibleTaken():
            return DEDUCTIBLE_TAKEN
        case MonthsAfter() | YearOf() | PeriodOf() | YearsBetween():
            return _of_days(node)
        case _:
            assert_never(node)


def _of_days(node: MonthsAfter | YearOf | PeriodOf | YearsBetween) -> Operation:
    match node:
        case MonthsAfter():
            return MONTH_AFTER if node.first else MONTHS_AFTER
        case YearOf():
            return YEAR_OF
        case PeriodOf():
            return of_period(node.months)
        case YearsBetween():
            return YEARS_BETWEEN
        case _:
            assert_never(node)
