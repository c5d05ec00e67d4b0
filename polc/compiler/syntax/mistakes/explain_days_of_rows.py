"""Rows of a table by day, and lines that hold for a time, as documents write their days.

In: a mistake. Out: what is written for `不晚于 2023年6月30日：60%`, `up to 2023-06-30: 60%`,
`before 2023-07-01: 60%`; or None.
"""

import re
from datetime import date, timedelta
from typing import Final

from lark import Token

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any
from polc.grammar.keywords import spelling
from polc.messages.text import say

_DAY: Final = (
    r"(?P<year>[0-9]{4})(?:年|-)(?P<month>[0-9]{1,2})(?:月|-)(?P<day>[0-9]{1,2})(?![0-9])日?"
)
_LAST: Final = (
    *("不晚于", "不迟于", "截至", "截止", "截止到", "截止至", "到", "直到", "up to", "to", "by"),
    *("on or before", "through", "till", "not later than", "no later than", "up to and including"),
)
_BEFORE: Final = ("早于", "先于", "before", "earlier than", "prior to")
_FIRST: Final = (
    "不早于",
    "从",
    "自从",
    "since",
    "on or after",
    "starting",
    "starting from",
    "as of",
)
_AFTER: Final = ("晚于", "迟于", "after", "later than")
_LED: Final = re.compile(
    rf"(?:(?P<last>{match_any(*_LAST)})|(?P<before>{match_any(*_BEFORE)})"
    rf"|(?P<first>{match_any(*_FIRST)})|(?P<after>{match_any(*_AFTER)}))\s*{_DAY}\s*(?:止|起)?"
)
_FOLLOWED: Final = re.compile(
    rf"{_DAY}\s*(?:(?P<last>{match_any('及以前', '及之前', '止', '为止', '（含）以前')})"
    rf"|(?P<first>{match_any('及以后', '及之后', '起及以后', '（含）以后')}))"
)
_BEGINS: Final = ("{", ";", "；")
_CALENDAR: Final = say("write a day that the month has")
_VALUED: Final = re.compile(r"(?:[0-9}]|%|％|元|yuan)$")
"""What a line that holds for a time has before it."""

_ENDS: Final = re.compile(r"\s*(?:[:：#\"“}]|[A-Z]+-|$)")


def explain_day_of_row(mistake: Mistake) -> Diagnostic | None:
    """The day at the mistake, where a row of a table or the time of a line is said."""
    found = mistake.cover(_LED) or mistake.cover(_FOLLOWED)
    if found is None and mistake.previous is not None and mistake.previous.type == "DATE":
        return _explain_bare(mistake, mistake.previous)
    if found is None or _ENDS.match(mistake.line, found.end()) is None:
        return None
    at = mistake.line_start + found.start()
    before = mistake.source.text[max(0, at - MOST_BEFORE) : at].rstrip()
    of_line = "UNTIL" in mistake.expected and _VALUED.search(before) is not None
    if not before.endswith(_BEGINS) and not of_line:
        return None
    said = found.groupdict()
    ends = bool(said["last"] or said.get("before"))
    day = _move(found.group(), -1 if said.get("before") else 1 if said.get("after") else 0)
    if day is None:
        message = say("`{word}` is no day of the calendar", word=found.group())
        return mistake.at_match("odd_date", message, found, _CALENDAR)
    write = _write(day, ends, mistake)
    message = say("`{word}` is not how a time is written", word=found.group())
    hint = say("write `{word}`", word=write)
    return mistake.at_match("odd_word", message, found, hint, write)


def _explain_bare(mistake: Mistake, day: Token) -> Diagnostic | None:
    """`{ 2023-06-30: 60% } by date`: a row of one day, which may be the first or the last."""
    start, end = day.start_pos or 0, (day.start_pos or 0) + len(day)
    before = mistake.source.text[max(0, start - MOST_BEFORE) : start].rstrip()
    if mistake.source.text[mistake.start] not in ":：" or not before.endswith(_BEGINS):
        return None
    read = _move(day)
    if read is None:
        message = say("`{word}` is no day of the calendar", word=day)
        return mistake.at("odd_date", message, start, end, _CALENDAR)
    first, last = (_write(read, ends, mistake) for ends in (False, True))
    message = say("`{word}` alone does not say whether a time begins or ends with it", word=day)
    hint = say("write `{first}` or `{last}`", first=first, last=last)
    return mistake.at("odd_word", message, start, end, hint, None, (first, last))


def _move(written: str, days: int = 0) -> date | None:
    """The day that is written, so many days later; None where the calendar has none."""
    year, month, day = map(int, re.findall("[0-9]+", written)[:3])
    try:
        return date(year, month, day) + timedelta(days)
    except (ValueError, OverflowError):
        return None


def _write(day: date, ends: bool, mistake: Mistake) -> str:
    """`until 2023-06-30`, `自 2023年7月1日 起`; both days are included."""
    if mistake.language == "en":
        return f"{spelling('UNTIL' if ends else 'FROM', 'en')} {day.isoformat()}"
    written = f"{day.year}年{day.month}月{day.day}日"
    if ends:
        return f"{spelling('UNTIL', 'zh')} {written}"
    return f"{spelling('FROM', 'zh')} {written} {spelling('ONWARD', 'zh')}"
