"""Sentences of documents that begin with people, where a statement is expected.

In: a mistake. Out: what to write for `特困人员按100%救助，低保对象按70%救助`,
`特困人员起付线降低50%`, `适用 特困人员`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import say

_ENDS: Final = (
    "人员|对象|人口|成员|儿童|孤儿|残疾人|患者|家庭|学生|居民|职工|老年人"
    "|(?:低保|特困)(?:户|供养|边缘)?(?:人员|对象|人口|家庭)?"
)
_PEOPLE: Final = rf"(?:[{HAN}]{{0,12}}?(?:{_ENDS}))"
_SEVERAL: Final = rf"{_PEOPLE}(?:\s*[、，,和及]\s*{_PEOPLE})*"
PEOPLE: Final = re.compile(_SEVERAL)
"""Names of people, or several of them."""
_SHARE: Final = re.compile(
    rf"(?:对(?!象))?({_SEVERAL})(?:的|住院|医疗|费用|，|,|\s)*(?:分别)?(?:按照|按|给予|予以|享受|报销|支付|救助|补助)"
    r"[^0-9０-９，。；;]{0,8}([0-9０-９]+(?:[.．][0-9０-９]+)?\s*[%％])"
)
_CHANGE: Final = re.compile(
    rf"(?:对(?!象))?({_SEVERAL})\s*的?\s*"
    rf"({match_keywords('DEDUCTIBLE', 'RATE', 'CAP')}|报销比例|支付比例|救助比例)"
    r"\s*(?:上|下)?(?:降低|下降|下调|减半|提高|上调|上浮|增加)"
)
_APPLIES: Final = re.compile(
    rf"({match_keywords('APPLIES')})\s*(?:于|对象)?\s*[:：]?\s*({_SEVERAL})"
)

_AID: Final = re.compile(
    rf"(?:对(?!象))?({_SEVERAL})\s*(?:的|参保|个人缴费|部分|，|,|给予|予以|享受|按|\s)*"
    r"(?:(全额|全部)|定额|差额|[0-9]{4}年)?(?:资助|补助|补贴|代缴|减免|救助)?(?:参保|标准)?(?:为)?"
    r"\s*([0-9]+(?:[.][0-9]+)?\s*(?:万元|元))?"
)
_SAID_OF_AID: Final = re.compile("资助|补助|补贴|代缴|[0-9]{4}年.*元")
_NO_PEOPLE: Final = re.compile(rf"除|{match_keywords('FOR', 'NOT_FOR')}")
_OF_YEARS: Final = re.compile(r"[0-9]{4}年")
_CHANGE_IN_ENGLISH: Final = re.compile(
    r"\s*for\s+[a-z_][\w, ]*?\s(?:deductible|rate|cap)s?\s+(?:is\s+)?"
    r"(?:[0-9.]+\s*(?:%|points?|yuan)\s*(?:lower|higher|less|more|off)"
    r"|(?:lowered|raised|reduced|increased|halved|doubled)\b)"
)


def explain_people(mistake: Mistake) -> Diagnostic | None:
    """The sentence at the mistake, inside a benefit."""
    if not {"FOR", "RATE"} <= mistake.expected and not _after_applies(mistake):
        return None
    return (
        _explain_applies(mistake)
        or _explain_change(mistake)
        or _explain_share(mistake)
        or _explain_aid(mistake)
        or _explain_english_change(mistake)
    )


def _after_applies(mistake: Mistake) -> bool:
    return mistake.previous is not None and mistake.previous.type == "APPLIES"


def _explain_applies(mistake: Mistake) -> Diagnostic | None:
    """`适用 特困人员`: whom a benefit is for, said with the word of its days."""
    if not _after_applies(mistake):
        return None
    found = mistake.cover(_APPLIES)
    if found is None:
        return None
    write = spelling("FOR", "zh")
    start, end = mistake.line_start + found.start(1), mistake.line_start + found.end(1)
    message = say(
        "`{word}` says from which day on a benefit is paid, and not for whom", word=found.group(1)
    )
    return mistake.at(
        "odd_word",
        message,
        start,
        end,
        say("write `{word}`", word=f"{write} {found.group(2)}"),
        write,
    )


def _explain_change(mistake: Mistake) -> Diagnostic | None:
    """`特困人员起付线降低50%`: what changes for some people."""
    found = mistake.cover(_CHANGE)
    if found is None or mistake.start != mistake.statement_start:
        return None
    message = say("what changes for some of the people stands outside the benefit")
    hint = say(
        "write it after the benefit: `adjust BENEFIT for NAMES { deductible lowered by 50% }`"
    )
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _explain_share(mistake: Mistake) -> Diagnostic | None:
    """`特困人员按100%救助`: what is paid to some people."""
    found = mistake.cover(_SHARE)
    if found is None or mistake.start != mistake.statement_start:
        return None
    message = say("a sentence of a document stands here, and a statement is expected")
    write = f"{spelling('FOR', 'zh')} {found.group(1)}：{spelling('RATE', 'zh')} {found.group(2)}"
    hint = say("write one line for each kind of people: `{word}`", word=write)
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _explain_aid(mistake: Mistake) -> Diagnostic | None:
    """`特困人员 全额资助`, `低保对象定额资助 160元`, `低保对象 2022年 160元，2023年 70元`."""
    found = mistake.cover(_AID)
    if found is None or mistake.start != mistake.statement_start:
        return None
    people, whole, figure = found.group(1), found.group(2), found.group(3)
    if not _SAID_OF_AID.search(mistake.line) or _NO_PEOPLE.match(people) is not None:
        return None
    paid = figure or ("缴费标准 的 100%" if whole else "…")
    if _OF_YEARS.search(mistake.line):
        paid = "{ 2022: …；自 2023: … } 按 年度"
    message = say("a sentence of a document stands here, and a statement is expected")
    write = f"{spelling('FOR', 'zh')} {people}：{spelling('PAY', 'zh')} {paid}"
    hint = say("write one line for each kind of people: `{word}`", word=write)
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _explain_english_change(mistake: Mistake) -> Diagnostic | None:
    """`for tekun deductible 50% lower`."""
    found = _CHANGE_IN_ENGLISH.match(mistake.line)
    if found is None:
        return None
    message = say("what changes for some of the people stands outside the benefit")
    hint = say(
        "write it after the benefit: `adjust BENEFIT for NAMES { deductible lowered by 50% }`"
    )
    return mistake.at("odd_word", message, *_whole_line(mistake), hint)


def _whole_line(mistake: Mistake) -> tuple[int, int]:
    return mistake.statement_start, mistake.line_start + len(mistake.line.rstrip())
