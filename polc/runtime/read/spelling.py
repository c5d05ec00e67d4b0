"""Whether two words are one name, written in two ways.

In: what a user wrote and a name. Out: yes for capitals, joining signs, look-alike letters and
one slip of the keys in a Latin word; no for words that are merely alike, since `dibao_class_1`
and `dibao_class_2`, 一类低保 and 二类低保 are other people.
"""

import re
from typing import Final

_SHORTEST: Final = 4
_LOOKALIKES: Final = str.maketrans(
    {"像": "象", "相": "象", "囷": "困", "因": "困", "底": "低", "葆": "保", "圆": "员", "园": "员"}
)
_JOINING: Final = re.compile(r"[\s_\-·]+")


def is_same_name(word: str, name: str) -> bool:
    """Whether `word` can be nothing but `name` misspelt."""
    written, known = (_JOINING.sub("", spelt).casefold() for spelt in (word, name))
    if written == known or written.translate(_LOOKALIKES) == known.translate(_LOOKALIKES):
        return True
    if not (written.isascii() and known.isascii()) or len(written) < _SHORTEST:
        return False
    figures = [re.sub(r"[^0-9]", "", spelt) for spelt in (written, known)]
    return figures[0] == figures[1] and differs_once(written, known)


def differs_once(word: str, name: str) -> bool:
    """Whether a letter is left out, put in, exchanged with the next or changed: one slip of the
    keys."""
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, left = word[start:], name[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return swapped or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
