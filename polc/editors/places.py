"""Places of a text as editors count them: lines from 0, and in a line UTF-16 units.

In: a source and a place in it. Out: the editor's. A character outside the basic plane counts as
two; polc counts characters.
"""

from polc.compiler.report.source import SourceText


def place_of_offset(source: SourceText, offset: int) -> tuple[int, int]:
    """The line and the unit of the character at `offset`."""
    line = source.line_of(offset)
    before = source.text[source.start_of(line) : offset]
    return line - 1, count_units(before)


def count_units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
