"""Lines of drafts that begin with what they are about, and words that say nothing.

In: a mistake. Out: what to write for `住院 70%`, `特困人员 100%`, `三级医院起付线 1000元`,
`起付线 暂定 1000元`, `第一条 …`, `eligible: dibao`, `base on in_policy`; or None.
"""

import re
from collections.abc import Callable
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.drafted_items import DRAFTED_ITEMS
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.compiler.syntax.mistakes.word_patterns import NAME, PERIOD, match_any, match_keywords
from polc.grammar import advice
from polc.grammar.keywords import HAN, Language, spelling
from polc.messages.text import Text, say
from polc.runtime.said_otherwise import KIND_WORDS, LEVEL_WORDS, OUTSIDE_WORDS, PLACE_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, KINDS, PLACES
from polc.stdlib_policies.identity_synonyms import SAME_PEOPLE

_FIGURE: Final = r"[0-9][0-9.]*\s*(?:%|％|万元|元|yuan\b)"
_NAMES: Final = rf"{NAME}(?:\s*[,，、]\s*{NAME})*"
_TERM: Final = (
    rf"\s*(?:{PERIOD}\s*)?{match_keywords('DEDUCTIBLE', 'CAP', 'RATE', 'PAY')}\s*(?:{PERIOD}\s*)?"
)
_EMPTY: Final = match_any(
    *("暂定", "暂定为", "暂", "拟", "拟定", "拟定为", "原则上", "一般", "一般为", "现行", "目前"),
    *(
        "统一",
        "统一为",
        "统一按",
        "各",
        "均",
        "均为",
        "均按",
        "都是",
        "都为",
        "累计",
        "合计",
        "设为",
    ),
    *("确定为", "核定为", "规定为", "定为", "调整为", "执行", "currently", "tentatively", "now"),
    *("generally", "normally", "set at", "fixed at", "set to", "in total", "the"),
)
_CHANGING: Final = match_any(
    *("倾斜", "提高", "降低", "上浮", "下浮", "上调", "下调", "增加", "减少", "再提高", "再降低"),
    *("raise", "lower", "increase", "decrease", "reduce", "uplift"),
)
_FOLLOWS: Final = say("leave it out: the figure follows")
_WHOM: Final = say("whom a benefit is for stands behind `for`: `for tekun, dibao`")
_BANDS: Final = say("write `bands { to 30000 yuan: 60%; above: 70% }`")
_STRETCH: Final = say(
    "each band begins where the one before it ends: `bands { to 30000 yuan: 60%; above: 70% }`"
)
_SHARE: Final = say("write `rate 70%`: the share that is paid of what is counted")
_BY_AGE: Final = say("an age is asked by a condition on a line of its own: `when age reaches 60`")
_LEFT: Final = say(
    "what earlier layers leave in policy is `base remaining`, what one leaves `base basic.left`"
)

_CARE: Final = {
    **{word: spelt for spelt, word in CHINESE_CHOICES.items() if word in KINDS},
    **dict.fromkeys(KINDS, ""),
    **dict.fromkeys(KIND_WORDS, ""),
}
_PLACES: Final = frozenset(
    (
        *(*PLACES, *PLACE_WORDS, *OUTSIDE_WORDS),
        *(word for word, place in CHINESE_CHOICES.items() if place in PLACES),
    )
)
_LEVELS: Final = frozenset(LEVEL_WORDS)


def _by(word: str, language: Language) -> str:
    """What stands behind a table of such keys."""
    chinese = language == "zh"
    if word in _PLACES:
        return "按 就医地点" if chinese else "by place"
    if word in _LEVELS:
        return "按 医院级别" if chinese else "by hospital_level"
    if word in _CARE or CHINESE_CHOICES.get(word) in KINDS:
        return "按 就医类别" if chinese else "by kind"
    return ""


def _write_table(found: re.Match[str], mistake: Mistake) -> Text:
    """`比例 { 住院：70%；其他：… } 按 就医类别`."""
    language = mistake.language
    terminal = "RATE" if found["figure"].rstrip().endswith(("%", "％")) else "PAY"
    keyword = found["term"] or spelling(terminal, language)
    keys = re.split(r"\s*[、,，和及与]\s*", found["keys"])
    by = _by(keys[0], language)
    figure = found["figure"].strip()
    shown = LEVEL_WORDS.get(keys[0], "、".join(keys) if language == "zh" else ", ".join(keys))
    rest = spelling("OTHERWISE", language)
    rows = f"{shown}：{figure}；{rest}：…" if language == "zh" else f"{shown}: {figure}; {rest}: …"
    table = f"{keyword} {{ {rows} }} {by}".rstrip()
    return say("figures that differ stand in a table: `{table}`", table=table)


