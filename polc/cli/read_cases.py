"""Cases from JSON text: a file or standard input, as one object, an array or lines.

Numbers keep their text as decimals, so that `50000.10` is what was written. In: a path
or `-`. Out: the case objects, unchecked, and the form they came in. A text that is not
JSON, or says a key twice, is a `CannotRead` that names file and line.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from polc.cli.exit_status import CannotRead, why_unreadable

STANDARD_INPUT = "-"

Form = Literal["object", "array", "lines"]


@frozen
class CaseFile:
    """What one file held. `cases` are JSON values as written, not yet known to be cases."""

    name: str
    form: Form
    cases: tuple[Any, ...]


def read_cases(path: str) -> CaseFile:
    """The cases of a file, or of standard input for `-`."""
    name = "standard input" if path == STANDARD_INPUT else path
    text = _read_text(path, name)
    try:
        found = _parse(text, name)
    except CannotRead:
        by_line = _read_lines(text, name)
        if by_line is None:
            raise
        return CaseFile(name, "lines", by_line)
    if isinstance(found, list):
        return CaseFile(name, "array", tuple(found))
    return CaseFile(name, "object", (found,))


def _read_text(path: str, name: str) -> str:
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as mistake:
        raise why_unreadable(name, mistake) from None


def _read_lines(text: str, name: str) -> tuple[Any, ...] | None:
    """The values of a text with one object on each line; None where its first line
    is no JSON of its own, so that the mistake is not one of a line."""
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) < 2:
        return None
    try:
        _parse(lines[0][1], name)
    except CannotRead:
        return None
    return tuple(_parse(line, name, at) for at, line in lines)


def _parse(text: str, name: str, line: int = 0) -> Any:
    """The value of a JSON text; `line` is where it stands in its file, 0: all of it."""
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=read_whole_number,
            parse_constant=Decimal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as mistake:
        place = f"{name}:{line or mistake.lineno}:{mistake.colno}"
        raise CannotRead(f"{place}: not JSON: {mistake.msg.lower()}") from None
    except RecursionError:
        raise CannotRead(f"{name}: nested too deeply to be a case") from None
    except _TwiceError as twice:
        place = f"{name}:{line}" if line else name
        raise CannotRead(f"{place}: the key `{twice}` stands twice in one object") from None


def read_whole_number(text: str) -> int | Decimal:
    """An integer of JSON; a Decimal where it is too long for any amount, for the
    reader of cases to refuse with its path."""
    return int(text) if len(text) < 30 else Decimal(text)


class _TwiceError(Exception):
    """A key that one object has twice: JSON readers differ on which value counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found
