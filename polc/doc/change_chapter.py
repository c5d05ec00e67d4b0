"""The chapter of what another version says otherwise.

In: a book, the other version, as the older of both. Out: elements: the parts of the reform, rules
by their titles.
"""

from collections.abc import Iterator

from attrs import evolve

from polc.api.policy import Policy
from polc.doc.book import Book
from polc.markup.element import Element
from polc.reform.reform import compare_sides
from polc.reform.reform_page import part_elements
from polc.reform.side import Side
from polc.reform.tell_reform import Pair, tell_reform


def change_chapter(book: Book, old: Policy) -> Iterator[Element]:
    """The parts of the chapter."""
    reform = compare_sides(Side(old), Side(book.policy))
    for part in tell_reform(reform, book.language):
        pairs = tuple(_named(pair, book) for pair in part.pairs)
        yield from part_elements(evolve(part, pairs=pairs), book.language, level=3)


def _named(pair: Pair, book: Book) -> Pair:
    """`help.rate 医疗救助` as `医疗救助 · 比例`."""
    rule, _, rest = pair.head.partition(" ")
    owner, dot, _ = rule.partition(".")
    if not dot or owner not in book.names.titles:
        return pair
    rest = rest.removeprefix(book.names.titles[owner]).strip()
    head = f"{book.names.of(owner)} · {book.names.rule(rule)} {rest}".strip()
    return evolve(pair, head=head)