def _write_period(found: re.Match[str], mistake: Mistake) -> Text:
    """`起付线（每年）：1000元`."""
    period = found["period"]
    if re.fullmatch(PERIOD, period) is None:
        period = spelling("PER_YEAR", mistake.language)
    return say("write `{word}`", word=f"{found['term']} {period} {found['figure'].strip()}")


def _write_edge(found: re.Match[str], mistake: Mistake) -> Text:
    return say(
        "write `{word}`, and the rest as `above`",
        word=f"{spelling('TO', mistake.language)} {found['figure'].strip()}",
    )


_COMMON: Final = ("tekun", "orphan", "dibao", "dibao_margin", "unstable", "marginal")
_KEY: Final = (
    rf"(?:{match_any(*(word for words in SAME_PEOPLE.values() for word in words), *SAME_PEOPLE)}"
    rf"|[{HAN}]*(?:人员|对象|人口|儿童|残疾人|患者|家庭|群众|学生|居民|职工|军人|老人)"
    rf"|{match_any(*KINDS, *PLACES, *_COMMON)})"
)
"""People, a kind of care or a place: what a row of a table begins with."""
_LISTED: Final = (
    rf"(?P<keys>(?!{match_keywords('FOR', 'NOT_FOR', 'WHEN')})"
    rf"{_KEY}(?:\s*[、,，和及与]\s*{_KEY})*"
    rf"|{match_any(*_PLACES, *_LEVELS, *_CARE)})"
)
_LEVEL_OR_CARE: Final = match_any(
    *(word for word in LEVEL_WORDS if not word.isascii()),
    *("普通门诊", "门诊慢特病", "门诊", "市内", "省内", "省外", "县内", "市外", "异地"),
)
_Hint = Text | Callable[[re.Match[str], Mistake], Text]
_OF_BENEFIT: Final[tuple[tuple[re.Pattern[str], _Hint], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (
            rf"\s*(?P<word>{_CHANGING}\s*[0-9][0-9.]*\s*(?:%|个百分点|points?\b|元|yuan\b))",
            advice.CHANGED,
        ),
        (
            rf"\s*(?P<word>(?P<keys>{_LEVEL_OR_CARE})"
            rf"(?P<term>{match_keywords('DEDUCTIBLE', 'CAP', 'RATE')})\s*(?P<figure>{_FIGURE}))",
            _write_table,
        ),
        (rf"\s*(?P<word>{_LISTED}\s+(?P<figure>{_FIGURE}))(?P<term>)\s*$", _write_table),
        (
            rf"\s*(?P<word>(?P<term>{match_keywords('DEDUCTIBLE', 'CAP')})\s*[（(]\s*"
            rf"(?P<period>{PERIOD}|年度?|全年|按年)\s*[)）]\s*[:：]?\s*(?P<figure>{_FIGURE}))",
            _write_period,
        ),
        (rf"{_TERM}(?P<word>{_EMPTY})\s*{_FIGURE}", _FOLLOWS),
        (rf"{_TERM}{_FIGURE}\s*(?P<word>in total|altogether)", say("leave it out")),
        (
            rf"{_TERM}(?P<word>[{HAN}]+(?:收入|标准|费用|金额|工资)\s*[0-9.]+\s*[%％])\s*(?:左右)?$",
            say("a share of an amount is written `50% of premium`"),
        ),
        (rf"{_TERM}.*(?:的|of)\s*[0-9.]+\s*[%％]\s*(?P<word>左右|上下|or so)\s*$", advice.OPEN),
        (
            r"\s*(?P<word>tiers|brackets|slabs|steps|segments|档次|分档|阶梯|费用段)\s*\{",
            _BANDS,
        ),
        (
            r"\s*(?P<word>eligible(?:\s+for)?|eligibility|applies\s+to|applicable\s+to|who|persons?|"
            r"people|beneficiar(?:y|ies)|members?|covers|covered)\s*:?\s+[A-Za-z_]",
            _WHOM,
        ),
        (
            r"\s*(?P<word>deductible\s+(?:is\s+)?(?:waived|free|exempt)|waiver|waived?(?!\s+(?:a\s+)?deductible)|exempt)\b",
            say("write `no deductible`, in an adjustment where it is some people's alone"),
        ),
        (
            rf"\s*{match_keywords('BASE')}\s*"
            r"(?P<word>(?:on|of|from|based on|按|按照|以|为)\s+)(?=\S)",
            say("leave it out: what counts follows"),
        ),
        (rf"\s*{match_keywords('BASE')}\s*\w+\s+(?P<word>(?:after|behind|without)\s+\w+)", _LEFT),
        (
            rf"\s*{match_keywords('BASE')}\s*(?P<word>in[\s-]policy(?:\s+costs?)?)",
            say("write `in_policy`"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*(?P<word>[0-9]+\s*(?:周岁|岁|years?)\S*"
            r"|(?:age[sd]?|(?:people|persons|children|adults|anyone|those)\s+(?:aged?|under|over|above"
            r"|below))\b.*)",
            _BY_AGE,
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*(?P<word>low[\s-]+income\b.*)",
            say("people of several identities are a group: `group NAME = tekun | dibao`"),
        ),
        (r".*\S(?P<word>[.!！])\s*$", say("leave it out: the line ends it")),
        (
            rf"{_TERM}{_FIGURE}\s*(?P<word>up\s+to\s+[0-9].*)",
            say(
                "write what is paid of each stretch as bands, `bands { to 30000 yuan: 60%; above: "
                "0% }`, or what is paid at most as a limit, `at most 30000 yuan`"
            ),
        ),
        (
            r"\s*(?P<word>(?:grants?|subsid(?:y|ies)|allowance|lump\s+sum|stipend|pays|paid|payment|"
            r"amount)(?:\s+of)?\s*:?\s*[0-9][0-9.]*\s*yuan)\b",
            say("write `pay 500 yuan`"),
        ),
        (r"\s*(?P<word>(?:pays|paid|pay)\s+[0-9.]+\s*(?:percent|per\s+cent|pct))", _SHARE),
        (
            r"\s*(?P<word>(?:raises?|lowers?|increases?|decreases?|reduces?)\s+\w+(?:\s+(?:by|to)\b)?)"
            r"\s+[0-9]",
            advice.CHANGED,
        ),
        (rf"{_TERM}(?P<word>[+＋])\s*[0-9]", advice.CHANGED),
        (
            r"\s*(?P<word>(?:level|grade|class|tier)\s*[1-3](?:\s+hospitals?)?\s+[0-9][0-9.]*\s*%)",
            say("write `rate { 1: 90%; otherwise: … } by hospital_level`"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*(?P<word>[(（][^()（）]*[)）])\s*$",
            say("leave the brackets out: whoever is meant stands in the list"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*{_NAMES}\s*(?P<word>[（(]\s*(?:不含|不包括|除)[^）)]*[)）])",
            say("whoever is left out stands on a line of its own: `not for tekun`"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*{_NAMES}\s*(?P<word>[（(]\s*(?:含|包括|包含)[^）)]*[)）])",
            say("leave the brackets out: whoever is meant stands in the list"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*{_NAMES}\s*(?P<word>[（(][^）)]*[)）])",
            say(
                "the brackets say which of these people are meant, and without them all would be: "
                'name the identity of just these, or declare one, `identity NAME "title"`'
            ),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*(?P<word>[“\"][^”\"]*[”\"])",
            say("leave the quotes out: people are named by their identity"),
        ),
        (
            rf"\s*{match_keywords('FOR')}\s*\w+\s*(?P<word>[&＆+])",
            say("write `,` between the names of a list"),
        ),
        (
            r".*?[{;；]\s*(?P<word>(?:if|when|case|若|如|当)\s+)\w+\s*[:：]",
            say("leave it out: a row begins with its key"),
        ),
        (r".*?[{;；]\s*\w+\s*(?P<word>=>|->|→)", say("write `:`")),
        (
            r".*?[{;；]\s*(?P<word>(?:超过|大于|高于)\s*[0-9.]+\s*万?元?\s*(?:，|,|、|至|到|且|但)?\s*"
            r"(?:不超过|不高于|至|到|以下|以内)?\s*(?P<figure>[0-9.]+\s*万?元)\S*?)\s*[:：]",
            _write_edge,
        ),
        (r".*?[{;；]\s*(?P<word>(?:<=?|≤|＜)\s*(?P<figure>[0-9.]+\s*(?:yuan|万?元)))", _write_edge),
        (r".*?[{;；]\s*(?P<word>(?:>=?|≥|＞)\s*[0-9.]+\s*(?:yuan|万?元))", _STRETCH),
    )
)


def explain_draft(mistake: Mistake) -> Diagnostic | None:
    """The line of the mistake, where it is one of those, or the line that ends before it."""
    for begun, line in mistake.lines_near():
        inside = innermost_brace(mistake.text, begun) >= 0
        if inside and begun != mistake.line_start:
            continue
        for pattern, hint in _OF_BENEFIT if inside else DRAFTED_ITEMS:
            found = pattern.match(line)
            if found is None or not found["word"].strip():
                continue
            first, last = begun + found.start("word"), begun + found.end("word")
            if mistake.start < first or mistake.source.text[last : mistake.start].strip():
                continue
            if inside and mistake.start > last and mistake.start == mistake.statement_start:
                continue
            word = found["word"].strip()
            message = say("`{word}` cannot stand here", word=word)
            told = hint if isinstance(hint, Text) else hint(found, mistake)
            return mistake.at("odd_word", message, first, first + len(word), told)
    return None
