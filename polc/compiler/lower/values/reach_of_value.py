"""Between which figures a value lies, whatever the case.

In: a typed amount or percentage, the choices of a lowering. Out: the least and the most that it
may come to, in fen or millionths. They may be wider than what can occur, never narrower.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.parameters import Parameter
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    MovingBands,
    ParameterValue,
    PortionOf,
    RoundedTo,
    Scaled,
    SumOf,
    Typed,
)
from polc.runtime.amounts import RATE_UNIT

Reach = tuple[int, int]

NO_END: Final = 1 << 80
"""Beyond every figure that a value may have."""


def reach_of(value: Typed, lowering: Lowering) -> Reach:
    """Of bands, from the lowest of their rates to the highest."""

    def all_of(parts: Iterable[Typed]) -> list[Reach]:
        return [reach_of(part, lowering) for part in parts]

    match value:
        case Figure():
            return value.value, value.value
        case ParameterValue():
            parameter, _ = lowering.parameters.find(value.parameter, lowering.choices)
            return _of_parameter(parameter)
        case BandsValue():
            return _join((rate, rate) for _, rate in value.rows)
        case MovingBands():
            return _join(all_of(rate for _, rate in value.rows))
        case ByReading():
            return reach_of(dict(value.choices)[lowering.choices[value.reading]], lowering)
        case Lookup():
            return _join(all_of(value.branches))
        case ExtremeOf():
            pick = max if value.op == "max" else min
            reaches = all_of(value.parts)
            return pick(low for low, _ in reaches), pick(high for _, high in reaches)
        case SumOf():
            (low, high), (least, most) = all_of((value.left, value.right))
            return (low + least, high + most) if value.op == "add" else (low - most, high - least)
        case Scaled():
            rates, amounts = all_of((value.rate, value.amount))
            ends = [rate * amount for rate in rates for amount in amounts]
            return min(ends) // RATE_UNIT, -(-max(ends) // RATE_UNIT)
        case RoundedTo():
            low, high = reach_of(value.value, lowering)
            return low // value.unit * value.unit, -(-high // value.unit) * value.unit
        case PortionOf():
            reaches = all_of((value.amount, value.part, value.whole))
            return (-NO_END if any(low < 0 for low, _ in reaches) else 0), NO_END
        case _:
            # What a case gives and what is summed up over its claims is never below zero.
            return 0, NO_END


def _join(reaches: Iterable[Reach]) -> Reach:
    found = list(reaches)
    return min(low for low, _ in found), max(high for _, high in found)


def _of_parameter(parameter: Parameter) -> Reach:
    """What may be supplied, a rate up to 100%, and what the policy says itself."""
    written = [
        (figure, figure)
        for dated in parameter.values
        for figure in (
            (dated.value,)
            if isinstance(dated.value, int)
            else tuple(rate for _, rate in dated.value)
        )
    ]
    return _join(((0, RATE_UNIT if parameter.kind in ("rate", "bands") else NO_END), *written))
