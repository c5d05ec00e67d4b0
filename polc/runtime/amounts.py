"""Exact amounts: text in, integers out, and back.

Money is an integer number of fen. A rate is an integer number of millionths
(`RATE_UNIT` = 100%), so a percentage may have four decimals. Nothing here, and
nothing that uses it, is a float.
"""

import re
from decimal import Decimal
from typing import Final

from polc.messages.text import Text, say

RATE_UNIT: Final = 1_000_000
"""100% as the plan writes it: rates are whole millionths."""

MISSING: Final = -(1 << 63)
"""A value that nobody supplied; fits 64 bits, equals no amount, date or count."""

UNLIMITED: Final = 1 << 62
"""The size of a limit that does not exist (`no cap`); larger than any amount."""

MOST_MONEY: Final = 10**12
"""The largest amount accepted from outside, in fen: ten thousand million yuan. The claims
of a year, and every running sum of it, may not pass it either."""

MOST_COUNT: Final = 10**9 - 1
"""The largest number of anything that is accepted from outside."""

MONEY_PATTERN: Final = r"0{0,2}[0-9]{1,10}(?:\.[0-9]{1,2}0*)?|0?10{10}(?:\.0+)?|-0{1,12}(?:\.0+)?"
"""Yuan as a decimal text, to the fen, from zero to `MOST_MONEY`; the schema of a case has it."""

RATE_PATTERN: Final = r"\s*(?:0{0,3}[0-9]{1,2}(?:\.[0-9]{1,4}0*)?|0{0,2}100(?:\.0+)?)\s*%\s*"
"""A percentage up to 100% with at most four decimals; the schema of a case has it."""

FEN: Final = tuple(f".{part:02d}" for part in range(100))
"""What stands behind the yuan, by its fen; written out anew for each amount it costs as much as
all else."""

_MONEY = re.compile(MONEY_PATTERN)
_RATE = re.compile(RATE_PATTERN)
_ANY_MONEY = re.compile(r"-?([0-9]{1,12})(?:\.([0-9]+))?")
_ANY_RATE = re.compile(r"([0-9]{1,5})(?:\.([0-9]+))?\s*%")


class AmountError(ValueError):
    """A text that is no amount; `why` says so in one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def parse_money(text: str) -> int:
    """Fen of a decimal string in yuan: `"320.5"` is 32050.

    Raises `AmountError` for anything finer than a fen, below zero, too large or no number.
    """
    if _MONEY.fullmatch(text) is None:
        raise AmountError(_why_no_money(text))
    whole, _, part = text.removeprefix("-").partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def _why_no_money(text: str) -> Text:
    found = _ANY_MONEY.fullmatch(text)
    if found is None:
        return say("`{text}` is not an amount in yuan such as `320.00`", text=text)
    whole, part = found.groups()
    part = (part or "").rstrip("0")
    if len(part) > 2:
        return say("`{text}` is finer than one fen", text=text)
    if int(whole) * 100 + int((part + "00")[:2]) > MOST_MONEY:
        return say("`{text}` is more than {most} yuan", text=text, most=format_money(MOST_MONEY))
    return say("`{text}` is below zero", text=text)


def parse_rate(text: str) -> int:
    """Millionths of a percentage up to 100%: `"60%"` is 600000. Raises `AmountError`."""
    if _RATE.fullmatch(text) is None:
        raise AmountError(_why_no_rate(text))
    whole, _, part = text.replace("%", "").strip().partition(".")
    return int(whole) * 10_000 + int((part + "0000")[:4])


def _why_no_rate(text: str) -> Text:
    found = _ANY_RATE.fullmatch(text.strip())
    if found is None:
        return say("`{text}` is not a percentage such as `60%`", text=text)
    if len((found[2] or "").rstrip("0")) > 4:
        return say("`{text}` has more than four decimals", text=text)
    return say("`{value}` is above 100%", value=text)


def format_money(fen: int) -> str:
    """Yuan with two places: 32050 is `"320.50"`."""
    if fen < 0:
        return f"-{format_money(-fen)}"
    return f"{fen // 100}{FEN[fen % 100]}"


def format_rate(millionths: int) -> str:
    """A percentage without needless zeros: 600000 is `"60%"`."""
    whole, part = divmod(millionths, 10_000)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".") + "%"


def as_decimal(fen: int) -> Decimal:
    """Yuan as a `Decimal` with two places, whatever the caller's decimal context."""
    return Decimal(format_money(fen))


def round_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to `numerator / denominator`, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)
