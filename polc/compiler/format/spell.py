"""How each token is written: one spelling for a figure, one blank inside a keyword, and
the keyword of the other language where that is wanted.

In: a token of the tree. Out: its text.
"""

import re
from typing import Final

from lark import Token

from polc.grammar.keywords import KEYWORDS, Language

_FIGURE: Final = re.compile(r"([0-9.]+)\s*(.*)")
_UNITS: Final = {
    "MONEY": (("yuan", "fen"), ("元", "分")),
    "POINTS": (("points",), ("个百分点",)),
    "DAYS": (("days",), ("天",)),
    "MONTHS": (("months",), ("个月",)),
}
_FIGURES: Final = frozenset(_UNITS)


def spell(token: Token) -> str:
    """The token as the formatter writes it."""
    text = str(token)
    if token.type in _FIGURES:
        found = _FIGURE.fullmatch(text)
        assert found is not None
        number, unit = found[1], re.sub(r"\s+", "", found[2])
        ten_thousand = "万" if unit.startswith("万") and unit.isascii() is False else ""
        if unit[len(ten_thousand) :].isascii() and unit != ten_thousand:
            return f"{number}{ten_thousand} {unit[len(ten_thousand) :]}"
        return number + unit
    if token.type == "PERCENT":
        return re.sub(r"\s+", "", text)
    if token.type in KEYWORDS:
        return " ".join(text.split())
    return text


def spell_keyword(token: Token, language: Language) -> str:
    """The keyword in this language, as it stands where it is of it; empty where that
    language has no word for it and needs none."""
    text = spell(token)
    if token.type in _FIGURES:
        return _spell_unit(text, token.type, language)
    if token.type not in KEYWORDS:
        return text
    english, chinese = KEYWORDS[token.type]
    wanted, translated = (english, chinese) if language == "en" else (chinese, english)
    if text in wanted:
        return text
    short = next((word for word in wanted if word.startswith("/")), None)
    if text.startswith("/") and short is not None:
        return short
    if len(wanted) == len(translated):
        return wanted[translated.index(text)]
    return wanted[0] if wanted else _SIGNS.get(token.type, "")


def _spell_unit(text: str, kind: str, language: Language) -> str:
    """A figure with its unit of this language; ten thousand yuan are `万元` in both."""
    found = _FIGURE.fullmatch(text)
    assert found is not None
    number, unit = found[1], re.sub(r"\s+", "", found[2])
    if unit == "万yuan":
        return f"{number}万元"
    english, chinese = _UNITS[kind]
    for word, told in zip(english, chinese, strict=True):
        if unit == told or unit.rstrip("s") == word.rstrip("s"):
            if language == "zh":
                return number + told
            return f"{number} {word.rstrip('s') if number == '1' else word}"
    return text


_SIGNS: Final = {"BEFORE": ">", "SAME_AS": "="}
"""What the other language writes with a sign."""
