"""What was found of a policy before, for whoever asks again of the same texts.

In: a store, a question, a source. Out: the answer that was kept, if there is one, and where to
keep the one that is found. Only a command keeps answers; what it finds wrong it finds anew each
time, and says it whole.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.api.sealed_entries import EntryStore, UsedTexts, key_of, seal, unseal
from polc.compiler.report.source import SourceText
from polc.records.frozen import frozen

ANSWERING_ROOMS: Final = (
    "api",
    "compiler",
    "grammar",
    "inspect",
    "link",
    "messages",
    "records",
    "runtime",
)
"""The rooms whose code an answer hangs on."""


@frozen(eq=False)
class PastAnswer:
    """`answer` is None where none was kept of these very texts. Whoever works it out reads what the
    policy uses by `used`."""

    _store: EntryStore | None
    _key: str
    answer: Mapping[str, Any] | None
    used: UsedTexts = field(factory=UsedTexts)

    def keep(self, answer: Mapping[str, Any]) -> None:
        """Keeps what JSON can say, if there is a store."""
        if self._store is not None:
            self._store.write(self._key, seal(answer, self.used))


def ask_again(store: EntryStore | None, question: str, source: SourceText) -> PastAnswer:
    """What a store has of a question about a source."""
    if store is None:
        return PastAnswer(None, "", None)
    key = key_of(question, source, ANSWERING_ROOMS)
    return PastAnswer(store, key, unseal(store.read(key)))
