"""Rows of bands as documents write them.

In: a mistake. Out: the row that is written for `1万元以上3万元以下：60%`, `其余部分：70%`, `bands
{ 60%; 70% }`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import spelling
from polc.messages.text import Text, say

_NUMBER: Final = r"[0-9][0-9,.]*\s*"
_SUM: Final = rf"{_NUMBER}(?:万元|元|yuan\b)"
_EDGED: Final = r"(?:\s*[（(]\s*不?含[^）)]*[）)])?"
_BANDS: Final = re.compile(rf"(?:{match_keywords('BANDS')})\s*[:：=]?\s*$")
_RATES: Final = re.compile(rf"(?:{match_keywords('RATE')})\s*[:：=]?\s*$")
_WITHOUT: Final = re.compile(rf"\s*{match_keywords('BANDS')}\s*(?P<word>[0-9][^{{}}]*)$")
_STRETCH: Final = re.compile(
    rf"(?:(?:超过|高于|大于|满|over|above|from|between|自|从)\s*)?{_NUMBER}(?:万元|元|万|yuan\b)?{_EDGED}\s*"
    rf"(?:以上|以外|起|至|到|to\b|and\b|-|–|—|～|~)+\s*(?:不超过|up\s+to)?\s*(?P<edge>{_SUM}){_EDGED}\s*"
    rf"(?:以下|以内|之间|的?部分)*{_EDGED}"
)
_PLAIN_RANGE: Final = re.compile(r"[^（(]*[-–—～~][^（(]*")
"""One that is told as a range of figures."""

_REST: Final = re.compile(
    match_any(
        *(
            "其余部分",
            "剩余部分",
            "以上",
            "超出部分",
            "超过部分",
            "其余",
            "其他",
            "剩余",
            "余下部分",
        ),
        *("以上的部分", "rest", "the rest", "remainder", "otherwise", "beyond", "others", "else"),
        *("everything above", "anything above"),
    )
)
_NTH: Final = re.compile(
    match_any(*("第一段", "第二段", "第三段", "首段", "first", "next", "then"))
)
_BARE_FIGURE: Final = re.compile(r"[0-9][0-9.]*\s*%")
_BARE_EDGE: Final = re.compile(rf"{_SUM}(?=\s*[:：])")
_COMPUTED: Final = re.compile(
    rf"(?:{match_keywords('TO')})\s*(?P<edge>[^:：;；{{}}（）()]*?(?:\bof\b|的|[+-])[^:：;；{{}}（）()]*?)\s*(?=[:：])"
)
_ROW: Final = say(
    "each band begins where the one before it ends: `bands { to 30000 yuan: 60%; above: 70% }`"
)


def explain_bands(mistake: Mistake) -> Diagnostic | None:
    """What is written for the row at the mistake, or for bands without rows."""
    opened = innermost_brace(mistake.text, mistake.start)
    before = mistake.text[max(0, opened - MOST_BEFORE) : opened] if opened >= 0 else ""
    if _BANDS.search(before):
        return _explain_row(mistake)
    previous = mistake.previous
    if _RATES.search(before) and previous is not None and str(previous) in _TO:
        return _tell(mistake, previous.start_pos or 0, mistake.start, _BANDED)
    without = _WITHOUT.match(mistake.line)
    if without is None or mistake.start != mistake.line_start + without.start("word"):
        return None
    return _tell(mistake, mistake.start, mistake.line_start + without.end("word"), _ROW)


_TO: Final = frozenset((spelling("TO", "en"), spelling("TO", "zh")))
_BANDED: Final = say(
    "rates by stretches of an amount are bands: `bands { to 30000 yuan: 60%; above: 70% }`"
)


def _explain_row(mistake: Mistake) -> Diagnostic | None:
    source, at = mistake.source.text, mistake.start
    stretch = mistake.cover(_STRETCH)
    if stretch is not None and not _PLAIN_RANGE.fullmatch(stretch.group()):
        write = f"{spelling('TO', mistake.language)} {stretch['edge']}"
        hint = say("write `{word}`, and the rest as `above`", word=write)
        begun = mistake.line_start + stretch.start()
        return _tell(mistake, begun, mistake.line_start + stretch.end(), hint, write)
    computed = mistake.cover(_COMPUTED)
    if computed is not None and "COLON" in mistake.expected:
        write = f"({computed['edge']})"
        begun = mistake.line_start + computed.start("edge")
        hint = say("an edge that is computed stands in brackets: write `{word}`", word=write)
        return _tell(mistake, begun, mistake.line_start + computed.end("edge"), hint, write)
    rest = _REST.match(source, at)
    if rest is not None:
        write = spelling("ABOVE", mistake.language)
        return _tell(mistake, at, rest.end(), say("write `{word}`", word=write), write)
    edge = _BARE_EDGE.match(source, at)
    if edge is not None and mistake.expected >= {"TO", "ABOVE"}:
        write = f"{spelling('TO', mistake.language)} {edge.group()}"
        return _tell(mistake, at, edge.end(), say("write `{word}`", word=write), write)
    nth = _NTH.match(source, at)
    figure = _BARE_FIGURE.match(source, at)
    if nth is not None:
        return _tell(mistake, at, nth.end(), _ROW)
    if figure is not None and source[:at].rstrip()[-1:] in "{;；":
        return _tell(mistake, at, figure.end(), _ROW)
    if figure is not None:
        message = say("nothing stands between an edge and its rate")
        hint = say("write `{word}`", word="：" if mistake.language == "zh" else ":")
        return mistake.at("unexpected_word", message, at, figure.end(), hint)
    if source[at] in "=＝":
        colon = "：" if mistake.language == "zh" else ":"
        message = say("`{sign}` does not part a key from its figure", sign=source[at])
        hint = say("write `{word}`", word=colon)
        return mistake.at("odd_sign", message, at, at + 1, hint, colon, safety="safe")
    if source[at] in ",，、":
        semicolon = "；" if mistake.language == "zh" else ";"
        message = say("`{sign}` separates names, not the rows of a table", sign=source[at])
        hint = say("write `{word}`", word=semicolon)
        return mistake.at("odd_list", message, at, at + 1, hint, semicolon, safety="safe")
    if source[at] == "}" and source[:at].rstrip()[-1:] == "{":
        return _tell(mistake, at, at + 1, _ROW)
    return None


def _tell(mistake: Mistake, start: int, end: int, hint: Text, write: str = "") -> Diagnostic:
    word = mistake.source.text[start:end].strip()
    message = say("`{word}` cannot stand here", word=word)
    suggests = (write,) if write else ()
    return mistake.at("odd_word", message, start, start + len(word), hint, None, suggests)
