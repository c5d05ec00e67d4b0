"""One JSON text, with numbers as they are written.

In: a text. Out: its value: numbers keep their text as decimals, so that `50000.10` is what was
written. A text that is not JSON, or says a key twice, is a `CannotRead` that names file and line.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from polc.cli.terminal.exit_status import CannotRead
from polc.messages.reasons import say_reason
from polc.messages.text import say

_LONGEST_NUMBER: Final = 30


def read_json(text: str, name: str, line: int = 0) -> Any:
    """The value of a JSON text; `line` is where it stands in its file, 0: all of it."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as mistake:
        place = f"{name}:{line or mistake.lineno}:{mistake.colno}"
        raise CannotRead(
            say("{place}: not JSON: {reason}", place=place, reason=say_reason(mistake.msg))
        ) from None
    except RecursionError:
        raise CannotRead(say("{place}: nested too deeply to be a case", place=name)) from None
    except _TwiceError as twice:
        place = f"{name}:{line}" if line else name
        raise CannotRead(
            say("{place}: the key `{key}` stands twice in one object", place=place, key=twice)
        ) from None


def may_go_on(text: str) -> bool:
    """Whether JSON may begin with these whole lines: what they lack stands after them."""
    try:
        json.loads(text)
    except json.JSONDecodeError as mistake:
        return mistake.pos >= len(text.rstrip())
    except (RecursionError, ValueError):
        return True
    return True


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


class _TwiceError(Exception):
    """A key that one object has twice: JSON readers differ on which value counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for at, key in enumerate(keys) if key in keys[:at]))
    return found


_DECODER: Final = json.JSONDecoder(
    parse_float=read_number,
    parse_int=read_number,
    parse_constant=str,
    object_pairs_hook=_object,
)
