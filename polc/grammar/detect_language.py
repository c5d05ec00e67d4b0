"""Which language a file's keywords are in, also where it cannot be read.

In: the text of a file. Out: `en` or `zh`: that of most of its keywords, texts and comments
left aside; of a file without any, that of most of its letters.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from polc.grammar.keywords import KEYWORDS, Language, is_han
from polc.grammar.word import WORD

_ASIDE: Final = re.compile(r'"[^"\n]*"|“[^”\n]*”|[#＃][^\n]*')
ENGLISH_WORDS: Final = frozenset(
    word for english, _ in KEYWORDS.values() for spelling in english for word in spelling.split()
)
"""The words that English keywords are made of."""

_CHINESE: Final = tuple(word for _, chinese in KEYWORDS.values() for word in chinese)


@lru_cache(maxsize=64)
def detect_language(text: str) -> Language:
    """The language of the keywords of a file."""
    said = _ASIDE.sub(" ", text)
    words = re.findall(r"[A-Za-z_]+", said)
    english = sum(word in ENGLISH_WORDS for word in words)
    # A long file says few words many times.
    runs = Counter(WORD.findall(said))
    chinese = sum(times for run, times in runs.items() if run.startswith(_CHINESE))
    if english == chinese == 0:
        english, chinese = len("".join(words)), sum(map(is_han, said))
    return "zh" if chinese > english else "en"
