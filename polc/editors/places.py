"""Places of a text as editors count them: lines from 0, and in a line UTF-16 units.

In: a source and a place in it, or an editor's place. Out: the other. A character outside the basic
plane counts as two; polc counts characters.
"""

from polc.compiler.report.source import SourceText


def place_of_offset(source: SourceText, offset: int) -> tuple[int, int]:
    """The line and the unit of the character at `offset`."""
    line = source.line_of(offset)
    before = source.text[source.start_of(line) : offset]
    return line - 1, count_units(before)


def offset_of_place(source: SourceText, line: int, unit: int) -> int:
    """The character at an editor's place; what lies behind a line's end is its end."""
    if line >= source.line_count:
        return len(source.text)
    start = source.start_of(line + 1)
    text = source.line_text(line + 1)
    for at, letter in enumerate(text):
        if unit <= 0:
            return start + at
        unit -= 2 if ord(letter) > 0xFFFF else 1
    return start + len(text)


def count_units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
