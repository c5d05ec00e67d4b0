"""Sums, differences and extremes, by the operator of an `Arith`.

In: nothing. Out: what each operator is to each reader. All operands have one denominator.
"""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Final

from polc.compiler.plan.operations.operation import Expression, Operation
from polc.compiler.plan.operations.reach import (
    Interval,
    Measured,
    Reach,
    add,
    at_least_zero,
    each,
    least,
    lift,
    most,
    subtract,
)
from polc.compiler.plan.pure_nodes import ArithOp


def _measure_steps(
    operation: Callable[[Interval, Interval], Interval], values: tuple[Reach, ...]
) -> Measured:
    """One operand after the other, with what comes out on the way."""
    total, *rest = values
    inner: list[Interval] = []
    for value in rest:
        total = lift(operation, total, value)
        inner += total.parts
    # A single operand is taken as it is, whatever it is besides.
    return Measured(Reach(total.parts), tuple(inner))


def _subtract(first: int, *taken: int) -> int:
    return first - sum(taken)


def _measure_left(whole: Reach, taken: Reach) -> Measured:
    difference = lift(subtract, whole, taken)
    return Measured(each(at_least_zero, difference), difference.parts)


def _extreme(
    word: str, sign: str, function: Callable[[tuple[int, ...]], int],
    narrow: Callable[[Interval, Interval], Interval], text: str,
) -> Operation:  # fmt: skip
    """The least or the most: of two a choice, which is quicker than a call."""

    def write(*args: str) -> str:
        match args:
            case (only,):
                return only
            case (first, second):
                return f"({first} if {first} {sign} {second} else {second})"
            case _:
                return f"{word}({', '.join(args)})"

    def interval(*values: Reach) -> Measured:
        return Measured(reduce(lambda left, right: lift(narrow, left, right), values))

    return Operation(
        source=Expression(write),
        function=lambda *args: function(args),
        interval=interval,
        text=lambda *args: args[0] if len(args) == 1 else f"the {text} of {' and '.join(args)}",
    )


ARITHMETIC: Final[Mapping[ArithOp, Operation]] = {
    "add": Operation(
        source=Expression(lambda *args: "(" + " + ".join(args) + ")"),
        function=lambda *args: sum(args),
        interval=lambda *values: _measure_steps(add, values),
        text=lambda *args: " + ".join(args),
    ),
    "sub": Operation(
        source=Expression(lambda *args: "(" + " - ".join(args) + ")"),
        function=_subtract,
        interval=lambda *values: _measure_steps(subtract, values),
        text=lambda *args: " − ".join(args),
    ),
    "min": _extreme("min", "<", min, least, "least"),
    "max": _extreme("max", ">", max, most, "most"),
    "left": Operation(
        source=Expression(lambda whole, taken: f"({whole} - {taken} if {whole} > {taken} else 0)"),
        function=lambda whole, taken: max(0, whole - taken),
        interval=_measure_left,
        text=lambda whole, taken: f"{whole} − {taken}, or 0",
    ),
}
