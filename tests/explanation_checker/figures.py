"""Amounts and rates as an explanation writes them, and the arithmetic that it states.

In: `320.00`, `70%`, `min(3000.00, 18259.00 × 10%)`. Out: exact fractions, in yuan.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

FEN: Final = Fraction(1, 100)
NO_LIMIT: Final = Fraction(10**30)
_TOKEN: Final = re.compile(r"\s*(none|\d+(?:\.\d+)?%?|[a-z_]+\(|[()×−+,-])")


class FaultError(Exception):
    """That an amount does not follow, or that something it hangs on is not there."""


def amount_of(text: str) -> Fraction:
    """An amount or a rate as it is written; `none` is no limit."""
    if text == "none":
        return NO_LIMIT
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except ValueError as mistake:
        raise FaultError(f"`{text}` is no figure") from mistake


def to_unit(value: Fraction, unit: Fraction = FEN, how: str = "half-up") -> Fraction:
    """A whole number of a unit: the nearest, of two the higher; or the one below."""
    steps = value / unit
    return (steps // 1 if how == "down" else (steps + Fraction(1, 2)) // 1) * unit


def yuan(value: Fraction) -> str:
    """As a sentence shows it."""
    return str(float(value))


def work_out(arithmetic: str) -> Fraction:
    """What an arithmetic comes to."""
    tokens = _TOKEN.findall(arithmetic)
    if "".join(tokens) != arithmetic.replace(" ", ""):
        raise FaultError(f"`{arithmetic}` is no arithmetic")
    found, rest = _sum(tokens)
    if rest:
        raise FaultError(f"`{arithmetic}` is no arithmetic")
    return found


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    total, tokens = _product(tokens)
    while tokens and tokens[0] in "+−":
        sign, part = tokens[0], _product(tokens[1:])
        total = total + part[0] if sign == "+" else total - part[0]
        tokens = part[1]
    return total, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    total, tokens = _single(tokens)
    while tokens and tokens[0] == "×":
        factor, tokens = _single(tokens[1:])
        total *= factor
    return total, tokens


def _single(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if not tokens:
        raise FaultError("an arithmetic ends too early")
    first, rest = tokens[0], tokens[1:]
    if first == "-":
        found, rest = _single(rest)
        return -found, rest
    if first == "(":
        found, rest = _sum(rest)
        return found, rest[1:]
    if first.endswith("("):
        parts: list[Fraction] = []
        while rest and rest[0] != ")":
            found, rest = _sum(rest[1:] if rest[0] == "," else rest)
            parts.append(found)
        return _call(first[:-1], parts), rest[1:]
    return amount_of(first), rest


def _portion(amount: Fraction, part: Fraction, whole: Fraction) -> Fraction:
    return to_unit(amount * part / whole) if whole else Fraction(0)


_FUNCTIONS: Final[dict[str, Callable[..., Fraction]]] = {
    "min": min,
    "max": max,
    "portion": _portion,
    "round": to_unit,
    "round_down": lambda value, unit=FEN: to_unit(value, unit, "down"),
}


def _call(name: str, parts: list[Fraction]) -> Fraction:
    if name not in _FUNCTIONS:
        raise FaultError(f"`{name}` is no function of an arithmetic")
    return _FUNCTIONS[name](*parts)
