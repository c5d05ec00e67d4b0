"""How far a recognition reaches back, in other words than the language's.

In: a mistake. Out: what is written for `自 认定当月 起`, `自认定之月起`, `from month of
recognition`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.explain_days_of_people import explain_days_of_people
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import spelling
from polc.messages.text import say

_MONTH: Final = re.compile(
    r"(?:自|从|于)?\s*(?:被)?\s*认定\s*(?:之|的)?\s*(?:当月|月份|之月|的月|月)"
    r"\s*(?:的?(?:1日|一日|首日|第一天))?\s*(?:起|开始|以来)?"
    r"|(?:from|since)\s+(?:the\s+)?(?:first\s+day\s+of\s+(?:the\s+)?)?"
    r"(?:month\s+of\s+(?:the\s+)?recognition|recognition\s+month"
    r"|recognised\s+month|month\s+recognised)\b"
)
_TIME: Final = re.compile(
    r"(?:自|从|于)\s*(?:被)?\s*认定\s*(?:之)?前\s*(?P<time>[0-9]+\s*(?:个月|天|日|年))\s*(?:起|内)?"
    r"|(?:from|within|since)\s+(?P<english>[0-9]+\s+(?:months?|days?))\s+"
    r"(?:before|prior\s+to)(?:\s+(?:the|being)\s+recogni[a-z]*)?(?!\s+recognition)"
)


def explain_recognition(mistake: Mistake) -> Diagnostic | None:
    """The words at the mistake, or right before it, in a line of people; a time without
    brackets there."""
    for pattern in (_MONTH, _TIME):
        covering = _cover(mistake, pattern)
        if covering is None:
            continue
        begun, found = covering
        write = _write(found, mistake)
        message = say("`{word}` is not how the time before a recognition is written",
                      word=found.group().strip())  # fmt: skip
        hint = say("write `{word}`", word=write)
        start = begun + found.start()
        end = start + len(found.group().rstrip())
        return mistake.at("odd_word", message, start, end, hint, write)
    return explain_days_of_people(mistake)


def _write(found: re.Match[str], mistake: Mistake) -> str:
    if found.re is _MONTH:
        return spelling("FROM_RECOGNITION_MONTH", mistake.language)
    if found["english"] is not None:
        return f"from {found['english']} {spelling('BEFORE_RECOGNITION', 'en')}"
    time = re.sub(r"\s+", "", found["time"])
    if time.endswith("年"):
        time = f"{int(time[:-1]) * 12}个月"
    time = f"{time[:-1]}天" if time.endswith("日") else time
    return f"{spelling('REACHING_BACK', 'zh')} {time} {spelling('ONWARD', 'zh')}"


def _is_of_people(line: str) -> bool:
    begun = line.split(None, 1)[:1]
    return bool(begun) and begun[0].rstrip(":：") in ("for", "对象", "救助对象", "保障对象")


def _cover(mistake: Mistake, pattern: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    """The match that holds the mistake, or ends before it: the parser may read a name or two of
    it before it stops, at the end of the line too."""
    for begun, line in mistake.lines_near():
        at = mistake.start - begun
        for found in pattern.finditer(line) if _is_of_people(line) else ():
            if found.start() <= at and not line[found.end() : at].strip():
                return begun, found
    return None
