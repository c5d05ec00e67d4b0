"""A source text: one `.pol` file, its name and its lines.

In: the text as the reader handed it over. Out: places in it. Spans count
characters; lines and columns count from 1.
"""

from bisect import bisect_right
from itertools import accumulate

from attrs import field

from polc.compiler.model.record import frozen


@frozen
class Span:
    """A stretch of a source's text: characters `start` to `end`, the end excluded."""

    start: int
    end: int

    def to(self, last: "Span") -> "Span":
        """From the start of this one to the end of `other`."""
        return Span(self.start, last.end)


@frozen
class SourceText:
    """A `.pol` text; `name` is what messages call it (a path, or a stdlib name)."""

    name: str
    text: str = field(repr=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_starts.default
    def _find_line_starts(self) -> tuple[int, ...]:
        lines = self.text.split("\n")
        return tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def line_of(self, offset: int) -> int:
        """The line that holds the character at `offset`."""
        return bisect_right(self._starts, offset)

    def column_of(self, offset: int) -> int:
        """The column of the character at `offset`."""
        return offset - self._starts[self.line_of(offset) - 1] + 1

    def start_of(self, line: int) -> int:
        """The offset of the first character of `line`."""
        return self._starts[line - 1]

    def line_text(self, line: int) -> str:
        """The text of `line` without its end."""
        start = self.start_of(line)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def line_count(self) -> int:
        """How many lines there are; an empty text has one."""
        return len(self._starts)
