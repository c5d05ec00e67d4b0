"""The closest known word to a misspelt one, for "did you mean".

In: what the user wrote and the names in scope. Out: the one to suggest, or None.
"""

from collections.abc import Iterable
from difflib import get_close_matches


def find_similar(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; short and Chinese words may differ by one letter."""
    names = sorted(set(known) - {word})
    cutoff = 0.5 if len(word) <= 4 or not word.isascii() else 0.65
    found = get_close_matches(word.lower(), [name.lower() for name in names], n=1, cutoff=cutoff)
    return next((name for name in names if found and name.lower() == found[0]), None)


def suggest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A help line: the similar name if there is one, else `otherwise`."""
    found = find_similar(word, known)
    return f"did you mean `{found}`?" if found else otherwise
