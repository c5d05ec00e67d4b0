"""Periods as documents write them: two in one line, one before its bands, one behind a bar.

In: a mistake. Out: the lines that are written for `cap 1000 yuan per month and 3000 yuan per year`,
for `每年 分段 { … }`, for `每年 不超过 300元`, for `yuan / year`; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.similar import find_similar
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_any, match_keywords
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, spelling
from polc.messages.text import Text, listed, say

_OF_YEAR: Final = ("PER_YEAR", "PER_PERSON_YEAR")
_PERIODS: Final = (
    *(*_OF_YEAR, "PER_STAY", "PER_CLAIM", "PER_CHAIN", "PER_MONTH", "PER_QUARTER"),
    "PER_HOSPITAL",
)
_TERM: Final = match_keywords("CAP", "DEDUCTIBLE")
_PERIOD: Final = "|".join((match_keywords(*_PERIODS), match_any("全年", "全年度")))
_AMOUNT: Final = r"[0-9][0-9.]*\s*(?:万\s*yuan\b|yuan\b|万元|元)"
_JOINED: Final = r"[,，、]?\s*(?:and\b|but\b|且|并且|和|并|及|以及)?"
_PART: Final = (
    rf"(?:(?:{_TERM})\s*[:：]?)?\s*"
    rf"(?:(?:{_PERIOD})\s*(?:(?:{_TERM})\s*[:：]?)?\s*{_AMOUNT}|{_AMOUNT}\s*(?:{_PERIOD}))"
)
_SEVERAL: Final = re.compile(rf"\s*{_PART}(?:\s*{_JOINED}\s*{_PART})+(?![^\s,，;；\"“#}}])")
_ROWS: Final = re.compile(
    rf"\s*(?:{_TERM})\s*\{{\s*(?:{_PERIOD})\s*[:：]\s*{_AMOUNT}"
    rf"(?:\s*[;；,，]\s*(?:{_PERIOD})\s*[:：]\s*{_AMOUNT})+\s*[;；]?\s*\}}"
)
"""`cap { per month: 1000 yuan; per year: 3000 yuan }`, as people have their own figures."""

_FIGURES: Final = re.compile(
    rf"(?P<before>{_PERIOD})\s*[:：]?\s*(?:(?:{_TERM})\s*[:：]?)?\s*(?P<first>{_AMOUNT})"
    rf"|(?P<last>{_AMOUNT})\s*(?P<after>{_PERIOD})"
)
_LEADING: Final = re.compile(
    rf"(?P<period>{match_keywords(*_OF_YEAR)})\s*"
    rf"(?P<bands>{match_keywords('BANDS')})(?=\s*[{{A-Za-z_])"
)
_MOST: Final = re.compile(
    rf"(?P<period>{match_keywords(*_OF_YEAR)})\s*(?P<most>{match_keywords('AT_MOST')})"
    rf"\s*(?P<amount>{_AMOUNT})"
)
_OF_HOUSEHOLD: Final = re.compile(match_keywords("PER_HOUSEHOLD"))
_HOUSEHOLD_BEFORE: Final = re.compile(
    rf"(?P<period>{match_keywords('PER_HOUSEHOLD')})\s*{match_keywords('BANDS', 'COUNTED_AT_MOST')}"
)
_SLASH: Final = re.compile(r"/\s+(?P<period>year|month|quarter|stay|claim|年|月|季度)(?![A-Za-z_])")
_TERMINALS: Final = {
    word: terminal for terminal in _PERIODS for words in KEYWORDS[terminal] for word in words
}


_PER: Final = "per "
_OF_PER: Final = frozenset(
    word.removeprefix(_PER) for word in all_spellings() if word.startswith(_PER)
)
_PERIOD_WORDS: Final = re.compile(r"[a-z]+(?:[ \t]+[a-z]+){0,3}")
_NAMED_PERIODS: Final = ("per claim", "per stay", "per month", "per quarter", "per year")
"""Those that are named where none is like what is written."""

_CHINESE: Final = re.compile(rf"[{HAN}]+")
_OTHER: Final = re.compile(
    rf"{match_keywords('PER_STAY', 'PER_MONTH', 'PER_QUARTER')}(?![{HAN}A-Za-z])"
)
"""A period that not every line has."""


def explain_periods(mistake: Mistake) -> Diagnostic | None:
    """What is written for the line, or the bar, at the mistake."""
    return (
        _explain_several(mistake)
        or _explain_leading(mistake)
        or _explain_most(mistake)
        or _explain_household(mistake)
        or _explain_slash(mistake)
        or _explain_other(mistake)
        or _explain_every(mistake)
    )


def _explain_every(mistake: Mistake) -> Diagnostic | None:
    """`deductible every 次`: a period of two languages."""
    previous = mistake.previous
    found = _CHINESE.match(mistake.text, mistake.start)
    if previous is None or str(previous) not in ("every", "each") or found is None:
        return None
    message = say("`{word}` is no word of the language", word=f"{previous} {found.group()}")
    hint = say("a period is one of {words}", words=_listed(_NAMED_PERIODS))
    return mistake.at("odd_word", message, previous.start_pos or 0, found.end(), hint)


def explain_near_period(mistake: Mistake) -> Diagnostic | None:
    """`per mont`: words that are no period, and no names of a list either."""
    previous = mistake.previous
    found = _PERIOD_WORDS.match(mistake.text, mistake.start)
    if str(previous) != "per" or previous is None or found is None:
        return None
    words = found.group().split()
    written = [" ".join(words[:count]) for count in range(len(words), 0, -1)]
    if not _OF_PER.isdisjoint(written):
        return None  # A period, which does not stand here.
    near = ((word, find_similar(word, _OF_PER)) for word in written)
    last, similar = next(((word, found) for word, found in near if found), (words[0], None))
    word, start = _PER + last, previous.start_pos or 0
    message = say("`{word}` is not a keyword here", word=word)
    if similar is None:
        hint = say("a period is one of {words}", words=_listed(_NAMED_PERIODS))
        return mistake.at("unknown_keyword", message, start, found.start() + len(words[0]), hint)
    similar = _PER + similar
    hint = say("did you mean `{found}`?", found=similar)
    blanks = re.compile(r"\s+".join(word.split())).match(mistake.text, start)
    end = blanks.end() if blanks is not None else found.end()
    return mistake.at("unknown_keyword", message, start, end, hint, None, (similar,))


def _explain_other(mistake: Mistake) -> Diagnostic | None:
    """`pool p 500 yuan per stay`: a period that what stands before it has not."""
    found = _OTHER.match(mistake.text, mistake.start)
    allowed = "PER_YEAR" in mistake.expected
    if found is None or not allowed or mistake.start == mistake.statement_start:
        return None
    message = say("`{word}` cannot stand here", word=" ".join(found.group().split()))
    hint = say("what stands before has no such period: it is of a year, as in `per year`")
    return mistake.at("odd_word", message, mistake.start, found.end(), hint)


def _explain_several(mistake: Mistake) -> Diagnostic | None:
    """`cap 1000 yuan per stay, 3000 yuan per year`."""
    found = mistake.cover(_SEVERAL) or mistake.cover(_ROWS)
    begun = found is not None and mistake.line_start + found.start() <= mistake.statement_start
    if found is None or not begun:
        return None
    first = re.search(_TERM, found.group())
    if first is None:
        return None
    parts = [
        (_TERMINALS.get(" ".join((part["before"] or part["after"]).split()), "PER_YEAR"),
         (part["first"] or part["last"]).strip())
        for part in _FIGURES.finditer(found.group())
    ]  # fmt: skip
    is_cap = any(first.group() in words for words in KEYWORDS["CAP"])
    language = mistake.language
    term = spelling("CAP" if is_cap else "DEDUCTIBLE", language)
    message = say("`{term}` has one period on its line", term=term)
    start = mistake.statement_start
    end = mistake.line_start + found.end()
    if is_cap:
        lines = tuple(_line_of_cap(period, amount, mistake) for period, amount in parts)
        hint = say("write a line for each: {lines}", lines=_listed(lines))
        return mistake.at("odd_word", message, start, end, hint, None, lines)
    (period, amount), *more = parts
    if len(more) != 1 or more[0][0] not in _OF_YEAR:
        hint = say("a benefit has one deductible: write the one period that the document means")
        return mistake.at("odd_word", message, start, end, hint)
    most = f"{spelling('AT_MOST', language)} {more[0][1]} {spelling('PER_YEAR', language)}"
    comma = "，" if language == "zh" else ", "
    write = f"{term} {spelling(period, language)} {amount}{comma}{most}"
    hint = say("write `{word}` if the second figure is the most of a year", word=write)
    return mistake.at("odd_word", message, start, end, hint, None, (write,))


def _line_of_cap(terminal: str, amount: str, mistake: Mistake) -> str:
    """The limit of a period; that of a claim is one of each payment."""
    if terminal == "PER_CLAIM":
        return f"{spelling('AT_MOST', mistake.language)} {amount}"
    return f"{spelling('CAP', mistake.language)} {spelling(terminal, mistake.language)} {amount}"


def _listed(lines: tuple[str, ...]) -> Text:
    return listed(say("`{word}`", word=line) for line in lines)


def _explain_leading(mistake: Mistake) -> Diagnostic | None:
    """`每年 分段 { … }`: the period of bands stands behind their word."""
    found = mistake.cover(_LEADING)
    if found is None or mistake.line_start + found.start() != mistake.statement_start:
        return None
    write = f"{found['bands']} {found['period']}"
    message = say("`{word}` does not stand before `{bands}`",
                  word=found["period"], bands=found["bands"])  # fmt: skip
    return mistake.at_match("odd_word", message, found, say("write `{word}`", word=write), write)


def _explain_most(mistake: Mistake) -> Diagnostic | None:
    """`每年 不超过 300元`: what a year is paid at most is a cap."""
    found = mistake.cover(_MOST)
    if found is None or mistake.line_start + found.start() != mistake.statement_start:
        return None
    cap = spelling("CAP", mistake.language)
    write = f"{cap} {found['period']} {found['amount']}"
    message = say("`{word}` does not stand before `{bands}`",
                  word=found["period"], bands=found["most"])  # fmt: skip
    return mistake.at_match("odd_word", message, found, say("write `{word}`", word=write))


def _explain_household(mistake: Mistake) -> Diagnostic | None:
    """`per household per year` where it does not stand, before bands or beside a rate."""
    found = mistake.cover(_OF_HOUSEHOLD)
    word = found.group() if found is not None else ""
    if found is None:
        found = mistake.cover(_HOUSEHOLD_BEFORE)
        if found is None:
            return None
        word = found["period"]
    message = say("`{word}` does not stand here", word=word)
    hint = say(
        "of a household can be a deductible, a cap, a pool, bands and what is counted: `deductible "
        "per household per year 1000 yuan`, `cap per household per year 2000 yuan`, `pool family "
        "600 yuan per household per year`, `bands per household per year { … }`, `counted at most "
        "2000 yuan per household per year`"
    )
    start = mistake.line_start + found.start()
    return mistake.at("odd_word", message, start, start + len(word), hint)


def _explain_slash(mistake: Mistake) -> Diagnostic | None:
    """`(yuan / year)`."""
    found = mistake.cover(_SLASH)
    if found is None:
        return None
    write = f"/{found['period']}"
    message = say("`{word}` is written as one", word=found.group())
    hint = say("write `{word}`", word=write)
    return mistake.at_match("odd_sign", message, found, hint, write, safety="safe")
