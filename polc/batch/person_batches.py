"""The rows of a bureau's table, some persons at a time.

In: a table, a mapping. Out: tables of Arrow's, sorted by person and within a person as they stand,
each person whole in one of them; by household instead, each whole, where the mapping says that the
policy counts those together. Cells are texts, or what `carry_columns` carries for them. DuckDB
sorts, and puts aside on disk what does not fit the memory it may take.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from polc.batch.carry_columns import carry_columns
from polc.batch.columns.read_batch import ROW, WHO
from polc.batch.elsewhere import ELSEWHERE, MARKED, query_elsewhere
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import ORIGINAL, PLACE, BureauTable, quoted_name, stripped
from polc.batch.table_error import TableError
from polc.batch.tell_trouble import why_unread

ROWS: Final = 200_000
"""About so many rows stand in a batch; a person with more has one alone."""


def read_persons(
    table: BureauTable,
    mapping: ColumnMapping,
    memory: str,
    rows: int = ROWS,
    *,
    after: str | None = None,
) -> Iterator[Any]:
    """Tables with `WHO`, the id of the person or the household, `ROW`, the number of each row from
    1, and the mapping's columns; of households with `ELSEWHERE`. Of all persons or those behind
    one. Raises `TableError`."""
    import duckdb
    import pyarrow

    behind = "" if after is None else f"WHERE {_id_of(mapping)} > $person"
    given = {} if after is None else {"person": after}
    try:
        table.connection.execute("SET memory_limit = ?", [memory])
        query = _query(mapping, behind, _carried(table, mapping))
        batches = table.connection.sql(query, params=given).to_arrow_reader(rows)
        yield from gather_persons((pyarrow.table(batch) for batch in batches), rows)
    except (duckdb.Error, pyarrow.ArrowException, OSError) as mistake:
        raise _cannot_read(mistake) from None


def gather_persons(batches: Iterable[Any], rows: int) -> Iterator[Any]:
    """Tables of about so many rows, each person whole in one of them; `batches` are tables sorted
    by person, who may go on from one to the next."""
    import pyarrow

    waiting: list[Any] = []
    held = 0
    for batch in batches:
        # DuckDB gives no fewer rows at a time than it holds together.
        for first in range(0, batch.num_rows, rows):
            waiting.append(batch.slice(first, rows))
            held += waiting[-1].num_rows
            if held >= rows:
                whole, rest = _split(pyarrow.concat_tables(waiting))
                if whole.num_rows:
                    yield whole
                waiting, held = [rest], rest.num_rows
    if held:
        yield pyarrow.concat_tables(waiting).combine_chunks()


def read_person(table: BureauTable, mapping: ColumnMapping, memory: str, person: str) -> Any:
    """The rows of one person, all cells text. Raises `TableError`."""
    import duckdb

    query = _query(mapping, f"WHERE {_id_of(mapping)} = $person", _NUMBERED)
    try:
        table.connection.execute("SET memory_limit = ?", [memory])
        found = table.connection.sql(query, params={"person": person}).to_arrow_table()
    except (duckdb.Error, OSError) as mistake:
        raise _cannot_read(mistake) from None
    return found


def who_has(table: BureauTable, mapping: ColumnMapping, claim: str) -> list[str]:
    """The ids of the persons or the households with a claim of that id, in their order. Raises
    `TableError`."""
    import duckdb

    query = (
        f"SELECT DISTINCT {_id_of(mapping)} AS who FROM bureau "
        f"WHERE {stripped(mapping.values['id'])} = $claim ORDER BY who"
    )
    try:
        found = table.connection.execute(query, {"claim": claim}).fetchall()
    except (duckdb.Error, OSError) as mistake:
        raise _cannot_read(mistake) from None
    return [str(person) for (person,) in found]


def _id_of(mapping: ColumnMapping) -> str:
    return f"coalesce({stripped(mapping.together)}, '')"


_NUMBERED: Final = f"SELECT row_number() OVER () AS {quoted_name(ROW)}, * FROM bureau"


def _carried(table: BureauTable, mapping: ColumnMapping) -> str:
    """What selects the rows with their numbers, as they go through the sort."""
    if not table.kinds or mapping.household:
        return _NUMBERED
    columns = ", ".join(
        f"{carried} AS {quoted_name(name)}"
        for name, carried in carry_columns(table, mapping).items()
    )
    return f"SELECT {PLACE} + 1 AS {quoted_name(ROW)}, {columns} FROM {ORIGINAL}"


def _query(mapping: ColumnMapping, condition: str, numbered: str) -> str:
    """The rows of persons of whom a condition holds, sorted."""
    columns = ", ".join(quoted_name(name) for name in mapping.columns())
    number, who, elsewhere = quoted_name(ROW), quoted_name(WHO), quoted_name(ELSEWHERE)
    rows = f"({numbered})"
    if mapping.household:
        marked = f"{quoted_name(MARKED)} = {number}"
        rows += f" LEFT JOIN ({query_elsewhere(mapping)}) ON {marked}"
        columns = f"coalesce({elsewhere}, '') AS {elsewhere}, {columns}"
    return (
        f"SELECT {_id_of(mapping)} AS {who}, {number}, {columns} FROM {rows} {condition} "
        f"ORDER BY {who}, {number}"
    )


def _cannot_read(mistake: Exception) -> TableError:
    return TableError(why_unread(mistake))


def _split(texts: Any) -> tuple[Any, Any]:
    """The rows of all persons but the last, and those of the last, who may go on."""
    from pyarrow import compute

    texts = texts.combine_chunks()
    who = texts.column(WHO).combine_chunks()
    first = compute.index(compute.equal(who, who[-1]), True).as_py()
    return texts.slice(0, first), texts.slice(first)
