"""The semantic colours of a text.

In: an analysis. Out: the protocol's row of integers, five a token. Words and figures are those of
the Pygments lexer; a name that is declared has the colour of what it is.
"""

from functools import lru_cache
from typing import Final

from lsprotocol import types

from polc.editors.highlight import tell_words
from polc.editors.occurrences import ThingKind
from polc.editors.places import count_units
from polc.language_server.analyse import Analysis

TYPES: Final = (
    *("keyword", "number", "string", "comment", "operator", "decorator", "variable"),
    *("function", "enum", "enumMember", "class", "property", "parameter", "namespace"),
)
MODIFIERS: Final = ("declaration",)
LEGEND: Final = types.SemanticTokensLegend(TYPES, MODIFIERS)

_BY_WORD: Final = {"clause": "decorator", "name": "variable"}
_BY_KIND: Final[dict[ThingKind, str]] = {
    "benefit": "function",
    "reading": "enum",
    "choice": "enumMember",
    "identity": "class",
    "group": "class",
    "field": "property",
    "tally": "property",
    "parameter": "parameter",
    "source": "namespace",
    "pool": "namespace",
}


def semantic_tokens(analysis: Analysis) -> types.SemanticTokens:
    """All tokens of a text, each by its distance from the one before."""
    named = {
        now.start: found
        for found in analysis.occurrences
        if (now := analysis.span_now(found.span)) is not None
    }
    data: list[int] = []
    last_line = start = 0
    for line, text in enumerate(analysis.source.text.split("\n")):
        last = 0
        for at, units, length, kind, is_name in _tokens_of(text):
            found = named.get(start + at) if is_name else None
            if found is not None:
                kind = _BY_KIND.get(found.target.kind, kind)
            modifiers = int(found is not None and found.defines)
            data += (line - last_line, units - last, length, TYPES.index(kind), modifiers)
            last_line, last = line, units
        start += len(text) + 1
    return types.SemanticTokens(data=data)


@lru_cache(maxsize=20_000)
def _tokens_of(line: str) -> tuple[tuple[int, int, int, str, bool], ...]:
    """Of each token of a line its place in characters and in units, its length in units, its kind,
    and whether it is a name. No token but a keyword of several words goes on behind a line, and
    lines are kept: of a text that is being written one line at a time is another."""
    found = []
    for at, kind, text in tell_words(line):
        place = count_units(line[:at])
        shown = _BY_WORD.get(kind, kind)
        found.append((at, place, count_units(text), shown, kind == "name"))
    return tuple(found)
