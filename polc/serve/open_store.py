"""The store that the word for it names.

In: `memory`, `sqlite:FILE`, the address of a PostgreSQL database. Out: a `LedgerStore`. Raises
`StoreError` where it cannot be reached, `ValueError` for a word that names none.
"""

from typing import Final

from polc.serve.ledger_store import LedgerStore

MEMORY: Final = "memory"
SQLITE: Final = "sqlite:"
POSTGRESQL: Final = ("postgresql://", "postgres://")


def open_store(word: str, running: int) -> LedgerStore:
    """The store, for so many requests at once."""
    if word == MEMORY:
        from polc.serve.memory_store import MemoryStore

        return MemoryStore()
    if word.startswith(SQLITE):
        from polc.serve.sqlite_store import SqliteStore

        return SqliteStore(word.removeprefix(SQLITE).removeprefix("//"))
    if word.startswith(POSTGRESQL):
        from polc.serve.postgresql_store import PostgresqlStore

        return PostgresqlStore(word, running)
    raise ValueError(word)
