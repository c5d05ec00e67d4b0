"""Ledgers in a file of SQLite.

In: a path. Out: a `LedgerStore`. What was written is on the disk before it is said to be: several
processes may write to one file, one after the other.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

from attrs import field

from polc.records.mutable import define
from polc.serve.ledger_store import LedgerEntry, LedgerHead, StoreError

_PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS polc_ledgers (
  id TEXT PRIMARY KEY, policy TEXT NOT NULL, fingerprint TEXT NOT NULL, opened TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS polc_ledger_entries (
  ledger TEXT NOT NULL REFERENCES polc_ledgers (id), place INTEGER NOT NULL,
  asked TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (ledger, place)
) WITHOUT ROWID;
"""


@define(eq=False)
class SqliteStore:
    """A `LedgerStore`."""

    path: str
    _connection: sqlite3.Connection = field(init=False, repr=False)
    _using: Lock = field(factory=Lock, init=False)

    def __attrs_post_init__(self) -> None:
        with _told():
            self._connection = sqlite3.connect(
                self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(_TABLES)

    def create(self, head: LedgerHead) -> bool:
        """Keeps a new ledger; False where there is one of its id."""
        return self._insert(
            "INSERT INTO polc_ledgers VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (head.id, head.policy, head.fingerprint, head.opened),
        )

    def find(self, ledger: str) -> LedgerHead | None:
        """The ledger of an id."""
        rows = self._select(
            "SELECT id, policy, fingerprint, opened FROM polc_ledgers WHERE id = ?", (ledger,)
        )
        for known, policy, fingerprint, opened in rows:
            return LedgerHead(id=known, policy=policy, fingerprint=fingerprint, opened=opened)
        return None

    def entries(self, ledger: str, after: int) -> Sequence[LedgerEntry]:
        """Its entries behind a place."""
        rows = self._select(
            "SELECT place, asked, answer FROM polc_ledger_entries "
            "WHERE ledger = ? AND place > ? ORDER BY place",
            (ledger, after),
        )
        return [LedgerEntry(*row) for row in rows]

    def append(self, ledger: str, entry: LedgerEntry) -> bool:
        """Keeps an entry; False where its place is taken."""
        return self._insert(
            "INSERT INTO polc_ledger_entries VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (ledger, entry.place, entry.asked, entry.answer),
        )

    def close(self) -> None:
        """Closes the file."""
        with self._using:
            self._connection.close()

    def _insert(self, statement: str, values: tuple[object, ...]) -> bool:
        with self._using, _told():
            return self._connection.execute(statement, values).rowcount == 1

    def _select(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        with self._using, _told():
            return self._connection.execute(statement, values).fetchall()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as mistake:
        raise StoreError(type(mistake).__name__) from None
