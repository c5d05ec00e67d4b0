"""What a syntax mistake most likely was, in the words of the person who made it.

In: Lark's exception and the text. Out: one `Diagnostic`, with the repair in its help
where the repair is clear: a misspelt keyword, two Chinese words written as one, a
comma inside a number, a missing unit or separator.
"""

import re
from collections.abc import Callable
from typing import Final, cast

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from polc.compiler.report.diagnostics import Diagnostic, Safety
from polc.compiler.report.similar import find_certain, find_similar
from polc.compiler.report.source import SourceText, Span
from polc.compiler.syntax.mistakes.explain_ambiguous_units import explain_ambiguous_units
from polc.compiler.syntax.mistakes.explain_bands import explain_bands
from polc.compiler.syntax.mistakes.explain_behind_figures import explain_behind_figure
from polc.compiler.syntax.mistakes.explain_class_lines import explain_class_line
from polc.compiler.syntax.mistakes.explain_comparisons import (
    explain_comparison,
    explain_nothing_between,
)
from polc.compiler.syntax.mistakes.explain_compounds import explain_compound
from polc.compiler.syntax.mistakes.explain_conditions import (
    explain_bare_condition,
    explain_day_alone,
)
from polc.compiler.syntax.mistakes.explain_days_of_rows import explain_day_of_row
from polc.compiler.syntax.mistakes.explain_declarations import (
    explain_declaration,
    explain_what_begins,
    explain_what_is_missing,
)
from polc.compiler.syntax.mistakes.explain_drafts import explain_draft
from polc.compiler.syntax.mistakes.explain_figures import explain_figure
from polc.compiler.syntax.mistakes.explain_glued import (
    count_word,
    explain_glued,
    explain_glued_is,
    explain_glued_key,
)
from polc.compiler.syntax.mistakes.explain_matrix import explain_matrix
from polc.compiler.syntax.mistakes.explain_mixed_names import explain_mixed_name
from polc.compiler.syntax.mistakes.explain_pasted import explain_pasted
from polc.compiler.syntax.mistakes.explain_payers import explain_payer
from polc.compiler.syntax.mistakes.explain_periods import explain_near_period, explain_periods
from polc.compiler.syntax.mistakes.explain_qualifiers import explain_qualifier
from polc.compiler.syntax.mistakes.explain_ranges import explain_dotted_band
from polc.compiler.syntax.mistakes.explain_ranges_of_rows import explain_range_of_row
from polc.compiler.syntax.mistakes.explain_recognition import explain_recognition
from polc.compiler.syntax.mistakes.explain_separators import explain_separator
from polc.compiler.syntax.mistakes.explain_signs import explain_sign
from polc.compiler.syntax.mistakes.explain_synonyms import explain_synonym
from polc.compiler.syntax.mistakes.explain_tallies import explain_tally
from polc.compiler.syntax.mistakes.explain_words import (
    explain_bare_list,
    explain_bare_title,
    explain_word,
)
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.similar_phrase import certain_phrase, similar_phrase
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import HAN, KEYWORDS, all_spellings, language_of
from polc.messages.text import NOTHING, Text, listed, say

_WORD: Final = re.compile(
    rf"[A-Za-z_][A-Za-z0-9_]*|[{HAN}]+|[0-9.]+(?:\s*(?:%|个百分点|万?元|points?\b|yuan\b))?|\S"
)
_TEXT: Final = re.compile(r'"[^"\n]*"')
_SHOWN: Final = {
    "NAME": say("a name"),
    "STRING": say("a text in quotes"),
    "MONEY": say("an amount such as `1800 yuan`"),
    "PERCENT": say("a percentage such as `70%`"),
    "POINTS": say("points such as `5 points`"),
    "DATE": say("a date such as `2022-01-01`"),
    "MONTH_DAY": say("a day of the year such as `10-01`"),
    "INT": say("a number"),
    "CLAUSE": say("a clause id such as `SZ-2.1.1`"),
    "LBRACE": say("`{`"),
    "RBRACE": say("`}`"),
    "LPAR": say("`(`"),
    "RPAR": say("`)`"),
    "COLON": say("`:`"),
    "COMMA": say("`,`"),
    "SEMICOLON": say("`;`"),
    "EQUAL": say("`=`"),
    "MORETHAN": say("`>`"),
    "VBAR": say("`|`"),
    "DOT": say("`.`"),
}
_STATEMENTS: Final = say(
    "a statement begins with its keyword, as `rate 70%`, `deductible per year …` or `when …`, and "
    "ends where the next begins"
)
_UNITS: Final = frozenset(("yuan",))
_LISTED: Final = 6
_NAMED: Final = 3


