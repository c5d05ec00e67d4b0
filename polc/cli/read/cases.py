"""Cases from JSON text: a file or standard input, as one object, an array or lines.

Numbers keep their text as decimals, so that `50000.10` is what was written. In: a path
or `-`. Out: the case objects, unchecked, and the form they came in. A text that is not
JSON, or says a key twice, is a `CannotRead` that names file and line; of several lines the
one that is not is a `BadLine`, and the others are cases all the same.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal

from attrs import frozen

from polc.cli.files.input_files import STANDARD_INPUT, read_file, read_standard_input
from polc.cli.terminal.exit_status import CannotRead, why_unreadable
from polc.messages.text import Text, say

DASH: Final = "-"
"""What stands for standard input on the command line."""

MOST_BYTES: Final = 100_000_000
"""Cases are settled in memory, all of a file together."""

_LONGEST_NUMBER: Final = 30

Form = Literal["object", "array", "lines"]


@frozen
class BadLine:
    """A line that is no case: `why` says where it stands and what is wrong."""

    why: Text


@frozen
class CaseFile:
    """What one file held. `cases` are JSON values as written, not yet known to be cases,
    and `BadLine`s where a line was no JSON."""

    name: str
    form: Form
    cases: tuple[Any, ...]


def read_cases(path: str) -> CaseFile:
    """The cases of a file, or of standard input for `-`."""
    name = STANDARD_INPUT if path == DASH else path
    try:
        if path == DASH:
            text = read_standard_input(MOST_BYTES).decode("utf-8-sig")
        else:
            text = read_file(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        raise why_unreadable(name, mistake) from None
    try:
        found = _parse(text, name)
    except CannotRead:
        by_line = _read_lines(text, name)
        if by_line is None:
            raise
        return CaseFile(name, "lines", by_line)
    if isinstance(found, list) and found:
        return CaseFile(name, "array", tuple(found))
    return CaseFile(name, "object", (found,))


def _read_lines(text: str, name: str) -> tuple[Any, ...] | None:
    """The values of a text with one object on each line; None where that is not its form,
    so that the mistake is not one of a line."""
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2:
        return None
    found = tuple(_read_line(line, name, at) for at, line in lines)
    begins = all(line.lstrip().startswith("{") for _, line in lines)
    some = not all(isinstance(record, BadLine) for record in found)
    return found if not isinstance(found[0], BadLine) or (begins and some) else None


def _read_line(line: str, name: str, at: int) -> Any:
    try:
        return _parse(line, name, at)
    except CannotRead as mistake:
        return BadLine(mistake.why)


def _parse(text: str, name: str, line: int = 0) -> Any:
    """The value of a JSON text; `line` is where it stands in its file, 0: all of it."""
    try:
        return json.loads(
            text,
            parse_float=read_number,
            parse_int=read_number,
            parse_constant=str,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as mistake:
        place = f"{name}:{line or mistake.lineno}:{mistake.colno}"
        raise CannotRead(
            say("{place}: not JSON: {reason}", place=place, reason=mistake.msg.lower())
        ) from None
    except RecursionError:
        raise CannotRead(say("{place}: nested too deeply to be a case", place=name)) from None
    except _TwiceError as twice:
        place = f"{name}:{line}" if line else name
        raise CannotRead(
            say("{place}: the key `{key}` stands twice in one object", place=place, key=twice)
        ) from None


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
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found
