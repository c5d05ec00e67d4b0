"""Bytes and TOML of the files that a command is given, and of standard input.

In: a path or an open stream, and how much may be read. Out: bytes, or a TOML table. What cannot
be read, is too large or is no TOML is a `CannotRead` that names it. A device and a pipe say
nothing of their size: no more than the limit and a byte is asked of them.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from polc.api.loader import BYTE_ORDER_MARK, read_at_most
from polc.cli.terminal.exit_status import CannotRead, why_unreadable
from polc.messages.reasons import say_reason
from polc.messages.text import say

STANDARD_INPUT: Final = "standard input"
MOST_BYTES_OF_TOML: Final = 1_000_000
MOST_LEVELS: Final = 50
_LONGEST_REASON: Final = 200


def read_file(path: str, most: int) -> bytes:
    """The bytes of a file."""
    try:
        data = read_at_most(Path(path), most)
    except (OSError, ValueError) as mistake:
        raise why_unreadable(path, mistake) from None
    if data is None:
        raise why_too_large(f"`{path}`", most)
    return data


def read_standard_input(most: int) -> bytes:
    """All that comes on standard input."""
    if sys.stdin is None:
        raise CannotRead(say("{name} is closed", name=STANDARD_INPUT))
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as mistake:
        raise why_unreadable(STANDARD_INPUT, mistake) from None
    if len(data) > most:
        raise why_too_large(STANDARD_INPUT, most)
    return data


def why_too_large(name: str, most: int) -> CannotRead:
    """The error for what has more than `most` bytes."""
    return CannotRead(say("{name} is larger than {most} bytes", name=name, most=most))


def read_toml(path: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The table of a TOML file."""
    import tomllib  # few commands are given one

    data = read_file(path, MOST_BYTES_OF_TOML)
    try:
        text = data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as mistake:
        raise why_unreadable(path, mistake) from None
    try:
        table = tomllib.loads(text, parse_float=parse_float)
    except RecursionError:
        raise CannotRead(say("`{path}` is nested too deeply", path=path)) from None
    except tomllib.TOMLDecodeError as mistake:
        reason = str(mistake)
        if len(reason) > _LONGEST_REASON:
            reason = f"{reason[:_LONGEST_REASON]}…"
        why = say_reason(reason)
        raise CannotRead(say("`{path}` is not TOML: {reason}", path=path, reason=why)) from None
    except ValueError:  # Python reads no more than some thousand digits of a number
        raise CannotRead(say("a number in `{path}` has too many digits", path=path)) from None
    if not _is_flat(table):
        raise CannotRead(say("`{path}` is nested too deeply", path=path))
    return table


def _is_flat(table: dict[str, Any]) -> bool:
    """Whether nothing stands deeper than what is made of it can follow: a key `a.a.a…` is a
    table for each of its parts."""
    level: list[Any] = [table]
    for _ in range(MOST_LEVELS):
        level = [
            part
            for value in level
            if isinstance(value, dict | list)
            for part in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return True
    return False
