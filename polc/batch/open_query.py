"""What a query of a database comes to, as a bureau's table.

In: the text of a query, the address of a PostgreSQL or SQLite database. Out: `BureauTable`: the
rows are fetched once, through ADBC, and may change nothing in the database. Raises `TableError`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from polc.batch.open_table import BureauTable, first_lines, open_memory, quoted_name
from polc.batch.read_files import check_header
from polc.batch.table_error import TableError
from polc.messages.text import say

SQLITE: Final = "sqlite:"
POSTGRESQL: Final = ("postgresql://", "postgres://")


def open_query(path: Path, database: str) -> BureauTable:
    """The rows of the query that stands in a file."""
    import duckdb

    query = _read_query(path)
    connection = open_memory()
    with connect(database, path.name, read_only=True) as source, source.cursor() as cursor:
        cursor.execute(query)
        rows = cursor.fetch_record_batch()
        names = check_header(rows.schema.names, path.name)
        connection.register("fetched", rows)
        texts = ", ".join(f"CAST({quoted_name(name)} AS VARCHAR) AS {quoted_name(name.strip())}"
                          for name in rows.schema.names)  # fmt: skip
        try:
            connection.execute(f"CREATE TABLE bureau AS SELECT {texts} FROM fetched")
        except (duckdb.Error, OSError) as mistake:
            raise _refused(path.name, mistake) from None
    return BureauTable(tuple(names), connection)


def _read_query(path: Path) -> str:
    try:
        query = path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise TableError(say("`{file}` is no `UTF-8`", file=path.name)) from None
    if not query:
        raise TableError(say("`{file}` has no query", file=path.name))
    return query


@contextmanager
def connect(database: str, asked: str, *, read_only: bool) -> Iterator[Any]:
    """A connection to a database, closed at the end; what it refuses is said of `asked`. The
    address, which may have a password, is never told."""
    try:
        import adbc_driver_manager as manager
    except ImportError:
        raise TableError(
            say("a database needs more than polc alone: `pip install 'polc[database]'`")
        ) from None
    try:
        connection = _open(database, read_only=read_only)
        try:
            yield connection
        finally:
            connection.close()
    except manager.Error as mistake:
        raise _refused(asked, mistake) from None


def _open(database: str, *, read_only: bool) -> Any:
    if database.startswith(SQLITE):
        from adbc_driver_sqlite import dbapi as sqlite

        path = Path(database.removeprefix(SQLITE).removeprefix("//"))
        if not path.is_file():
            raise TableError(say("there is no database at `{place}`", place=path))
        return sqlite.connect(f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}")
    if database.startswith(POSTGRESQL):
        from adbc_driver_postgresql import dbapi as postgresql

        connection = postgresql.connect(database)
        if read_only:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        return connection
    raise TableError(say("the address of a database begins with `postgresql://` or with `sqlite:`"))


def _refused(asked: str, mistake: Exception) -> TableError:
    why = first_lines(mistake)
    return TableError(say("the database refuses `{asked}`: {why}", asked=asked, why=why))
