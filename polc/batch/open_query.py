"""What a query of a database comes to, as a bureau's table.

In: the file of a query, the address of a PostgreSQL or SQLite database. Out: `BureauTable`: the
rows are fetched once, through ADBC, and may change nothing in the database. Raises `TableError`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from polc.batch.open_table import BureauTable, open_memory, quoted_name
from polc.batch.reach_database import SQLITE, connect, refused
from polc.batch.read_files import check_header
from polc.batch.read_query import read_query


def open_query(path: Path, database: str) -> BureauTable:
    """The rows of the query that stands in a file."""
    import duckdb
    from pyarrow import ArrowException

    query = read_query(path)
    connection = open_memory()
    with connect(database, path.name, read_only=True) as source, source.cursor() as cursor:
        # ADBC writes behind a query, where its last line may be a remark.
        cursor.execute(f"{query}\n")
        rows = cursor.fetch_record_batch()
        found = rows.schema.names
        names = check_header(found, path.name)
        if database.startswith(SQLITE):
            rows.close()
            cursor.execute(_as_texts(query, found))
            rows = _read_texts(cursor.fetch_record_batch())
        connection.register("fetched", rows)
        texts = ", ".join(
            f"nullif(CAST({quoted_name(name)} AS VARCHAR), '') AS {quoted_name(name.strip())}"
            for name in found
        )
        try:
            connection.execute(f"CREATE TABLE bureau AS SELECT {texts} FROM fetched")
        except (duckdb.Error, ArrowException, OSError) as mistake:
            raise refused(path.name, mistake) from None
    return BureauTable(tuple(names), connection)


def _as_texts(query: str, names: list[str]) -> str:
    """The query with every value as the text SQLite writes for it. A column of SQLite's may hold
    values of any kind, and ADBC takes the kind of the first thousand rows, whole numbers where they
    are empty, for that of all."""
    places = range(len(names))
    columns = ", ".join(f'"c{place}"' for place in places)
    texts = ", ".join(
        f"coalesce(CAST(\"c{place}\" AS TEXT), '') AS {quoted_name(names[place])}"
        for place in places
    )
    return f"WITH polc_asked({columns}) AS ({query}\n) SELECT {texts} FROM polc_asked"


def _read_texts(rows: Any) -> Any:
    """The rows; SQLite keeps texts that are no UTF-8, and bytes, which are refused."""
    import pyarrow

    def check() -> Iterator[Any]:
        for batch in rows:
            batch.validate(full=True)
            yield batch

    return pyarrow.RecordBatchReader.from_batches(rows.schema, check())
