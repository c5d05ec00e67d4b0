"""Pieces to lines: where lines end, how far they are indented, what stands in which column.

In: the pieces of a file. Out: `LaidLine`s. A block that the author broke stays broken: its
first statement and its closing brace begin lines of their own, and so does each statement
in it; a block on one line stays on it. A line that goes on with a statement is indented
once more.
"""

from typing import Final

from attrs import field

from polc.compiler.format.pieces import LOOSE_COLON, SIGN, Piece
from polc.records.mutable import define

INDENT: Final = 2
_TIGHT_BEFORE: Final = frozenset({",", ";", ":", ")", ".", ".."})
_TIGHT_AFTER: Final = frozenset({"(", ".", ".."})


@define(kw_only=True)
class LaidLine:
    """A line: its code in columns, the citation and the comment at its end; `blank` says that
    an empty line stands before it, `table` what its columns belong to."""

    indent: int
    blank: bool
    cells: dict[int, str] = field(factory=dict)
    table: str = ""
    cites: str = ""
    comment: str = ""


@define
class _Block:
    indent: int
    broken: bool


def make_lines(pieces: list[Piece], *, keep: bool = False) -> list[LaidLine]:
    """The lines of a file; with `keep` a semicolon that ends a line stays, because what
    follows reads otherwise without it."""
    broken = _broken_blocks(pieces)
    lines: list[LaidLine] = []
    own: list[Piece] = []
    stack: list[_Block] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        if before is None or _begins_line(piece, before, stack, place, broken):
            _end(lines, own, keep)
            own = []
            lines.append(_begin(piece, before, stack))
        own.append(piece)
        if piece.kind == "LBRACE":
            stack.append(_Block(lines[-1].indent, place in broken))
        elif piece.kind == "RBRACE" and stack:
            stack.pop()
    _end(lines, own, keep)
    return lines


def _broken_blocks(pieces: list[Piece]) -> set[int]:
    """The places of the opening braces whose block takes several lines."""
    found: set[int] = set()
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.breaks and opened:
            found.update(opened)
        if piece.kind == "LBRACE":
            opened.append(place)
        elif piece.kind == "RBRACE" and opened:
            opened.pop()
    return found


def _begins_line(
    piece: Piece, before: Piece, stack: list[_Block], place: int, broken: set[int]
) -> bool:
    if before.kind == "COMMENT":
        return True
    if piece.kind == "COMMENT":
        return piece.breaks > 0
    if piece.kind == "RBRACE":
        return stack[-1].broken
    if before.kind == "LBRACE" and place - 1 in broken:
        return not (piece.cites and not piece.breaks)
    if piece.kind == "SEMICOLON":
        return False
    return piece.breaks > 0 or (piece.starts and (not stack or stack[-1].broken))


def _begin(piece: Piece, before: Piece | None, stack: list[_Block]) -> LaidLine:
    """A line with its indentation."""
    within = [block for block in stack if block.broken]
    base = within[-1].indent + INDENT if within else 0
    blank = piece.breaks > 1 and before is not None and before.kind != "LBRACE"
    if piece.kind == "RBRACE":
        return LaidLine(indent=stack[-1].indent, blank=False)
    opens = before is None or before.kind == "LBRACE"
    goes_on = not piece.starts and piece.kind != "COMMENT" and not opens
    return LaidLine(indent=base + INDENT * goes_on, blank=blank)


def _end(lines: list[LaidLine], own: list[Piece], keep: bool) -> None:
    """Fills the last line with its pieces. A semicolon that ends it goes."""
    if not own:
        return
    line = lines[-1]
    if own[-1].kind == "COMMENT":
        line.comment = own.pop().text
    own = [
        piece
        for place, piece in enumerate(own)
        if keep or piece.kind != "SEMICOLON" or _separates(own, place)
    ]
    cited = len(own)
    while cited and own[cited - 1].cites:
        cited -= 1
    line.cites = _joined(own[cited:])
    column = 0
    cell: list[Piece] = []
    for piece in own[:cited]:
        if piece.column > column and piece.table == own[0].heads:
            line.cells[column] = _joined(cell)
            column, cell = piece.column, []
            line.table = piece.table
        cell.append(piece)
    if cell:
        line.cells[column] = _joined(cell)


def _separates(own: list[Piece], place: int) -> bool:
    return place + 1 < len(own) and own[place + 1].kind != "RBRACE"


def _joined(pieces: list[Piece]) -> str:
    text = ""
    last, last_kind = "", ""
    for piece in pieces:
        tight = (
            not text
            or (piece.text in _TIGHT_BEFORE and piece.kind != LOOSE_COLON)
            or last in _TIGHT_AFTER
            or last_kind == SIGN
            or piece.text.startswith("/")
            or (last == "{" and piece.text == "}")
        )
        gap = "" if tight else " "
        if piece.starts and last not in ("", "{", ";", ","):
            gap = "; " if piece.item else "  "
        text += gap + piece.text
        last, last_kind = piece.text, piece.kind
    return text
