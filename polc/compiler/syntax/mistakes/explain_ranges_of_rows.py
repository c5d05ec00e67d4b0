"""Rows of a table by a number, as documents write their ranges.

In: a mistake. Out: the range that is written for `低于 18：80%`, `60岁以上：70%`, `under 18: 80%`;
or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import is_in_table
from polc.compiler.syntax.mistakes.word_patterns import match_any
from polc.grammar.keywords import Language, spelling
from polc.messages.text import say

_UNIT: Final = r"(?:周岁|岁|年级|年度|年|次|级|人|天|years?\s+old\b|years?\b|days?\b)"
_NUMBER: Final = rf"(?P<number>[0-9]{{1,6}})\s*{_UNIT}?"
_BELOW: Final = (
    *("低于", "小于", "少于", "未满", "不满", "不到", "不足", "under", "below", "less than"),
    *("younger than", "fewer than", "before"),
)
_TO: Final = (
    *("不超过", "不大于", "不高于", "不多于", "最多", "至多", "至", "以内", "up to", "at most"),
    *("no more than", "not over", "to"),
)
_ABOVE: Final = (
    *("超过", "大于", "高于", "多于", "over", "above", "more than", "older than", "greater than"),
)
_FROM: Final = (
    *("达到", "不低于", "不小于", "不少于", "至少", "满", "年满", "reaches", "at least"),
    *("no less than", "not under"),
)
_LED: Final = re.compile(
    rf"(?:(?P<to><=|≤|{match_any(*_TO)})|(?P<first>>=|≥|{match_any(*_FROM)})"
    rf"|(?P<below><|{match_any(*_BELOW)})|(?P<above>>|{match_any(*_ABOVE)}))\s*{_NUMBER}"
)
_FOLLOWED: Final = re.compile(
    rf"{_NUMBER}\s*(?:(?P<to>及以下|及以内|（含）以下|\(含\)以下|以内|止|and\s+(?:under|below))"
    r"|(?P<first>及以上|（含）以上|\(含\)以上|及以后|及之后|起|\.\."
    r"|and\s+(?:over|above|older|later)|\+)"
    r"|(?P<below>以下|以前|之前)|(?P<above>以上|以后|之后))"
)
_WITH_UNIT: Final = re.compile(rf"(?P<number>[0-9]{{1,6}})\s*{_UNIT}")
_ENDS: Final = re.compile(r"\s*[:：,，、]")
_BEGINS: Final = ("{", ";", "；", ",", "，", "、")


def explain_range_of_row(mistake: Mistake) -> Diagnostic | None:
    """The range at the mistake, where a row of a table begins."""
    covered = mistake.cover(_LED) or mistake.cover(_FOLLOWED) or _cover_open(mistake)
    covered = covered or mistake.cover(_WITH_UNIT)
    if covered is None or _ENDS.match(mistake.line, covered.end()) is None:
        return None
    at = mistake.line_start + covered.start()
    before = mistake.source.text[max(0, at - MOST_BEFORE) : at].rstrip()
    if not before.endswith(_BEGINS) or not is_in_table(mistake.text, at):
        return None
    said = covered.groupdict()
    if covered.re is _WITH_UNIT:
        message = say(
            "`{word}` has a unit, and the rows of a table have none", word=covered.group()
        )
        hint = say("write `{word}`", word=said["number"])
        return mistake.at_match("odd_word", message, covered, hint, said["number"])
    number, language = int(said["number"]), mistake.language
    below, above = said["below"] is not None, said["above"] is not None
    message = say("`{word}` is not how a range of numbers is written", word=covered.group())
    if covered.re is _FOLLOWED and (below or above):
        taken, left = (
            (f"0..{number}", _up_to(number - 1))
            if below
            else (_from(number, language), _from(number + 1, language))
        )
        hint = say(
            "write `{taken}` if {number} is in it, `{left}` if it is not",
            taken=taken,
            number=str(number),
            left=left,
        )
        return mistake.at_match("odd_word", message, covered, hint)
    if below or said["to"]:
        write = _up_to(number - 1 if below else number)
    else:
        write = _from(number + 1 if above else number, language)
    hint = say("write `{word}`", word=write)
    return mistake.at_match("odd_word", message, covered, hint, write)


def _cover_open(mistake: Mistake) -> re.Match[str] | None:
    """`18..`, at whose end the mistake is."""
    at = mistake.start - mistake.line_start
    found = next((found for found in _FOLLOWED.finditer(mistake.line) if found.end() == at), None)
    return found if found is not None and found.group().endswith("..") else None


def _up_to(number: int) -> str:
    return f"0..{number}" if number > 0 else "0"


def _from(number: int, language: Language) -> str:
    """`from 18`, `自 18 起`."""
    onward = f" {spelling('ONWARD', 'zh')}" if language == "zh" else ""
    return f"{spelling('FROM', language)} {number}{onward}"
