"""Patterns that stand for any of several words.

In: words, English or Chinese. Out: the text of a regular expression; `NAME` and `PERIOD` are such
texts.
"""

import re
from typing import Final

from polc.grammar.keywords import KEYWORDS
from polc.grammar.word import WORD

NAME: Final = f"(?:{WORD.pattern})"
"""A word of either script."""


def match_any(*words: str) -> str:
    """Any of the words, the longest first, with any white space between its parts; an English one
    is no part of another."""
    patterns = []
    for word in sorted(words, key=len, reverse=True):
        pattern = r"\s+".join(map(re.escape, word.split()))
        before = r"\b" if word[0].isascii() and word[0].isalpha() else ""
        after = r"\b" if word[-1].isascii() and word[-1].isalpha() else ""
        patterns.append(f"{before}{pattern}{after}")
    return f"(?:{'|'.join(patterns)})"


def match_keywords(*terminals: str) -> str:
    """Any spelling of the keywords."""
    return match_any(
        *(word for terminal in terminals for words in KEYWORDS[terminal] for word in words)
    )


PERIOD: Final = match_keywords(
    *("PER_PERSON_YEAR", "PER_YEAR", "PER_STAY", "PER_CLAIM", "PER_MONTH", "PER_QUARTER")
)
"""The periods that lines of drafts give a figure."""
