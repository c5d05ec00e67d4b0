"""What to write for a word or a comparison that says no value here.

In: an unknown name, or a value of the wrong kind. Out: a line of help: the field that has the word
as its value, the yes or no that it says or denies, how a number is compared.
"""

import re
from itertools import pairwise
from typing import Final

from polc.compiler.report.diagnostics import Edit
from polc.compiler.report.similar import Suggestion
from polc.compiler.report.source import Span
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.compiler.syntax.nodes.values import Number, Table, Value
from polc.compiler.typed.nodes.values import Typed, field_of
from polc.compiler.typed.values.named_values import suggest_kind, suggest_place
from polc.grammar import advice
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import Language, language_of, spelling
from polc.grammar.table_words import FIELD_SYNONYMS, LEFT_OF_WHICH, LEFT_WORDS
from polc.messages.text import NOTHING, Text, say
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, PLACE_FIELDS, PLACES, Field

_PEOPLE: Final = frozenset(
    (
        *("person", "patient", "people", "identity", "identities", "group", "insured", "member"),
        *("身份", "人员", "人群", "对象", "类别", "人员类别", "身份类别", "参保人", "参保人员"),
        *("患者", "病人", "救助对象", "人员身份", "对象类别", "人员类型"),
    )
)
"""What is written before the name of a group, which stands alone."""

_SAID: Final = ("已经", "经过", "办理", "已", "经", "有", "属", "is_", "has_", "was_")
_DENIED: Final = (
    *("没有", "未经", "未办理", "未", "无", "不", "非"),
    *("not_", "non_", "no_", "un", "non"),
)
_CURRENCY: Final = re.compile("(?:RMB|CNY|rmb|cny|Yuan|yuan)([0-9]+)")
_CHANGED: Final = frozenset(
    ("减半", "翻倍", "加倍", "一半", "折半", "halved", "doubled", "half", "reduced", "lowered")
)
_BOUNDED: Final = re.compile(
    r"[ \t]*(?P<bound>(?P<least>at least|不低于|不少于|不得低于|不得少于)"
    r"|at most|不超过|不高于|不得超过|不得高于)[ \t]*"
    r"(?P<figure>[0-9][0-9.-]*(?:[ \t]*(?:万元|元|%|(?:yuan|days?|months?)\b))?)"
)
_LASTING: Final = re.compile(
    r"[ \t]+(?P<side>(?P<first>from|自)|until|至)[ \t]*"
    r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
)
"""The time of a condition, which may be meant as what a day is compared with."""
_NEAR: Final = 60
"""So many letters are looked at before and behind a name."""

_SIZES: Final = match_keywords("REACHES", "OVER", "UNDER", "UP_TO")
_COMPARED: Final = re.compile(
    rf"\s*(?:(?:{_SIZES})|[<>]=?)\s*(?:(?P<day>[0-9]{{4}}[-年])"
    r"|(?P<count>[0-9]+\s*(?:天|日|个月|次|岁|(?:days?|months?)\b))"
    r"|(?P<money>[0-9][0-9.]*\s*(?:万元|元|yuan|[A-Za-z_\u4e00-\u9fff])|[A-Za-z_]|[0-9.]+\s*%))?"
)
_ASKED: Final = re.compile(rf"\s*(?:{match_keywords('IS', 'WITHIN')})")
_BEGINNING: Final = match_keywords(
    *("WHEN", "AND", "OR", "NOT", "ONLY_WHEN", "PAYS_WHEN", "COUNTS_WHEN")
)
_FOR_EACH: Final = re.compile(rf"(?:{match_keywords('FOR_EACH_OF')})\s*$")
_ALONE: Final = re.compile(rf"(?:{_BEGINNING}|[(（])\s*$")
_LEFT_BEHIND: Final = re.compile(
    r".*(?:后|之后)(?:的)?(?:个人|患者)?(?:自付|自负|负担|剩余|承担)(?:部分|费用|金额)?"
)
"""`救助后个人自付`: what is left behind a layer."""
_NTH: Final = re.compile("(?:首次|第[一二三四五]次|再次|多次|年内第)")
_ZERO: Final = frozenset(("零", "〇", "zero", "nil"))


