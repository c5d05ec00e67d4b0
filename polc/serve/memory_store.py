"""Ledgers in memory, which end with the service.

In: ledgers and entries. Out: the same. More than `MOST_LEDGERS`, or than `MOST_KEPT` of text in
all, are not taken: whoever sends them would else fill the memory.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Final

from attrs import field

from polc.records.mutable import define
from polc.serve.ledger_store import LedgerEntry, LedgerHead, StoreError

MOST_LEDGERS: Final = 10_000

MOST_KEPT: Final = 64_000_000
"""Characters of all ledgers together."""


@define(eq=False)
class MemoryStore:
    """A `LedgerStore`."""

    _kept: dict[str, tuple[LedgerHead, list[LedgerEntry]]] = field(factory=dict, init=False)
    _size: int = field(default=0, init=False)
    _writing: Lock = field(factory=Lock, init=False)

    def create(self, head: LedgerHead) -> bool:
        """Keeps a new ledger; False where there is one of its id."""
        with self._writing:
            if head.id in self._kept:
                return False
            if len(self._kept) >= MOST_LEDGERS:
                raise StoreError("full")
            self._take(len(head.opened))
            self._kept[head.id] = (head, [])
            return True

    def find(self, ledger: str) -> LedgerHead | None:
        """The ledger of an id."""
        known = self._kept.get(ledger)
        return None if known is None else known[0]

    def entries(self, ledger: str, after: int) -> Sequence[LedgerEntry]:
        """Its entries behind a place."""
        return self._kept[ledger][1][after:]

    def append(self, ledger: str, entry: LedgerEntry) -> bool:
        """Keeps an entry; False where its place is taken."""
        with self._writing:
            entries = self._kept[ledger][1]
            if entry.place != len(entries) + 1:
                return False
            self._take(len(entry.asked) + len(entry.answer))
            entries.append(entry)
            return True

    def _take(self, size: int) -> None:
        if self._size + size > MOST_KEPT:
            raise StoreError("full")
        self._size += size

    def close(self) -> None:
        """Nothing is held open."""