def explain_token(
    source: SourceText,
    text: str,
    mistake: UnexpectedToken,
    previous: Token | None,
    before: frozenset[str],
) -> Diagnostic:
    """A word or sign that cannot stand here, after `previous`; `before` is what could have
    followed that before anything was concluded from the word."""
    token = mistake.token
    if token.type == "$END":
        at = len(text.rstrip())
        message = say("the file ends in the middle of a statement")
        help_text = _expectation(mistake.accepts or mistake.expected, detect_language(source.text))
        return Diagnostic(
            code="unfinished",
            message=message,
            source=source,
            span=Span(max(0, at - 1), at),
            help=help_text,
        )
    start = token.start_pos or 0
    return _explain(source, text, start, set(mistake.accepts or mistake.expected), previous, before)


def explain_character(
    source: SourceText, text: str, mistake: UnexpectedCharacters, previous: Token | None
) -> Diagnostic:
    """A sign that begins no word of the language."""
    start, allowed = cast(int, mistake.pos_in_stream), set(mistake.allowed or ())
    return _explain(source, text, start, allowed, previous, frozenset(allowed))


_Explain = Callable[[Mistake], Diagnostic | None]

_IN_ANY_PLACE: Final[tuple[_Explain, ...]] = (explain_figure, explain_sign, explain_word)
_OUTSIDE_TEXTS: Final[tuple[_Explain, ...]] = (
    explain_matrix,
    explain_mixed_name,
    explain_payer,
    explain_tally,
    explain_periods,
    explain_day_of_row,
    explain_range_of_row,
    explain_recognition,
    explain_class_line,
    explain_dotted_band,
    explain_bands,
    explain_glued_is,
    explain_day_alone,
    explain_comparison,
    explain_declaration,
    explain_behind_figure,
    explain_draft,
    explain_synonym,
    explain_near_period,
)
_BEFORE_TEXTS: Final[tuple[_Explain, ...]] = (explain_pasted, explain_qualifier)
_OF_WORDS: Final[tuple[_Explain, ...]] = (explain_glued_key, explain_separator, explain_compound)


def _explain_known(mistake: Mistake) -> Diagnostic | None:
    """What is known of the words and signs at the mistake; a line with a text that is not closed
    is looked at for little else than that."""
    closed = not mistake.in_open_text
    before_text = closed and not mistake.text.startswith('"', mistake.start)
    for applies, explainers in (
        (True, (explain_ambiguous_units,)),
        (closed, _OUTSIDE_TEXTS),
        (True, (explain_bare_condition,)),
        (before_text, _BEFORE_TEXTS),
        (closed, _OF_WORDS),
        (True, _IN_ANY_PLACE),
    ):
        for explain in explainers if applies else ():
            found = explain(mistake)
            if found is not None:
                return found
    return None


def _explain(
    source: SourceText,
    text: str,
    start: int,
    expected: set[str],
    previous: Token | None,
    before: frozenset[str],
) -> Diagnostic:
    mistake = Mistake(source, text, start, before | expected, previous)
    known = _explain_known(mistake)
    if known is not None:
        return known
    found = _WORD.match(text, start)
    end = found.end() if found else start + 1
    word = text[start:end]
    closed = _TEXT.match(text, start)
    if closed is not None:
        word, end = closed.group(), closed.end()
    keywords = {
        spelling
        for terminal in expected & KEYWORDS.keys()
        for spellings in KEYWORDS[terminal]
        for spelling in spellings
    }
    glued = explain_glued(mistake, word, end)
    if glued is not None:
        return glued
    single = {spelling for spelling in keywords if " " not in spelling}
    if mistake.previous is not None and mistake.previous.start_pos == mistake.statement_start:
        begun_wrong = _explain_previous(mistake, word)
        if begun_wrong is not None:
            return begun_wrong
    bare = explain_nothing_between(mistake) or explain_bare_list(mistake)
    if bare is not None and not find_certain(word, single):
        return bare
    phrase = similar_phrase(text, start, keywords)
    if phrase is not None and phrase.split()[0] == word:
        written = " ".join(text[start:].split("\n", 1)[0].split()[: phrase.count(" ") + 1])
        message = say("`{word}` is not a keyword here", word=written)
        help_text = say("did you mean `{found}`?", found=phrase)
        last = start + len(written) if text.startswith(written, start) else end
        return mistake.at("unknown_keyword", message, start, last, help_text, None, (phrase,))
    similar = find_similar(word, single) if word not in all_spellings() else None
    similar = similar or similar_phrase(text, start, keywords)
    language = language_of(word)
    if similar and (word[0].isalpha() or language == "zh"):
        message = say("`{word}` is not a keyword here", word=word)
        help_text = say("did you mean `{found}`?", found=similar)
        certain = find_certain(word, single) or certain_phrase(word, text, end, similar)
        safety: Safety = "safe" if (certain or "").lower() == word.lower() else "unsafe"
        return mistake.at(
            "unknown_keyword",
            message,
            start,
            end,
            help_text,
            certain or None,
            (similar,),
            safety=safety,
        )
    misspelt = _explain_previous(mistake, word)
    if misspelt is not None:
        return misspelt
    unit = _explain_unit(mistake, word) or _explain_bare_number(mistake, word, end)
    if unit is not None:
        return unit
    begun = explain_bare_title(mistake) or explain_what_begins(mistake, expected)
    if begun is not None:
        return begun
    expectation = _expectation(expected, detect_language(source.text))
    missing = explain_what_is_missing(mistake, expectation)
    if missing is not None and expectation is not _STATEMENTS:
        return missing
    message = say("`{word}` cannot stand here", word=word)
    return mistake.at("unexpected_word", message, start, end, expectation)


