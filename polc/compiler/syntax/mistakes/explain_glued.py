"""Words that are written as one.

In: a mistake. Out: the two words that it is, or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic, Safety
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, language_of, spelling
from polc.grammar.synonym_places import FILLERS
from polc.messages.text import say

_BEFORE_NAMES: Final = {
    spelling
    for terminal in ("FOR", "NOT_FOR", "USE", "LAYERS", "COUNTS_TOWARD", "LIMITED_BY", "RANK")
    for spelling in KEYWORDS[terminal][1]
}
"""Keywords after which a name stands, which a file need not say a second time."""

_LIMITS: Final = frozenset(("限额", "上限", "最高限额", "封顶", "最高支付"))
_PERIODS: Final = frozenset(
    word
    for terminal in ("PER_YEAR", "PER_MONTH", "PER_QUARTER", "PER_STAY", "PER_CLAIM")
    for word in KEYWORDS[terminal][1]
)
"""Periods behind which a word stands that alone is no limit of a benefit."""

_AND: Final = "、,，"
_LISTED: Final = re.compile(rf"(?:\s*[{_AND}]\s*[{HAN}]+)+")
_CONDITIONS: Final = frozenset(
    word
    for terminal in ("WHEN", "PAYS_WHEN", "COUNTS_WHEN", "AND", "OR", "NOT")
    for word in KEYWORDS[terminal][1]
)
"""Keywords that a condition stands behind."""


def explain_glued(mistake: Mistake, word: str, end: int) -> Diagnostic | None:
    """`每年封顶线`, which ends at `end`: a keyword and what belongs behind it."""
    split = _split_glued(_without_filler(word), mistake.text)
    period, _, limit = split.partition(" ")
    if (
        limit in _LIMITS
        and period in _PERIODS
        and innermost_brace(mistake.text, mistake.start) >= 0
    ):
        split = f"{spelling('CAP', 'zh')} {period}"
    if not split:
        return None
    safety = _safety_of(split, mistake.text)
    if split.replace(" ", "") != word:
        safety = "unsafe"
    return _explain_parts(mistake, word, split, mistake.start, end, safety)


def explain_glued_key(mistake: Mistake) -> Diagnostic | None:
    """`{ … } 按医院级别`, `{ … } byhospital_level`: the word before the mistake, which was read
    as a name behind a table."""
    previous = mistake.previous
    if previous is None or previous.type != "NAME" or previous.end_pos is None:
        return None
    start = previous.start_pos or 0
    if not mistake.text[max(0, start - MOST_BEFORE) : start].rstrip().endswith("}"):
        return None
    word = str(previous)
    if word in all_spellings():
        return None
    for by in (by for spellings in KEYWORDS["BY"] for by in spellings):
        key = word.removeprefix(by)
        if key and key != word:
            return _explain_parts(mistake, word, f"{by} {key}", start, previous.end_pos, "unsafe")
    return None


def explain_glued_is(mistake: Mistake) -> Diagnostic | None:
    """`当 就医类别为住院、门诊慢特病`: what is compared and with what, read as one name."""
    previous = mistake.previous
    sign = mistake.source.text[mistake.start]
    if previous is None or previous.type != "NAME" or previous.end_pos is None or sign not in _AND:
        return None
    start = previous.start_pos or 0
    before = mistake.text[mistake.line_start : start].split()
    left, joined, right = str(previous).partition("为")
    if not (before and before[-1] in _CONDITIONS and left and joined and right):
        return None
    listed = _LISTED.match(mistake.text, previous.end_pos)
    values = [right, *re.findall(rf"[{HAN}]+", listed.group() if listed else "")]
    write = " 或 ".join(f"{left} 是 {value}" for value in values)
    message = say("`{word}` is no word of the language", word="为")
    hint = say("write `{word}`", word=write)
    return mistake.at("odd_word", message, start, previous.end_pos, hint)


def _explain_parts(
    mistake: Mistake, word: str, split: str, start: int, end: int, safety: Safety
) -> Diagnostic:
    message = say("`{word}` is written as one word", word=word)
    hint = say("write `{word}`", word=split)
    return mistake.at("glued_words", message, start, end, hint, split, safety=safety)


def _without_filler(word: str) -> str:
    """`每年封顶线为` without what says nothing, where a keyword is left before it."""
    for filler in FILLERS:
        rest = word.removesuffix(filler)
        if rest != word and any(rest.endswith(spelling) for spelling in all_spellings()):
            return rest
    return word


def count_word(text: str, word: str) -> int:
    """How often the word stands in the text; what stands often is a name, no misspelt keyword."""
    return len(re.findall(rf"(?<![{HAN}A-Za-z0-9_]){re.escape(word)}(?![{HAN}A-Za-z0-9_])", text))


def _split_glued(word: str, text: str) -> str:
    """`每年封顶` as `每年 封顶`, where the word begins with a keyword; else empty. What the text
    says elsewhere is a name and stays whole."""
    if language_of(word) != "zh":
        return ""
    for keyword in sorted(all_spellings(), key=len, reverse=True):
        rest = word.removeprefix(keyword)
        if len(keyword) > 1 and rest and rest != word:
            whole = count_word(text, rest) > 0 or rest in all_spellings()
            parts = rest if whole else _split_glued(rest, text)
            if parts or keyword in _BEFORE_NAMES:
                return f"{keyword} {parts or rest}"
    return ""


def _safety_of(split: str, text: str) -> Safety:
    """Safe where each word is a keyword or stands elsewhere in the text."""
    unknown = set(split.split()) - all_spellings()
    return "safe" if all(count_word(text, word) for word in unknown) else "unsafe"
