"""The cells of a row of a matrix.

In: the parts of the row, the columns of the head. Out: for each column of a term what stands in
its cell: between bars where the row has any, else figure by figure.
"""

from collections.abc import Sequence
from typing import Final

from lark import Token

from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.build_terms import PERIODS
from polc.compiler.syntax.builders.matrix_head import Column
from polc.compiler.syntax.builders.matrix_rows import Part, is_bar
from polc.compiler.syntax.builders.read_tree import all_tokens, span_of

Cell = list[Part]
"""What stands in one cell: a figure with its period, dashes, other words, nothing."""

_DASHES: Final = ("MINUS", "SLASH")


def read_cells(row: Sequence[Part], columns: Sequence[Column]) -> list[Cell]:
    """The cells in order, those of a clause left out; a row begins with its names."""
    parts = list(row[1:])
    return _between_bars(parts, columns) if any(map(is_bar, parts)) else _figure_by_figure(parts)


def is_dashes(cell: Cell) -> bool:
    """Whether the cell says nothing."""
    return all(isinstance(part, Token) and part.type in _DASHES for part in cell)


def written_in(cell: Cell) -> str:
    """The words of a cell as they stand, with one blank where there are any."""
    said, end = "", None
    for part in cell:
        words = [part] if isinstance(part, Token) else list(all_tokens(part))
        for word in words:
            place = span_of(word)
            said += f" {word}" if end is not None and end < place.start else str(word)
            end = place.end
    return said


def written_span(row: Sequence[Part]) -> Span:
    """The row without the bar that begins the next one."""
    parts = [part for part in row if not is_bar(part)]
    return span_of(parts[0]).to(span_of(parts[-1]))


def _between_bars(parts: Cell, columns: Sequence[Column]) -> list[Cell]:
    cells: list[Cell] = [[]]
    for part in parts:
        if is_bar(part):
            cells.append([])
        else:
            cells[-1].append(part)
    if not cells[0]:
        cells = cells[1:]
    while len(cells) > len(columns) and not _without_clause(cells[-1]):
        cells = cells[:-1]
    return [
        _without_clause(cell)
        for place, cell in enumerate(cells)
        if place >= len(columns) or columns[place].term is not None
    ]


def _figure_by_figure(parts: Cell) -> list[Cell]:
    """A period belongs to the figure before it; dashes that touch, and words before a figure, are
    one cell."""
    found: list[Cell] = []
    for part in _without_clause(parts):
        if found and _goes_on(found[-1], part):
            found[-1].append(part)
        else:
            found.append([part])
    return found


def _goes_on(cell: Cell, part: Part) -> bool:
    last = cell[-1]
    if isinstance(part, Token) and part.type in PERIODS:
        return not is_dashes(cell)
    touches = span_of(last).end == span_of(part).start
    return touches and is_dashes(cell) == is_dashes([part])


def _without_clause(cell: Cell) -> Cell:
    return [part for part in cell if isinstance(part, Token) or part.data != "cites"]