def suggest_value(word: str) -> Suggestion:
    """What to write for an unknown name where a value or a condition stands; empty where nothing
    is known of the word."""
    plain = word.removesuffix("时") if len(word) > 1 else word
    if plain in _PEOPLE:
        return Suggestion(
            say("a group or an identity stands alone in a condition: `dibao`, `not dibao`")
        )
    paid = _CURRENCY.fullmatch(word)
    if paid is not None:
        return Suggestion(say("write `{figure} yuan`", figure=paid.group(1)))
    if _NTH.match(word) is not None:
        return Suggestion(advice.NTH_STAY)
    if word in _CHANGED:
        return Suggestion(advice.CHANGED)
    if word in _ZERO:
        return Suggestion(say("write figures in digits: `60%`, `500元`, `3万元`"))
    return (
        _suggest_choice(plain)
        or _suggest_flag(plain)
        or suggest_place(plain)
        or _suggest_field(plain)
        or _suggest_kind(plain)
        or _suggest_level(plain)
        or Suggestion(NOTHING)
    )


def _suggest_choice(word: str) -> Suggestion | None:
    """`inpatient` alone: the field that it is a value of."""
    choice = CHINESE_CHOICES.get(word, word)
    for field in FIELDS:
        if choice not in field.choices:
            continue
        language = language_of(word)
        terminal = "WITHIN" if field.name in PLACE_FIELDS and choice != PLACES[-1] else "IS"
        write = f"{_called(field, language)} {spelling(terminal, language)} {word}"
        hint = say("it is a value of a field: write `{word}`", word=write)
        return Suggestion(hint, (write,))
    return None


def _suggest_field(word: str) -> Suggestion | None:
    """`就诊`, `compliant_self`: the field of a case, or the figure, that the word is for."""
    left = LEFT_WORDS.get(word)
    if left is not None:
        hint = say(
            "write `{word}` for what earlier layers leave; an amount that the case itself gives is "
            "declared: `field claim NAME : money`",
            word=left,
        )
        return Suggestion(hint, (left,))
    of_which = LEFT_OF_WHICH.get(word)
    if of_which is None and _LEFT_BEHIND.fullmatch(word) is not None:
        of_which = LEFT_OF_WHICH["个人自付"]
    if of_which is not None:
        inside, whole = of_which
        hint = say(
            "write `{inside}` for what earlier layers leave of the cost in policy, `{whole}` for "
            "what they leave of the whole bill: the document says which",
            inside=inside,
            whole=whole,
        )
        return Suggestion(hint, of_which)
    called = FIELD_SYNONYMS.get(word)
    if called is None:
        return None
    return Suggestion(say("did you mean `{found}`?", found=called), (called,))


def _suggest_kind(word: str) -> Suggestion | None:
    """`门诊` alone: the kinds of care that it may mean, as a condition asks for them."""
    found = suggest_kind(word)
    if found is None:
        return None
    language = language_of(word)
    kind = next(field for field in FIELDS if field.name == "kind")
    comma = "、" if language == "zh" else ", "
    write = f"{_called(kind, language)} {spelling('IS', language)} {comma.join(found.words)}"
    if len(found.words) == 1:
        return Suggestion(say("write `{word}`", word=write), (write,))
    return Suggestion(say("write those that the document means of `{word}`", word=write), (write,))


def _suggest_level(word: str) -> Suggestion | None:
    """`三级医院` alone."""
    level = LEVEL_WORDS.get(word)
    if level is None:
        return None
    field = next(field for field in FIELDS if field.name == "hospital_level")
    language = language_of(word)
    write = f"{_called(field, language)} {spelling('IS', language)} {level}"
    return Suggestion(say("write `{word}`", word=write), (write,))


def suggest_declaration(word: str, text: str, span: Span) -> Text:
    """How a field that a case is to give is declared: its kind is that which stands behind the
    name in the text, or which the place wants. No field is called what says that a figure is
    left open."""
    language = detect_language(text)
    if word == spelling("UNSPECIFIED", language):
        return advice.OPEN
    claim, field, *kinds = (
        spelling(terminal, language)
        for terminal in ("CLAIM", "FIELD", "YES_OR_NO", "MONEY_TYPE", "COUNT_TYPE", "DATE_TYPE")
    )
    flag, money, count, day = kinds
    after = text[span.end : span.end + _NEAR]
    before = text[max(0, span.start - _NEAR) : span.start]
    compared = _COMPARED.match(after)
    kind = money
    if compared is not None:
        kind = day if compared["day"] else money if compared["money"] else count
    elif _ASKED.match(after):
        kind = f"{spelling('ONE_OF', language)} a{'、' if language == 'zh' else ', '}b"
    elif _FOR_EACH.search(before):
        kind = count
    elif _ALONE.search(before):
        kind = flag
    colon = "：" if language == "zh" else " : "
    return say(
        "a parameter, a field of the case or a group may stand here; a field that a case is to "
        "give is declared: `{declared}`",
        declared=f"{field} {claim} {word}{colon}{kind}",
    )


