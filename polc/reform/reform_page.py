"""A reform as a page for a browser, without a script and without anything from elsewhere.

In: the parts of a reform. Out: HTML, in which all that a file or a table says is text; the elements
of one part, for a page of which it is a chapter.
"""

from collections.abc import Iterable, Iterator

from polc.markup.element import Element, element
from polc.markup.page import page, table
from polc.messages.text import Language, say, tell
from polc.reform.tell_reform import Figures, Pair, Part


def reform_page(parts: Iterable[Part], title: str, language: Language) -> str:
    """The whole page."""
    body = [made for part in parts for made in part_elements(part, language)]
    return page(title, language, [element("h1", title), *body])


def part_elements(part: Part, language: Language, level: int = 2) -> Iterator[Element]:
    """A part with its head, of this level."""
    yield element(f"h{level}", part.head)
    for line in part.lines:
        yield element("p", line)
    if part.pairs:
        yield _pairs(part, language)
    for figures in part.figures:
        yield _figures(part.head, figures)


def _pairs(part: Part, language: Language) -> Element:
    heads = tuple(tell(head, language) for head in (say("what"), say("old"), say("new")))
    named = any(pair.head for pair in part.pairs)
    rows = [_pair(pair, named=named) for pair in part.pairs]
    return table(part.head, heads if named else heads[1:], rows)


def _pair(pair: Pair, *, named: bool) -> list[Element]:
    old, new = element("span", pair.old, class_="old"), element("span", pair.new, class_="new")
    return [element("span", pair.head), old, new] if named else [old, new]


def _figures(head: str, figures: Figures) -> Element:
    return table(head, figures.columns, figures.rows, right=range(1, len(figures.columns)))
