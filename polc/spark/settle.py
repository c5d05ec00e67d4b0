"""A bureau's tables settled on Spark, by the partitions of their persons or households.

In: a policy, a frame of claims, a mapping, the frames beside it. Out: `SparkTables`, the tables of
`polc batch` as frames. What is wrong with a mapping or a schema is told before any job runs.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping, RegionTable
from polc.batch.person_batches import ROWS
from polc.batch.policy_vocabulary import vocabulary_of
from polc.batch.read_mapping import read_mapping
from polc.batch.read_second_tables import MOST_REGIONS
from polc.batch.result_schemas import make_schemas
from polc.batch.table_error import TableError
from polc.messages.text import Language, say
from polc.records.frozen import frozen
from polc.spark.columns import named
from polc.spark.joined_rows import ROW, TABLE, WHO, check_columns, join_rows
from polc.spark.settle_partition import RESULT, SparkTask, result_schema, settle_partition

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@frozen(eq=False)
class SparkTables:
    """The results: `rows` has all of them, each in the struct of its table; it is computed once
    where Spark keeps it (`rows.persist()`), else once for each table that is asked for."""

    rows: "DataFrame"
    names: tuple[str, ...]

    def table(self, name: str) -> "DataFrame":
        """One table: `claims`, `taken_back`, `person_years`, `alerts`, `adjustments`,
        `undetermined`, `refused`, `remarks`."""
        if name not in self.names:
            raise KeyError(name)
        return self.rows.where(named(RESULT) == name).select(f"`{name}`.*")

    @property
    def claims(self) -> "DataFrame":
        """What each claim came to."""
        return self.table("claims")

    @property
    def person_years(self) -> "DataFrame":
        """What each year of a person came to."""
        return self.table("person_years")

    @property
    def refused(self) -> "DataFrame":
        """The rows that are not settled, with column and reason."""
        return self.table("refused")


def settle(
    policy: Policy,
    claims: "DataFrame",
    mapping: str,
    second: "Mapping[str, DataFrame] | None" = None,
    *,
    order: str = "",
    language: Language = "en",
    rows: int = ROWS,
    everybody_in: int | None = None,
) -> SparkTables:
    """The tables of `polc batch`, as frames.

    `mapping` is the text of a mapping; `second` has the tables that it reads beside the claims, by
    their names (`persons`, `identities`, `openings`, `regions`). `order` is a column of whole
    numbers that tells the rows of a person apart where their days are the same, and is told as the
    row's number; without it the rows count by all that is read of them, so that the order in which
    they come never matters. `everybody_in` is a year that is settled of everybody whom a table of
    `second` names, whether there is a claim or not, as `polc batch --year` does. Raises
    `MappingError`, `TableError`.
    """
    known = read_mapping(mapping, vocabulary_of(policy))
    _check_everybody(everybody_in, known)
    beside = dict(second or {})
    regions = _read_regions(beside, known)
    joined = join_rows(claims, beside, known, order)
    task = SparkTask(
        policy=policy,
        mapping=known,
        language=language,
        regions=regions,
        rows=rows,
        everybody_in=everybody_in,
    )
    work = partial(_work, pickle.dumps(task))
    sorted_rows = joined.repartition(named(WHO)).sortWithinPartitions(
        named(WHO), named(TABLE), named(ROW)
    )
    settled = sorted_rows.mapInArrow(work, _spark_schema(policy, known))
    names = make_schemas(policy, by_household=bool(known.household))
    return SparkTables(settled, tuple(names))


def _check_everybody(year: int | None, mapping: ColumnMapping) -> None:
    """Raises `TableError` where a year of everybody is asked for and nobody says who that is."""
    if year is None:
        return
    if mapping.household:
        raise TableError(
            say(
                "`everybody_in`: the claims of a household are counted together, and of who has "
                "none nobody says of which household"
            )
        )
    if not mapping.second_tables().keys() - {"regions"}:
        raise TableError(
            say(
                "`everybody_in`: no table beside the claims names anybody, `persons` or "
                "`identities`"
            )
        )


def _work(pickled: bytes, batches: Iterable[Any]) -> Iterator[Any]:
    return settle_partition(pickled, batches)


def _spark_schema(policy: Policy, mapping: ColumnMapping) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(result_schema(policy, mapping))


def _read_regions(second: "dict[str, DataFrame]", mapping: ColumnMapping) -> Any:
    """The figures of places, which every worker has whole."""
    import pyarrow

    columns = mapping.second_tables().get("regions")
    frame = second.pop("regions", None)
    if not isinstance(columns, RegionTable):
        return None
    if frame is None:
        raise TableError(say("the mapping reads a table `{table}`: hand it over", table="regions"))
    wanted = tuple(columns.columns())
    check_columns(frame, "regions", wanted)
    texts = [named(column).cast("string").alias(column) for column in wanted]
    found = frame.select(*texts).limit(MOST_REGIONS + 1).collect()
    return pyarrow.table(
        {column: pyarrow.array([row[column] for row in found], "string") for column in wanted}
    )
