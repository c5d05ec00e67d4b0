"""The lines of a stream as they come.

In: an open binary stream. Out: its lines, those that one piece of it completes together, so that
nobody waits for a line that is there, and no more is held than a piece and a line.
"""

import select
from collections.abc import Iterator
from io import UnsupportedOperation
from typing import Final, Protocol

from polc.cli.files.input_files import why_too_large
from polc.cli.terminal.exit_status import why_unreadable

Numbered = tuple[int, bytes]
"""A line's number, from 1, and the line with its end."""

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

_PIECE: Final = 1 << 16


class Stream(Protocol):
    """What is asked of a stream."""

    def read1(self, size: int, /) -> bytes: ...
    def fileno(self) -> int: ...
    def close(self) -> None: ...


def lines_of(
    stream: Stream, name: str, most: int, *, closes: bool = True
) -> Iterator[list[Numbered]]:
    """The lines that each piece completes, the last one without its end where it has none;
    `closes` whether the stream is closed in the end. Raises `CannotRead` where a line is longer
    than `most` bytes, or the system stops."""
    try:
        yield from _lines_of(stream, name, most)
    finally:
        if closes:
            stream.close()


def _lines_of(stream: Stream, name: str, most: int) -> Iterator[list[Numbered]]:
    parts: list[bytes] = []
    length = 0
    at = 1
    while piece := _read(stream, name):
        *ended, rest = piece.split(b"\n")
        if ended:
            ended[0] = b"".join((*parts, ended[0]))
            if at == 1:
                ended[0] = ended[0].removeprefix(BYTE_ORDER_MARK)
            parts, length = [], 0
            yield [(number, line + b"\n") for number, line in enumerate(ended, at)]
            at += len(ended)
        parts.append(rest)
        length += len(rest)
        if length > most:
            raise why_too_large(name, most)
    last = b"".join(parts)
    if at == 1:
        last = last.removeprefix(BYTE_ORDER_MARK)
    if last:
        yield [(at, last)]


def is_ready(stream: Stream) -> bool:
    """Whether the next piece can be had without waiting; so it is where nobody can tell."""
    try:
        readable, _, _ = select.select([stream.fileno()], [], [], 0)
    except (OSError, ValueError, UnsupportedOperation):
        return True
    return bool(readable)


def _read(stream: Stream, name: str) -> bytes:
    try:
        return stream.read1(_PIECE)
    except OSError as mistake:
        raise why_unreadable(name, mistake) from None
