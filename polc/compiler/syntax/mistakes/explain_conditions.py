"""A condition where a line of a benefit begins, without the word for it; one of a day alone.

In: a mistake. Out: what to write for `就医类别为住院` alone, for `when from 2023-07-01`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import say
from polc.runtime.vocabulary import FIELDS

_TITLES: Final = "|".join(
    sorted((title for field in FIELDS for title in field.chinese), key=len, reverse=True)
)
_BARE: Final = re.compile(rf"({_TITLES})\s*(?:为|是|属于)\s*([{HAN}]+)")
"""A field of a case by its title, and the word that it is to be."""

_DAY_ALONE: Final = re.compile(
    rf"\s*{match_keywords('WHEN', 'PAYS_WHEN', 'COUNTS_WHEN')}\s*"
    r"(?P<word>(?P<side>from|since|on|自|从|于|until|up to|至|截至)?\s*"
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)\s*"
    r"(?P<behind>起|止|以后|之后|后|以前|之前|前|onwards?)?)\s*(?:$|[#\"“A-Z])"
)
_LAST: Final = ("until", "up to", "至", "截至", "止")


def explain_day_alone(mistake: Mistake) -> Diagnostic | None:
    """`须 自 2023年7月1日 起`: a day, and nothing that it is compared with."""
    found = _DAY_ALONE.match(mistake.line)
    if found is None:
        return None
    at = mistake.start - mistake.line_start
    if not found.start("word") < at <= found.end() and at != found.start("word"):
        return None
    ends = found["side"] in _LAST or found["behind"] in _LAST
    terminal = "UNTIL" if ends else "FROM"
    onward = ""
    if mistake.language == "zh":
        onward = f" {spelling('ENDING' if ends else 'ONWARD', 'zh')}"
    write = (
        f"{spelling('APPLIES', mistake.language)} {spelling(terminal, mistake.language)} "
        f"{found['day']}{onward}"
    )
    message = say("a day stands here, and nothing that is compared with it")
    hint = say(
        "the benefit holds for a time: `{applies}`; a day of the case is compared: "
        "`date reaches 2022-01-01`",
        applies=write,
    )
    start, end = found.span("word")
    base = mistake.line_start
    return mistake.at("odd_word", message, base + start, base + end, hint, None, (write,))


def explain_bare_condition(mistake: Mistake) -> Diagnostic | None:
    """A field and its value where `when` begins a line."""
    before = mistake.text[mistake.line_start : mistake.start].rstrip()
    if "WHEN" not in mistake.expected or (before and before[-1] != "{"):
        return None
    found = _BARE.match(mistake.text, mistake.start)
    if found is None:
        return None
    message = say("the condition `{word}` lacks the word that begins it", word=found.group())
    hint = say("write `when {field} is {value}`", field=found.group(1), value=found.group(2))
    return mistake.at("unexpected_word", message, mistake.start, found.end(), hint)
