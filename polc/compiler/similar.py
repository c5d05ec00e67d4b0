"""The closest known word to a misspelt one, for "did you mean".

In: what the user wrote and the names in scope. Out: the one to suggest, or None.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from polc.messages.text import NOTHING, Text, say

_JOINING: Final = "和与及或"


def find_similar(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; short and Chinese words may differ by one letter."""
    names = sorted(set(known) - {word})
    cutoff = 0.5 if len(word) <= 4 or not word.isascii() else 0.65
    found = get_close_matches(word.lower(), [name.lower() for name in names], n=1, cutoff=cutoff)
    return next((name for name in names if found and name.lower() == found[0]), None)


def suggest(word: str, known: Iterable[str], otherwise: Text = NOTHING) -> Text:
    """A help line: the similar name if there is one, else `otherwise`."""
    found = find_similar(word, known)
    return say("did you mean `{found}`?", found=found) if found else otherwise


def split_names(word: str, known: Iterable[str]) -> Text:
    """A help line for Chinese names written as one word, where they part in one way only."""
    names = frozenset(one for one in known if not one.isascii())
    ways = _ways(word, names) if not word.isascii() else []
    parts = "、".join(ways[0]) if len(ways) == 1 else ""
    return say("write `{word}`", word=parts) if parts else NOTHING


def _ways(word: str, names: frozenset[str]) -> list[list[str]]:
    """Every way to read the word as two or three names, with or without a word between."""
    found = []
    for name in names:
        rest = word.removeprefix(name)
        if rest == word:
            continue
        rest = rest[1:] if rest[:1] in _JOINING and rest not in names else rest
        if rest in names:
            found.append([name, rest])
        else:
            found += [[name, *more] for more in _ways(rest, names) if rest and len(more) < 3]
    return found
