"""A page for a browser or a printer: the frame around its parts, and its tables.

In: a title, a language, elements. Out: HTML in one file, which loads nothing, runs nothing and can
be printed; elements of tables that say what their rows and columns are.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from polc.markup.element import Element, Part, element, write
from polc.markup.style import STYLE
from polc.messages.text import Language

Cell = Part | Sequence[Part]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the browser may load: nothing. There is no script, and none that got in would run."""


def page(title: str, language: Language, parts: Iterable[Element]) -> str:
    """The whole page; the first heading is among the parts."""
    return page_start(title, language) + "".join(map(write, parts)) + PAGE_END


def page_start(title: str, language: Language) -> str:
    """What stands before the first part, where these are written one by one."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
    )
    written = write(head).removesuffix("</head>")
    start = f'<!doctype html>\n<html lang="{language}">\n{written}'
    return f"{start}<style>{STYLE}</style></head>\n<body>\n"


PAGE_END: Final = "</body>\n</html>\n"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    right: Collection[int] = (),
) -> Element:
    """A table with a caption; the first cell of a row names it, the columns `right` are amounts.
    On a narrow screen it can be moved sideways, with the keyboard too."""
    head = element(
        "tr",
        [
            element("th", name, scope="col", class_=_side(at, right))
            for at, name in enumerate(heads)
        ],
    )
    body = [element("tr", _cells(row, right)) for row in rows]
    made = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", body),
    )
    return element("div", made, class_="wide", role="region", aria_label=caption, tabindex="0")


def _cells(row: Sequence[Cell], right: Collection[int]) -> Iterable[Element]:
    for at, cell in enumerate(row):
        side = _side(at, right)
        yield (
            element("td", cell, class_=side)
            if at
            else element("th", cell, scope="row", class_=side)
        )


def _side(at: int, right: Collection[int]) -> str | None:
    return "money" if at in right else None


def facts(pairs: Iterable[tuple[str, Cell]]) -> Element:
    """What something is, by name."""
    told = [part for name, value in pairs for part in (element("dt", name), element("dd", value))]
    return element("dl", told)
