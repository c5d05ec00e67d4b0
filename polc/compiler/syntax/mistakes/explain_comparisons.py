"""Words and signs inside a condition that compare or join nothing.

In: a mistake. Out: which comparison or joining word says it, for `hospital_level greater than 1`,
`年龄 在 18 至 60 之间`, `转诊 并且 急诊`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.comparison_words import (
    ANSWERED,
    BETWEEN,
    DATED,
    DENIED,
    KINDS,
    OUTSIDE,
    SIDED,
    SIZES,
)
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN, KEYWORDS, language_of, spelling
from polc.messages.text import Text, say
from polc.runtime.said_otherwise import LEVEL_WORDS
from polc.runtime.vocabulary import PLACE_FIELDS, find_field

_BEGINNING: Final = ("WHEN", "PAYS_WHEN", "COUNTS_WHEN", "ONLY_WHEN", "CONTINUED_WHEN")
_BEGUN: Final = re.compile(rf"(?:(?<=\s)|(?<=[({{])|^){match_keywords(*_BEGINNING)}(?=\s|\()")
_ENDED: Final = frozenset("{}:：")
"""What ends a condition, or stands in none."""

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
        or _explain_compared(mistake, begun, SIZES)
        or _explain_denied(mistake, begun)
        or _explain_compared(mistake, begun, KINDS)
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
    found = _cover(mistake, begun, BETWEEN)
    if found is None:
        return None
    words = ("UNDER", "OR", "OVER") if found["denied"] else ("REACHES", "AND", "UP_TO")
    lower, joined, upper = (spelling(word, mistake.language) for word in words)
    left = found["left"]
    write = f"{left} {lower} {found['low']} {joined} {left} {upper} {found['high']}"
    write = f"({write})" if found["denied"] else write
    message = say("a condition asks for one side at a time")
    start = mistake.line_start + found.start()
    end = mistake.line_start + found.end()
    hint = say("write `{word}`", word=write)
    return mistake.at("odd_word", message, start, end, hint, None, (write,))


def _is_place(name: str) -> bool:
    field = find_field(name)
    return field is not None and field.name in PLACE_FIELDS


def _is_text(name: str) -> bool:
    """Whether a field is a text, which lists of words are for."""
    field = find_field(name)
    return field is not None and field.kind == "text"


def _is_of_kinds(name: str) -> bool:
    """Whether a field is known to be no place."""
    return find_field(name) is not None and not _is_place(name)


def _explain_answered(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`referred = yes`, `转诊 为 是`: a yes or no stands alone."""
    found = _cover(mistake, begun, ANSWERED)
    if found is None or found.end() <= mistake.start - mistake.line_start:
        return None
    write = found["name"]
    if found["word"].endswith(("no", "false", "否", "假")) != bool(found["denied"]):
        write = f"{spelling('NOT', mistake.language)} {write}"
    hint = say("a yes or no stands alone: write `{word}`", word=write)
    return _tell(mistake, found, hint, write)


def _explain_dated(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`date from 2023-07-01`, `日期 在 2023年7月1日 之前`: with that day or without it."""
    found = _cover(mistake, begun, DATED)
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
    """`age 60 or older`, `年龄 60岁以上（不含）`, `年龄 超过 60岁以上`."""
    found = _cover(mistake, begun, SIDED)
    if found is None:
        return None
    inner, outer = ("UP_TO", "UNDER") if found["below"] else ("REACHES", "OVER")
    first = _terminal_of(found["first"] or "")
    if first not in (None, inner, outer):
        return None
    excluded = found["outer"] or found["out_before"] or found["out_after"]
    language = language_of(found["left"])
    size = found["size"].strip()
    with_it, without = (
        f"{found['left']} {spelling(terminal, language)} {size}" for terminal in (inner, outer)
    )
    if first == outer and not excluded:
        hint = say(
            "write `{first}` with that figure, `{last}` without it", first=with_it, last=without
        )
        return _tell(mistake, found, hint)
    write = without if excluded else with_it
    return _tell(mistake, found, say("write `{word}`", word=write), write)


_BOUNDS: Final = {"AT_LEAST": "REACHES", "AT_MOST": "UP_TO", "大于": "OVER"}


def _terminal_of(word: str) -> str | None:
    """The comparison that a word before a figure means."""
    written = " ".join(word.split())
    for terminal in ("REACHES", "OVER", "UP_TO", "UNDER", "AT_LEAST", "AT_MOST"):
        if any(written in words for words in KEYWORDS[terminal]):
            return _BOUNDS.get(terminal, terminal)
    return _BOUNDS.get(written)


def _explain_denied(mistake: Mistake, begun: int) -> Diagnostic | None:
    """`kind is not inpatient`, `place outside in_city`."""
    for pattern, terminal in ((OUTSIDE, "WITHIN"), (DENIED, "IS")):
        found = _cover(mistake, begun, pattern)
        if found is None:
            continue
        if pattern is OUTSIDE and found["right"][0].isdigit():
            over = spelling("OVER", mistake.language)
            beyond = found["word"] == "beyond"
            return _tell(mistake, found, say("write `{word}`", word=over), over) if beyond else None
        denied = spelling("NOT", mistake.language)
        asked = spelling("IS" if _is_of_kinds(found["left"]) else terminal, mistake.language)
        write = f"{denied} {found['left']} {asked} {found['right']}"
        return _tell(mistake, found, say("write `{word}`", word=write), write)
    return None


def _explain_compared(
    mistake: Mistake, begun: int, patterns: tuple[tuple[str, re.Pattern[str]], ...]
) -> Diagnostic | None:
    """`hospital_level greater than 1`, `age is no more than 60`, `就医类别 为 住院`."""
    for terminal, pattern in patterns:
        found = _cover(mistake, begun, pattern)
        at = mistake.start - mistake.line_start
        if (
            found is None
            or at < found.start("word")
            or mistake.line[found.end("word") : at].strip()
        ):
            continue
        inside = terminal == "WITHIN" and not _is_place(found["left"])
        write = spelling("IS" if inside else terminal, mistake.language)
        if inside and _is_text(found["left"]):
            hint = say("write `is` and the words, or `in` and the name of a list of them")
            return _tell(mistake, found, hint, spelling("IN_LIST", mistake.language))
        if "whole" in pattern.groupindex and found["whole"] and found["figure"]:
            write = f"{found['left']} {write} {found['figure'].strip()}"
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
    level = LEVEL_WORDS.get(found.group(), found.group() if found.group().isdigit() else None)
    field = find_field(str(previous))
    if level is not None and field is not None and field.name == "hospital_level":
        write = f"{previous} {spelling('IS', mistake.language)} {level}"
        hint = say("write `{word}`", word=write)
        return mistake.at("unexpected_word", message, found.start(), found.end(), hint, None,
                          (write,))  # fmt: skip
    return mistake.at("unexpected_word", message, found.start(), found.end(), _MISSING)
