"""Ledgers in a PostgreSQL database.

In: an address. Out: a `LedgerStore`, of which several processes may have one each. Connections come
from a pool, which looks whether one still answers before it hands it out.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import psycopg
from attrs import field
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from polc.records.mutable import define
from polc.serve.ledger_store import LedgerEntry, LedgerHead, StoreError

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.abc import QueryNoTemplate

_PATIENCE: Final = 5.0
"""Seconds to wait for a connection, and for an answer of the server."""

_OURS: Final = 0x706F6C63
"""The lock under which the tables are made: two that make one at once are refused."""

_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS polc_ledgers ("
    "id text PRIMARY KEY, policy text NOT NULL, fingerprint text NOT NULL, opened text NOT NULL, "
    "since timestamptz NOT NULL DEFAULT now())",
    "CREATE TABLE IF NOT EXISTS polc_ledger_entries ("
    "ledger text NOT NULL REFERENCES polc_ledgers (id), place integer NOT NULL, "
    "asked text NOT NULL, answer text NOT NULL, since timestamptz NOT NULL DEFAULT now(), "
    "PRIMARY KEY (ledger, place))",
)


@define(eq=False)
class PostgresqlStore:
    """A `LedgerStore`; `most` connections are open at once."""

    address: str = field(repr=False)
    most: int = 4
    _pool: "ConnectionPool[Connection[TupleRow]]" = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        milliseconds = int(_PATIENCE * 1000)
        self._pool = ConnectionPool(
            self.address,
            min_size=1,
            max_size=self.most,
            timeout=_PATIENCE,
            check=ConnectionPool.check_connection,
            kwargs={
                "autocommit": True,
                "connect_timeout": int(_PATIENCE),
                "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}",
            },
            open=True,
        )
        try:
            with self._connected() as connection, connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_OURS,))
                for table in _TABLES:
                    connection.execute(table)
        except StoreError:
            self._pool.close()
            raise

    def create(self, head: LedgerHead) -> bool:
        """Keeps a new ledger; False where there is one of its id."""
        return self._insert(
            "INSERT INTO polc_ledgers (id, policy, fingerprint, opened) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            (head.id, head.policy, head.fingerprint, head.opened),
        )

    def find(self, ledger: str) -> LedgerHead | None:
        """The ledger of an id."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT id, policy, fingerprint, opened FROM polc_ledgers WHERE id = %s", (ledger,)
            ).fetchone()
        if row is None:
            return None
        return LedgerHead(id=row[0], policy=row[1], fingerprint=row[2], opened=row[3])

    def entries(self, ledger: str, after: int) -> Sequence[LedgerEntry]:
        """Its entries behind a place."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT place, asked, answer FROM polc_ledger_entries "
                "WHERE ledger = %s AND place > %s ORDER BY place",
                (ledger, after),
            ).fetchall()
        return [LedgerEntry(*row) for row in rows]

    def append(self, ledger: str, entry: LedgerEntry) -> bool:
        """Keeps an entry; False where its place is taken."""
        return self._insert(
            "INSERT INTO polc_ledger_entries (ledger, place, asked, answer) "
            "VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (ledger, entry.place, entry.asked, entry.answer),
        )

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()

    def _insert(self, statement: "QueryNoTemplate", values: tuple[object, ...]) -> bool:
        with self._connected() as connection:
            return connection.execute(statement, values).rowcount == 1

    @contextmanager
    def _connected(self) -> "Iterator[Connection[TupleRow]]":
        """A connection; what goes wrong is told by its kind, whose words would have the address."""
        try:
            with self._pool.connection() as connection:
                yield connection
        except (psycopg.Error, PoolTimeout) as mistake:
            raise StoreError(type(mistake).__name__) from None
