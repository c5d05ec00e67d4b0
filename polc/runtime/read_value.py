"""One value of a case or of a parameter: JSON to exact integers.

In: a JSON value (strings, integers, decimals; never a float). Out: fen, millionths, an
ordinal, 0 or 1, the index of a choice. What cannot be taken exactly is a
`ValueRefusedError` that says why in one sentence.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from polc.messages.text import NOTHING, Text, quoted, say
from polc.runtime.amounts import (
    MOST_COUNT,
    MOST_MONEY,
    RATE_UNIT,
    UNLIMITED,
    AmountError,
    parse_money,
    parse_rate,
)
from polc.runtime.vocabulary import CHINESE_CHOICES, Field


class ValueRefusedError(ValueError):
    """Why a value cannot be taken: `why`, one sentence."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


LONGEST_WORD: Final = 100
"""Longer words have no similar one: comparing letters takes long."""

_LONGEST_TEXT: Final = 30
_WHOLE: Final = re.compile(r"[0-9]{1,9}(?:\.0+)?")
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]"
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00(?::00)?)"
)


def similar_to(word: str, known: Iterable[str]) -> Text:
    """`; did you mean …?`, or empty."""
    if len(word) > LONGEST_WORD:
        return NOTHING
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return say("; did you mean `{found}`?", found=found[0]) if found else NOTHING


def read_money(value: Any) -> int:
    """Fen; never below zero."""
    if type(value) is str and value[-3:-2] == ".":
        digits = value[:-3] + value[-2:]
        if digits.isdecimal() and digits.isascii() and 2 < len(digits) <= 12:
            return int(digits)
    match value:
        case bool():
            raise ValueRefusedError(say("yes or no is no amount of money"))
        case float():
            raise ValueRefusedError(
                say(
                    "{value} is a float; write the amount as a text such as `320.00`",
                    value=repr(value),
                )
            )
        case int():
            if not -MOST_MONEY < value < MOST_MONEY:
                raise ValueRefusedError(say("the amount is out of range"))
            text = str(value)
        case Decimal():
            if not value.is_finite():
                raise ValueRefusedError(say("an amount is finite"))
            if value and not -_LONGEST_TEXT < value.adjusted() < _LONGEST_TEXT:
                raise ValueRefusedError(say("the amount is out of range"))
            text = format(value, "f") if value else "0"
        case str():
            if len(value) > _LONGEST_TEXT:
                raise ValueRefusedError(
                    say("`{value}…` is too long for an amount", value=value[:_LONGEST_TEXT])
                )
            text = value
        case _:
            raise ValueRefusedError(say("an amount is a text in yuan such as `320.00`"))
    try:
        fen = parse_money(text)
    except AmountError as mistake:
        raise ValueRefusedError(mistake.why) from None
    if fen < 0:
        raise ValueRefusedError(say("`{text}` is below zero", text=text))
    return fen


def read_rate(value: Any) -> int:
    """Millionths of a text such as `60%`."""
    if not isinstance(value, str):
        raise ValueRefusedError(say("a rate is a text such as `60%`"))
    try:
        rate = parse_rate(value)
    except AmountError as mistake:
        raise ValueRefusedError(mistake.why) from None
    if rate > RATE_UNIT:
        raise ValueRefusedError(say("`{value}` is above 100%", value=value))
    return rate


def read_date(value: Any) -> int:
    """The ordinal of a date such as `2022-03-01`."""
    if type(value) is date:
        return value.toordinal()
    if not isinstance(value, str) or len(value) != len("2022-03-01"):
        raise ValueRefusedError(say("a date is a text such as `2022-03-01`"))
    return _ordinal(value)


def read_moment(value: Any) -> int:
    """The ordinal of a date, or of a day and a time of it; `24:00` is still that day."""
    if isinstance(value, str) and len(value) > len("2022-03-01"):
        found = _MOMENT.fullmatch(value)
        if found is None:
            raise ValueRefusedError(
                say(
                    "`{value}` is not a day and time such as `2022-03-01T09:30`",
                    value=value[:_LONGEST_TEXT],
                )
            )
        value = found.group(1)
    return read_date(value)


