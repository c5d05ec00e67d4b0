"""Amounts by rates and shares, rounded, and the parts of a stretch of the line.

In: what a node says beside its operands. Out: what it is to each reader.
"""

from functools import lru_cache
from operator import mul
from typing import Final, Literal

from polc.compiler.plan.node import Kind
from polc.compiler.plan.operations.operation import (
    MOST_MADE,
    Expression,
    Operation,
    Statements,
)
from polc.compiler.plan.operations.reach import (
    Measured,
    Reach,
    add,
    at_least_zero,
    each,
    hull_of,
    least,
    lift,
    multiply,
    subtract,
)
from polc.runtime.amounts import format_money, round_half_up

SCALE: Final = Operation(
    source=Expression(lambda amount, rate: f"({amount} * {rate})"),
    function=mul,
    interval=lambda amount, rate: Measured(lift(multiply, amount, rate)),
    text=lambda amount, rate: f"{rate} of {amount}",
)


TIMES: Final = Operation(
    source=Expression(lambda unit, count: f"({unit} * {count})"),
    function=mul,
    interval=lambda unit, count: Measured(lift(multiply, unit, count)),
    text=lambda unit, count: f"{unit} × {count}",
)


def _measure_share(amount: Reach, part: Reach, whole: Reach) -> Measured:
    """The product of two amounts, doubled for rounding, before it is divided."""
    product = multiply(amount.hull, part.hull)
    low, high = divisor = whole.hull
    doubled = (2 * product[0], 2 * product[1])
    inner = (product, add(doubled, divisor), (2 * low, 2 * high))
    # A quotient is largest and smallest at the ends of either sign of the divisor.
    divisors = [end for end in (low, -1, 1, high) if end and low <= end <= high]
    quotients = [round_half_up(end, by) for end in product for by in divisors]
    if low <= 0 <= high:
        quotients.append(0)
    return Measured(Reach((hull_of((quotient, quotient) for quotient in quotients),)), inner)


SHARE: Final = Operation(
    source=Expression(
        lambda amount, part, whole: (
            f"((2 * {amount} * {part} + {whole}) // (2 * {whole}) if {whole} else 0)"
        )
    ),
    function=lambda amount, part, whole: round_half_up(amount * part, whole) if whole else 0,
    interval=_measure_share,
    text=lambda amount, part, whole: f"{amount} × {part} / {whole}",
)


@lru_cache(MOST_MADE)
def round_to(
    unit: int, mode: Literal["half_up", "down"], den: int, kind: Kind = "money"
) -> Operation:
    """Rounding a value of denominator `den` to whole `unit` fen, a rate to whole millionths."""
    size = den * unit

    def write(value: str) -> str:
        if size == 1:
            return value
        if mode == "down":
            rounded = f"{value} // {size}"
        elif size % 2 == 0:
            rounded = f"({value} + {size // 2}) // {size}"
        else:
            rounded = f"(2 * {value} + {size}) // {2 * size}"
        return f"({rounded})" if unit == 1 else f"({rounded} * {unit})"

    def function(value: int) -> int:
        return (round_half_up(value, size) if mode == "half_up" else value // size) * unit

    def interval(value: Reach) -> Measured:
        rounded = each(lambda part: (function(part[0]), function(part[1])), value)
        if mode == "down":
            return Measured(rounded)
        return Measured(
            rounded, tuple((2 * low + size, 2 * high + size) for low, high in value.parts)
        )

    how = "half-up" if mode == "half_up" else "down"
    smallest = "millionth" if kind == "rate" else "fen"
    to = smallest if unit == 1 else format_money(unit)
    return Operation(
        source=Expression(write),
        function=function,
        interval=interval,
        text=lambda value: f"round {value} {how} to the {to}",
    )


def at_least_zero_lines(name: str) -> list[str]:
    """Statements that keep a name from falling below zero."""
    return [f"if {name} < 0: {name} = 0"]


def _write_excess(name: str, start: str, length: str, edge: str) -> list[str]:
    """The stretch's end less the higher of its start and the edge, at least 0."""
    end = length if start == "0" else f"{start} + {length}"
    if start == edge:
        return [f"{name} = {length}", *at_least_zero_lines(name)]
    lower = f"({start} if {start} > {edge} else {edge})"
    if start == "0" and edge.isdecimal():
        lower = edge
    if edge == "0":
        lower = f"({start} if {start} > 0 else 0)"
    return [f"{name} = {end} - {lower}", *at_least_zero_lines(name)]


def _measure_excess(start: Reach, length: Reach, edge: Reach) -> Measured:
    """start + length - max(start, edge) is the lesser of length and start + length - edge."""
    end = lift(add, start, length)
    beyond = lift(subtract, end, edge)
    found = each(at_least_zero, lift(least, length, beyond))
    return Measured(found, (*end.parts, *beyond.parts))


EXCESS: Final = Operation(
    source=Statements(_write_excess),
    function=lambda start, length, edge: max(0, start + length - max(start, edge)),
    interval=_measure_excess,
    text=lambda start, length, edge: (
        f"the part above {edge} of the stretch from {start} over {length}"
    ),
)


def _measure_taken(used: Reach, length: Reach, edge: Reach) -> Measured:
    difference = lift(subtract, edge, used)
    left = each(at_least_zero, difference)
    return Measured(lift(least, length, left), difference.parts)


DEDUCTIBLE_TAKEN: Final = Operation(
    source=Statements(
        lambda name, used, length, edge: [
            f"{name} = {edge} - {used}",
            *at_least_zero_lines(name),
            f"if {name} > {length}: {name} = {length}",
        ]
    ),
    function=lambda used, length, edge: min(length, max(0, edge - used)),
    interval=_measure_taken,
    text=lambda used, length, edge: (
        f"what a deductible of {edge} takes of {length}, {used} being borne"
    ),
)
