"""Words and signs inside a condition that compare or join nothing.

In: a mistake. Out: which comparison or joining word says it, for `hospital_level greater than 1`,
`年龄 在 18 至 60 之间`, `转诊 并且 急诊`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN, spelling
from polc.messages.text import Text, say
from polc.runtime.vocabulary import PLACE_FIELDS, find_field

_BEGINNING: Final = ("WHEN", "PAYS_WHEN", "COUNTS_WHEN", "ONLY_WHEN", "CONTINUED_WHEN")
_BEGUN: Final = re.compile(rf"(?:(?<=\s)|(?<=[({{])|^){match_keywords(*_BEGINNING)}(?=\s|\()")
_ENDED: Final = frozenset("{}:：")
"""What ends a condition, or stands in none."""

_LEFT: Final = rf"(?P<left>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+)\s+"
_RIGHT: Final = rf"\s*(?P<right>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|[0-9.]+)"


_DAY: Final = r"[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)"
_FIGURE: Final = (
    rf"(?:{_DAY}|[0-9][0-9.]*(?![0-9.年]|-[0-9]+-)(?:\s*(?:万元|元|%|(?:yuan|days?|months?)\b))?)"
)
_AGED: Final = r"\s*(?:周岁|岁|years?(?:\s+old)?\b)?\s*"
_BETWEEN: Final = re.compile(
    rf"{_LEFT}(?:between|from|介于|在|自|从)?\s*(?P<low>{_FIGURE}){_AGED}"
    rf"(?:and|to|-|~|～|—|至|到|与|和)\s*(?P<high>{_FIGURE}){_AGED}(?:之间|以内|内|之内)?"
)
_DATED: Final = re.compile(
    rf"{_LEFT}(?P<word>(?:在|于|自|从|from|since)?\s*(?P<day>{_DAY})\s*"
    r"(?P<side>之前|以前|前|之后|以后|后|起|onwards?|on)?)"
)
_ANSWERED: Final = re.compile(
    r"(?P<name>[A-Za-z_][A-Za-z0-9_]*|[HAN]+)(?:\s+|(?===?|＝))(?P<word>(?:==?|＝|is|为|是)?\s*"
    r"(?:\b(?:yes|true|no|false)\b|是|否|真|假))(?![A-Za-z0-9_HAN])".replace("HAN", HAN)
)
_DENIED: Final = re.compile(
    _LEFT
    + "(?P<word>"
    + match_any("is not", "isn't", "is no", "are not", "not equal to", "is other than")
    + "|"
    + match_any("不是", "不为", "不等于", "非", "不属")
    + ")"
    + _RIGHT
)
_OUTSIDE: Final = re.compile(
    _LEFT
    + "(?P<word>"
    + match_any("outside of", "outside", "not within", "not in", "is not in", "out of", "beyond")
    + "|"
    + match_any("不在", "不属于", "不位于")
    + ")"
    + _RIGHT
)
_COMPARED: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (terminal, re.compile(_LEFT + f"(?P<word>{match_any(*words)})"))
    for terminal, words in (
        (
            "REACHES",
            (
                *("greater than or equal to", "more than or equal to", "not less than", "at least"),
                *("no less than", "not under", "minimum", "not below", "no earlier than"),
                *("not earlier than", "大于等于", "大于或等于", "不小于", "不少于", "不低于"),
                *("不早于", "满", "年满", "不得低于"),
            ),
        ),
        (
            "UP_TO",
            (
                *("less than or equal to", "no more than", "not more than", "at most", "not over"),
                *("not exceeding", "not later than", "no later than", "until", "maximum"),
                *("小于等于", "小于或等于", "不大于", "不超过", "不高于", "不多于", "不得超过"),
                *("不晚于", "不迟于"),
            ),
        ),
        (
            "OVER",
            (
                *("greater than", "more than", "larger than", "higher than", "older than"),
                *("later than", "after", "exceeding", "exceeds", "above", "longer than", "since"),
                *("大于", "多于", "晚于", "迟于", "超出", "高过"),
            ),
        ),
        (
            "UNDER",
            (
                *("less than", "lower than", "smaller than", "younger than", "earlier than"),
                *("before", "below", "shorter than", "fewer than"),
                *("小于", "少于", "早于", "未满", "未达到", "未超过"),
            ),
        ),
        ("WITHIN", ("is in", "in", "inside", "located in", "is within", "在", "位于", "处于")),
        ("IS", ("equals", "equal to", "is equal to", "are", "has", "为", "等于", "系")),
    )
)
"""What compares, and the words that are written for it; `满` and the like after a field."""

_JOINERS: Final = re.compile(
    match_any("as well as", "but", "plus", "和", "与", "及", "以及", "并且", "并", "而且", "同时")
    + "|"
    + match_any("或者", "或是", "且须", "or else", "and also", "、", "；", "，")
    + "|[,;]"
)
_BETWEEN_CONDITIONS: Final = say(
    "write `and` or `or` between conditions, and a comma between values of one field"
)
_MISSING: Final = say(
    "a comparison stands between a field and its value: `is`, `within`, `reaches`, `over`, "
    "`up to`, `under`; a yes or no and a group stand alone, behind `not` where they are denied"
)
_ASSERTING: Final = ("is", "are", "has", "no", "是", "为", "不是", "没有", "未", "已", "属于")
_ALONE: Final = re.compile(
    rf"(?P<word>{match_any(*_ASSERTING)})"
    rf"\s+(?P<right>[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+)"
)
"""A word before a yes or no, or before a group, where no field stands before it."""

_SIDED: Final = re.compile(
    _LEFT
    + rf"(?P<figure>{_FIGURE}){_AGED}(?:[（(]含[^）)]*[）)])?\s*(?P<word>"
    + match_any(
        "or more", "or older", "or over", "and above", "and over", "or above", "及以上", "以上"
    )
    + "|(?P<below>"
    + match_any("or less", "or younger", "or under", "and below", "or below", "and under")
    + "|"
    + match_any("及以下", "以下", "以内", "之内")
    + "))"
)
"""`年龄 60岁以上`: by law 以上, 以下 and 以内 take the figure in."""

_DENYING: Final = frozenset(("no", "不是", "没有", "未"))


def _begin_condition(mistake: Mistake) -> int | None:
    """Where the condition of the mistake begins on its line."""
    begun = None
    for found in _BEGUN.finditer(mistake.before):
        begun = found.end()
    if begun is None or not _ENDED.isdisjoint(mistake.before[begun:]):
        return None
    return begun


def explain_comparison(mistake: Mistake) -> Diagnostic | None:
    """What is written for the word at the mistake, which stands in a condition."""
    begun = _begin_condition(mistake)
    if begun is None:
        return None
    return (
        _explain_answered(mistake, begun)
        or _explain_between(mistake, begun)
        or _explain_dated(mistake, begun)
        or _explain_sided(mistake, begun)
        or _explain_denied(mistake, begun)
        or _explain_compared(mistake, begun)
        or _explain_alone(mistake, begun)
        or _explain_joined(mistake)
    )


def _cover(mistake: Mistake, begun: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The match in the condition that holds the mistake, or ends right before it."""
    at = mistake.start - mistake.line_start
    for found in pattern.finditer(mistake.line, begun):
        if found.start() <= at and not mistake.line[found.end() : at].strip():
            return found
    return None


