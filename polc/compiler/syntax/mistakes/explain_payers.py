"""Lines that say who pays, how much a day or to what is rounded, in words that are none here.

In: a mistake. Out: what to write for `paid from fund`, `由 基金 支付`, `paid by fund to 100 yuan,
then county`, `保留两位小数`, `cap 1000 yuan per year rounded to 1 yuan`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.compiler.syntax.mistakes.word_patterns import NAME, match_any, match_keywords
from polc.grammar import advice
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import Text, say

_SUM: Final = r"[0-9][0-9.,]*\s*(?:万元|元|yuan\b)"
_PERIOD: Final = match_keywords("PER_PERSON_YEAR", "PER_YEAR", "PER_STAY", "PER_CLAIM", "PER_CHAIN")
_ROUNDED: Final = match_keywords("ROUNDED_TO", "ROUNDED_DOWN_TO") + "|rounded|四舍五入|取整"
_PAID_BY: Final = match_keywords("PAID_BY")
_WHO: Final = say("who pays is a line of its own: `paid by fund`, one of the declared payers")
_SEVERAL: Final = say("several payers are written `paid by fund up to 100 yuan, rest by county`")
_TO_WHAT: Final = say(
    "what is paid is rounded half up by a line `round to 1 yuan`, or down by "
    "`round down to 1 yuan`; without one it is rounded half up to the fen"
)
_BEFORE_PERIOD: Final = say(
    "the rounding stands before the period: `cap 1000 yuan rounded to 1 yuan per year`"
)
_LINES: Final[tuple[tuple[re.Pattern[str], Text], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (
            rf"\s*(?P<word>{match_any('paid from', 'paid out of', 'funded by', 'financed by')}"
            rf"|{match_any('payable by', 'paid through', '资金来源', '支付主体', '出资方')}"
            rf"|{match_any('付款人', '付款方', '支付人', '支付方为', '出资人', 'paid with')}"
            r"|payer(?=\s+[A-Za-z_]\w*\s*$))",
            _WHO,
        ),
        (
            rf"(?:.*?[,，;；]\s*|\s*)(?P<word>由\s*{NAME}(?:\s*(?:支付|承担|负担|列支|解决))?)\s*$",
            _WHO,
        ),
        (rf"\s*(?P<word>从\s*{NAME}\s*(?:中\s*)?(?:支付|列支|解决))\s*$", _WHO),
        (
            rf"\s*{_PAID_BY}\s+{NAME}\s*(?P<word>(?:to|at most|until|limited to|first|the first|"
            rf"for|不超过|至|先支付|最高|限额)?\s*{_SUM}\s*(?:以内|以下)?)",
            _SEVERAL,
        ),
        (
            rf"\s*{_PAID_BY}\s+{NAME}\s*(?P<word>[0-9.]+\s*%|\b(?:and|then|or)\b|和|与|、|及)",
            _SEVERAL,
        ),
        (
            rf"\s*{_PAID_BY}\s.*?[,，]\s*(?P<word>(?:then|the rest|rest|others|其余|剩余|余下)"
            rf"(?:部分)?)\s+(?!by\b){NAME}",
            _SEVERAL,
        ),
        (
            r"\s*(?P<word>(?:保留|精确到|四舍五入|舍去|抹去|取整|向上取整|进位到)(?!到\s*[0-9])"
            rf"[{HAN}0-9]*|round(?:ed|ing)?\s+(?:off|half\s+up|to\s+(?:the\s+)?(?:nearest\s+)?"
            r"(?:whole\s+)?(?:yuan|fen|jiao|cent))\b|truncated?\b(?:\s+to\b)?)",
            _TO_WHAT,
        ),
        (
            rf"\s*{match_keywords('RATE')}\s*[0-9.]+\s*%\s*"
            r"(?P<word>(?:rounded\b|round\b|只入不舍|只舍不入|四舍五入|取整|保留)[^\n]*)",
            _TO_WHAT,
        ),
        (
            rf"\s*{match_keywords('PAY')}\s+{_SUM}\s*"
            rf"(?P<word>{match_any('per day', 'a day', 'each day', 'daily', '每天', '每日')})",
            advice.EACH_DAY,
        ),
        (rf".*{_PERIOD}\s*(?P<word>(?:{_ROUNDED})(?:\s*{_SUM}|\s+to\b.*)?)", _BEFORE_PERIOD),
    )
)
"""A line, the word in it that is wrong, and what to write."""

_END: Final = r"[ \t]*(?:#[^\n]*)?\n\s*$"
_OF_PAYMENT: Final = match_keywords(
    "PER_CLAIM", "PER_STAY", "PER_MONTH", "PER_QUARTER", "PER_YEAR", "PER_PERSON_YEAR"
)
_ENDED: Final[tuple[tuple[re.Pattern[str], Text], ...]] = (
    (
        re.compile(rf"{match_keywords('PAY')}[ \t]+{_SUM}[ \t]*(?P<word>{_OF_PAYMENT}){_END}"),
        advice.PAID_ONCE,
    ),
    (re.compile(rf"\n[ \t]*(?P<word>{match_keywords('PAYER')})[ \t]+{NAME}{_END}"), _WHO),
)
"""The end of the line before, likewise."""


def explain_payer(mistake: Mistake) -> Diagnostic | None:
    """The word at the mistake, or right before it; of a payment or a payer that a line ends with,
    the line before it."""
    ended = _explain_ended(mistake)
    if ended is not None:
        return ended
    at = mistake.start - mistake.line_start
    for pattern, hint in _LINES:
        found = pattern.match(mistake.line)
        if found is None:
            continue
        first, last = found.span("word")
        if first <= at < last or (last <= at and not mistake.line[last:at].strip()):
            message = say("`{word}` cannot stand here", word=found["word"].strip())
            start = mistake.line_start + first
            if hint is _WHO and innermost_brace(mistake.text, mistake.start) < 0:
                write = spelling("PAYER", mistake.language)
                hint = say("a payer is declared, as in `{word}`", word=f"{write} fund")
            return mistake.at("odd_word", message, start, mistake.line_start + last, hint)
    return None


def _explain_ended(mistake: Mistake) -> Diagnostic | None:
    """`pay 500 yuan per month`, and `payer fund` in a benefit: what follows on the next line is
    where the mistake is found."""
    text, before = mistake.text, mistake.text[max(0, mistake.start - MOST_BEFORE) : mistake.start]
    for pattern, hint in _ENDED:
        found = pattern.search(before)
        if found is None:
            continue
        start, end = (mistake.start - len(before) + at for at in found.span("word"))
        if hint is _WHO and innermost_brace(text, start) < 0:
            continue
        message = say("`{word}` cannot stand here", word=" ".join(found["word"].split()))
        return mistake.at("odd_word", message, start, end, hint)
    return None
