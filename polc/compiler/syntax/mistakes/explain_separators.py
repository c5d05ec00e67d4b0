"""Separators where nothing is to be separated.

In: a mistake. Out: what to do with a comma, a semicolon or a bar before a statement, after one
or between two; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic, Edit, Safety, with_repair
from polc.compiler.report.source import Span
from polc.compiler.syntax.mistakes.limits_of_counts import ONE_MOST
from polc.compiler.syntax.mistakes.mistake import MOST_BEFORE, Mistake
from polc.compiler.syntax.mistakes.open_brace import is_in_table
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings
from polc.messages.text import Text, say

_SIGNS: Final = ",，、;；|｜"
_BEGUN: Final = re.compile(r"\s*([,，、;；])")
_ENDED: Final = re.compile(r"([,、>|])[ \t]*(?:#[^\n]*)?\n\s*$")
_WORD: Final = re.compile(rf"\s*([A-Za-z_][A-Za-z0-9_]*|[{HAN}]+)")
_KEYWORDS: Final = "|".join(
    r"[ \t]+".join(map(re.escape, word.split()))
    for word in sorted(all_spellings(), key=len, reverse=True)
)
_UNENDED: Final = re.compile(rf"(?<![A-Za-z0-9_{HAN}])({_KEYWORDS})[ \t]*(?:#[^\n]*)?\n\s*$")
_WHOLE: Final = frozenset(
    word
    for terminal in ("NO_CAP", "NO_DEDUCTIBLE", "ONCE_PER_YEAR", "NOT_SPECIFIED", "START_AGAIN")
    for words in KEYWORDS[terminal]
    for word in words
)
"""Statements that are whole with their keyword."""

_OF_EITHER: Final = re.compile(
    rf"\s*(?:{match_keywords('AT_MOST', 'AT_LEAST')}|(?P<once>{match_keywords('ONCE_PER_YEAR')}))"
)
"""What may be of the term before it or of the whole benefit."""

_STATEMENT: Final = re.compile(
    match_keywords(
        *("DEDUCTIBLE", "NO_DEDUCTIBLE", "CAP", "NO_CAP", "BASE", "COUNTS_TOWARD", "PER_YEAR"),
        *("PER_STAY", "PER_CLAIM", "PER_MONTH", "PER_QUARTER", "WHEN", "FOR", "PAID_BY"),
    )
)
_OF_BOUND: Final = say(
    "on a line of its own it bounds what is paid as a whole; a bound of a deductible or a cap "
    "stands behind a comma, as in `deductible per claim 50% of premium, at least 150 yuan`, "
    "one of a base is `base lower of (remaining, 5000 yuan)`"
)
_OF_ONCE: Final = say(
    "on a line of its own the benefit as a whole pays once per year; a deductible that is taken "
    "once per year is one of the year: `deductible per year 1000 yuan`"
)
_FIRST_WORDS: Final = frozenset(word.split()[0] for word in all_spellings())
"""Those that a keyword of one or of several words begins with."""


def explain_separator(mistake: Mistake) -> Diagnostic | None:
    """The separator at the mistake, at the beginning of its line, or at the end of the one
    before."""
    return (
        _explain_between_names(mistake)
        or _explain_behind_sign(mistake)
        or _explain_before(mistake)
        or _explain_after(mistake)
        or _explain_unended(mistake)
    )


def _explain_between_names(mistake: Mistake) -> Diagnostic | None:
    """`{ tekun | dibao: 70% }`: a bar joins the members of a group and nothing else."""
    sign = mistake.source.text[mistake.start]
    previous = mistake.previous
    if sign not in "|｜;；" or previous is None or previous.type != "NAME":
        return None
    if sign in ";；" and not _goes_on(mistake):
        return None
    if "COMMA" not in mistake.expected or (previous.start_pos or 0) < mistake.line_start:
        return None
    comma = "、" if mistake.language == "zh" else ","
    message = say("`{word}` does not join the names of a list", word=sign)
    end = mistake.start + 1
    return mistake.at(
        "odd_list", message, mistake.start, end, say("write `{word}`", word=comma), comma
    )


def _explain_behind_sign(mistake: Mistake) -> Diagnostic | None:
    """`rate 70%, deductible …`: a comma behind which a bound may stand, and no statement."""
    before = mistake.text[mistake.line_start : mistake.start].rstrip()
    if not before.endswith(",") or mistake.expected & {"RATE", "NAME"}:
        return None
    if not _STATEMENT.match(mistake.text, mistake.start):
        return None
    at = mistake.line_start + len(before) - 1
    message = say("no `{sign}` stands between two statements", sign=mistake.source.text[at])
    hint = say("write each statement on a line of its own")
    return mistake.at("odd_sign", message, at, at + 1, hint, " ", safety="safe")


def _goes_on(mistake: Mistake) -> bool:
    """Whether a name that is no keyword stands behind the sign on its line."""
    found = _WORD.match(mistake.text, mistake.start + 1)
    after = found is not None and "\n" not in mistake.text[mistake.start : found.start(1)]
    return after and not _is_keyword(mistake, mistake.start + 1)


def _explain_before(mistake: Mistake) -> Diagnostic | None:
    """`; rate 70%`, and `, rate 70%`, which goes on with a list of the line before."""
    begun = _BEGUN.match(mistake.line)
    if begun is not None and _is_keyword(mistake, mistake.line_start + begun.end()):
        message = say("no `{sign}` begins a line", sign=begun.group(1))
        start = mistake.line_start + begun.start(1)
        either = tell_either(mistake, start + 1)
        if either is not None:
            return mistake.at("odd_sign", message, start, start + 1, either)
        hint = say("leave it out: a statement begins with its keyword")
        return mistake.at("odd_sign", message, start, start + 1, hint, "")
    if mistake.start == mistake.statement_start and mistake.source.text[mistake.start] in "|｜":
        message = say("no `{sign}` begins a line", sign=mistake.source.text[mistake.start])
        hint = say("leave it out: a statement begins with its keyword")
        return mistake.at("odd_sign", message, mistake.start, mistake.start + 1, hint)
    return None


def _explain_after(mistake: Mistake) -> Diagnostic | None:
    """`rate 70%;`, `rate 70%,` also as the last line of its block, and `rate 70%; no cap`."""
    sign = mistake.source.text[mistake.start]
    if sign in ";；" and is_in_table(mistake.text, mistake.start):
        return None
    rest = mistake.line[mistake.start - mistake.line_start + 1 :].partition("#")[0].strip()
    end = mistake.start + 1
    alone = mistake.text[mistake.statement_start : mistake.start].rstrip()
    if sign in _SIGNS and not rest and alone in all_spellings() and alone not in _WHOLE:
        message = say("nothing stands after `{word}`", word=alone)
        hint = say("write on its line what belongs to it, or take it out")
        begun = mistake.statement_start
        return mistake.at("unexpected_word", message, begun, begun + len(alone), hint)
    if sign in _SIGNS and not rest and mistake.start > mistake.statement_start:
        message = say("no `{sign}` ends a line", sign=sign)
        either = None if sign in ";；" else tell_either(mistake, end)
        if either is not None:
            return mistake.at("odd_sign", message, mistake.start, end, either)
        hint = say("leave it out")
        return mistake.at("odd_sign", message, mistake.start, end, hint, "", safety="safe")
    if sign in ";；,，、" and _is_keyword(mistake, end):
        if _MOST_TWICE.search(mistake.line + " ", 0, mistake.start - mistake.line_start + 1):
            message = say("how many are paid for at most is said twice")
            return mistake.at("declared_twice", message, mistake.start, end, ONE_MOST)
        message = say("no `{sign}` stands between two statements", sign=sign)
        either = tell_either(mistake, end)
        if either is not None:
            return mistake.at("odd_sign", message, mistake.start, end, either)
        hint = say("write each statement on a line of its own")
        return mistake.at("odd_sign", message, mistake.start, end, hint, " ", safety="safe")
    before = mistake.text[
        max(0, mistake.statement_start - len(mistake.line) - 400) : mistake.statement_start
    ]
    ended = _ENDED.search(before)
    follows = mistake.statement_start
    if ended is not None and (_is_keyword(mistake, follows) or mistake.text[follows] == "}"):
        start = mistake.statement_start - len(before) + ended.start(1)
        message = say("no `{sign}` ends a line", sign=mistake.source.text[start])
        either = tell_either(mistake, start + 1)
        if either is not None:
            return mistake.at("odd_sign", message, start, start + 1, either)
        hint = say("leave it out: the next line is a statement of its own")
        hint = say("leave it out") if mistake.text[follows] == "}" else hint
        sure: Safety = "safe" if ended.group(1) in ",、" else "unsafe"
        return mistake.at("odd_sign", message, start, start + 1, hint, "", safety=sure)
    return None


def _explain_unended(mistake: Mistake) -> Diagnostic | None:
    """`pays when`, and nothing behind it: the next line's keyword is read as a name."""
    previous = mistake.previous
    if previous is None:
        return None
    begun = mistake.start
    if mistake.text[begun] != "}":
        if previous.type != "NAME" or str(previous) not in all_spellings():
            return None
        begun = previous.start_pos or 0
        if begun != mistake.statement_start:
            return None
    before = mistake.text[max(0, begun - MOST_BEFORE) : begun]
    ended = _UNENDED.search(before)
    while ended is not None and ended.group(1) in _WHOLE:
        ended = _UNENDED.search(before[: ended.start(1)])
    if ended is None:
        return None
    start = begun - len(before) + ended.start(1)
    message = say("nothing stands after `{word}`", word=" ".join(ended.group(1).split()))
    hint = say("write on its line what belongs to it, or take it out")
    return mistake.at("unexpected_word", message, start, start + len(ended.group(1)), hint)


