"""The chapter of what a person bears, as the cost of a claim grows.

In: a book, a case. Out: elements: a curve and a table of what is left in policy of the last claim
of the case, with its costs in policy from nothing to twice what the case says; what is outside the
policy range stays. Where the curve has exact pieces the table has each with the clause that ends
it, otherwise amounts that were settled one by one.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from polc.api.burden import STEPS, Burden, find_burden
from polc.doc.book import Book
from polc.markup.element import Element, element
from polc.markup.page import table
from polc.messages.text import Text, say
from polc.pictures.curve import draw_curve
from polc.runtime.amounts import format_money

_SHOWN: Final = 10
"""Of the points one in so many stands in the table."""

_PLACES: Final = 10**4


def burden_chapter(book: Book, case: Mapping[str, Any]) -> Iterator[Element]:
    """The parts of the chapter. Raises `CaseError`."""
    burden = find_burden(book.policy, case)
    yield element("p", book.tell(_introduced(burden)))
    along, upward = book.tell(say("costs in policy")), book.tell(say("left of the costs in policy"))
    caption = book.tell(say("what is left to the person of the costs in policy, in yuan"))
    marks = [found.high if found.at is None else found.at[0] for found in burden.breaks]
    drawn = draw_curve(burden.points, "burden", caption, along, upward, marks)
    yield element("figure", drawn)
    if burden.pieces:
        yield _table_of_pieces(book, burden, caption)
        return
    rows = [
        (format_money(cost), format_money(cost - own), format_money(own))
        for cost, own in burden.points[::_SHOWN]
    ]
    heads = (along, book.tell(say("paid by all layers")), upward)
    yield table(caption, heads, rows, right={0, 1, 2})


def _introduced(burden: Burden) -> Text:
    if burden.pieces:
        return say(
            "the last claim of the case, with its costs in policy from nothing to twice what they "
            "are; within a line of the table what is left grows evenly, but for rounding"
        )
    return say(
        "the last claim of the case, settled with its costs in policy from nothing to twice what "
        "they are, in {steps} steps; between these a straight line is drawn",
        steps=STEPS,
    )


def _table_of_pieces(book: Book, burden: Burden, caption: str) -> Element:
    """A line for each piece: from where to where, what is left at both ends and of each further
    yuan, and which clause ends it."""
    pieces, breaks = burden.pieces, burden.breaks
    starts = [
        pieces[0].start,
        *(found.at or piece.start for found, piece in zip(breaks, pieces[1:], strict=True)),
    ]
    ends = [
        *(found.at or piece.end for found, piece in zip(breaks, pieces, strict=False)),
        pieces[-1].end,
    ]
    clauses = [*(found.clauses for found in breaks), ()]
    rows = [
        (
            format_money(start[0]),
            format_money(end[0]),
            format_money(start[1]),
            format_money(end[1]),
            show_share(piece.share),
            book.clauses(ended),
        )
        for piece, start, end, ended in zip(pieces, starts, ends, clauses, strict=True)
    ]
    heads = (
        say("costs from"), say("costs to"), say("left at first"), say("left at last"),
        say("left of each further yuan"), say("ended by"),
    )  # fmt: skip
    return table(caption, book.heads(*heads), rows, right={0, 1, 2, 3, 4})


def show_share(share: Fraction) -> str:
    """`30%`; `33.3333…%` where it does not end."""
    count, rest = divmod(share.numerator * 100 * _PLACES, share.denominator)
    whole, places = divmod(abs(count), _PLACES)
    told = f"{whole}.{places:04}".rstrip("0").rstrip(".") if not rest else f"{whole}.{places:04}…"
    return f"{'-' if count < 0 else ''}{told}%"
