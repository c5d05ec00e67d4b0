"""Terms of a benefit that hold for some people, days or cases only, as sentences say them.

In: a mistake where a statement is expected. Out: what to write for `特困人员不设起付线，
救助比例100%`, `转外就医 比例 60%`, `2023年7月1日起 比例 75%`, `未满14周岁 比例 80%`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.explain_people import PEOPLE
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import Text, say

_TERM: Final = match_any(
    *("不设起付线", "不设封顶线", "起付线", "救助比例", "报销比例", "支付比例", "比例", "封顶线"),
    *("年度限额", "年封顶", "不封顶"),
)
_SAID: Final = re.compile(
    rf"\s*(?P<who>[{HAN}0-9、-]{{2,30}}?)(?P<apart>[ \t，,的]*)"
    rf"(?P<term>{_TERM}\s*(?:[0-9][^，,;；]*)?)"
    r"(?P<rest>.*)"
)
_KEYWORD: Final = re.compile(
    match_keywords(
        *("DEDUCTIBLE", "RATE", "CAP", "PAY", "BANDS", "BASE", "FOR", "NOT_FOR", "WHEN", "NO_CAP"),
        *("NO_DEDUCTIBLE", "PER_YEAR", "PER_MONTH", "PER_STAY", "PER_CLAIM", "AT_MOST", "AT_LEAST"),
        *("ONLY_WHEN", "PAYS_WHEN", "COUNTS_WHEN", "COUNTS_TOWARD", "OTHERWISE", "PER_PERSON_YEAR"),
    )
    + "|^(?:年|每|单|累计|最高|个人|按|与|共用)|起付|门槛|免赔|限额|封顶|比例|负担|自付"
)
_DAY: Final = re.compile(
    r"(?P<from>自|从)?\s*(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
    r"\s*(?P<end>起|之后|以后|前|之前|以前|止)?"
)
_AGED: Final = re.compile(
    r"(?P<below>未满|不满|低于)?\s*(?P<age>[0-9]{1,3})\s*(?:周?岁)\s*(?P<side>以下|及以下|以上|及以上|以内)?"
)
_CHANGED: Final = re.compile(
    rf"\s*(?P<who>[{HAN}]{{2,30}}?)[ \t，,的]*"
    r"(?:降低|提高|下调|上调|上浮|下浮|增加|减少)\s*[0-9.]+\s*(?:个百分点|%|％|元)"
)
_IN_ENGLISH: Final = re.compile(
    r"\s*(?P<term>(?:rate|deductible|cap|pay)\b[^{}]*?[0-9.]+\s*(?:%|yuan)(?:\s+per \w+)?)"
    r"\s+(?P<case>(?:for|if|when|otherwise|in case)\b(?!\s+each)[^{}:]*)$"
)
_ABOVE: Final = re.compile(r"(?:超过|超出|高于)\s*[0-9.]+\s*(?:万元|元)\s*(?:以上)?的?\s*部分")
_NOTHING: Final = re.compile(
    rf"(?:其余|其他|另外|一般|普通)[{HAN}]*(?:不予|不再|不得|不享受|不纳入|无)[{HAN}]*"
)


def explain_terms_of_some(mistake: Mistake) -> Diagnostic | None:
    """The sentence at the mistake, inside a benefit."""
    english = _IN_ENGLISH.match(mistake.line)
    if english is not None and english.start("case") + mistake.line_start <= mistake.start:
        term = english["term"].strip()
        write = f"first of {{ a when … {{ {term} }} otherwise {{ … }} }}"
        message = say("a sentence of a document stands here, and a statement is expected")
        hint = say("what differs by the case is said of each case: `{word}`", word=write)
        return mistake.at("odd_word", message, *_whole_line(mistake), hint)
    if mistake.start != mistake.statement_start or not {"FOR", "RATE"} <= mistake.expected:
        return None
    if _NOTHING.match(mistake.text, mistake.start) is not None:
        message = say("a sentence of a document stands here, and a statement is expected")
        hint = say(
            "leave it out: whoever a list of people does not name is paid nothing; of a table it "
            "is the row `otherwise: 0%`"
        )
        return mistake.at("odd_word", message, *_whole_line(mistake), hint)
    changed = _CHANGED.fullmatch(mistake.line.rstrip())
    if changed is not None and _KEYWORD.search(changed["who"]) is None:
        message = say("a sentence of a document stands here, and a statement is expected")
        hint = say(
            "write it after the benefit: `adjust BENEFIT when … { rate lowered by 15 points }`"
        )
        return mistake.at("odd_word", message, *_whole_line(mistake), hint)
    above = _ABOVE.search(mistake.line)
    if above is not None and mistake.line[: above.start()].strip():
        message = say("a sentence of a document stands here, and a statement is expected")
        hint = say(
            "what is paid above an amount has that as its deductible: "
            "`deductible per year 30000 yuan`, `rate 100%`"
        )
        return mistake.at("odd_word", message, *_whole_line(mistake), hint)
    found = _SAID.match(mistake.line)
    if found is None:
        return _explain_day(mistake)
    if _KEYWORD.search(found["who"]) is not None:
        return None
    who, figure = found["who"].strip(), re.search("[0-9]", found["term"])
    known = any(pattern.fullmatch(who) for pattern in (_DAY, _AGED, PEOPLE))
    if not known and not (found["apart"] and figure):
        return None
    message = say("a sentence of a document stands here, and a statement is expected")
    hint = _say_what_to_write(who, found["term"].strip(), found["rest"])
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _explain_day(mistake: Mistake) -> Diagnostic | None:
    """`2024-01-01起，限额提高到 400元`."""
    day = _DAY.match(mistake.text, mistake.start)
    if day is None or day["end"] is None:
        return None
    side = "UNTIL" if day["end"][-1:] in ("前", "止") else "FROM"
    message = say("a sentence of a document stands here, and a statement is expected")
    write = f"{spelling('CAP', 'zh')} … {spelling(side, 'zh')} {day['day']}"
    hint = say("what holds for a time says so behind it, as in `{word}`", word=write)
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _say_what_to_write(who: str, term: str, more: str) -> Text:
    day = _DAY.fullmatch(who)
    if day is not None:
        side = "UNTIL" if (day["end"] or "")[-1:] in ("前", "止") else "FROM"
        return say("write `{word}`", word=f"{term} {spelling(side, 'zh')} {day['day']}")
    if PEOPLE.fullmatch(who) is not None:
        write = f"{spelling('FOR', 'zh')} {who}：{term}{'，…' if more.strip() else ''}"
        return say("write one line for each kind of people: `{word}`", word=write)
    aged = _AGED.fullmatch(who)
    condition = "…"
    if aged is not None:
        below = aged["below"] or (aged["side"] or "").endswith(("下", "内"))
        terminal = "UNDER" if aged["below"] else "UP_TO" if below else "REACHES"
        bound = (spelling(terminal, "zh"), aged["age"])
        condition = " ".join(("年龄", *(bound[::-1] if terminal == "UP_TO" else bound)))
    write = f"{spelling('FIRST_OF', 'zh')} {{ 甲 当 {condition} {{ {term} }}"
    write += f" {spelling('OTHERWISE', 'zh')} {{ … }} }}"
    return say("what differs by the case is said of each case: `{word}`", word=write)


def _whole_line(mistake: Mistake) -> tuple[int, int]:
    return mistake.statement_start, mistake.line_start + len(mistake.line.rstrip())
