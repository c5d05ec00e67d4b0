"""Words of the field that are no keyword.

In: a mistake. Out: what to write for the word at it, or for the one before it, as the table of
synonyms says; or None.
"""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.open_brace import innermost_brace
from polc.grammar import advice
from polc.grammar.keywords import HAN, all_spellings, spelling
from polc.grammar.synonym_places import BORNE_SHARES, FILLERS, OPENING
from polc.grammar.synonyms import TOLD
from polc.messages.text import Text, either, say

_SHARE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%")
_POOL: Final = say(
    "a limit outside of a benefit is a pool: `pool NAME 30000 yuan per person per year`, which "
    "benefits count toward"
)
_WORDS: Final = tuple(sorted(TOLD, key=len, reverse=True))
"""The words of the table, the longest first."""


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """The word with any white space between its parts, and nothing that makes it longer."""
    ends = "(?![A-Za-z0-9_])" if word.isascii() else f"(?![{HAN}])"
    return re.compile(r"\s+".join(map(re.escape, word.split())) + ends)


def explain_synonym(mistake: Mistake) -> Diagnostic | None:
    """A word of the table: at the mistake, or the name before it on its line."""
    places = [mistake.start]
    previous = mistake.previous
    if previous is not None and (previous.start_pos or 0) >= mistake.line_start:
        places.append(previous.start_pos or 0)
    for place in places:
        for word in _WORDS:
            if not mistake.text.startswith(word.split()[0], place):
                continue
            found = _pattern(word).match(mistake.text, place)
            if found is not None:
                if _applies(mistake, word, place, found.end()):
                    return _explain_word(mistake, word, place, found.end())
                break
    return None


def say_what_to_write(write: tuple[str, ...], why: Text) -> Text:
    """The keywords that say it, and why."""
    if not write:
        return why
    written = either(say("`{word}`", word=keyword) for keyword in write)
    if not why:
        return say("write {written}", written=written)
    return say("write {written}; {why}", written=written, why=why)


def _applies(mistake: Mistake, word: str, place: int, end: int) -> bool:
    """Whether the word is what is wrong: a keyword of another level only where it begins a line
    of a benefit, a word that says nothing only between a keyword and its figure."""
    if word in ("limit", "限额", "up to"):
        return place == mistake.start == mistake.statement_start and "CAP" in mistake.expected
    if place != mistake.statement_start and innermost_brace(mistake.text, place) < 0:
        return bool(mistake.text[mistake.statement_start : place].split()[0] in all_spellings())
    if word in OPENING:
        return place == mistake.statement_start
    if word in FILLERS:
        before = " ".join(mistake.text[mistake.line_start : place].split())
        return before in all_spellings() and mistake.text[end:].lstrip()[:1].isdigit()
    return True


def _explain_word(mistake: Mistake, word: str, start: int, end: int) -> Diagnostic:
    told = TOLD[word]
    message = say("`{word}` is no word of the language", word=word)
    if word in all_spellings():
        message = say("`{word}` cannot stand here", word=word)
    if told.why == advice.SHARED and innermost_brace(mistake.text, start) < 0:
        return mistake.at("odd_word", message, start, end, _POOL)
    write = told.write
    share = _SHARE.search(mistake.line)
    if word in BORNE_SHARES and share is not None and Decimal(share.group(1)) <= 100:
        paid = 100 - Decimal(share.group(1))
        write = (f"{spelling('RATE', mistake.language)} {paid}%",)
    hint = say_what_to_write(write, told.why)
    fix = told.write[0] if len(told.write) == 1 else None
    return mistake.at("odd_word", message, start, end, hint, fix, write)
