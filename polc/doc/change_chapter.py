"""The chapter of what another version says otherwise.

In: a book, the other version, as the older of both. Out: elements: the parts of the reform, rules
by their titles.
"""

from collections.abc import Iterator

from polc.api.policy import Policy
from polc.doc.book import Book
from polc.markup.element import Element
from polc.reform.name_rules import name_rules
from polc.reform.reform import compare_sides
from polc.reform.reform_page import part_elements
from polc.reform.side import Side
from polc.reform.tell_reform import tell_reform


def change_chapter(book: Book, old: Policy) -> Iterator[Element]:
    """The parts of the chapter."""
    reform = compare_sides(Side(old), Side(book.policy))
    for part in name_rules(tell_reform(reform, book.language), book.names):
        yield from part_elements(part, book.language, level=3)
