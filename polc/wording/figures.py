"""Figures that stand in a file, in words.

In: an amount in fen, a rate in millionths, a day. Out: `Text` with its unit.
"""

from datetime import date
from typing import Final, assert_never

from polc.compiler.typed.nodes.values import Figure
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money, format_rate
from polc.runtime.days import FOREVER

_POINT: Final = 10_000
"""A percentage point in millionths."""


def figure_words(figure: Figure) -> Text:
    """A figure that stands in the file."""
    value = figure.value
    match figure.kind:
        case "money":
            return money_words(value)
        case "rate":
            return rate_words(value)
        case "points":
            return say("{points} points", points=_decimal(value, _POINT))
        case "date":
            return say(
                "{word}", word="-" if value >= FOREVER else date.fromordinal(value).isoformat()
            )
        case "days":
            return say("{days} days", days=value)
        case "months":
            return say("{months} months", months=value)
        case "flag":
            return say("yes") if value else say("no")
        case "none":
            return say("no limit")
        case "count" | "choice" | "bands":
            return say("{word}", word=value)
        case _:
            assert_never(figure.kind)


def money_words(fen: int) -> Text:
    """`1800 yuan`, `0.5 yuan`."""
    return say("{amount} yuan", amount=format_money(fen).rstrip("0").rstrip("."))


def rate_words(millionths: int) -> Text:
    """`70%`."""
    return say("{word}", word=format_rate(millionths))


def band_words(edge: Text | None, rate: Text) -> Text:
    """A band: up to an edge, or above all of them."""
    if edge is None:
        return say("above: {rate}", rate=rate)
    return say("to {edge}: {rate}", edge=edge, rate=rate)


def _decimal(value: int, unit: int) -> str:
    """A figure of so many units, without zeros at its end."""
    whole, rest = divmod(value, unit)
    places = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{whole}.{places}" if places else str(whole)
