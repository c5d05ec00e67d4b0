"""How the cells of a table go through the sort: as small as they are, where their texts can be had
again behind it.

In: a table, a mapping. Out: for each column of the mapping an expression of SQL's. What is sorted
costs by its size: a code of few values goes as the number of its text, an amount and a day as what
they are in the file. `as_texts` gives the texts that the file has, the same as DuckDB's.
"""

import re
from typing import Any, Final

from polc.batch.columns.read_batch import ROW
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import ORIGINAL, BureauTable, quoted_name

MOST: Final = 10_000
"""A column of more texts is carried as text."""

_SAMPLE: Final = 100_000
"""So many rows are looked at for whether a column may have few texts."""

_PLAIN: Final = re.compile(r"(TINY|SMALL|BIG)INT|INTEGER|DECIMAL\((\d|1[0-8]),\s*[012]\)", re.ASCII)
"""Types of 64 bits at most of which Arrow writes the texts that DuckDB writes."""

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
"""Days outside have no text that is the same in both."""


def carry_columns(table: BureauTable, mapping: ColumnMapping) -> dict[str, str]:
    """By column of the mapping what is selected for it from `ORIGINAL`."""
    ids = {mapping.values[name] for name in ("id", "person", "visit", "continues")
           if name in mapping.values}  # fmt: skip
    if mapping.refunds is not None:
        ids.add(mapping.refunds.of)
    columns = tuple(mapping.columns())
    few = _find_few(table, [name for name in columns if name not in ids])
    carried = {}
    for place, name in enumerate(columns):
        kind, quoted = table.kinds[name], quoted_name(name)
        if name in few:
            kind = quoted_name(f"polc texts {place}")
            table.connection.execute(f"DROP TYPE IF EXISTS {kind}")
            table.connection.execute(
                f"CREATE TYPE {kind} AS ENUM (SELECT DISTINCT {quoted} FROM {ORIGINAL} "
                f"WHERE {quoted} IS NOT NULL)"
            )
            carried[name] = f"CAST({quoted} AS {kind})"
        elif name not in ids and (_PLAIN.fullmatch(kind) or _is_plain_day(table, name)):
            carried[name] = quoted
        else:
            carried[name] = f"CAST({quoted} AS VARCHAR)"
    return carried


def _find_few(table: BureauTable, names: list[str]) -> set[str]:
    """The columns of texts that have few of them."""
    texts = [name for name in names if table.kinds[name] == "VARCHAR"]
    rows = f"(SELECT * FROM {ORIGINAL} LIMIT {_SAMPLE})"
    for source in (rows, ORIGINAL):
        if texts:
            counted = ", ".join(f"approx_count_distinct({quoted_name(name)})" for name in texts)
            (found,) = table.connection.execute(f"SELECT {counted} FROM {source}").fetchall()
            texts = [name for name, count in zip(texts, found, strict=True) if 0 < count < MOST]
    return set(texts)


def _is_plain_day(table: BureauTable, name: str) -> bool:
    if table.kinds[name] != "DATE":
        return False
    day = quoted_name(name)
    ((odd,),) = table.connection.execute(
        f"SELECT count(*) FROM {ORIGINAL} WHERE {day} < '{_FIRST_DAY}' OR {day} > '{_LAST_DAY}'"
    ).fetchall()
    return not odd


def as_texts(rows: Any) -> Any:
    """The rows of a table with every column but the number of the row as text."""
    import pyarrow

    text = pyarrow.string()
    columns = {
        name: column if pyarrow.types.is_string(column.type) or name == ROW else column.cast(text)
        for name, column in zip(rows.column_names, rows.columns, strict=True)
    }
    return pyarrow.table(columns)
