"""The rows of a bureau's table, some persons at a time.

In: a table, a mapping. Out: tables of Arrow's, sorted by person and within a person as they stand,
each person whole in one of them. DuckDB sorts, and puts aside on disk what does not fit the memory
it may take.
"""

from collections.abc import Iterator
from typing import Any, Final

from polc.batch.columns.read_batch import ROW, WHO
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable, quoted_name, stripped
from polc.batch.table_error import TableError
from polc.messages.text import say

ROWS: Final = 100_000
"""About so many rows stand in a batch; a person with more has one alone."""


def read_persons(
    table: BureauTable, mapping: ColumnMapping, memory: str, rows: int = ROWS
) -> Iterator[Any]:
    """Tables with `WHO`, the id of the person, `ROW`, the number of each row from 1, and the
    mapping's columns, all text. Raises `TableError`."""
    import duckdb
    import pyarrow

    columns = ", ".join(quoted_name(name) for name in mapping.columns())
    number, who = quoted_name(ROW), quoted_name(WHO)
    id_of = f"coalesce({stripped(mapping.values['person'])}, '')"
    query = (
        f"SELECT {id_of} AS {who}, {number}, {columns} "
        f"FROM (SELECT row_number() OVER () AS {number}, * FROM bureau) ORDER BY {who}, {number}"
    )
    waiting: list[Any] = []
    held = 0
    try:
        table.connection.execute("SET memory_limit = ?", [memory])
        for batch in table.connection.sql(query).to_arrow_reader(rows):
            waiting.append(pyarrow.table(batch))
            held += batch.num_rows
            if held >= rows:
                whole, rest = _split(pyarrow.concat_tables(waiting))
                if whole.num_rows:
                    yield whole
                waiting, held = [rest], rest.num_rows
    except (duckdb.Error, pyarrow.ArrowException, OSError) as mistake:
        why = str(mistake).partition("\n")[0]
        raise TableError(say("cannot read the table: {why}", why=why)) from None
    if held:
        yield pyarrow.concat_tables(waiting).combine_chunks()


def _split(texts: Any) -> tuple[Any, Any]:
    """The rows of all persons but the last, and those of the last, who may go on."""
    from pyarrow import compute

    texts = texts.combine_chunks()
    who = texts.column(WHO).combine_chunks()
    first = compute.index(compute.equal(who, who[-1]), True).as_py()
    return texts.slice(0, first), texts.slice(first)