_MOST_TWICE: Final = re.compile(
    rf"(?:{match_keywords('FOR_EACH_OF')}).*(?:{match_keywords('AT_MOST')}).*[;；,，、]$"
)
"""So much for each of a count with the most of it, up to the sign behind it."""


def tell_either(mistake: Mistake, at: int) -> Text | None:
    """How either meaning is written where what stands at the place is of the whole benefit without
    a sign before it: nobody but the author knows whether it was to be so."""
    found = _OF_EITHER.match(mistake.text, at)
    if found is None:
        return None
    return _OF_ONCE if found["once"] else _OF_BOUND


def _is_keyword(mistake: Mistake, at: int) -> bool:
    """Whether a keyword stands at the place, or the first word of one."""
    found = _WORD.match(mistake.text, at)
    return found is not None and found.group(1) in _FIRST_WORDS


_WORDS_APART: Final = re.compile(
    r"(?:list|目录)\b[^=\n]*=(?:[^\n#]*[,、])?\s*(?P<first>\w+)[ \t]+(?P<second>(?!cite\b|依据)\w+)"
)
"""The first two words of a list of words that nothing parts."""


def explain_words_apart(mistake: Mistake) -> Diagnostic | None:
    """`list slow = asthma gout T-2`: the first gap of the list, before what is told of a later."""
    found = _WORDS_APART.match(mistake.text, mistake.statement_start)
    if found is None or found.end("second") > mistake.start:
        return None
    comma = "、" if mistake.language == "zh" else ", "
    first, second = found.group("first"), found.group("second")
    message = say("nothing stands between `{previous}` and `{word}`", previous=first, word=second)
    hint = say("write `{previous}{comma}{word}`", previous=first, comma=comma, word=second)
    told = mistake.at("odd_list", message, found.start("second"), found.end("second"), hint)
    return with_repair(told, Edit(Span(found.end("first"), found.start("second")), comma))
