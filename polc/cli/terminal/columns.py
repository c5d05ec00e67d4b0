"""Rows of text as columns on a terminal, Chinese beside Latin.

In: rows of cells. Out: lines, the columns two spaces apart. Where a width is given, the last
column is broken into lines that fit it.
"""

import sys
from collections.abc import Collection, Sequence
from shutil import get_terminal_size
from typing import Final

from polc.cli.terminal.text_width import pad, visible
from polc.compiler.format.width import column_width

LEAST: Final = 24
"""The last column is never broken narrower than this."""

WITHOUT: Final = 100
"""How wide text is where there is no terminal."""

_OPENING: Final = "（〔〈《“([{"
_CLOSING: Final = "，。、；：）〕〉》”,.;:)]}"


def terminal_width() -> int:
    """The columns of the terminal; 100 where the output goes elsewhere."""
    return get_terminal_size((WITHOUT, 24)).columns if sys.stdout.isatty() else WITHOUT


def table(
    rows: Sequence[tuple[str, ...]],
    right: Collection[int] = (),
    *,
    width: int = 0,
    indent: int = 2,
) -> str:
    """The columns in `right` end on one line; `width` 0: as wide as it comes."""
    shown = [tuple(visible(cell) for cell in row) for row in rows]
    if not shown:
        return ""
    widths = [max(map(column_width, column)) for column in zip(*shown, strict=True)]
    start = indent + sum(widths[:-1]) + 2 * (len(widths) - 1)
    lines = []
    for row in shown:
        cells = [
            pad(cell, cells_width, right=at in right)
            for at, (cell, cells_width) in enumerate(zip(row[:-1], widths[:-1], strict=True))
        ]
        last = row[-1]
        if len(widths) - 1 in right:
            last = pad(last, widths[-1], right=True)
        parts = wrap(last, max(LEAST, width - start)) if width else [last]
        lines.append(" " * indent + "  ".join([*cells, parts[0]]).rstrip())
        lines += [" " * start + part for part in parts[1:]]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces and between Chinese
    characters; a mark that closes begins no line."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and column_width(line) + column_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The stretches that are not broken: words with the space after them, single wide
    characters with the marks that hang on them."""
    found: list[str] = []
    for letter in text:
        last = found[-1] if found else ""
        joins = bool(last) and (
            letter == " "
            or column_width(letter) == 0
            or letter in _CLOSING
            or last[-1] in _OPENING
            or (column_width(letter) == 1 and column_width(last[-1]) == 1 and last[-1] != " ")
        )
        if joins:
            found[-1] += letter
        else:
            found.append(letter)
    return found
