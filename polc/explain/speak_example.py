"""A page's example and its repair in the keywords of the reader.

In: a page, a language. Out: the two programs, both in the same keywords: where the mistake cannot
be shown in those of the language, both stay as they are.
"""

import re
from functools import cache
from typing import Final

from polc.compiler.format.format import NotKeptError, format_text
from polc.compiler.report.source import SourceText
from polc.explain.page import Page
from polc.explain.try_example import NAME, diagnose
from polc.grammar.keywords import KEYWORDS, spelling
from polc.messages.text import Language
from polc.records.evolve import evolve

_YUAN: Final = re.compile(r"(?<=\d) yuan\b")


def speak_example(page: Page, language: Language) -> Page:
    """The page with its programs in the language."""
    if language == "en" or not page.example:
        return page
    repaired = _laid_out(page.repaired)
    if repaired is None:
        return page
    wanted = _codes(page.example)
    for told in (_laid_out(page.example), _word_for_word(page.example)):
        if told is not None and _codes(told) == wanted:
            return evolve(page, example=told, repaired=repaired)
    return page


def _laid_out(text: str) -> str | None:
    try:
        told, _ = format_text(SourceText(f"{NAME}.pol", text), "zh")
    except NotKeptError:
        return None
    return told


def _word_for_word(text: str) -> str:
    """What cannot be parsed, or would be mended by laying it out: keyword by keyword."""
    words = _words()
    told = words.sub(lambda found: _chinese().get(found["word"] or "", found[0]), text)
    return _YUAN.sub("元", told)


@cache
def _chinese() -> dict[str, str]:
    """Each English keyword as the formatter writes it in Chinese."""
    found: dict[str, str] = {}
    for terminal, (english, _) in KEYWORDS.items():
        for word in english:
            found.setdefault(word, spelling(terminal, "zh"))
    return found


@cache
def _words() -> re.Pattern[str]:
    """Titles and comments, which stay; else a keyword, the longest first."""
    words = sorted(filter(str.isascii, _chinese()), key=len, reverse=True)
    spelled = "|".join(re.escape(word) for word in words if word[:1].isalpha())
    return re.compile(rf'"[^"\n]*"|#[^\n]*|(?<![\w-])(?P<word>{spelled})(?![\w-])')


def _codes(text: str) -> list[str]:
    return [found.code for found in diagnose(text)]
