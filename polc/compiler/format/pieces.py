"""Text and tree to pieces: the tokens and the comments in order, each with what the layout
must know of it.

In: the normalised text of a file and its tree. Out: `Piece`s. Nothing is lost and nothing
is added: what stands between two tokens is white space and comments.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import field
from lark import Token, Tree

from polc.compiler.format.spell import spell
from polc.compiler.syntax.builders.matrix_rows import Part, split_rows
from polc.records.mutable import define

_COMMENT: Final = re.compile(r"#[^\n]*")
_BESIDE: Final = frozenset(
    {"cites", "where", "by", "inferred", "names", "when_part", "combining", "naming", "per"}
    | {"as_of", "only_when", "people"}
)
"""What stands between the braces of a block and is no statement of it."""

_COLUMNS: Final = {
    "entry": ("COLON",),
    "band": ("COLON",),
    "group_case": ("COLON",),
    "alternative": ("NAME",),
    "identity": ("NAME",),
}
"""Statements with a column of their own, and the token after which it begins."""

_CELLS: Final = frozenset(
    {"DEDUCTIBLE", "RATE", "CAP", "PAY", "MONEY", "PERCENT", "NONE", "NO_CAP", "NO_DEDUCTIBLE"}
    | {"CLAUSE_COLUMN", "CITE", "INT"}
)
"""What stands in a column of a matrix; a period stands beside its term."""

_RULES: Final = frozenset({"VBAR", "MINUS", "COLON"})
"""What stands between the columns and rows of a matrix as it is pasted."""

_ITEMS: Final = frozenset(
    {"entry", "band", "group_case", "choice", "account", "case_field", "given_field", "opened"}
    | {"measured", "aim", "due_day", "roll", "counted_from", "change", "setting"}
)
"""Statements that a semicolon may separate."""

LOOSE_COLON: Final = "LOOSE_COLON"
SIGN: Final = "SIGN"
"""The sign of a figure: nothing is taken from anything."""

_SPECIAL: Final = {
    **{(name, "COLON"): LOOSE_COLON for name in ("param", "field_decl", "require")},
    ("adjustment", "MINUS"): SIGN,
}
"""Statements whose colon stands apart, and those that have a figure with a sign."""


@define(kw_only=True)
class Piece:
    """A token or a comment. `breaks` is how many lines end before it, two at most; `starts`
    says that it begins a statement, `cites` that it belongs to a citation. From `column`
    (0: none) on, the lines of one `table` stand below each other; `heads` names the table of
    which the piece begins a row; before an `item` on the same line stands a semicolon."""

    text: str
    kind: str
    breaks: int
    starts: bool = False
    cites: bool = False
    column: int = 0
    table: str = ""
    heads: str = ""
    item: bool = False


@define(kw_only=True)
class _Roles:
    bars: set[int] = field(factory=set)
    starts: set[int] = field(factory=set)
    items: set[int] = field(factory=set)
    cites: set[int] = field(factory=set)
    special: dict[int, str] = field(factory=dict)
    columns: dict[int, tuple[int, str]] = field(factory=dict)
    heads: dict[int, str] = field(factory=dict)


def read_pieces(text: str, tree: Tree[Token]) -> list[Piece]:
    """The pieces of a file."""
    roles = _Roles()
    for node in tree.iter_subtrees():
        _note_roles(node, roles)
    found: list[Piece] = []
    at = apart = 0
    for token in tokens_of(tree):
        start, end = token.start_pos, token.end_pos
        assert start is not None
        assert end is not None
        breaks = max(apart, _add_comments(text, at, start, found))
        apart = breaks if start in roles.bars else 0
        if start in roles.bars:
            # Columns stand below each other without bars between them.
            at = end
            continue
        column, table = roles.columns.get(start, (0, ""))
        starts, cites = start in roles.starts, start in roles.cites
        kind = roles.special.get(start, token.type)
        heads = roles.heads.get(start, "")
        found.append(
            Piece(
                text=spell(token),
                kind=kind,
                breaks=breaks,
                starts=starts,
                cites=cites,
                column=column,
                table=table,
                heads=heads,
                item=start in roles.items,
            )
        )
        at = end
    _add_comments(text, at, len(text), found)
    _put_before_comments(found)
    return found


def _put_before_comments(found: list[Piece]) -> None:
    """A semicolon below a comment stands at the end of what it ends, before the comment."""
    for place, piece in enumerate(found):
        if piece.kind != "SEMICOLON" or not place or found[place - 1].kind != "COMMENT":
            continue
        to = place
        while to and found[to - 1].kind == "COMMENT":
            to -= 1
        if place + 1 < len(found):
            found[place + 1].breaks = max(1, found[place + 1].breaks)
        piece.breaks = 0
        found.insert(to, found.pop(place))


def tokens_of(tree: Tree[Token]) -> Iterator[Token]:
    """Every token in the order of the text."""
    stack: list[Token | Tree[Token]] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Tree):
            stack += reversed(node.children)
        else:
            yield node


def _add_comments(text: str, start: int, end: int, found: list[Piece]) -> int:
    """Adds the comments of a gap; how many lines end between the last and the gap's end."""
    for comment in _COMMENT.finditer(text, start, end):
        breaks = _breaks(text, start, comment.start())
        found.append(Piece(text=comment.group().rstrip(), kind="COMMENT", breaks=breaks))
        start = comment.end()
    return _breaks(text, start, end)


