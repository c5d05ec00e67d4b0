"""Cases from JSON text: a file or standard input, as one object, an array or lines.

In: a path or `-`. Out: the case objects, unchecked, in batches, and the form they came in. An
object and an array are read whole; lines are read as they come, and of several lines the one
that is no JSON is a `BadLine`, and the others are cases all the same. What is neither is a
`CannotRead` that names file and line.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, cast

from attrs import field

from polc.cli.files.input_files import STANDARD_INPUT, why_too_large
from polc.cli.read.json_text import may_go_on, read_json
from polc.cli.read.lines import Numbered, Stream, is_ready, lines_of
from polc.cli.terminal.exit_status import CannotRead, why_unreadable
from polc.messages.text import Text, say
from polc.records.frozen import frozen
from polc.records.mutable import define

DASH: Final = "-"
"""What stands for standard input on the command line."""

MOST_BYTES: Final = 100_000_000
"""What is read whole: an object, an array, one line of several."""

CASES_OF_BATCH: Final = 50
"""Cases of an array that are settled together."""

Form = Literal["object", "array", "lines"]


@frozen
class BadLine:
    """A line that is no case, or a file that cannot be read (`unread`): `why` says where it
    stands and what is wrong."""

    why: Text
    unread: bool = False


@frozen
class CaseBatch:
    """Cases of one file that follow one another: values, or lines that are still to be read.
    `place` is that of the first in its file, from 0."""

    file: str
    place: int
    values: Sequence[Any] = ()
    lines: Sequence[Numbered] = ()

    def read(self) -> Iterator[Any]:
        """The values, not yet known to be cases, and `BadLine`s."""
        yield from self.values
        for at, line in self.lines:
            yield _read_line(line, self.file, at)


@frozen
class CaseFile:
    """What one file holds. `batches` can be gone through once; `ready` is whether the next is
    there without waiting."""

    name: str
    form: Form
    single: bool
    """Whether there is one case and no other."""
    batches: Iterator[CaseBatch] = field(eq=False, repr=False)
    ready: Callable[[], bool] = field(eq=False, repr=False)


def read_cases(path: str, *, at_once: bool = False) -> CaseFile:
    """The cases of a file, or of standard input for `-`. `at_once`: a first line of standard
    input that is a whole object is one of several, and no second one is waited for to say so."""
    name = STANDARD_INPUT if path == DASH else path
    stream = _open(path, name)
    shown = STANDARD_INPUT if path == DASH else f"`{path}`"
    pieces = lines_of(stream, shown, MOST_BYTES, closes=path != DASH)
    head = _Head(name=name, at_once=at_once and path == DASH)
    for piece in pieces:
        if head.takes(piece):
            waits = path == DASH or not Path(path).is_file()
            ready = partial(is_ready, stream) if waits else _always
            return CaseFile(name, "lines", False, _in_batches(head.lines, pieces, name), ready)
    return _read_whole(head.lines, name)


def stand_for_unread(path: str, form: Form, why: Text) -> CaseFile:
    """What stands in the place of a file that cannot be read, among others that can."""
    batch = CaseBatch(path, 0, (BadLine(why, unread=True),))
    return CaseFile(path, form, False, iter((batch,)), _always)


@define(kw_only=True)
class _Head:
    """What was read before it is known whether a text is one of lines: that none of it can be
    the beginning of one value."""

    name: str
    at_once: bool
    lines: list[Numbered] = field(factory=list)
    size: int = 0
    first: bool | None = None
    """Whether the first line is a value."""
    next_look: int = 0
    tried: int = 0
    some: bool = False

    def takes(self, piece: Sequence[Numbered]) -> bool:
        """With these lines too: whether all are lines. Raises `CannotRead` where it is too much
        to be read whole."""
        self.lines.extend(line for line in piece if line[1].strip())
        self.size += sum(len(line) for _, line in piece)
        if self.size > MOST_BYTES:
            shown = self.name if self.name == STANDARD_INPUT else f"`{self.name}`"
            raise why_too_large(shown, MOST_BYTES)
        if self.first is None and (len(self.lines) > 1 or self._is_awaited()):
            self.first = self._is_value(self.lines[0])
        return bool(self.first) or (self.first is False and self._have_a_bad_first())

    def _is_awaited(self) -> bool:
        line = self.lines[0][1] if self.lines else b""
        return self.at_once and line.endswith(b"\n") and line.lstrip().startswith(b"{")

    def _have_a_bad_first(self) -> bool:
        """Each time as much again as a quarter has come, all of it is looked at."""
        if self.size < self.next_look or not all(
            line.lstrip().startswith(b"{") for _, line in self.lines
        ):
            return False
        self.next_look = self.size + self.size // 4
        self.some = self.some or any(map(self._is_value, self.lines[self.tried :]))
        self.tried = len(self.lines)
        text = b"".join(line for _, line in self.lines).decode("utf-8", "replace")
        return len(self.lines) > 1 and self.some and not may_go_on(text)

    def _is_value(self, line: Numbered) -> bool:
        return not isinstance(_read_line(line[1], self.name, line[0]), BadLine)


def _open(path: str, name: str) -> Stream:
    """The stream of a file or of standard input."""
    if path == DASH:
        if sys.stdin is None:
            raise CannotRead(say("{name} is closed", name=name))
        return cast("Stream", sys.stdin.buffer)  # a `BufferedReader`, or what stands for one
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as mistake:
        raise why_unreadable(name, mistake) from None


def _always() -> bool:
    return True


def _in_batches(
    held: list[Numbered], pieces: Iterator[list[Numbered]], name: str
) -> Iterator[CaseBatch]:
    """The lines that are not blank, those that came together in one batch."""
    place = 0
    piece = held
    while True:
        lines = tuple(line for line in piece if line[1].strip())
        if lines:
            yield CaseBatch(name, place, lines=lines)
            place += len(lines)
        following = next(pieces, None)
        if following is None:
            return
        piece = following


def _read_whole(lines: Sequence[Numbered], name: str) -> CaseFile:
    """What came as one value, or as lines of which the first is bad."""
    try:
        found = read_json(_decode(b"".join(_in_their_places(lines)), name), name)
    except CannotRead:
        batch = CaseBatch(name, 0, lines=lines)
        begin = len(lines) > 1 and all(line.lstrip().startswith(b"{") for _, line in lines)
        if not begin or all(isinstance(value, BadLine) for value in batch.read()):
            raise
        return CaseFile(name, "lines", False, iter((batch,)), _always)
    if not isinstance(found, list) or not found:
        return CaseFile(name, "object", True, iter((CaseBatch(name, 0, (found,)),)), _always)
    batches = (
        CaseBatch(name, place, found[place : place + CASES_OF_BATCH])
        for place in range(0, len(found), CASES_OF_BATCH)
    )
    return CaseFile(name, "array", len(found) == 1, batches, _always)


def _in_their_places(lines: Sequence[Numbered]) -> Iterator[bytes]:
    """The lines, and an end for each blank one between them, so that a mistake is told by its
    line."""
    at = 1
    for number, line in lines:
        yield b"\n" * (number - at)
        yield line
        at = number + 1


def _read_line(line: bytes, name: str, at: int) -> Any:
    try:
        return read_json(_decode(line, f"{name}:{at}"), name, at)
    except CannotRead as mistake:
        return BadLine(mistake.why)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as mistake:
        raise why_unreadable(name, mistake) from None
