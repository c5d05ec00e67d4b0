"""What a worker of Spark does: the persons of a partition, settled as `polc batch` settles them.

In: batches of Arrow's, sorted by person or household, table and row. Out: batches with the rows of
every table of results, each in a struct of its own. A person goes on over the border of a batch;
each is settled whole, by machine code where that says all of them.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from attrs import evolve

from polc.api.policy import Policy
from polc.batch.columns.read_batch import ROW as ROW_OF_BATCH
from polc.batch.columns.read_batch import WHO as WHO_OF_BATCH
from polc.batch.elsewhere import ELSEWHERE
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable
from polc.batch.person_batches import gather_persons
from polc.batch.persons_without_claims import name_persons
from polc.batch.read_second_tables import open_second_tables
from polc.batch.result_schemas import make_schemas
from polc.batch.settle_batches import BatchSettler
from polc.messages.text import Language
from polc.records.frozen import frozen
from polc.spark.joined_rows import CLAIMS, ROW, TABLE, WHO, columns_of, joined_name

RESULT: Final = "table"
"""The column that says which table a row of the results is of."""

_MEMORY: Final = "256MB"
_WRITTEN: Final = 10_000
"""Rows that are handed to Spark at a time."""


@frozen(kw_only=True)
class SparkTask:
    """What travels to the workers; `regions` is a table of Arrow's with the figures of places, or
    None; `rows` stand about so many in a batch; `everybody_in` is a year that is settled of
    everybody, whether there is a claim or not."""

    policy: Policy
    mapping: ColumnMapping
    language: Language
    regions: Any
    rows: int
    everybody_in: int | None = None


@lru_cache(maxsize=4)
def _open_task(pickled: bytes) -> tuple[SparkTask, BatchSettler]:
    """A task as it travelled, made ready once in each process."""
    task: SparkTask = pickle.loads(pickled)  # noqa: S301  # what the driver of this job pickled
    return task, BatchSettler(
        policy=task.policy,
        mapping=task.mapping,
        language=task.language,
        everybody_in=task.everybody_in,
    )


def result_schema(policy: Policy, mapping: ColumnMapping) -> Any:
    """The schema of all results: which table a row is of, and a struct for each table."""
    import pyarrow

    schemas = make_schemas(policy, by_household=bool(mapping.household))
    structs = [
        pyarrow.field(name, pyarrow.struct(list(schema))) for name, schema in schemas.items()
    ]
    return pyarrow.schema([pyarrow.field(RESULT, pyarrow.string()), *structs])


def settle_partition(pickled: bytes, batches: Iterable[Any]) -> Iterator[Any]:
    """The results of a partition."""
    import pyarrow

    task, settler = _open_task(pickled)
    tables = (pyarrow.table(batch).rename_columns(_names(batch)) for batch in batches)
    for rows in gather_persons(tables, task.rows):
        parts = _by_table(rows, task.mapping)
        texts = parts.pop(CLAIMS)
        second = {name: as_bureau_table(part) for name, part in parts.items()}
        if task.regions is not None:
            second["regions"] = as_bureau_table(task.regions)
        schema = result_schema(task.policy, task.mapping)
        if texts.num_rows:
            outcome = settler.settle(texts, open_second_tables(second, task.mapping, _MEMORY))
            yield from _as_results(outcome.tables, schema)
        table = evolve(as_bureau_table(texts), second=second)
        for persons in name_persons(table, task.mapping, task.everybody_in):
            # Second tables are gone through anew, for these persons.
            beside = open_second_tables(second, task.mapping, _MEMORY)
            outcome = settler.settle_claimless(persons, beside)
            yield from _as_results(outcome.tables, schema)


def _names(batch: Any) -> list[str]:
    """The names under which the batch's room knows the person and the row."""
    known = {WHO: WHO_OF_BATCH, ROW: ROW_OF_BATCH}
    return [known.get(name, name) for name in batch.schema.names]


def _by_table(rows: Any, mapping: ColumnMapping) -> dict[str, Any]:
    """The rows of each table, with its columns under their own names."""
    from pyarrow import compute

    found = {}
    for name, columns in columns_of(mapping).items():
        own = rows.filter(compute.equal(rows.column(TABLE), name))
        kept = [joined_name(name, place) for place in range(len(columns))]
        if name == CLAIMS:
            more = [ELSEWHERE] if mapping.household else []
            own = own.select([WHO_OF_BATCH, ROW_OF_BATCH, *more, *kept])
            found[name] = own.rename_columns([WHO_OF_BATCH, ROW_OF_BATCH, *more, *columns])
        else:
            found[name] = own.select(kept).rename_columns(list(columns))
    return {name: table.combine_chunks() for name, table in found.items()}


def as_bureau_table(rows: Any) -> BureauTable:
    """A table of Arrow's as one that is read like any other."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.from_arrow(rows).create_view("bureau")
    return BureauTable(tuple(rows.column_names), connection)


def _as_results(tables: Mapping[str, Any], schema: Any) -> Iterator[Any]:
    import pyarrow

    for name, table in tables.items():
        for batch in table.to_batches(max_chunksize=_WRITTEN):
            if not batch.num_rows:
                continue
            columns = []
            for field in schema:
                if field.name == RESULT:
                    columns.append(pyarrow.array([name] * batch.num_rows, pyarrow.string()))
                elif field.name == name:
                    columns.append(
                        pyarrow.StructArray.from_arrays(batch.columns, fields=list(field.type))
                    )
                else:
                    columns.append(pyarrow.nulls(batch.num_rows, field.type))
            yield pyarrow.RecordBatch.from_arrays(columns, schema=schema)
