"""Words in the line of what one class has that no such line has.

In: a mistake. Out: what to write for `for tekun: no deductible and rate 90%`, `for dibao: rate 70%
rounded to 1 yuan`, `tekun: rate 90%`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import NAME, match_any, match_keywords
from polc.grammar.keywords import spelling
from polc.messages.text import Text, say

_NAMES: Final = rf"{NAME}(?:\s*[,，、]\s*{NAME})*"
_TERM: Final = match_keywords(
    *("DEDUCTIBLE", "NO_DEDUCTIBLE", "RATE", "CAP", "NO_CAP", "PAY"),
    *("PER_YEAR", "PER_PERSON_YEAR", "PER_STAY", "PER_CLAIM", "PER_CHAIN"),
)
_CLASS: Final = re.compile(
    rf"\s*(?:{match_keywords('FOR')}\s+{_NAMES}[^:：{{}}]*|{match_keywords('OTHERWISE')})\s*[:：]"
)
_UNNAMED: Final = re.compile(rf"\s*({_NAMES})\s*[:：]\s*{_TERM}")
_WITHOUT_COLON: Final = re.compile(rf"\s*{match_keywords('FOR')}\s+({_NAMES}?)\s+{_TERM}")
_UNDER_CONDITION: Final = re.compile(
    rf"\s*{match_keywords('FOR')}\s+{_NAMES}?\s*({match_keywords('WHEN', 'ONLY_WHEN')})\s*"
    rf"[^:：{{}}]*[:：]\s*{_TERM}"
)
_CONDITIONS: Final = say(
    "the condition stands in brackets with the class: `for (dibao when referred): rate 70%`; one "
    "of the whole benefit is a line `when …`, kinds of care with their own terms are `first of "
    "{ … }`"
)
_DAYS: Final = say(
    "the days stand in brackets with the class: `for (dibao from 2023-07-01): rate 70%`; those of "
    "the whole benefit are a line `when date …`"
)
_JOINED: Final = match_any(
    *("and", "or", "with", "plus", "并且", "以及", "且", "并", "和", "及", "或")
)
_JOINING: Final = re.compile(rf"({_JOINED}|[&+/])\s*{_TERM}")
_ROUNDING: Final = re.compile(
    match_keywords("ROUNDED_TO", "ROUNDED_DOWN_TO", "ROUND_TO", "ROUND_DOWN_TO")
    + rf"|{match_any('取整', '四舍五入', 'rounded')}"
)
_CONDITION: Final = re.compile(
    match_keywords("ONLY_WHEN", "WHEN", "WHERE", "PAYS_WHEN", "COUNTS_WHEN")
    + rf"|{match_any('if', '如果', '仅限')}"
)
_OF_DAYS: Final = re.compile(match_keywords("FROM", "UNTIL"))
_OF_ALL: Final = re.compile(
    match_keywords(
        *("AT_LEAST", "AT_MOST", "BASE", "BANDS", "PAID_BY", "COUNTS_TOWARD", "CHARGES"),
        *("LIMITED_BY", "NOT_SPECIFIED", "ONCE_PER_YEAR", "CUMULATED", "START_AGAIN", "LEAVING"),
        *("NOT_FOR", "FIRST_OF", "FIGURES_BY", "AS_OF"),
    )
)
_BRACE: Final = re.compile(r"\{")
_DASHES: Final = re.compile(r"[-/]+")
_TOLD: Final[tuple[tuple[re.Pattern[str], Text], ...]] = (
    (_JOINING, say("write `,` between what a class has")),
    (
        _ROUNDING,
        say(
            "no class has a rounding of its own: what the benefit pays is rounded by a line "
            "`round to 1 yuan`; a deductible or a cap that is rounded is a table of its own, "
            "`cap per year { tekun: … } rounded to 1 yuan`"
        ),
    ),
    (
        _CONDITION,
        _CONDITIONS,
    ),
    (_OF_DAYS, _DAYS),
    (
        _OF_ALL,
        say(
            "a class has `deductible …`, `rate …`, `cap …` and `pay …` of its own; anything else "
            "is a line of the benefit, with a table where classes differ: "
            "`at most { tekun: 1000 yuan; otherwise: 500 yuan }`"
        ),
    ),
    (
        _BRACE,
        say("what a class has stands without braces, with `,` between its terms: `for dibao: …`"),
    ),
    (
        _DASHES,
        say(
            "write `no deductible`, `no cap` or `rate 0%` if this class has none, and the figure "
            "of the others if it has what they have"
        ),
    ),
)
"""A word of the line, and what to write."""


def explain_class_line(mistake: Mistake) -> Diagnostic | None:
    """The word at the mistake, in the line of a class."""
    said = _CLASS.match(mistake.line)
    if said is None or mistake.line_start + said.end() > mistake.start:
        return (
            _explain_ended(mistake)
            or _explain_unnamed(mistake)
            or _explain_condition(mistake)
            or _explain_colon(mistake)
        )
    for pattern, hint in _TOLD:
        found = pattern.match(mistake.text, mistake.start)
        if found is not None:
            word = found.group(found.lastindex or 0)
            message = say("`{word}` cannot stand here", word=word)
            return mistake.at("odd_word", message, mistake.start, mistake.start + len(word), hint)
    return None


def _explain_ended(mistake: Mistake) -> Diagnostic | None:
    """`for tekun: rate 90%;`, and a line of the whole benefit below it."""
    before = mistake.text[: mistake.start].rstrip()
    if not before.endswith((",", ";")) or mistake.line_start < len(before):
        return None
    if _OF_ALL.match(mistake.text, mistake.start) is None:
        return None
    begun = before.rfind("\n") + 1
    if _CLASS.match(before, begun) is None:
        return None
    sign = mistake.source.text[len(before) - 1]
    message = say("no `{sign}` ends a line", sign=sign)
    hint = say(
        "leave it out if the next line is of the whole benefit; a class has `deductible …`, "
        "`rate …`, `cap …` and `pay …` of its own"
    )
    return mistake.at("odd_sign", message, len(before) - 1, len(before), hint)


def _explain_unnamed(mistake: Mistake) -> Diagnostic | None:
    """`特困人员：不设起付线，比例 90%` among the lines of a benefit."""
    said = _UNNAMED.match(mistake.line)
    if said is None or mistake.start != mistake.statement_start or "FOR" not in mistake.expected:
        return None
    write = f"{spelling('FOR', mistake.language)} {said.group(1)}"
    message = say("a line of what a class has begins with `for`")
    start = mistake.line_start + said.start(1)
    end = mistake.line_start + said.end(1)
    hint = say("write `{word}`", word=f"{write}:")
    return mistake.at("odd_word", message, start, end, hint, write)


def _explain_condition(mistake: Mistake) -> Diagnostic | None:
    """`for tekun when referred: rate 90%`."""
    said = _UNDER_CONDITION.match(mistake.line)
    if said is None or not _stands_in(mistake, said.start(1), said.end()):
        return None
    message = say("a class that has terms of its own is named, without a condition")
    start = mistake.line_start + said.start(1)
    end = mistake.line_start + said.end(1)
    return mistake.at("class_without_name", message, start, end, _CONDITIONS)


def _explain_colon(mistake: Mistake) -> Diagnostic | None:
    """`for tekun no deductible, rate 90%`."""
    said = _WITHOUT_COLON.match(mistake.line)
    before = mistake.text[mistake.line_start : mistake.start].rstrip()
    if said is None or not (mistake.text[mistake.start] in ",;" or before.endswith((",", ";"))):
        return None
    start, end = said.span(1)
    message = say("no `:` stands between a class and what it has")
    write = f"{mistake.line[:end].strip()}:"
    return mistake.at(
        "odd_word",
        message,
        mistake.line_start + start,
        mistake.line_start + end,
        say("write `{word}`", word=write),
        f"{said.group(1)}:",
    )


def _stands_in(mistake: Mistake, start: int, end: int) -> bool:
    """Whether the mistake, or the word before it, is in the stretch of the line."""
    places = [mistake.start]
    if mistake.previous is not None:
        places.append(mistake.previous.start_pos or 0)
    return any(start <= place - mistake.line_start <= end for place in places)