@lru_cache(maxsize=4096)
def _ordinal(text: str) -> int:
    """Claims are of few days, and a day is dear to read."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise ValueRefusedError(say("`{text}` is not a day of the calendar", text=text)) from None


def read_count(value: Any) -> int:
    """A whole number from 0, also as a text of digits or a decimal that is whole."""
    if type(value) is int and 0 <= value <= MOST_COUNT:
        return value
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT and _WHOLE.fullmatch(value):
        value = int(value.partition(".")[0])
    if isinstance(value, Decimal) and value.is_finite() and 0 <= value <= MOST_COUNT:
        value = int(value) if value == int(value) else value
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueRefusedError(say("a whole number is expected"))
    if not 0 <= value <= MOST_COUNT:
        raise ValueRefusedError(say("the number is out of range"))
    return int(value)


def read_flag(value: Any) -> int:
    """0 or 1 of true or false."""
    if not isinstance(value, bool):
        raise ValueRefusedError(say("true or false is expected"))
    return int(value)


def read_text(value: Any) -> str:
    """A text that is not too long."""
    if not isinstance(value, str) or not value or len(value) > 200:
        raise ValueRefusedError(say("a text of up to 200 characters is expected"))
    return str.__str__(value)


def read_choice(value: Any, field: Field) -> int:
    """The index of a named value."""
    if not isinstance(value, str):
        raise ValueRefusedError(say("one of {choices} is expected", choices=quoted(field.choices)))
    word = CHINESE_CHOICES.get(value, value)[:LONGEST_WORD]
    if word not in field.choices:
        hint = similar_to(word, field.choices)
        raise ValueRefusedError(
            say(
                "`{word}` is none of {choices}{hint}",
                word=word,
                choices=quoted(field.choices),
                hint=hint,
            )
        )
    return field.choices.index(word)


def choice_reader(field: Field) -> Callable[[Any], int]:
    """How a named value is read: one look where it is known, `read_choice` says why not."""
    known = {word: at for at, word in enumerate(field.choices)}
    known |= {word: known[one] for word, one in CHINESE_CHOICES.items() if one in known}

    def read(value: Any) -> int:
        if type(value) is str and value in known:
            return known[value]
        return read_choice(value, field)

    return read


def read_field(value: Any, field: Field) -> int:
    """The integer of a field that is no text."""
    match field.kind:
        case "money":
            return read_money(value)
        case "count":
            return read_count(value)
        case "flag":
            return read_flag(value)
        case "date":
            return read_date(value)
        case "choice":
            return read_choice(value, field)
        case _:
            raise AssertionError(field.kind)


def read_bands(value: Any) -> tuple[tuple[int, int], ...]:
    """`[{"up_to": "30000.00", "rate": "60%"}, {"up_to": null, "rate": "65%"}]`: edges
    rise, the last one is open."""
    if not isinstance(value, list) or not value or len(value) > 100:
        raise ValueRefusedError(say("bands are a list of `up_to` and `rate`"))
    rows: list[tuple[int, int]] = []
    for band in value:
        if not isinstance(band, dict) or not {"rate"} <= set(band) <= {"rate", "up_to"}:
            raise ValueRefusedError(say('a band is `{"up_to": "30000.00", "rate": "60%"}`'))
        up_to = band.get("up_to")
        edge = UNLIMITED if up_to is None else read_money(up_to)
        if rows and edge <= rows[-1][0]:
            raise ValueRefusedError(say("the edges of bands rise"))
        rows.append((edge, read_rate(band["rate"])))
    if rows[-1][0] != UNLIMITED:
        raise ValueRefusedError(say("the last band is open: `up_to` is null"))
    return tuple(rows)