def _breaks(text: str, start: int, end: int) -> int:
    return min(text.count("\n", start, end), 2)


def _first(node: Token | Tree[Token]) -> Token | None:
    """The first token that is laid out."""
    if isinstance(node, Token):
        return node
    return next((token for token in tokens_of(node) if token.type != "VBAR"), None)


def _note_roles(node: Tree[Token], roles: _Roles) -> None:
    name = str(node.data)
    if name == "class_matrix":
        _note_matrix(node, roles)
        return
    if name == "cites":
        roles.cites |= {token.start_pos for token in tokens_of(node) if token.start_pos is not None}
    within = name == "start"
    for child in node.children:
        if isinstance(child, Token):
            within = child.type == "LBRACE" or (within and child.type != "RBRACE")
        elif within and str(child.data) not in _BESIDE:
            begin = _first(child)
            if begin is not None and begin.start_pos is not None:
                roles.starts.add(begin.start_pos)
                if str(child.data) in _ITEMS:
                    roles.items.add(begin.start_pos)
    for child in node.children:
        if isinstance(child, Token) and (name, child.type) in _SPECIAL:
            assert child.start_pos is not None
            roles.special[child.start_pos] = _SPECIAL[name, child.type]
    if name == "class_terms":
        _note_terms(node, roles)
    if name in _COLUMNS or name == "choice":
        begin = _first(node)
        assert begin is not None
        _head(begin, name, roles)
    if name in _COLUMNS:
        _note_column(node, _COLUMNS[name], name, roles)
    elif name == "choice":
        _note_choice(node, roles)


def _note_column(node: Tree[Token], after: tuple[str, ...], name: str, roles: _Roles) -> None:
    for before, child in zip(node.children, node.children[1:], strict=False):
        if isinstance(before, Token) and before.type in after:
            begin = _first(child)
            if begin is not None and begin.start_pos is not None:
                roles.columns[begin.start_pos] = (1, name)
            return


def _note_choice(node: Tree[Token], roles: _Roles) -> None:
    """The letter and the title of a choice."""
    for child in node.children[1:]:
        begin = _first(child)
        assert begin is not None
        assert begin.start_pos is not None
        if isinstance(child, Tree) and child.data == "letter":
            roles.columns[begin.start_pos] = (1, "choice")
        elif isinstance(child, Token) and child.type == "STRING":
            roles.columns[begin.start_pos] = (2, "choice")
            return


def _note_matrix(node: Tree[Token], roles: _Roles) -> None:
    """A line for the head and for each row."""
    parts = split_rows(node)
    for row in (parts.head, *parts.rows):
        _note_cells(row, roles)


def _note_cells(row: tuple[Part, ...], roles: _Roles) -> None:
    """The columns of a matrix's head or row. A head that begins with a period has each before
    its term, any other has it behind."""
    own = [_cell_of(child) for child in row]
    roles.bars |= {token.start_pos for token in own if token.type in _RULES and token.start_pos}
    named = next(token for token in own if token.type not in _RULES)
    assert named.start_pos is not None
    roles.starts.add(named.start_pos)
    _head(named, "matrix", roles)
    cells = [
        token
        for token in own
        if token.type in _CELLS
        or _is_period(token)
        or (token.type == "NAME" and token is not named)
    ]
    if not cells:
        return
    begin, *cells = cells
    leads = _is_period(begin)
    column, before = 0, leads
    for token in (begin, *cells):
        period = _is_period(token)
        if (period and leads) or (not period and not (leads and before)) or not column:
            column += 1
            assert token.start_pos is not None
            roles.columns[token.start_pos] = (column, "matrix")
        before = period


def _cell_of(child: Token | Tree[Token]) -> Token:
    """A token of the row itself, or the first of what stands in a cell."""
    if isinstance(child, Token):
        return child
    begin = _first(child)
    assert begin is not None
    return begin


def _is_period(token: Token) -> bool:
    return token.type.startswith("PER_")


def _note_terms(node: Tree[Token], roles: _Roles) -> None:
    """The terms of a class, each in a column of its own with what is said more of it."""
    begin = _first(node)
    assert begin is not None
    _head(begin, "class_terms", roles)
    terms = [
        child
        for child in node.children
        if isinstance(child, Tree)
        and str(child.data).endswith("_term")
        and child.data not in ("once_term", "units_term")
    ]
    for column, term in enumerate(terms, start=1):
        start = _first(term)
        assert start is not None
        assert start.start_pos is not None
        roles.columns[start.start_pos] = (column, "class_terms")


def _head(token: Token, table: str, roles: _Roles) -> None:
    assert token.start_pos is not None
    roles.heads[token.start_pos] = table
