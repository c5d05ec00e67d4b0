"""What the codes of a column may mean.

In: words by what they mean. Out: what a word of a mapping means, or why it is none of them, with
what may be written.
"""

from collections.abc import Iterable, Mapping

from attrs import field

from polc.compiler.report.similar import suggest
from polc.messages.text import Text, quoted, say
from polc.records.frozen import frozen
from polc.runtime.vocabulary import CHINESE_CHOICES


@frozen
class Meanings:
    """`words` by each of their names what they mean (None: any text is one, of which only a number
    may count: `whole`); `others` are words of which is known what to write for them."""

    words: Mapping[str, str] | None
    others: Mapping[str, Text] = field(factory=dict)
    whole: bool = False

    def find(self, word: str) -> str | None:
        """What a word means; None where it is none of them."""
        if self.words is not None:
            return self.words.get(word)
        return word if word.isdecimal() or not self.whole else None

    def refuse(self, word: str) -> Text:
        """Why a word that means nothing here is none of them, and what may be written."""
        if self.words is None:
            return say(
                "`{word}` is nothing that a code can mean here; write a whole number", word=word
            )
        return say(
            "`{word}` is nothing that a code can mean here; {hint}",
            word=word,
            hint=self.others.get(word) or self._suggest(word),
        )

    def _suggest(self, word: str) -> Text:
        """The similar one, else one name of each in the letters in which the word is written."""
        words = self.words or {}
        known = [name for name in words if name and name.isascii() == word.isascii()]
        first: dict[str, str] = {}
        for name in known or words:
            first.setdefault(words[name], name)
        return suggest(word, known, say("write one of {names}", names=quoted(first.values()))).text


def of_choices(choices: Iterable[str]) -> Meanings:
    """The choices of a field, in either language."""
    words = {choice: choice for choice in choices}
    words |= {word: id_ for word, id_ in CHINESE_CHOICES.items() if id_ in words}
    return Meanings(words)
