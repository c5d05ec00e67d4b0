"""Words around the figure of a statement that no figure has.

In: a mistake. Out: what to write for `封顶线 每年 不超过3万元`, `起付线 每年 约1000元`, `deductible
1000 yuan except tekun`, `1000元 ÷ 2`; or None.
"""

import re
from collections.abc import Callable
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.compiler.syntax.mistakes.word_patterns import NAME, match_any, match_keywords
from polc.grammar import advice
from polc.grammar.keywords import HAN, KEYWORDS
from polc.messages.text import Text, say

_PERIOD: Final = match_keywords(
    *("PER_PERSON_YEAR", "PER_YEAR", "PER_STAY", "PER_CLAIM", "PER_CHAIN"),
    *("PER_MONTH", "PER_QUARTER", "PER_HOSPITAL", "PER_HOUSEHOLD"),
)


def _begin(*terminals: str) -> str:
    """A statement that begins with one of the keywords, a period before or behind it."""
    return rf"\s*(?:{_PERIOD}\s*)?{match_keywords(*terminals)}\s*(?:{_PERIOD}\s*)?"


_SUM: Final = r"[0-9][0-9.]*\s*(?:%|万元|元|(?:yuan|points?|days?)\b|个百分点)"
_TERM: Final = _begin("DEDUCTIBLE", "CAP", "RATE", "PAY", "AT_MOST", "AT_LEAST")
_MOST: Final = say("leave it out: a cap is the most that is paid already")
_BOUNDS: Final = say(
    "write the figure alone; bounds stand behind the figure that they hold, as in "
    "`deductible per claim 50% of premium, at least 150 yuan`"
)
_TABLE: Final = say(
    "whoever has another figure stands in a table, `{ tekun: 0 yuan; otherwise: 1000 yuan }`; "
    "whoever is left out altogether in a line of its own, `not for tekun`"
)
_ADJUSTING: Final = say(
    "an adjustment says `deductible lowered by 50%`, `deductible lowered to 500 yuan`, "
    "`deductible raised to 500 yuan`, `no deductible`, `rate raised by 5 points`, "
    "`rate lowered by 5 points`, `cap raised by 10%` or `no cap`; another rate or another cap for "
    "some people is a table of the benefit: `rate { tekun: 90%; otherwise: 70% }`"
)
_WORKED_OUT: Final = say(
    "write the figure that it comes to; a share of an amount is `50% of premium`, so much for each "
    "of a count `80 yuan for each of days_in`"
)
_NO_KEYWORD: Final = f"(?!{match_keywords(*KEYWORDS)})"
_SHARE: Final = say("a share of an amount is written `50% of premium`")
_YUAN: Final = say("every amount is in yuan: `30000 yuan`, `3万元`")
_BANDS: Final = say(
    "write `bands { … }`: they lie along the period of the deductible, as of `deductible per stay "
    "1000 yuan`; along the year they are `bands per year { … }`"
)
_MONEY: Final = r"(?P<most>[0-9][0-9.]*\s*(?:万元|元))"
_NOTED: Final = say(
    'the place of the document stands in quotes behind the line, `rate 70% "3"`; what is only '
    "noted begins `#`"
)
_UNIT_BEHIND: Final = say("the unit stands behind the figure: `30000 yuan`, `3万元`, `70%`")
_YEARLY: Final = say("write `per year`")
_EACH_TIME: Final = say("write `per stay` or `per claim`")
_ABOUT: Final = match_any(
    *("约", "约为", "大约", "大概", "左右", "上下", "about", "around", "roughly", "approximately"),
    *("approx", "circa", "some"),
)
_AT_MOST: Final = match_any(
    *("不超过", "不高于", "不得超过", "至多", "最多", "最高", "以内", "at most", "up to"),
    *("no more than", "not more than", "not exceeding", "max", "maximum", "<=", "≤", "<"),
)
_AT_LEAST: Final = match_any(
    *("不低于", "不少于", "不得低于", "至少", "最少", "最低", "超过", "高于", "大于", "at least"),
    *("no less than", "not less than", "min", "minimum", "over", "above", "more than"),
    *(">=", "≥", ">"),
)
_AND_MORE: Final = match_any(
    *("起付", "起", "or more", "and above", "or above", "or over", "and over", "minimum", "及以上")
)
_LOWERED: Final = match_any(
    *("降低", "下调", "减少", "下降", "减半", "减免", "提高", "上调", "上浮", "增加", "翻倍"),
    *("加倍", "折半", "再降低", "再提高", "相应降低", "相应提高", "降至", "提至", "halved"),
    *("doubled", "reduced", "lowered", "raised", "increased", "decreased", "waived"),
)
_HALF: Final = match_any(
    *("的一半", "一半", "加倍", "减半", "times", "加", "减", "plus", "minus", "乘", "除以")
)
_LIKE_YEAR: Final = (
    f"(?!{_PERIOD})(?:按|每个?|一个?|整个?|同一)?(?:自然|医保|医疗保险|结算|参保|财政|保险|统筹|待遇)?"
    f"年度?(?:内|之内)?|{match_any('in a year', 'within a year', 'in any year', 'during the year')}"
)
_LIKE_MONTH: Final = match_any("按月", "按季", "每季", "月", "每半年", "半年")
_LIKE_TIME: Final = match_any(
    *("按次", "每次", "单次", "每人次", "次", "每例", "按例", "each time", "per time", "per case")
)
_FIRST_TIME: Final = match_any(
    *("首次", "第一次", "第二次", "首次住院", "第一次住院", "第二次住院", "再次", "二次"),
    *("first", "second", "first stay", "second stay", "first admission", "for the first stay"),
)