def _tell(mistake: Mistake, found: re.Match[str], hint: Text, write: str = "") -> Diagnostic:
    word = found["word"] if "word" in found.re.groupindex else found.group()
    start = found.start("word") if "word" in found.re.groupindex else found.start()
    message = say("`{word}` is no comparison of the language", word=" ".join(word.split()))
    first = mistake.line_start + start
    suggests = (write,) if write else ()
    return mistake.at("odd_word", message, first, first + len(word), hint, None, suggests)


def _explain_between(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`age between 18 and 60`."""
    found = _cover(mistake, begun, _BETWEEN)
    if found is None:
        return None
    reaches, up_to = spelling("REACHES", mistake.language), spelling("UP_TO", mistake.language)
    joined = spelling("AND", mistake.language)
    left = found["left"]
    write = f"{left} {reaches} {found['low']} {joined} {left} {up_to} {found['high']}"
    message = say("a condition asks for one side at a time")
    start = mistake.line_start + found.start()
    end = mistake.line_start + found.end()
    hint = say("write `{word}`", word=write)
    return mistake.at("odd_word", message, start, end, hint, None, (write,))


def _is_place(name: str) -> bool:
    field = find_field(name)
    return field is not None and field.name in PLACE_FIELDS


def _explain_answered(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`referred = yes`, `转诊 为 是`: a yes or no stands alone."""
    found = _cover(mistake, begun, _ANSWERED)
    if found is None or found.end() <= mistake.start - mistake.line_start:
        return None
    write = found["name"]
    if found["word"].endswith(("no", "false", "否", "假")):
        write = f"{spelling('NOT', mistake.language)} {write}"
    hint = say("a yes or no stands alone: write `{word}`", word=write)
    return _tell(mistake, found, hint, write)


def _explain_dated(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`date from 2023-07-01`, `日期 在 2023年7月1日 之前`: with that day or without it."""
    found = _cover(mistake, begun, _DATED)
    if found is None or (not found["side"] and found["word"].strip() == found["day"]):
        return None
    before = (found["side"] or "") in ("之前", "以前", "前")
    inner, outer = ("UP_TO", "UNDER") if before else ("REACHES", "OVER")
    first, last = (
        f"{found['left']} {spelling(terminal, mistake.language)} {found['day']}"
        for terminal in (inner, outer)
    )
    hint = say("write `{first}` with that day, `{last}` without it", first=first, last=last)
    return _tell(mistake, found, hint, first)


def _explain_sided(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`age 60 or older`."""
    found = _cover(mistake, begun, _SIDED)
    if found is None:
        return None
    word = spelling("UP_TO" if found["below"] else "REACHES", mistake.language)
    write = f"{found['left']} {word} {found['figure'].strip()}"
    return _tell(mistake, found, say("write `{word}`", word=write), write)


def _explain_denied(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`kind is not inpatient`, `place outside in_city`."""
    for pattern, terminal in ((_OUTSIDE, "WITHIN"), (_DENIED, "IS")):
        found = _cover(mistake, begun, pattern)
        if found is None:
            continue
        denied, asked = spelling("NOT", mistake.language), spelling(terminal, mistake.language)
        write = f"{denied} {found['left']} {asked} {found['right']}"
        return _tell(mistake, found, say("write `{word}`", word=write), write)
    return None


def _explain_compared(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`hospital_level greater than 1`, `就医类别 为 住院`."""
    for terminal, pattern in _COMPARED:
        found = _cover(mistake, begun, pattern)
        if found is not None and mistake.start >= mistake.line_start + found.start("word"):
            inside = terminal == "WITHIN" and not _is_place(found["left"])
            write = spelling("IS" if inside else terminal, mistake.language)
            return _tell(mistake, found, say("write `{word}`", word=write), write)
    return None


def _explain_alone(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`when is referred`, `须 不是 特困人员`: what is so or not stands alone."""
    found = _ALONE.match(mistake.line, begun + _blank(mistake.line[begun:]))
    if found is None or not _holds(mistake, found):
        return None
    write = found["right"]
    if found["word"] in _DENYING:
        write = f"{spelling('NOT', mistake.language)} {write}"
    return _tell(mistake, found, say("write `{word}`", word=write), write)


def _holds(mistake: Mistake, found: re.Match[str]) -> bool:
    return found.start() <= mistake.start - mistake.line_start < found.end()


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


def _explain_joined(mistake: Mistake) -> Diagnostic | None:
    """`转诊 并且 急诊`, `dibao, tekun`."""
    found = _JOINERS.match(mistake.source.text, mistake.start)
    if found is None:
        return None
    message = say("`{word}` does not join conditions", word=found.group())
    return mistake.at("odd_word", message, found.start(), found.end(), _BETWEEN_CONDITIONS)


def explain_nothing_between(mistake: Mistake) -> Diagnostic | None:
    """`kind inpatient`: two words of a condition with nothing between them."""
    previous = mistake.previous
    if _begin_condition(mistake) is None or str(previous) == "the":
        return None
    found = re.compile(rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|[0-9][0-9.]*").match(
        mistake.text, mistake.start
    )
    if found is None or previous is None or previous.type != "NAME":
        return None
    if (previous.start_pos or 0) < mistake.line_start:
        return None
    message = say(
        "nothing stands between `{previous}` and `{word}`", previous=previous, word=found.group()
    )
    return mistake.at("unexpected_word", message, found.start(), found.end(), _MISSING)
