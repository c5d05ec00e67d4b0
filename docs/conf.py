"""The site of the docs: what Sphinx reads before it builds the pages of this folder.

In: the pages, Markdown as MyST reads it, and the lexer of `.pol` text. Out: HTML that needs
no server, with a search that finds Chinese: `python -m sphinx -b html docs build/site`.
"""

import logging
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search import SearchEnglish

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from polc.editors.highlight import PolcLexer
from polc.grammar.keywords import HAN
from polc.version import __version__

project = "polc"
author = "The polc authors"
copyright = author  # noqa: A001 - the name that Sphinx reads
version = release = __version__
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 4
# Quotation marks stand as the page has them: those of quoted documents are Chinese ones.
smartquotes = False
suppress_warnings = [
    # Pages on mistakes show them, signs that the language lacks among them.
    "misc.highlighting_failure",
]
# The index names some pages by patterns, as a checkout may lack them. The warning of a pattern
# without a page has no type, so that `suppress_warnings` does not reach it.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", None) != "empty_glob"
)

html_theme = "furo"
html_title = "polc"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_search_language = "en-han"
html_show_sourcelink = False
html_copy_source = False
_TEXT_FONTS: Final = (
    "-apple-system, BlinkMacSystemFont, Segoe UI, Helvetica, Arial, "
    "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
)
# First those in which a Chinese character is as wide as two Latin ones, so that clauses align.
_CODE_FONTS: Final = (
    "Sarasa Mono SC, Noto Sans Mono CJK SC, Source Han Mono SC, "
    "SFMono-Regular, Menlo, Consolas, Liberation Mono, PingFang SC, Microsoft YaHei, monospace"
)
_FONTS: Final = {"font-stack": _TEXT_FONTS, "font-stack--monospace": _CODE_FONTS}
html_theme_options = {"light_css_variables": _FONTS, "dark_css_variables": _FONTS}


class HanSearch(SearchEnglish):
    """English by words, Chinese by every two characters that follow each other.

    Chinese has no spaces, and a dictionary would be one dependency more: `起付线` is found
    as `起付` and `付线`, in the pages and in what is looked for.
    """

    lang = "en-han"
    js_splitter_code = f"""
var splitQuery = (query) =>
  (query.match(/[{HAN}]+|(?:(?![{HAN}])[\\p{{Letter}}\\p{{Number}}_])+/gu) ?? []).flatMap((word) =>
    /^[{HAN}]{{2}}/.test(word)
      ? Array.from(word.slice(1), (next, at) => word[at] + next)
      : [word]);
"""
    _pieces = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")

    def split(self, input: str) -> list[str]:  # noqa: A002 - the base class's name
        """The words and the pairs of a text."""
        found: list[str] = []
        for word in self._pieces.findall(input):
            pairs = ["".join(pair) for pair in pairwise(word)] if word[0] > "\u33ff" else []
            found.extend(pairs or [word])
        return found


_BROKEN: Final = re.compile(rf"[{HAN}\u2018-\u201d\u3000-\u303f\uff00-\uffef]{{2}}")


def join_lines(app: Sphinx, doctree: nodes.document) -> None:
    """Where a line breaks between two Chinese characters, no space is left on the page."""
    for mark in [text for text in doctree.findall(nodes.Text) if text == "\n"]:
        line = mark.parent.children
        at = mark.parent.index(mark)
        if 0 < at < len(line) - 1 and _BROKEN.fullmatch(
            line[at - 1].astext()[-1:] + line[at + 1].astext()[:1]
        ):
            mark.parent.remove(mark)


def setup(app: Sphinx) -> None:
    """What Sphinx calls: the language of the fences marked `pol`, the search, the lines."""
    app.connect("doctree-read", join_lines)
    app.add_lexer("pol", PolcLexer)
    app.add_search_language(HanSearch)
