"""The results of a run as tables of a database.

In: a folder of results in Parquet, the address of a database, the beginning of the tables' names.
Out: a table for each of them, `NAME_claims` and so on: all or, where the database refuses one,
none. Raises `TableError`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from polc.batch.reach_database import SQLITE, connect
from polc.batch.table_error import TableError
from polc.messages.text import say

LONGEST_PREFIX: Final = 40
"""PostgreSQL cuts names after 63 bytes."""


def check_room(database: str, prefix: str) -> None:
    """That the database can be reached and has no table of these names yet."""
    if not prefix.isidentifier() or len(prefix.encode()) > LONGEST_PREFIX:
        raise TableError(say("`{name}` is no beginning of names of tables", name=prefix))
    with connect(database, prefix, read_only=True) as connection:
        objects = connection.adbc_get_objects(depth="tables").read_all().to_pylist()
    for catalogue in objects:
        for schema in catalogue["catalog_db_schemas"] or ():
            for table in schema["db_schema_tables"] or ():
                if table["table_name"].startswith(f"{prefix}_"):
                    raise TableError(
                        say(
                            "the database has a table `{table}` already: name another beginning",
                            table=table["table_name"],
                        )
                    )


def write_back(folder: Path, database: str, prefix: str) -> None:
    """The tables of the folder, in one transaction."""
    from pyarrow import parquet

    plain = database.startswith(SQLITE)
    with connect(database, prefix, read_only=False) as connection:
        with connection.cursor() as cursor:
            for path in sorted(folder.glob("*.parquet")):
                rows = parquet.ParquetFile(path)
                name = f"{prefix}_{path.stem}"
                cursor.adbc_ingest(name, _batches(rows, plain=plain), mode="create")
        connection.commit()


def _batches(rows: Any, *, plain: bool) -> Any:
    """The rows of a file; SQLite, which has no decimals, gets amounts as texts."""
    import pyarrow

    schema = rows.schema_arrow
    if plain:
        schema = pyarrow.schema(
            pyarrow.field(field.name, pyarrow.string())
            if pyarrow.types.is_decimal(field.type)
            else field
            for field in schema
        )

    def cast() -> Iterator[Any]:
        for group in range(rows.num_row_groups):
            for batch in rows.read_row_group(group).to_batches():
                yield batch.cast(schema) if plain else batch

    return pyarrow.RecordBatchReader.from_batches(schema, cast())
