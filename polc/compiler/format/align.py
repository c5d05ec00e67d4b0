"""Lines to text: columns, citations and comments below each other.

In: the lines of a file. Out: its text. What stands below each other is counted in columns of
the screen, in which a Chinese character takes two. A line that is too long to be waited
for has its citation or comment after two blanks.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, TypeVar

from polc.compiler.format.lines import LaidLine
from polc.compiler.format.width import column_width

WIDEST_CELL: Final = 44
FARTHEST_CITATION: Final = 80
FARTHEST_COMMENT: Final = 90
_GAP: Final = "  "
_APART: Final = frozenset({"matrix", "class_terms"})
"""Tables whose cells are of several words, which one blank would not keep apart."""

One = TypeVar("One")


def write_lines(lines: list[LaidLine]) -> str:
    """The text, with one line's end at its end."""
    for run in _table_runs(lines):
        _align_cells(run)
    codes = [_code(line) for line in lines]
    places = list(range(len(lines)))
    for run_of in _runs(places, lambda place, following: not lines[following].blank):
        cited = [place for place in run_of if lines[place].cites]
        _put_below(codes, {place: lines[place].cites for place in cited}, FARTHEST_CITATION)
    for run_of in _runs(places, lambda place, following: not lines[following].blank):
        noted = [place for place in run_of if lines[place].comment and codes[place].strip()]
        _put_below(codes, {place: lines[place].comment for place in noted}, FARTHEST_COMMENT)
    text = []
    for line, code in zip(lines, codes, strict=True):
        if line.blank:
            text.append("")
        alone = line.comment and not line.cells and not line.cites
        text.append(" " * line.indent + line.comment if alone else code)
    return "\n".join(text) + "\n" if text else ""


def _table_runs(lines: list[LaidLine]) -> Iterator[list[LaidLine]]:
    """The rows of one table; lines further in between them do not end it."""
    opened: dict[int, list[LaidLine]] = {}
    for line in lines:
        ended = [
            indent
            for indent, run in opened.items()
            if line.blank
            or indent > line.indent
            or (indent == line.indent and run[0].table != line.table)
        ]
        for indent in ended:
            yield opened.pop(indent)
        if line.table:
            opened.setdefault(line.indent, []).append(line)
    yield from opened.values()


def _runs(every: list[One], together: Callable[[One, One], bool]) -> Iterator[list[One]]:
    """The list cut where two neighbours do not belong together."""
    start = 0
    for place, (before, after) in enumerate(pairwise(every), start=1):
        if not together(before, after):
            yield every[start:place]
            start = place
    yield every[start:]


def _align_cells(run: list[LaidLine]) -> None:
    """Pads every cell but the last of each line to the widest of its column."""
    if len(run) < 2 or not run[0].table:
        return
    last = max(column for line in run for column in line.cells)
    between = int(run[0].table in _APART)
    for column in range(last):
        widest = max(column_width(line.cells.get(column, "")) for line in run)
        if not widest or widest > WIDEST_CELL:
            continue
        for line in run:
            if max(line.cells) > column:
                cell = line.cells.get(column, "")
                line.cells[column] = cell + " " * (widest - column_width(cell) + between)


def _code(line: LaidLine) -> str:
    cells = [line.cells[column] for column in sorted(line.cells) if line.cells[column]]
    return (" " * line.indent + " ".join(cells)).rstrip()


def _put_below(codes: list[str], ends: dict[int, str], farthest: int) -> None:
    """Puts each end after its code, all at one column."""
    widths = {place: column_width(codes[place]) for place in ends}
    column = max((width for width in widths.values() if width <= farthest), default=0)
    for place, end in ends.items():
        gap = " " * max(column - widths[place], 0) + _GAP
        codes[place] = codes[place] + gap + end
