"""The conditions, by the operator of a `Test`.

In: nothing. Out: what each operator is to each reader. A flag is 0 or 1; whatever is not 0
holds.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from polc.compiler.plan.operations.operation import Expression, Operation
from polc.compiler.plan.operations.reach import FLAG, Measured, Reach
from polc.compiler.plan.pure_nodes import TestOp
from polc.runtime.amounts import MISSING


def _flag(*_: Reach) -> Measured:
    return Measured(FLAG)


def _joining(word: str, holds: Callable[[tuple[int, ...]], bool]) -> Operation:
    """`and`, `or` over any number of flags."""

    def write(*args: str) -> str:
        return args[0] if len(args) == 1 else "(" + f" {word} ".join(args) + ")"

    return Operation(
        source=Expression(write),
        function=lambda *args: int(holds(args)),
        interval=_flag,
        text=lambda *args: f" {word} ".join(args),
    )


def _comparing(sign: str, compare: Callable[[Any, Any], Any], printed: str) -> Operation:
    return Operation(
        source=Expression(lambda left, right: f"({left} {sign} {right})"),
        function=lambda left, right: int(compare(left, right)),
        interval=_flag,
        text=lambda left, right: f"{left} {printed} {right}",
    )


CONDITIONS: Final[Mapping[TestOp, Operation]] = {
    "and": _joining("and", all),
    "or": _joining("or", any),
    "not": Operation(
        source=Expression(lambda flag: f"(not {flag})"),
        function=lambda flag: int(not flag),
        interval=_flag,
        text=lambda flag: f"not {flag}",
    ),
    "known": Operation(
        source=Expression(lambda value: f"({value} != {MISSING})"),
        function=lambda value: int(value != MISSING),
        interval=_flag,
        text=lambda value: f"{value} is given in the case",
    ),
    "any": Operation(
        source=Expression(lambda held: f"({held} != 0)"),
        function=lambda held: int(held != 0),
        interval=_flag,
        text=lambda held: f"{held} is not empty",
    ),
    "eq": _comparing("==", operator.eq, "is"),
    "lt": _comparing("<", operator.lt, "<"),
    "le": _comparing("<=", operator.le, "≤"),
    "gt": _comparing(">", operator.gt, ">"),
    "ge": _comparing(">=", operator.ge, "≥"),
}
