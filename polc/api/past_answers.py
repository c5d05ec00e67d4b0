"""What was found of a policy before, for whoever asks again of the same texts.

In: a store, a question, a source. Out: the answer that was kept, if there is one, and where to
keep the one that is found. Only a command keeps answers; what it finds wrong it finds anew each
time, and says it whole.
"""

from typing import Final

from attrs import field

from polc.api.sealed_entries import EntryStore, UsedTexts, key_of, seal, unseal
from polc.compiler.report.source import SourceText
from polc.messages.text import Language
from polc.records.frozen import frozen

ANSWERING_ROOMS: Final = (
    "api",
    "cli",
    "compiler",
    "grammar",
    "inspect",
    "link",
    "messages",
    "records",
    "runtime",
    "stdlib_policies",
    "wording",
)
"""The rooms whose code an answer hangs on; `cli` has the rule of what is kept."""


@frozen
class NothingWrong:
    """In a policy of this language, of which so many examples passed."""

    language: Language
    passed: int = 0


@frozen(eq=False)
class PastAnswer:
    """`answer` is None where none was kept of these very texts. Whoever works it out reads what the
    policy uses by `used`."""

    _store: EntryStore | None
    _key: str
    answer: NothingWrong | None
    used: UsedTexts = field(factory=UsedTexts)

    def keep(self, answer: NothingWrong) -> None:
        """Keeps it, if there is a store."""
        if self._store is not None:
            data = {"language": answer.language, "passed": answer.passed}
            self._store.write(self._key, seal(self._key, data, self.used))


def ask_again(store: EntryStore | None, question: str, source: SourceText) -> PastAnswer:
    """What a store has of a question about a source."""
    if store is None:
        return PastAnswer(None, "", None)
    key = key_of(question, source, ANSWERING_ROOMS)
    return PastAnswer(store, key, _read(key, store.read(key)))


def _read(key: str, entry: bytes | None) -> NothingWrong | None:
    """What an entry holds, where it is one of an answer."""
    match unseal(key, entry):
        case {"language": "en" | "zh" as language, "passed": int(passed)} if (
            type(passed) is int and passed >= 0
        ):
            return NothingWrong(language, passed)
    return None
