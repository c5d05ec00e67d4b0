"""A text of a policy with one mistake in it, as hands and input methods make them.

In: a text, what decides at random. Out: the text with a sign, a unit or a keyword left out, typed
twice, exchanged with another, in full or half width, in the other language, joined with its
neighbour or broken, and what was done. Titles, comments and examples stay as they are.
"""

import re
from collections.abc import Callable
from random import Random
from typing import Final

from polc.grammar.keywords import KEYWORDS, language_of

_ASIDE: Final = re.compile(r'"[^"\n]*"|“[^”\n]*”|#[^\n]*')
_WIDE: Final = str.maketrans(
    ",:;(){}%.0123456789-/<>=|", "，：；（）｛｝％．０１２３４５６７８９－／＜＞＝｜"
)
_NARROW: Final = {wide: narrow for narrow, wide in _WIDE.items()}
_SIGN: Final = re.compile(r"[,，、:：;；(){}（）%％.|>=+\-–—～~/。]")
_UNIT: Final = re.compile(
    r"(?<=[0-9])\s*(?:万元|元|yuan|fen|%|％|points?|个百分点|days?|天|months?|个月)"
)
_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BLANK: Final = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_BREAK: Final = re.compile(r"\n[ \t]*")
_SIGNS: Final = ",，、:：;；.。=| -–～/％"
_UNITS: Final = (" yuan", "元", "万元", "%", " points", "个百分点", "万", "块", "圆")
_WORDS: Final = {
    word: (terminal, spellings)
    for terminal, spellings in KEYWORDS.items()
    for words in spellings
    for word in words
}
_KEYWORD: Final = re.compile(
    "|".join(
        rf"(?<![A-Za-z_]){re.escape(word)}(?![A-Za-z0-9_])"
        if word[0].isascii()
        else re.escape(word)
        for word in sorted(_WORDS, key=len, reverse=True)
    )
)

Damage = Callable[[str, Random], str]
"""What is made of a word or a sign."""


def _translate(word: str, random: Random) -> str:
    english, chinese = _WORDS[word][1]
    others = chinese if language_of(word) == "en" else english
    return random.choice(others) if others else word


def _exchange(word: str, random: Random) -> str:
    same = [other for other in _WORDS if language_of(other) == language_of(word)]
    return random.choice(same)


def _respell(word: str, random: Random) -> str:
    _, (english, chinese) = _WORDS[word]
    return random.choice(english if language_of(word) == "en" else chinese)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    near = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        word.upper(),
        word.capitalize(),
    )
    return random.choice(near)


DAMAGES: Final[dict[str, tuple[re.Pattern[str], Damage]]] = {
    "a sign left out": (_SIGN, lambda sign, random: ""),
    "a sign twice": (_SIGN, lambda sign, random: sign * 2),
    "another sign": (_SIGN, lambda sign, random: random.choice(_SIGNS)),
    "a sign of full width": (_SIGN, lambda sign, random: sign.translate(_WIDE)),
    "a figure of full width": (_FIGURE, lambda figure, random: figure.translate(_WIDE)),
    "a comma in a figure": (
        _FIGURE,
        lambda figure, random: f"{figure[:1]}{random.choice(',，.')}{figure[1:]}",
    ),
    "no unit": (_UNIT, lambda unit, random: ""),
    "another unit": (_UNIT, lambda unit, random: random.choice(_UNITS)),
    "a unit twice": (_UNIT, lambda unit, random: unit * 2),
    "no keyword": (_KEYWORD, lambda word, random: ""),
    "a keyword twice": (_KEYWORD, lambda word, random: f"{word} {word}"),
    "a keyword of the other language": (_KEYWORD, _translate),
    "another keyword": (_KEYWORD, _exchange),
    "another spelling": (_KEYWORD, _respell),
    "a slip of the keys": (_KEYWORD, _slip),
    "a colon behind a keyword": (_KEYWORD, lambda word, random: f"{word}{random.choice(':：')}"),
    "a comma behind a keyword": (_KEYWORD, lambda word, random: f"{word}{random.choice(',，、')}"),
    "a keyword broken": (
        _KEYWORD,
        lambda word, random: f"{word[: len(word) // 2]} {word[len(word) // 2 :]}",
    ),
    "words joined": (_BLANK, lambda blank, random: ""),
    "a sign for a blank": (_BLANK, lambda blank, random: random.choice(_SIGNS)),
    "lines joined": (_BREAK, lambda line, random: random.choice((" ", "；", "，", ", ", "。", ""))),
    "a sign at the end of a line": (
        _BREAK,
        lambda line, random: f"{random.choice(',;；，。、.')}{line}",
    ),
    "a line broken": (_BLANK, lambda blank, random: "\n"),
}
"""What stands in a text, and what is made of it."""


def damage(text: str, random: Random) -> tuple[str, str]:
    """The text with one mistake, and what it is; as it was where the mistake found no place."""
    name = random.choice([*DAMAGES])
    pattern, made = DAMAGES[name]
    aside = [found.span() for found in _ASIDE.finditer(text)]
    end = min(
        (at for at in (text.find("\nexample"), text.find("\n算例")) if at > 0), default=len(text)
    )
    places = [
        found
        for found in pattern.finditer(text, 0, end)
        if not any(start <= found.start() < stop for start, stop in aside)
    ]
    if not places:
        return text, name
    found = random.choice(places)
    return text[: found.start()] + made(found.group(), random) + text[found.end() :], name
