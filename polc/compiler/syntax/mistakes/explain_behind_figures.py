"""Rules of their own that documents write behind a figure.

In: a mistake. Out: what to write for `比例 70% 年内可结转`, `与慈善救助取高者`, `rate 70% inpatient
only`, behind a figure or on a line of their own; or None.
"""

import re
from collections.abc import Callable
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.grammar import advice
from polc.grammar.keywords import HAN, Language, spelling
from polc.messages.text import Text, say

_END: Final = rf"(?![{HAN}])"
_OTHER_YEAR: Final = r"(?:下一?年|次年|跨年|以后年|历年)"

_PEOPLE: Final = rf"(?![{HAN}]*(?:对象|人员|人口|家庭|儿童|身份))"
"""The higher of what two identities give is a rule of the identities."""

_BENEFIT: Final = rf"(?:[A-Za-z_][A-Za-z0-9_]*|[{HAN}]{{1,20}}?)"
_CARE: Final = "(?:普通)?(?:住院|门诊|急诊)(?:慢特病|慢性病|特殊病|特病|大病)?"


def _write_higher(found: re.Match[str], language: Language) -> Text:
    written = f"{spelling('HIGHER_OF_BOTH', language)} {found['zh'] or found['en']}"
    return say(
        "this benefit or the one directly before it, whichever pays more, is a line of its own: "
        "`{word}`",
        word=written,
    )


_Hint = Text | Callable[[re.Match[str], Language], Text]
_RULES: Final[tuple[tuple[re.Pattern[str], _Hint], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (
            rf"(?:可以?|准予|允许)?(?:{_OTHER_YEAR}度?(?:可以?)?(?:结转|滚存)"
            rf"|(?:结转|滚存)[至到]?{_OTHER_YEAR}度?)(?:使用)?{_END}",
            say("nothing that a year leaves unused is carried over into another"),
        ),
        (
            rf"(?:每?月|每?季度?)?(?:限额|额度|余额|结余)?的?(?:可以?在?)?(?:当年内?|本年内?|年度?内)?"
            r"(?:未用完的?|未使用的?|剩余|余额|结余)?(?:部分)?(?:可以?|准予|允许)?(?:按月|逐月|跨月)?"
            rf"(?:累计|累积)?(?:结转|滚存)(?:使用|[至到]?[下次]个?(?:月|季度?))?{_END}"
            r"|\bcarr(?:y|ied|ies)[\s_-]*(?:over|forward)\b(?:\s+(?:with)?in\s+the\s+year\b)?",
            say(
                "only what a month or a quarter leaves unused is carried over, behind its limit: "
                "`cap … carried over within the year from DAY`"
            ),
        ),
        (
            rf"[与和同跟]\s*{_PEOPLE}(?P<zh>{_BENEFIT})\s*(?:相比|比较|两者|二者|之间|中)*"
            r"(?:取其?|就|择|从|按|孰|较)高(?:者|的|值|不重复)?(?:支付|给付|享受|执行|救助|报销)?"
            rf"{_END}"
            r"|\bor\s+(?P<en>[A-Za-z_]\w*)\s*,?\s*whichever\s+is\s+(?:the\s+)?(?:more|higher|greater)\b",
            _write_higher,
        ),
        (
            rf"(?:仅|只)(?:限于?|适用于|用于)?{_CARE}(?:治疗|费用|患者|就医|医疗)?{_END}"
            rf"|限于?{_CARE}(?:治疗|费用|患者|就医|医疗)?{_END}"
            r"|\bonly\s+(?:(?:for|in)\s+)?(?:in|out)patients?\b|\b(?:in|out)patients?\s+only\b",
            advice.CONDITION,
        ),
    )
)
"""The words of a rule, and how it is written."""


def explain_behind_figure(mistake: Mistake) -> Diagnostic | None:
    """The rule whose words hold the place of the mistake; a condition alone on its line is one
    of the synonyms."""
    for pattern, hint in _RULES:
        found = mistake.cover(pattern)
        alone = found is not None and not mistake.line[: found.start()].strip()
        if found is not None and not (alone and hint is advice.CONDITION):
            message = say("`{word}` cannot stand here", word=found.group())
            told = hint if isinstance(hint, Text) else hint(found, mistake.language)
            return mistake.at_match("odd_word", message, found, told)
    return _explain_name(mistake)


def _explain_name(mistake: Mistake) -> Diagnostic | None:
    """`封顶线 每月 300元，年内可结转`: behind a comma the words were read as a name."""
    previous = mistake.previous
    if previous is None or previous.type != "NAME" or previous.end_pos is None:
        return None
    for pattern, hint in _RULES:
        if isinstance(hint, Text) and pattern.fullmatch(str(previous)):
            message = say("`{word}` cannot stand here", word=previous)
            start, end = previous.start_pos or 0, previous.end_pos
            return mistake.at("odd_word", message, start, end, hint)
    return None
