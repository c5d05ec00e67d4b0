"""A matrix of terms, as it is pasted from a document's table, to what each class has.

In: `terms by class { … }`: a head of terms, and for each class a row of figures, with `|`,
tabs or blanks between them. Out: a `ClassTerms` a row. A row that has another number of
figures than the head has terms, or a figure that no term of its column takes, raises
`WritingError`.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.syntax.builders.build_terms import PERIODS
from polc.compiler.syntax.builders.build_values import build_cites
from polc.compiler.syntax.builders.class_terms import TERM_WORDS, ClassTerms
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    branch,
    branches,
    first,
    name_of,
    number_of,
    span_of,
    tokens,
)
from polc.compiler.syntax.nodes.statements import Period, Term, TermSyntax
from polc.compiler.syntax.nodes.values import NO_CITATION, Citation, Key, Number
from polc.messages.text import say
from polc.runtime.amounts import UNLIMITED

_COLUMNS: Final[dict[str, Term]] = {
    "DEDUCTIBLE": "deductible",
    "RATE": "rate",
    "CAP": "cap",
    "PAY": "pay",
}
_FIGURES: Final[dict[Term, tuple[str, ...]]] = {
    "deductible": ("MONEY", "NO_DEDUCTIBLE"),
    "rate": ("PERCENT",),
    "cap": ("MONEY", "NO_CAP", "NONE"),
    "pay": ("MONEY",),
}
"""What a column takes."""


@frozen
class _Column:
    term: Term
    period: Period | None


def build_matrix(tree: Branch) -> list[ClassTerms]:
    """Each row with its figures under the terms of the head."""
    head = branch(tree, "matrix_head")
    assert head is not None
    columns = list(_read_head(head))
    whole = build_cites(tree)
    return [_build_row(row, columns, whole) for row in branches(tree, "matrix_row")]


def _read_head(head: Branch) -> Iterator[_Column]:
    """The terms; a period belongs to the term before it, in a head that begins with one to the
    term after it."""
    words = tokens(head, *_COLUMNS, *PERIODS)
    leads = words[0].type in PERIODS
    period: Period | None = None
    for place, word in enumerate(words):
        if word.type in PERIODS:
            period = PERIODS[word.type]
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if not leads:
            after = following is not None and following.type in PERIODS
            period = PERIODS[following.type] if after and following is not None else None
        yield _Column(_COLUMNS[word.type], period)
        period = None


def _build_row(row: Branch, columns: Sequence[_Column], whole: Citation) -> ClassTerms:
    rest, names = first(row, "OTHERWISE"), tokens(row, "NAME")
    keys = tuple(Key(name_of(name), span=span_of(name)) for name in names)
    if rest is not None:
        keys = (Key(otherwise=True, span=span_of(rest)),)
    figures = tokens(row, "MONEY", "PERCENT", "NONE", "NO_CAP", "NO_DEDUCTIBLE")
    if len(figures) != len(columns):
        message = say(
            "this row has {figures} figures, and the head {columns} terms",
            figures=len(figures),
            columns=len(columns),
        )
        hint = say("write a figure for each term: `no deductible` or `no cap` where there is none")
        raise WritingError(message, span_of(row), "row_unlike_head", hint)
    terms = tuple(map(_build_figure, columns, figures))
    own = build_cites(row)
    return ClassTerms(keys, terms, whole if own == NO_CITATION else own, span=span_of(row))


def _build_figure(column: _Column, figure: Token) -> TermSyntax:
    span = span_of(figure)
    if figure.type not in _FIGURES[column.term]:
        message = say(
            "`{word}` stands in the column of `{term}`",
            word=str(figure),
            term=TERM_WORDS[column.term],
        )
        hint = say("the figures of a row stand in the order of the head")
        raise WritingError(message, span, "row_unlike_head", hint)
    if figure.type in ("NONE", "NO_CAP"):
        return TermSyntax(term=column.term, value=Number("none", UNLIMITED, span=span), span=span)
    if figure.type == "NO_DEDUCTIBLE":
        return TermSyntax(term=column.term, value=Number("money", 0, span=span), span=span)
    return TermSyntax(term=column.term, value=number_of(figure), period=column.period, span=span)
