"""Whole fen, whole millionths, days: figures as the semantics has them, in fractions.

In: fractions of a fen, texts of a case. Out: whole fen (`half_up`), fractions of one for
rates, ordinals for days. Nothing here has a denominator of its own.
"""

from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, Final

from attrs import frozen

RATE: Final = 1_000_000
"""A rate of 100% as the typed program writes it."""

NO_LIMIT: Final = 1 << 62
"""A limit that does not exist, as the typed program writes it."""

MOST: Final = 10**12
"""The largest running sum in fen."""

NEVER: Final = date.max.toordinal()


class RefusedError(Exception):
    """A case, a claim or an output that cannot be settled: the code and what is missing."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(f"{code}: {name}")
        self.code = code
        self.name = name


class NotCoveredError(Exception):
    """What this reference does not settle, in words."""


@frozen
class Rounding:
    """To so many fen, half-up or down; `each_step`: a product is rounded before it is
    multiplied again."""

    unit: int = 1
    down: bool = False
    each_step: bool = False


def half_up(value: Fraction) -> Fraction:
    """Rule 1: the nearest whole fen, half a fen upwards."""
    return Fraction(floor(value + Fraction(1, 2)))


def round_to(value: Fraction, how: Rounding) -> Fraction:
    """Rule 2: half-up unless the benefit or the policy says otherwise."""
    parts = value / how.unit
    whole = Fraction(floor(parts)) if how.down else half_up(parts)
    return whole * how.unit


def is_no_day(value: Any) -> bool:
    """Rule 16: whether this is no day, or no length of time: never, or `none`."""
    return value is None or value == NO_LIMIT


def months_later(day: int, months: int) -> int:
    """Rule 16: a day that the month does not have is the month's last."""
    if not 1 <= day <= NEVER:
        return day
    start = date.fromordinal(day)
    month = start.year * 12 + start.month - 1 + months
    if month >= 12 * 10_000:
        return NEVER
    if month < 12:
        return 1
    for last in (start.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(start.day, last)).toordinal()
        except ValueError:
            continue
    raise AssertionError(day, months)


def fen_of(text: Any) -> int:
    """Fen of an amount in yuan."""
    yuan = Fraction(str(text))
    fen = yuan * 100
    if fen.denominator != 1 or fen < 0:
        raise RefusedError("bad_value", str(text))
    return int(fen)


def rate_of(text: str) -> Fraction:
    """A fraction of one of a percentage."""
    return Fraction(text.strip().removesuffix("%").strip()) / 100


def day_of(text: Any) -> int:
    """The ordinal of a day; of a day and a time of it, rule 16: `24:00` ends it."""
    return text.toordinal() if isinstance(text, date) else date.fromisoformat(text[:10]).toordinal()


def yuan_of(fen: Fraction | int) -> str:
    """Yuan with two places."""
    whole = Fraction(fen)
    assert whole.denominator == 1, fen
    value = int(whole)
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02}"
