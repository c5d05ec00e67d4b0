"""Names of both scripts.

In: a mistake. Out: what to write for `A类低保`, `低保1类`, where a name of one script touches what
is of the other; or None.
"""

import re
from typing import Final

from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.syntax.mistakes.mistake import Mistake
from polc.compiler.syntax.mistakes.word_patterns import match_keywords
from polc.grammar.keywords import HAN, all_spellings, spelling
from polc.grammar.word import WORD
from polc.messages.text import say

_CLASS: Final = rf"[0-9]+(?:类|档|型|号)[{HAN}]*"
"""`1类`: a figure that is a part of a name, and none of a rate or an amount."""

_MIXED: Final = re.compile(
    rf"(?:[A-Za-z]\w*[{HAN}]|[{HAN}]+[A-Za-z]|[{HAN}]*{_CLASS})[A-Za-z0-9_{HAN}]*"
)
_DECLARING: Final = match_keywords(
    "IDENTITY", "GROUP", "BENEFIT", "POOL", "PARAM", "FIELD", "TALLY", "PAYER", "WORD_LIST"
)
_DECLARED: Final = re.compile(rf"\s*(?:{_DECLARING})\s*$")
_OF_WORDS: Final = re.compile(
    rf"\s*{match_keywords('WORD_LIST')}\b|(?:disease|hospital|病种|医院)\s*(?:{match_keywords('IS')})\b"
)


def explain_mixed_name(mistake: Mistake) -> Diagnostic | None:
    """`A类低保`: the whole of it, and that a name is of one script."""
    previous = mistake.previous
    found = mistake.cover(_MIXED)
    if found is None or previous is None:
        return None
    start = mistake.line_start + found.start()
    touches = previous.type == "NAME" and previous.end_pos == mistake.start
    begins = start == mistake.start and "NAME" in mistake.expected
    if not touches and not begins:
        return None
    if any(word in all_spellings() for word in WORD.findall(found.group())):
        return None
    word = found.group()
    message = say(
        "a name is of Chinese characters or of Latin letters, and `{word}` is of both", word=word
    )
    before = mistake.line[: found.start()]
    if _OF_WORDS.search(before):
        return mistake.at_match("odd_name", message, found, say('write `"{word}"`', word=word))
    if _DECLARED.fullmatch(before):
        hint = say(
            'write a name of one script before it, and this as the title: `NAME "{word}"`',
            word=word,
        )
    else:
        hint = say(
            'declare it with a name of one script, `{keyword} NAME "{word}"`, and write that name',
            keyword=spelling("IDENTITY", mistake.language),
            word=word,
        )
    return mistake.at_match("odd_name", message, found, hint)
