"""A matrix of terms, as it is pasted from a document's table, to what each class has.

In: `terms by class { … }`: a head of terms, and for each class a row of figures, with `|`,
tabs or blanks between them. Out: a `ClassTerms` a row. A row that has another number of
figures than the head has terms, or a cell that no term of its column takes, raises
`WritingError`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from lark import Token, Tree

from polc.compiler.report.source import Span
from polc.compiler.syntax.builders.build_terms import PERIODS
from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.class_terms import TERM_WORDS, ClassTerms
from polc.compiler.syntax.builders.matrix_cells import (
    Cell,
    is_dashes,
    read_cells,
    written_in,
    written_span,
)
from polc.compiler.syntax.builders.matrix_head import Column, read_head
from polc.compiler.syntax.builders.matrix_rows import Part, split_rows
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    name_of,
    number_of,
    span_of,
    tokens,
)
from polc.compiler.syntax.nodes.statements import Period, Term, TermSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Key, Number, Reference
from polc.grammar.table_words import NONE_WORDS
from polc.messages.text import Text, say
from polc.runtime.amounts import UNLIMITED

_FIGURES: Final[dict[Term, tuple[str, ...]]] = {
    "deductible": ("MONEY", "NO_DEDUCTIBLE"),
    "rate": ("PERCENT",),
    "cap": ("MONEY", "NO_CAP", "NONE"),
    "pay": ("MONEY",),
}
"""What a column takes."""

_NONE_OF: Final[dict[Term, Text]] = {
    "deductible": say("`no deductible`"),
    "rate": say("`0%`"),
    "cap": say("`no cap`"),
    "pay": say("`0 yuan`"),
}
"""What is written where a class has none of a term."""

_AS_ELSEWHERE: Final = ("同上", "同左", "另行规定", "ditto", "same")
"""What a document writes where another cell, or another document, says the figure."""

_CELL: Final = say("a cell is one figure or parameter, `no deductible` or `no cap`")


def build_matrix(tree: Branch) -> list[ClassTerms]:
    """Each row with its figures under the terms of the head."""
    parts = split_rows(tree)
    columns = read_head(parts.head)
    if not parts.rows:
        hint = say("write a line for each class: its name, then a figure for each term")
        raise WritingError(say("this matrix has no row"), span_of(tree), "row_unlike_head", hint)
    whole = build_cites(Tree("class_matrix", tree.children[-1:]))
    return [_build_row(row, columns, whole) for row in parts.rows]


def _build_row(row: Sequence[Part], columns: Sequence[Column], whole: Citation) -> ClassTerms:
    names = row[0]
    if isinstance(names, Token):
        keys: tuple[Key, ...] = (Key(otherwise=True, span=span_of(names)),)
    else:
        named = tokens(names, "ROW_NAME", "NAME")
        keys = tuple(Key(name_of(name), span=span_of(name)) for name in named)
    span = written_span(row)
    _check_row(row)
    cells = read_cells(row, columns)
    terms = [column for column in columns if column.term is not None]
    if len(cells) != len(terms):
        message = say(
            "this row has {figures} figures, and the head {columns} terms",
            figures=len(cells),
            columns=len(terms),
        )
        hint = say("write a figure for each term: `no deductible` or `no cap` where there is none")
        raise WritingError(message, span, "row_unlike_head", hint)
    built = tuple(
        _build_cell(column, cell, span) for column, cell in zip(terms, cells, strict=True)
    )
    own = build_cites(Tree("matrix_row", list(row)))
    return ClassTerms(keys, built, whole if own == NO_CITATION else own, span=span)


def _check_row(row: Sequence[Part]) -> None:
    """A row has no bracket, and no range of two figures."""
    for part in row:
        if not isinstance(part, Token) and part.data == "unit":
            raise _no_figure([part])
    for low, dash, high in zip(row, row[1:], row[2:], strict=False):
        if is_dashes([dash]) and not is_dashes([low]) and not is_dashes([high]):
            spans = span_of(low), span_of(dash), span_of(high)
            if spans[0].end == spans[1].start and spans[1].end == spans[2].start:
                raise _no_figure([low, dash, high])


def _build_cell(column: Column, cell: Cell, row: Span) -> TermSyntax:
    assert column.term is not None
    if is_dashes(cell):
        raise _says_nothing(column.term, cell, row)
    period = column.period
    figure: Part | None = None
    for part in cell:
        if isinstance(part, Token) and part.type in PERIODS:
            period = _same_period(column.period, part)
        elif figure is not None or _is_no_figure(part):
            raise _no_figure(cell)
        else:
            figure = part
    if figure is None:
        raise _no_figure(cell)
    if not isinstance(figure, Token) and figure.data == "matrix_names":
        (token,) = tokens(figure, "NAME", "ROW_NAME")
        span = span_of(token)
        value = Reference(name_of(token), span=span)
        return TermSyntax(term=column.term, value=value, period=period, span=span)
    token = figure if isinstance(figure, Token) else _with_unit(figure, column)
    return _build_figure(column.term, period, token)


def _is_no_figure(part: Part) -> bool:
    """Anything but a figure, or the one name of a parameter."""
    if isinstance(part, Token):
        return not any(part.type in types for types in _FIGURES.values())
    if part.data == "matrix_names":
        words = tokens(part, "NAME", "ROW_NAME")
        return len(words) != 1 or str(words[0]) in (*NONE_WORDS, *_AS_ELSEWHERE)
    return part.data != "decimal"


def _same_period(period: Period | None, word: Token) -> Period:
    """What `/年` behind a figure says, where the head says nothing else."""
    said = PERIODS[word.type]
    if period not in (None, said):
        message = say("`{word}` is not the period that the head says", word=str(word))
        hint = say("leave one of the two out")
        raise WritingError(message, span_of(word), "row_unlike_head", hint)
    return said


def _no_figure(cell: Cell) -> WritingError:
    """A word where a figure is expected: `不低于70%`, `免`, two figures in one cell."""
    message = say("`{word}` is no figure of a row", word=written_in(cell))
    span = span_of(cell[0]).to(span_of(cell[-1]))
    return WritingError(message, span, "row_unlike_head", _CELL)


def _says_nothing(term: Term, cell: Cell, row: Span) -> WritingError:
    """An empty cell, or a dash: nobody but the document knows which of two things it means."""
    message = say("this row has no figure for `{term}`", term=TERM_WORDS[term])
    hint = say(
        "write {none} if this class has none, and the figure of the others if it has what they "
        "have",
        none=_NONE_OF[term],
    )
    span = span_of(cell[0]).to(span_of(cell[-1])) if cell else row
    return WritingError(message, span, "row_unlike_head", hint)


def _with_unit(number: Branch, column: Column) -> Token:
    """`1800` under `起付线（元）`: the figure with the unit that the head says for its column."""
    span = span_of(number)
    word = "".join(str(token) for token in tokens(number, "INT", "DOT"))
    if column.unit is None:
        message = say("`{word}` has no unit", word=word)
        hint = say(
            "write `{word} yuan`, or `{word}%` for a rate; or the head says the unit: "
            "`deductible (yuan)`, `rate (%)`",
            word=word,
        )
        if column.term == "rate" and "." in word and Decimal(word) <= 1:
            share = f"{(Decimal(word) * 100).normalize():f}"
            hint = say("write `{share}%` for a rate", share=share)
        raise WritingError(message, span, "missing_unit", hint)
    kind = "PERCENT" if column.unit == "%" else "MONEY"
    unit = " yuan" if column.unit == "yuan" else column.unit
    return Token(kind, f"{word}{unit}", start_pos=span.start, end_pos=span.end)


def _build_figure(term: Term, period: Period | None, figure: Token) -> TermSyntax:
    span = span_of(figure)
    if figure.type not in _FIGURES[term]:
        message = say(
            "`{word}` stands in the column of `{term}`", word=str(figure), term=TERM_WORDS[term]
        )
        hint = say("the figures of a row stand in the order of the head")
        if figure.type == "NONE":
            hint = say("write {none} if this class has none", none=_NONE_OF[term])
        raise WritingError(message, span, "row_unlike_head", hint)
    if figure.type in ("NONE", "NO_CAP"):
        none = Number("none", UNLIMITED, span=span)
        return TermSyntax(term=term, value=none, period=period, span=span)
    if figure.type == "NO_DEDUCTIBLE":
        return TermSyntax(term=term, value=Number("money", 0, span=span), span=span)
    return TermSyntax(term=term, value=number_of(figure), period=period, span=span)
