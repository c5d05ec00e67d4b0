"""Keywords of several words that a text nearly says.

In: a text, the keywords that may stand there. Out: the one that is meant, or None.
"""

from polc.compiler.report.similar import find_certain, find_similar


def similar_phrase(text: str, start: int, keywords: set[str]) -> str | None:
    """The keyword of several words that the text at `start` most nearly says."""
    line = text[start:].split("\n", 1)[0].split()
    by_count: dict[int, set[str]] = {}
    for phrase in keywords:
        by_count.setdefault(phrase.count(" ") + 1, set()).add(phrase)
    found = (
        find_similar(" ".join(line[:count]), by_count[count])
        for count in sorted(by_count, reverse=True)
        if count > 1
    )
    return next((phrase for phrase in found if phrase is not None), None)


def certain_phrase(word: str, text: str, end: int, phrase: str) -> str | None:
    """What the word should be, where it is one letter off a phrase's first word and the rest
    of the phrase follows it."""
    first, _, rest = phrase.partition(" ")
    follows = " ".join(text[end:].split("\n", 1)[0].split()).startswith(rest)
    return find_certain(word, {first}) if rest and follows else None