def _write_cap(found: re.Match[str]) -> Text:
    return say(
        "write the most that is paid in a time on a line of its own: `cap {most} per year`",
        most=found["most"].replace(" ", ""),
    )


_QUALIFIERS: Final[tuple[tuple[re.Pattern[str], Text | Callable[[re.Match[str]], Text]], ...]] = (
    tuple(
        (re.compile(pattern), hint)
        for pattern, hint in (
            (rf"{_TERM}{_SUM}\s*(?P<word>(?:或者?|/|、|,|or\b)\s*{_SUM})", advice.OPEN),
            (rf"{_TERM}(?P<word>{_ABOUT})\s*{_SUM}", advice.OPEN),
            (rf"{_TERM}{_SUM}\s*(?P<word>{_ABOUT})", advice.OPEN),
            (rf"{_begin('CAP')}(?P<word>{_AT_MOST})\s*{_SUM}", _MOST),
            (
                rf"{_begin('CAP')}{_SUM}\s*(?P<word>{match_any('以内', '封顶', '为限', 'max')})",
                _MOST,
            ),
            (
                rf"{_begin('DEDUCTIBLE', 'CAP', 'PAY')}(?P<word>{_AT_LEAST}|{_AT_MOST})\s*{_SUM}",
                _BOUNDS,
            ),
            (rf"{_TERM}{_SUM}\s*(?P<word>{_AND_MORE})", _BOUNDS),
            (
                rf"{_TERM}{_SUM}\s*(?P<word>[（(]\s*(?:详?见|注|依据|参见|按第|第|see\b|note\b|cf\b)"
                r"[^）)]*[）)]?)",
                _NOTED,
            ),
            (
                rf"{_TERM}{_SUM}\s*(?P<word>[（(].*|{NAME}除外|除[{HAN}]+(?:之|以)?外"
                r"|(?:except|excluding|unless|other\s+than|but)\b.*)",
                _TABLE,
            ),
            (
                rf"{_begin('DEDUCTIBLE', 'CAP', 'RATE')}(?:{_SUM}\s*)?"
                rf"(?P<word>{_LOWERED}(?:至|到)?(?:\s+(?:by|to|for)\b)?)(?:\s*{_SUM})?",
                advice.CHANGED,
            ),
            (
                rf"{_TERM}{_SUM}\s*(?P<word>[÷/／]\s*[0-9]+|[x×*乘]\s*以?\s*[0-9.]+|{_HALF}"
                r"|的?[0-9.]+\s*倍)",
                _WORKED_OUT,
            ),
            (
                rf"{_TERM}(?P<word>{match_any('twice', 'double', 'half', '两倍', '双倍')}"
                rf"|[0-9.]+\s*倍)(?:\s*{_SUM})?",
                _WORKED_OUT,
            ),
            (
                rf"{_TERM}(?P<word>[0-9.]+\s*%\s+{_NO_KEYWORD}{NAME}|{NAME}\s+[0-9.]+\s*%)",
                _SHARE,
            ),
            (
                rf"{_TERM}(?P<word>[（(]\s*(?:单位\s*[:：]?\s*)?(?:万?元|[%％]|yuan)\s*[)）])"
                rf"\s*[:：]?\s*(?:{_PERIOD}\s*)?[:：0-9０-９]",
                _UNIT_BEHIND,
            ),
            (
                r".*?(?P<word>[$€£]\s*[0-9][0-9.,]*|[0-9][0-9.,]*\s*"
                rf"{match_any('USD', '美元', 'HKD', '港币', 'dollars')})",
                _YUAN,
            ),
            (rf"{_begin('PAY')}{_SUM}\s*(?P<word>{_PERIOD}|/月|/年|/次)", advice.PAID_ONCE),
            (rf"\s*{match_keywords('PAY')}\s*(?P<word>{_PERIOD})\s*{_SUM}", advice.PAID_ONCE),
            (
                rf"{_TERM}{_SUM}\s*[,，、;；]?\s*(?P<word>(?:(?:每年|年度|全年|年内)(?:累计|合计|总计)?|累计|合计)"
                rf"(?:支付|救助|报销)?(?:最高|最多|不超过|不得超过|封顶|限额)(?:支付)?\s*{_MONEY})",
                _write_cap,
            ),
            (rf"\s*{match_keywords('BANDS')}\s*(?P<word>{_PERIOD})", _BANDS),
            (
                rf"{_TERM}(?:{_SUM}\s*[,，、;；]\s*)?(?P<word>{_FIRST_TIME}[{HAN}]*)\s*{_SUM}",
                advice.NTH_STAY,
            ),
            (
                rf"{_TERM}{_SUM}\s*[,，、]\s*(?P<word>(?:每次|单次|每笔|每人次)(?={_AT_MOST}))",
                say("leave it out: `at most` is a limit of each payment"),
            ),
            (rf"{_TERM}(?P<word>{_LIKE_YEAR})\s*{_SUM}", _YEARLY),
            (rf"{_TERM}(?P<word>{_LIKE_MONTH})\s*{_SUM}", advice.MONTHLY),
            (rf"{_TERM}(?P<word>{_LIKE_TIME})\s*{_SUM}", _EACH_TIME),
        )
    )
)
"""A statement, the word in it that is wrong, and what to write."""

