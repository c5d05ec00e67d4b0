"""Elements of a page or a picture; every text and every value is escaped where they are written.

In: a tag, what stands in it, attributes. Out: an `Element` of the standard library, and the HTML of
one. There is no way to put markup in as text: what a policy or a case says stays text.
"""

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, tostring

__all__ = ["Element", "Part", "element", "write"]

Part = str | Element | None
"""What stands in an element; None is nothing."""

_WRITTEN_RAW: Final = frozenset({"script", "style"})
"""What stands in these would be written as it is: `page.py` alone has a style, of its own."""

_END_LINES: Final = frozenset(
    {"article", "caption", "dd", "desc", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3"}
    | {"header", "li", "main", "nav", "p", "rect", "section", "svg", "table", "tbody", "td", "text"}
    | {"th", "thead", "title", "tr", "ul", "ol", "polyline", "line"}
)
"""Behind these a space means nothing, and a line end lets the file be read and compared."""

_UNSHOWN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, half pairs and what turns the direction of the text around it."""


def element(tag: str, *parts: Part | Iterable[Part], **attributes: str | None) -> Element:
    """`element("td", "35000.00", class_="money")`. An underscore of an attribute's name is a
    hyphen, one at its end nothing; an attribute that is None is left out. Raises `ValueError` for
    a tag whose text would be no text."""
    if tag in _WRITTEN_RAW:
        raise ValueError(f"the text of <{tag}> is not escaped")
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), _shown(value))
    for part in parts:
        if part is None or isinstance(part, str | Element):
            _put(made, part)
        else:
            for inner in part:
                _put(made, inner)
    if tag in _END_LINES:
        made.tail = "\n"
    return made


def write(written: Element) -> str:
    """The element as HTML."""
    return tostring(written, encoding="unicode", method="html")


def _put(around: Element, part: Part) -> None:
    if part is None:
        return
    if isinstance(part, Element):
        around.append(part)
    elif len(around):
        last = around[-1]
        last.tail = (last.tail or "") + _shown(part)
    else:
        around.text = (around.text or "") + _shown(part)


def _shown(text: str) -> str:
    return _UNSHOWN.sub("\ufffd", text)
