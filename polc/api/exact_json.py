"""JSON with its numbers as they are written, and no key twice.

In: a text. Out: its value: numbers keep their text as decimals, so that `50000.10` is what was
written. Raises `json.JSONDecodeError`, `RecursionError`, or `KeyTwiceError` for a key that one
object has twice.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final

_LONGEST_NUMBER: Final = 30


def read_exact_json(text: str) -> Any:
    """The value of a JSON text."""
    return _DECODER.decode(text)


def read_number(text: str) -> int | Decimal | str:
    """A number of JSON or TOML, exact. One too long for any amount stays the text that
    it is (`1e999999999` has a thousand million digits), to be refused with its path."""
    if len(text) > _LONGEST_NUMBER:
        return text
    if text.lstrip("-").isdecimal():
        return int(text)
    try:
        value = Decimal(text)
    except InvalidOperation:  # an exponent that a Decimal does not have
        return text
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and abs(exponent) <= _LONGEST_NUMBER else text


class KeyTwiceError(Exception):
    """A key that one object has twice: JSON readers differ on which value counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyTwiceError(next(key for at, key in enumerate(keys) if key in keys[:at]))
    return found


_DECODER: Final = json.JSONDecoder(
    parse_float=read_number,
    parse_int=read_number,
    parse_constant=str,
    object_pairs_hook=_object,
)