def _explain_previous(mistake: Mistake, word: str) -> Diagnostic | None:
    """`benifit basic`: the word before the mistake is the keyword that is wrong."""
    previous, text, source = mistake.previous, mistake.text, mistake.source
    if (
        previous is not None
        and previous.type == "NAME"
        and previous.end_pos is not None
        and _may_be_misspelt(mistake, previous)
        and str(previous) not in all_spellings()
        and count_word(text, str(previous)) < _NAMED
    ):
        begun = find_similar(str(previous), _spellings_like(str(previous), source))
        if begun:
            message = say("`{word}` cannot stand after `{previous}`", word=word, previous=previous)
            help_text = say(
                "did you mean `{begun}` for `{previous}`?", begun=begun, previous=previous
            )
            first, last = previous.start_pos or 0, previous.end_pos
            certain = find_certain(str(previous), _spellings_like(str(previous), source))
            return mistake.at("unknown_keyword", message, first, last, help_text, certain, (begun,))
    return None


def _explain_unit(mistake: Mistake, word: str) -> Diagnostic | None:
    """`15000 yuna`: an amount whose unit is misspelt."""
    previous = mistake.previous
    if previous is None or previous.type != "INT" or find_similar(word, _UNITS) is None:
        return None
    start = previous.start_pos or 0
    if start < mistake.line_start or word in all_spellings():
        return None
    end = mistake.start + len(word)
    message = say("`{word}` is not how an amount is written", word=f"{previous} {word}")
    hint = say("write `{word}`", word=f"{previous} yuan")
    return mistake.at("odd_amount", message, start, end, hint)


def _explain_bare_number(mistake: Mistake, word: str, end: int) -> Diagnostic | None:
    """`raised by 5`, `pay 500`: a figure whose unit is known from what may stand here."""
    if re.fullmatch(r"[0-9.]+", word) is None:
        return None
    message = say("`{word}` has no unit", word=word)
    if "POINTS" in mistake.expected and "PERCENT" not in mistake.expected:
        points = f"{word}个百分点" if mistake.language == "zh" else f"{word} points"
        return mistake.at(
            "missing_unit", message, mistake.start, end, say("write `{word}`", word=points)
        )
    if "MONEY" in mistake.expected:
        hint = say("write `{word} yuan`, or `{word}%` for a rate", word=word)
        return mistake.at("missing_unit", message, mistake.start, end, hint)
    return None


def _may_be_misspelt(mistake: Mistake, previous: Token) -> bool:
    """Whether the word before may be the keyword that is wrong: one on this line, or one with
    which its line begins."""
    start = previous.start_pos or 0
    begun = mistake.text.rfind("\n", 0, start) + 1
    return start >= mistake.line_start or not mistake.text[begun:start].strip()


def _spellings_like(word: str, source: SourceText) -> set[str]:
    """The keywords in the letters of the word, where the file has its keywords in them."""
    language = language_of(word)
    if language != detect_language(source.text):
        return set()
    return {spelling for spelling in all_spellings() if language_of(spelling) == language}


def _expectation(expected: set[str] | frozenset[str], language: str) -> Text:
    """What may stand here, a few of them; empty where nothing clear can be said."""
    shown: list[Text] = []
    for terminal in sorted(expected):
        if terminal in KEYWORDS:
            english, chinese = KEYWORDS[terminal]
            words = chinese if language == "zh" else english
            if words:
                shown.append(say("`{word}`", word=words[0]))
        elif terminal in _SHOWN:
            shown.append(_SHOWN[terminal])
    if expected >= {"RATE", "CAP", "FOR"}:
        return _STATEMENTS
    if not shown or len(shown) > 2 * _LISTED:
        return NOTHING
    more = [say("…")] if len(shown) > _LISTED else []
    return say("expected {words}", words=listed([*shown[:_LISTED], *more]))
