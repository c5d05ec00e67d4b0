"""Chinese words that were written without a blank between them, where only one division
makes sense.

In: the text of a file and the place of a word that the grammar cannot read. Out: the word
divided, or None where there is no division or more than one.
"""

import re
from functools import cache
from typing import Final

from polc.grammar.keywords import HAN, KEYWORDS
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS

_TITLES: Final = re.compile(rf'"([{HAN}]+)"')
_NAMED: Final = re.compile(rf"(?<![{HAN}])([{HAN}]+)(?![{HAN}])")
LONGEST: Final = 60


def divide(word: str, text: str, names: frozenset[str] = frozenset()) -> str | None:
    """`对象特困人员` as `对象 特困人员`. A part is a keyword, a name of the vocabulary or one of
    `names`, or a title that the file gives to something."""
    if len(word) > LONGEST:
        return None
    known = _known() | names | set(_TITLES.findall(text))
    start_way: tuple[str, ...] = ()
    ways: list[list[tuple[str, ...]]] = [[start_way], *([] for _ in word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            if word[start:end] in known and ways[start]:
                ways[end] += [(*way, word[start:end]) for way in ways[start][:2]]
    found = [way for way in ways[-1] if len(way) > 1]
    return " ".join(found[0]) if len(found) == 1 else None


@cache
def _known() -> frozenset[str]:
    keywords = (word for _, chinese in KEYWORDS.values() for word in chinese)
    fields = (word for field in FIELDS for word in field.chinese)
    return frozenset(filter(_NAMED.fullmatch, (*keywords, *fields, *CHINESE_CHOICES)))
