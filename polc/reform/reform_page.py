"""A reform as a page for a browser, without a script and without anything from elsewhere.

In: the parts of a reform. Out: HTML, in which all that a file or a table says is text.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from polc.messages.text import Language
from polc.reform.tell_reform import Figures, Pair, Part

_STYLE: Final = """
body { font: 16px/1.5 sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; }
table { border-collapse: collapse; margin: 0.5em 0 1.5em; }
td, th { border: 1px solid #ccc; padding: 0.3em 0.6em; text-align: left; vertical-align: top; }
table.figures td + td { text-align: right; font-variant-numeric: tabular-nums; }
td.old { background: #fff1f0; } td.new { background: #f0fff1; }
td.old, td.new { white-space: pre-wrap; width: 40%; }
"""


def reform_page(parts: Iterable[Part], title: str, language: Language) -> str:
    """The whole page."""
    body = "\n".join(line for part in parts for line in _part(part))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _part(part: Part) -> Iterator[str]:
    yield f"<h2>{escape(part.head)}</h2>"
    for line in part.lines:
        yield f"<p>{escape(line)}</p>"
    if part.pairs:
        yield "<table>"
        yield from map(_pair, part.pairs)
        yield "</table>"
    for figures in part.figures:
        yield from _figures(figures)


def _pair(pair: Pair) -> str:
    head = f"<th>{escape(pair.head)}</th>" if pair.head else ""
    old, new = escape(pair.old), escape(pair.new)
    return f'<tr>{head}<td class="old">{old}</td><td class="new">{new}</td></tr>'


def _figures(figures: Figures) -> Iterator[str]:
    yield '<table class="figures">'
    yield "<tr>" + "".join(f"<th>{escape(column)}</th>" for column in figures.columns) + "</tr>"
    for row in figures.rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</table>"
