"""Units that documents of this field use in two senses: a bare `前`, `点`, `%`.

In: a mistake. Out: what may be meant, and how each of both is written; or None. Neither is
put in its place: which one holds is for whoever knows the document.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar.keywords import HAN
from polc.messages.text import Text, say

_FIGURE: Final = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_PERCENT: Final = re.compile(rf"({_FIGURE})\s*[%％]")
_POINT: Final = re.compile(rf"({_FIGURE})\s*点(?![{HAN}])")
_DAY_OF_MONTH: Final = re.compile(r"([0-9０-９]{1,2})\s*[日号]\s*(?:以|之)?前")
_UNTIL: Final = re.compile(r"至|until")
_ROW: Final = re.compile(r"\s*[:：]")
"""What stands behind the key of a row."""

_DATE: Final = re.compile(
    r"([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})\s*(?:以|之)?前"
)


def explain_ambiguous_units(mistake: Mistake) -> Diagnostic | None:
    """What is read in two ways at the mistake, or in the word before it."""
    return _explain_percent(mistake) or _explain_point(mistake) or _explain_before(mistake)


def _explain_percent(mistake: Mistake) -> Diagnostic | None:
    """`raised by 5%`, where only points may stand."""
    found = mistake.cover(_PERCENT)
    if found is None or "POINTS" not in mistake.expected or "PERCENT" in mistake.expected:
        return None
    figure = found.group(1)
    message = say("`{word}` can mean points or a part of the rate", word=found.group())
    return mistake.at_match("two_meanings", message, found, _points(figure, mistake))


def _explain_point(mistake: Mistake) -> Diagnostic | None:
    """`提高 5点`."""
    found = mistake.cover(_POINT)
    if found is None or not mistake.expected & {"POINTS", "PERCENT"}:
        return None
    message = say("`{word}` can mean points or tenths", word=found.group())
    return mistake.at_match("two_meanings", message, found, _points(found.group(1), mistake))


def _points(figure: str, mistake: Mistake) -> Text:
    """Both ways to write it; a part of a rate is a rate that is written out."""
    points = f"{figure}个百分点" if mistake.language == "zh" else f"{figure} points"
    change = Decimal(unicodedata.normalize("NFKC", figure))
    lowered = mistake.previous is not None and mistake.previous.type == "LOWERED_BY"
    return say(
        "write `{points}` if a rate of 70% becomes {sum}; otherwise write the new rate itself",
        points=points,
        sum=f"{max(70 - change, Decimal(0)) if lowered else 70 + change:f}%",
    )


def _explain_before(mistake: Mistake) -> Diagnostic | None:
    """`5日前`, `2025年12月31日前`: with that day or without it."""
    for begun, line in mistake.lines_near():
        date, day = _DATE.search(line), _DAY_OF_MONTH.search(line)
        found = date or day
        if found is None or begun + found.start() > mistake.start:
            continue
        message = say("`{word}` leaves open whether that day is included", word=found.group())
        written = found.group(1)
        if date is None:
            hint = say(
                "write `on or before {day}` if it is, `before {day}` if it is not", day=written
            )
        elif _ROW.match(line, found.end()) is not None:
            hint = say(
                "write `until {day}` if it is, and with the day before it if it is not", day=written
            )
        elif _UNTIL.search(line):
            hint = say("write `{day}` if it is, and the day before it if it is not", day=written)
        else:
            hint = say(
                "write `on or before {day}` if it is, and with the day before it if it is not",
                day=written,
            )
        start = begun + found.start()
        return mistake.at("two_meanings", message, start, start + len(found.group()), hint)
    return None
