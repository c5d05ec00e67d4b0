"""Places of a text as an editor counts them: lines from 0, and in a line UTF-16 units.

In: a source and a place in it, or an editor's place. Out: the other. The language server's protocol
counts a character outside the basic plane as two; polc counts characters.
"""

from lsprotocol.types import Position, Range

from polc.compiler.report.source import SourceText, Span
from polc.editors.places import offset_of_place, place_of_offset


def to_position(source: SourceText, offset: int) -> Position:
    """The editor's place of the character at `offset`."""
    return Position(*place_of_offset(source, offset))


def to_range(source: SourceText, span: Span) -> Range:
    """The editor's range of a span."""
    return Range(to_position(source, span.start), to_position(source, span.end))


def to_offset(source: SourceText, position: Position) -> int:
    """The character at an editor's place; what lies behind a line's end is its end."""
    return offset_of_place(source, position.line, position.character)
