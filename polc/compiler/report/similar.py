"""The closest known word to a misspelt one, for "did you mean".

In: what the user wrote and the names in scope. Out: the one to suggest, or None.
"""

from collections.abc import Iterable
from typing import Final

from polc.compiler.model.record import frozen
from polc.messages.text import NOTHING, Text, say
from polc.runtime.read.spelling import differs_once, is_same_name

_JOINING: Final = ("以及", "和", "与", "及", "或", "并")
_TURNING: Final = frozenset(
    "不无非未免取消高低上下大小多少年月日次季前后内外首末入出自个人员增减加降提一二三四五六七八九十"
    "省市县区乡镇国本异城农男女甲乙丙丁"
)
"""Letters that make another thing, or the opposite, of a word: 不高于 and 不低于, 每月 and 每年."""


@frozen
class Suggestion:
    """A line of help, and the words that it offers in place of what was written."""

    text: Text
    words: tuple[str, ...] = ()


def find_similar(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; short and Chinese words may differ by one letter."""
    names = sorted(set(known) - {word})
    if not word.isascii():
        slips = [name for name in names if _is_slip(word, name)]
        return slips[0] if len(slips) == 1 else None
    from difflib import get_close_matches  # loaded for the first word that is misspelt

    cutoff = 0.5 if len(word) <= 4 else 0.65
    found = get_close_matches(word.lower(), [name.lower() for name in names], n=1, cutoff=cutoff)
    return next((name for name in names if found and name.lower() == found[0]), None)


def _is_slip(word: str, name: str) -> bool:
    """Whether a Chinese word is one letter off another, and not by one that turns its meaning."""
    odd = set(word) ^ set(name)
    return len(word) > 1 and differs_once(word, name) and odd.isdisjoint(_TURNING)


def find_certain(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs from `word` in its case, or in one letter left out, put
    in, exchanged or changed; None where several do, or where the words are too short to tell."""
    names = set(known) - {word}
    same = {name for name in names if name.lower() == word.lower()}
    if not same and len(word) >= (4 if word.isascii() else 2):
        same = {name for name in names if differs_once(word.lower(), name.lower())}
    if not word.isascii():
        same = {name for name in same if _is_slip(word, name)}
    return same.pop() if len(same) == 1 else None


def suggest(word: str, known: Iterable[str], otherwise: Text = NOTHING) -> Suggestion:
    """The similar name if there is one; else `otherwise`, which offers no word."""
    found = find_similar(word, known)
    if found is None:
        return Suggestion(otherwise)
    return Suggestion(say("did you mean `{found}`?", found=found), (found,))


def suggest_person(word: str, known: Iterable[str], otherwise: Text = NOTHING) -> Suggestion:
    """Another spelling of the same name, if there is one: people that are called alike are
    other people, and nobody is offered in their place."""
    found = next((name for name in sorted(set(known)) if is_same_name(word, name)), None)
    if found is None:
        return Suggestion(otherwise)
    return Suggestion(say("did you mean `{found}`?", found=found), (found,))


def find_same(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs from `word` in its case alone."""
    same = {name for name in known if name.lower() == word.lower()} - {word}
    return same.pop() if len(same) == 1 else None


def split_names(word: str, known: Iterable[str]) -> str:
    """Chinese names written as one word, with what joins names between them, where they part
    in one way only; else empty."""
    names = frozenset(name for name in known if not name.isascii())
    ways = _ways(word, names) if not word.isascii() else []
    return "、".join(ways[0]) if len(ways) == 1 else ""


def _ways(word: str, names: frozenset[str]) -> list[list[str]]:
    """Every way to read the word as two or three names, with or without a word between."""
    found = []
    for name in names:
        rest = word.removeprefix(name)
        if rest == word:
            continue
        if rest not in names:
            joined = next((joiner for joiner in _JOINING if rest.startswith(joiner)), "")
            rest = rest.removeprefix(joined)
        if rest in names:
            found.append([name, rest])
        else:
            found += [[name, *more] for more in _ways(rest, names) if rest and len(more) < 3]
    return found