_BEGINNING: Final = "{:：,，;；"
"""After what a statement or a term begins within its line."""

_ADJUST: Final = re.compile(rf"(?:^|\n)[ \t]*{match_keywords('ADJUST')}[^{{}}]*$")
_ANY: Final = re.compile(rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|{_SUM}")
_BEHIND_SIGN: Final = re.compile(r"[,，、;；]\s*")
_BOUND: Final = re.compile(rf"{match_keywords('AT_LEAST', 'AT_MOST')}\s*(?:{_SUM})?")
_CHANGES: Final = re.compile(
    match_keywords("DEDUCTIBLE", "NO_DEDUCTIBLE", "RATE", "CAP", "NO_CAP") + f"|{_PERIOD}"
)
_CHANGED_TO: Final = say(
    "no bound stands behind a change: write what it comes to, `deductible lowered to 500 yuan`"
)
_ROWS: Final = re.compile(rf"[(（【]\s*{NAME}(?:\s*[,，、]\s*{NAME})*\s*[:：]")


def explain_qualifier(mistake: Mistake) -> Diagnostic | None:
    """The word before or behind the figure of the statement."""
    return _explain_brackets(mistake) or _explain_adjusting(mistake) or _explain_word(mistake)


def _explain_adjusting(mistake: Mistake) -> Diagnostic | None:
    """`deductible halved`, `cap raised to 50万元`, in an adjustment."""
    opened = innermost_brace(mistake.text, mistake.start)
    if opened < 0 or _ADJUST.search(mistake.text, max(0, opened - MOST_BEFORE), opened) is None:
        return None
    sign = _BEHIND_SIGN.match(mistake.source.text, mistake.start)
    start = sign.end() if sign is not None else mistake.start
    found = _BOUND.match(mistake.source.text, start)
    hint = _CHANGED_TO if found is not None else _ADJUSTING
    found = found or _ANY.match(mistake.source.text, start)
    if found is None:
        return None
    if sign is not None and _CHANGES.match(found.group()) is not None:
        return _explain_sign_between(mistake, sign)
    message = say("`{word}` cannot stand here", word=found.group().strip())
    return mistake.at("odd_word", message, start, found.end(), hint)


def _explain_sign_between(mistake: Mistake, sign: re.Match[str]) -> Diagnostic | None:
    """`deductible lowered by 50%, rate raised by 5 points`."""
    written = sign.group().strip()
    if written in ";；":
        return None
    message = say("`{sign}` does not separate the changes of an adjustment", sign=written)
    write = "；" if mistake.language == "zh" else ";"
    start = mistake.start
    hint = say("write `{word}`", word=write)
    return mistake.at("odd_sign", message, start, start + len(written), hint, write, safety="safe")


def _explain_word(mistake: Mistake) -> Diagnostic | None:
    """In a statement of its own, and among the terms of a class."""
    at = mistake.start - mistake.line_start
    begun = [end for sign in _BEGINNING for end in (mistake.line.rfind(sign, 0, at) + 1,)]
    for start in dict.fromkeys((begun[0], *sorted(begun, reverse=True))):
        found = _explain_from(mistake, start)
        if found is not None:
            return found
    return None


def _explain_from(mistake: Mistake, begun: int) -> Diagnostic | None:
    at = mistake.start - mistake.line_start
    for pattern, hint in _QUALIFIERS:
        found = pattern.match(mistake.line, begun)
        if found is None:
            continue
        first, last = found.span("word")
        if not begun < at <= found.end() or (at < first and mistake.line[at:first].strip()):
            continue
        message = say("`{word}` cannot stand here", word=found["word"].strip())
        start = mistake.line_start + first
        told = hint if isinstance(hint, Text) else hint(found)
        return mistake.at("odd_word", message, start, mistake.line_start + last, told)
    return None


def _explain_brackets(mistake: Mistake) -> Diagnostic | None:
    """`(tekun: 0 yuan; dibao: 1000 yuan)`: rows in the brackets of a value."""
    found = mistake.cover(_ROWS)
    if found is None or innermost_brace(mistake.text, mistake.start) < 0:
        return None
    message = say("`{word}` is no bracket of a table", word=found.group()[0])
    hint = say("write `{ … }` around a table or a block, and `( … )` elsewhere")
    start = mistake.line_start + found.start()
    return mistake.at("odd_sign", message, start, start + 1, hint)