def _suggest_flag(word: str) -> Suggestion | None:
    """`未转诊`, `unreferred`: a yes or no, denied or with a word that says it again."""
    for prefixes, denied in ((_DENIED, True), (_SAID, False)):
        for prefix in prefixes:
            name = word.removeprefix(prefix)
            if name == word or not _is_flag(name):
                continue
            before = f"{spelling('NOT', language_of(word))} " if denied else ""
            write = f"{before}{name}"
            return Suggestion(say("write `{word}`", word=write), (write,))
    return None


def _is_flag(word: str) -> bool:
    return any(field.kind == "flag" and word in (field.name, *field.chinese) for field in FIELDS)


def _called(field: Field, language: Language) -> str:
    return field.chinese[0] if language == "zh" else field.name


def suggest_comparison(subject: Typed, written: str, members: tuple[str, ...]) -> Text:
    """How a value that has no named values is compared; `written` is how the file names it,
    `members` what it was to be."""
    if subject.kind == "flag":
        return say("a yes or no stands alone: write `{name}`, or `not {name}`", name=written)
    field = field_of(subject)
    levels = [LEVEL_WORDS[member] for member in members if member in LEVEL_WORDS]
    if field is not None and field.name == "hospital_level" and len(levels) == len(members):
        write = f"{written} {spelling('IS', language_of(written))} {', '.join(levels)}"
        return say("write `{word}`", word=write)
    return COMPARE


def suggest_size(text: str, span: Span) -> Text:
    """How a number that stands as a condition is compared, also where `at least 10` follows it on
    its line, which is no comparison."""
    written = text[span.start : span.end]
    day = _LASTING.match(text, span.end)
    if day is not None:
        terminal = "REACHES" if day["first"] else "UP_TO"
        language = language_of(day["side"])
        reached = f"{written} {spelling(terminal, language)} {day['day']}"
        return say(
            "write `{word}`; a time for which a condition holds stands behind the whole condition",
            word=reached,
        )
    found = _BOUNDED.match(text, span.end)
    if found is None:
        return COMPARE
    terminal = "REACHES" if found["least"] else "UP_TO"
    word = spelling(terminal, language_of(found["bound"]))
    return say("write `{word}`", word=f"{written} {word} {found['figure'].rstrip()}")


COMPARE: Final = say(
    "compare it with `reaches`, `over`, `up to` or `under`, as in `in_policy over 1000 yuan`"
)


_HUNDREDTHS: Final = range(10, 101)
"""Whole numbers that as a rate can only be percentages: 1 may be all of it, 7 lack a digit."""


def repair_unit(kind: str, value: Value, text: str) -> Edit | None:
    """What is missing behind a bare number, and behind each of a table that has nothing else: the
    sign of a percentage where it stands for a rate, the unit where it stands for an amount."""
    bare = [entry.value for entry in value.entries] if isinstance(value, Table) else [value]
    is_bare, sign = _is_hundredths, "%"
    if kind == "money":
        is_bare, sign = _is_count, "元" if detect_language(text) == "zh" else " yuan"
    ends = [figure.span.end for figure in bare if is_bare(figure)]
    if kind not in ("rate", "money") or len(ends) < len(bare):
        return None
    places = [value.span.start, *ends, value.span.end]
    parts = (text[start:end] for start, end in pairwise(places))
    return Edit(value.span, sign.join(parts))


def _is_count(value: Value) -> bool:
    return isinstance(value, Number) and value.kind == "count"


def _is_hundredths(value: Value) -> bool:
    return isinstance(value, Number) and value.kind == "count" and value.value in _HUNDREDTHS


def suggest_unit(kind: str, part: Value) -> Text:
    """The unit that a bare number lacks beside a value of a kind."""
    if not isinstance(part, Number) or part.kind != "count":
        return NOTHING
    if kind == "money":
        return say("write `{figure} yuan`", figure=part.value)
    if kind == "rate":
        return say("write `{figure}%`", figure=part.value)
    if kind == "days":
        return say("write `{figure} days`", figure=part.value)
    return NOTHING
