"""Declarations whose words or signs are those of a sentence.

In: a mistake. Out: how the declaration is written: `人群 困难 包括 …`, `字段 x : 是 或 否`,
`param p : money tbd`, `rank a, b`, `adjust b to tekun { … }`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN, all_spellings, spelling
from polc.grammar.word import WORD
from polc.messages.text import Text, say

_NAME: Final = rf"(?:[A-Za-z_][A-Za-z0-9_]*|[{HAN}A-Za-z0-9_]+)"
_TITLE: Final = r'(?:\s*[“"”][^"“”\n]*["”])?'
_SCOPES: Final = match_keywords("CLAIM", "PERSON", "REGION")
_OPEN: Final = match_any(
    *(
        "待定",
        "另行规定",
        "不明确",
        "未明确",
        "未定",
        "另定",
        "暂无",
        "未说明",
        "没有规定",
        "未列明",
    ),
    *("空", "待补充", "tbd", "tba", "unknown", "open", "undefined", "null", "not specified"),
    *("todo", "missing", "to be determined", "not given"),
)
_UNSPECIFIED: Final = say(
    "write `unspecified`: the document prints no figure, and whoever settles supplies it"
)
_FIELD_KINDS: Final[tuple[tuple[str, Text], ...]] = (
    (
        match_any(
            *(
                "是 或 否",
                "是或否",
                "有或无",
                *("是/否", "是、否", "是，否", "是|否", "有、无", "有/无", "有，无"),
                "布尔",
                "布尔值",
                "是非",
                "有无",
                "真假",
                "是 否",
                "bool",
                "boolean",
            ),
            *("flag", "yes/no", "yes, no", "yes|no", "true or false", "true, false", "yesno"),
        ),
        say("write `yes or no`"),
    ),
    (
        match_any(*("数字", "整数", "数值", "次数", "数量", "int", "integer", "number", "numeric")),
        say("write `count`, or `money` for an amount"),
    ),
    (
        match_any(*("枚举", "选项", "选择", "单选", "enum", "choice", "choices", "any of")),
        say("write `one of a, b`"),
    ),
    (
        match_any(*("文本", "字符串", "文字", "字符", "text", "string", "str", "varchar")),
        say("a rule asks for no free text: write `one of a, b` with the values that rules tell"),
    ),
    (
        match_any(*("百分比", "百分数", "percent", "percentage")),
        say("a share is a rate, which a parameter may be: `param NAME : rate unspecified`"),
    ),
    (match_any(*("钱", "元", "费用", "amount", "yuan", "decimal")), say("write `money`")),
    (match_any(*("时间", "年月日", "day", "datetime", "timestamp")), say("write `date`")),
)
_SCOPED: Final = say(
    "a field says whose it is: `field claim NAME`, `field person NAME` or `field region NAME`"
)
_FIGURE: Final = rf"(?:[0-9][0-9.]*\s*(?:%|万元|元|yuan\b|个百分点)?|{_NAME})"
_CITED: Final = rf"\s*(?:$|#|{match_keywords('CITE')}|[“\"][^“”\"]*[”\"]\s*[A-Z]|[A-Z][A-Z0-9]*-)"
"""The end of a declaration, or the clause behind it."""

_MADE_OF: Final = match_any("包括", "包含", "是", "为", "指", "is", "are", "includes")
_BEFORE: Final = match_any("高于", "先于", "大于", "然后", "再", "then", "over")
_TOWARD: Final = match_any("对", "针对", "给", "为", "to", "of", "on")
_AFTER_A_NAME: Final = frozenset(("AS", "TREATED_AS", "DOT"))
"""What may follow a name with which a line of a policy begins."""

_LAYERS_ARE: Final = say("write `>` between the benefits: `layers basic > assistance`")
_RANK_IS: Final = say("write `>` between them, `=` where two rank alike: `rank tekun > dibao`")
_RANK_APART: Final = re.compile(rf"\s*{match_keywords('RANK')}(?:\s+{_NAME}){{2,}}\s*")
_LAYERS_APART: Final = re.compile(rf"\s*{match_keywords('LAYERS')}(?:\s+{_NAME}){{2,}}\s*")

_ONE_OF: Final = say("write `one of a, b`")
_DECLARED: Final[tuple[tuple[re.Pattern[str], Text], ...]] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (
            rf"\s*{match_keywords('GROUP')}\s+{_NAME}{_TITLE}\s*"
            rf"(?P<word>{_MADE_OF}|[:：])",
            say("write `=`: `group NAME = tekun | dibao`"),
        ),
        (
            rf"\s*{match_keywords('GROUP')}\s+{_NAME}\s*[“\"”][^\"“”\n]*[\"”]\s+"
            rf"(?P<word>(?!=){_NAME})",
            say("write `=`: `group NAME = tekun | dibao`"),
        ),
        (
            rf"\s*{match_keywords('IDENTITY')}\s+{_NAME}{_TITLE}\s*(?P<word>=)",
            say("what is made of others is a group: `group NAME = tekun | dibao`"),
        ),
        (
            rf"\s*(?:{match_keywords('RANK')}).*?(?P<word>[,，、;；/／]|{_BEFORE})",
            _RANK_IS,
        ),
        (
            rf"\s*(?:{match_keywords('LAYERS')}).*?(?P<word>[,，、;；/／]|{_BEFORE})",
            _LAYERS_ARE,
        ),
        (
            rf"\s*{match_keywords('ADJUST')}\s+{_NAME}{_TITLE}\s+"
            rf"(?P<word>{match_keywords('UNTIL', 'FROM')})(?=[^{{]*\{{)",
            say(
                "say first for whom: `adjust BENEFIT for NAMES when … { … }`; for everybody until "
                "a day it is `adjust BENEFIT when date up to 2022-06-30 { … }`"
            ),
        ),
        (
            rf"\s*{match_keywords('ADJUST')}\s+{_NAME}{_TITLE}\s+"
            rf"(?P<word>{_TOWARD}|(?!(?:as|for)\b){_NAME})"
            r"(?=[^{]*\{)",
            say(
                "write `adjust BENEFIT for NAMES when … { … }`; for everybody it is "
                "`adjust BENEFIT when … { rate lowered by 15 points }`"
            ),
        ),
        (
            rf"\s*{match_keywords('PARAM')}\s+{_NAME}{_TITLE}\s*[:：].*?\s*(?:[=＝]\s*)?(?P<word>{_OPEN})",
            _UNSPECIFIED,
        ),
        (
            rf"\s*{match_keywords('PARAM')}\s+{_NAME}{_TITLE}\s*[:：]\s*"
            rf"{match_keywords('MONEY_TYPE', 'RATE', 'DATE_TYPE', 'COUNT_TYPE')}"
            rf"(?:\s*{match_keywords('PER_YEAR')})?\s*(?P<word>[0-9][0-9.]*\s*(?:%|万元|元|yuan\b)?\s*$)",
            say("write `=` before the figure that the document has"),
        ),
        (
            rf"\s*{match_keywords('PARAM')}\s+{_NAME}{_TITLE}\s*[:：]\s*"
            rf"{match_keywords('MONEY_TYPE', 'RATE', 'DATE_TYPE', 'COUNT_TYPE')}\s*[=＝]?\s*"
            r"(?P<word>(?:按年度?|按[^{\s]+|by\b[^{]*|per year|每年)\s*(?=\{))",
            say(
                "write `=` before the braces, and what tells the rows apart behind them: "
                "`= { 2022: 320 yuan; from 2023: 350 yuan } by year`"
            ),
        ),
        (
            rf"\s*{match_keywords('PARAM')}\s+{_NAME}{_TITLE}\s*"
            rf"(?:[:：]\s*(?=[0-9]|{match_keywords('UNSPECIFIED')}))?"
            rf"(?P<word>(?:(?:[=＝]|为|是)\s*|(?<![{HAN}A-Za-z0-9_])){_FIGURE}(?={_CITED})|[=＝](?=\s*\{{))",
            say("a parameter says of which kind it is: `param NAME : money = 380 yuan`"),
        ),
        (
            rf"\s*{match_keywords('PARAM')}\s+{_NAME}{_TITLE}\s*[:：].*?(?P<word>[/／]\s*"
            rf"(?:年|人|year|person)\S*)\s*$",
            say("a figure that each year has its own of is `param NAME : money per year`"),
        ),
        *(
            (
                rf"\s*(?:{match_keywords('FIELD')}\s+{_SCOPES}|{match_keywords('PARAM')})"
                rf"\s+{_NAME}{_TITLE}\s*[:：]\s*(?P<word>{words})",
                hint,
            )
            for words, hint in _FIELD_KINDS
        ),
        (
            rf"\s*{match_keywords('FIELD')}\s+{_SCOPES}\s+{_NAME}{_TITLE}\s*[:：]\s*"
            rf"(?P<word>{_NAME}(?:\s*[,，、|/或]\s*{_NAME})+)",
            _ONE_OF,
        ),
        (rf"\s*{match_keywords('FIELD')}\s+(?P<word>(?!{_SCOPES}){_NAME})", _SCOPED),
        (
            rf"\s*{match_keywords('TALLY')}\s+{_NAME}{_TITLE}\s*(?:[=＝:：]\s*)"
            rf"(?P<word>{_NAME})",
            say(
                "write what is counted: `count of visits only when kind is inpatient`, "
                "`sum of in_policy`, `highest of in_policy`, `any claim only when …`"
            ),
        ),
        (
            rf"\s*{match_keywords('IN_FORCE')}\s*(?P<word>(?:从|于|日期)?\s*[0-9]{{4}}\S*)",
            say("write `in force from 2023-01-01`"),
        ),
        (
            r"\s*(?P<word>自\s*[0-9]{4}[^\n]*?(?:施行|执行|生效|实施)|有效期[^\n]*|"
            rf"{match_any('生效', '实施', 'effective', 'valid', 'commences')}[^\n]*)",
            say("write `in force from 2023-01-01`, with `until 2025-12-31` where it ends"),
        ),
        (
            rf"\s*{match_keywords('IN_FORCE')}\s*.*?(?P<word>起至|起到|截至|截止)",
            say("write `in force from 2023-01-01 until 2025-12-31`"),
        ),
    )
)
"""A declaration, what is wrong in it, and what to write."""


def explain_declaration(mistake: Mistake) -> Diagnostic | None:
    """The word or the sign of the declaration on the line of the mistake."""
    taken = _explain_keyword_as_name(mistake)
    if taken is not None:
        return taken
    at = mistake.start - mistake.line_start
    for pattern, hint in _DECLARED:
        found = pattern.match(mistake.line)
        if found is None or at < found.start("word"):
            continue
        if mistake.line[found.end("word") : at].strip():
            continue
        word = found["word"].strip()
        message = say("`{word}` cannot stand here", word=word)
        start = mistake.line_start + found.start("word")
        if hint is _ONE_OF:
            hint = say("write `{word}`", word=_one_of(word, mistake))
        return mistake.at("odd_word", message, start, start + len(word), hint)
    return None


def _explain_keyword_as_name(mistake: Mistake) -> Diagnostic | None:
    """`param deductible : money`, and `deductible per year deductible`: what is declared by a
    keyword, where that is read as the keyword."""
    found = WORD.match(mistake.text, mistake.start)
    if found is None or found.group() not in all_spellings():
        return None
    word = found.group()
    declared = rf"(?m)^[ \t]*{_DECLARES}[ \t]+{re.escape(word)}(?![{HAN}A-Za-z0-9_])"
    found_at = re.search(declared, mistake.text)
    if found_at is None or found_at.start() == mistake.line_start:
        return None
    message = say(
        "`{word}` is read as a keyword here, and not as what is declared by it", word=word
    )
    hint = say("give what is declared another name, as `{word}`", word=f"{word}_1")
    return mistake.at("unexpected_word", message, mistake.start, found.end(), hint)


_DECLARES: Final = (
    rf"(?:{match_keywords('PARAM', 'TALLY', 'GROUP', 'IDENTITY', 'POOL')}"
    rf"|{match_keywords('FIELD')}\s+{_SCOPES})"
)
_DECLARING: Final = {
    **dict.fromkeys(("来源", "出处", "依据文件", "政策文件", "文号"), "文件"),
    **dict.fromkeys(("提醒", "提示", "告警", "警示", "监测"), "预警"),
    **dict.fromkeys(("资格", "权益", "享有"), "权利"),
    **dict.fromkeys(("测试", "例子", "个案", "用例"), "算例"),
    **dict.fromkeys(("目标", "考核", "考核指标"), "指标"),
    **dict.fromkeys(("分组", "人员组", "群体", "人员类别"), "人群"),
    **dict.fromkeys(("document", "doc", "origin"), "source"),
    **dict.fromkeys(("warning", "notice", "notify"), "alert"),
    **dict.fromkeys(("right", "eligibility", "eligible"), "entitlement"),
    **dict.fromkeys(("test", "case", "scenario"), "example"),
    **dict.fromkeys(("累计", "统计", "计数", "累计数", "累计次数"), "累计量"),
    **dict.fromkeys(("总额", "共用限额", "年度总限额", "共同限额"), "限额"),
    **dict.fromkeys(("变量", "常量", "数值", "参量"), "参数"),
    **dict.fromkeys(("counter", "accumulator", "sum", "total", "count"), "tally"),
    **dict.fromkeys(("parameter", "const", "constant", "let", "var", "variable"), "param"),
    **dict.fromkeys(("shared_limit", "shared_cap", "budget"), "pool"),
}
"""What is written for the keyword of a declaration."""


def _one_of(word: str, mistake: Mistake) -> str:
    """`在职、退休` as the choices of a field."""
    comma = "、" if mistake.language == "zh" else ", "
    choices = comma.join(re.split(r"\s*[,，、|/或]\s*", word))
    return f"{spelling('ONE_OF', mistake.language)} {choices}"


_BEGUN: Final = say(
    "a declaration begins with its keyword, as `benefit`, `group`, `param` or `adjust`"
)


def explain_what_begins(mistake: Mistake, expected: set[str]) -> Diagnostic | None:
    """`倾斜 a 对象 …`: a first word that begins no declaration, where no more than `expected` may
    follow it."""
    previous = mistake.previous
    if previous is None or previous.type != "NAME" or previous.end_pos is None:
        return None
    if previous.start_pos != mistake.statement_start or not expected <= _AFTER_A_NAME:
        return None
    message = say("`{word}` begins no declaration", word=previous)
    meant = _DECLARING.get(str(previous))
    if meant is not None:
        start, end = previous.start_pos or 0, previous.end_pos
        return mistake.at("odd_word", message, start, end, say("write `{word}`", word=meant), meant)
    return mistake.at("odd_word", message, previous.start_pos or 0, previous.end_pos, _BEGUN)


def explain_what_is_missing(mistake: Mistake, expectation: Text) -> Diagnostic | None:
    """A statement that the next line's first word, or a brace, ends too early: told where it
    ends."""
    previous = mistake.previous
    if previous is None or previous.end_pos is None:
        return None
    if mistake.start != mistake.statement_start or previous.end_pos > mistake.line_start:
        return None
    start = previous.start_pos or 0
    line = mistake.text[mistake.text.rfind("\n", 0, start) + 1 : previous.end_pos]
    if previous.type == "NAME" and line.strip() == previous and mistake.expected <= _AFTER_A_NAME:
        message = say("`{word}` begins no declaration", word=previous)
        return mistake.at("odd_word", message, start, previous.end_pos, _BEGUN)
    if _LAYERS_APART.fullmatch(line):
        expectation = _LAYERS_ARE
    elif _RANK_APART.fullmatch(line):
        expectation = _RANK_IS
    if not expectation:
        return None
    message = say("something is missing after `{previous}`", previous=previous)
    return mistake.at("unfinished", message, start, previous.end_pos, expectation)
