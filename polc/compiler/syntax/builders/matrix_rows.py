"""The parts of a matrix, as head and rows.

In: the tree of a matrix. Out: its parts, those of the head and those of each row. A name that
begins a line begins a row; within a line a name begins one only where the row before it is
complete, so that a parameter, or a word, in a cell is none.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lark import Token

from polc.compiler.model.record import frozen
from polc.compiler.syntax.builders.read_tree import Branch, span_of

Part = Token | Branch
"""A word, a figure, a bar, a list of names, a clause."""

TERMS: Final = ("DEDUCTIBLE", "RATE", "CAP", "PAY")
"""The words of the head that a column is of."""

_FIGURES: Final = ("MONEY", "PERCENT", "NONE", "NO_CAP", "NO_DEDUCTIBLE", "MINUS", "SLASH")


@frozen
class MatrixParts:
    """The head, and the rows, each of which begins with its names or with `otherwise`."""

    head: tuple[Part, ...]
    rows: tuple[tuple[Part, ...], ...]


def split_rows(tree: Branch) -> MatrixParts:
    """The parts between the braces."""
    parts = list(_inside(tree))
    terms, starts, cells = 0, list[int](), 0
    for place, (part, following) in enumerate(pairwise([*parts, None])):
        assert part is not None
        if _is(part, *TERMS) and not starts:
            terms += 1
        elif _is_figure(part):
            cells += 1
        elif not terms:
            continue
        elif _is(part, "OTHERWISE") or (
            _is_names(part)
            and (
                _begins_line(part)
                or (
                    cells >= terms and not _goes_on(parts[place - 1], part)
                    if starts
                    else following is not None and _is_figure(following)
                )
            )
        ):
            starts.append(place)
            cells = 0
        elif _is_names(part) and starts and not _goes_on(parts[place - 1], part):
            cells += 1
    edges = [*starts, len(parts)]
    rows = tuple(tuple(parts[start:end]) for start, end in pairwise(edges))
    return MatrixParts(tuple(parts[: edges[0]]), rows)


def is_bar(part: Part) -> bool:
    """Whether it stands between columns or rows and says nothing."""
    return _is(part, "VBAR")


def _inside(tree: Branch) -> Iterator[Part]:
    within = False
    for child in tree.children:
        if _is(child, "LBRACE", "RBRACE"):
            within = _is(child, "LBRACE")
        elif within:
            yield child


def _is(part: Part, *types: str) -> bool:
    return isinstance(part, Token) and part.type in types


def _is_figure(part: Part) -> bool:
    return _is(part, *_FIGURES) or (not isinstance(part, Token) and part.data == "decimal")


def _is_names(part: Part) -> bool:
    return not isinstance(part, Token) and part.data == "matrix_names"


def _goes_on(before: Part, names: Part) -> bool:
    """Whether the name is in the cell of the part before it: they touch."""
    return not is_bar(before) and span_of(before).end == span_of(names).start


def _begins_line(names: Part) -> bool:
    return not isinstance(names, Token) and _is(names.children[0], "ROW_NAME")
