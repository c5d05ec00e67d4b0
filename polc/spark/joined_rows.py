"""Claims and the tables beside them as one frame, so that all of a person comes to one worker.

In: frames of claims and of second tables, a mapping. Out: a frame with the person, the table and
the number of each row, and every column that the mapping reads, as text. Nothing is run here: what
is wrong is told of the schemas.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from polc.batch.elsewhere import ELSEWHERE
from polc.batch.mapping import ColumnMapping, RegionTable
from polc.batch.table_error import TableError
from polc.messages.text import say
from polc.spark.columns import named, stripped
from polc.spark.households import HOUSEHOLD, mark_elsewhere, with_households

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

WHO: Final = "polc person"
TABLE: Final = "polc table"
ROW: Final = "polc row"
CLAIMS: Final = "claims"

_NO_TEXTS: Final = ("double", "float", "array", "map", "struct", "binary", "variant")
"""Types whose cells are no text that says the same: an amount as a float is no amount."""


def joined_name(table: str, place: int) -> str:
    """The column of a table in the frame of all, by its place: Spark takes a point in a name, as a
    bureau's may have, for a part of a struct."""
    return f"{table}_{place}"


def columns_of(mapping: ColumnMapping) -> dict[str, tuple[str, ...]]:
    """By table the columns that are read, those of the claims first; regions go another way."""
    found = {CLAIMS: tuple(mapping.columns())}
    for name, table in mapping.second_tables().items():
        if not isinstance(table, RegionTable):
            found[name] = tuple(table.columns())
    return found


def join_rows(
    claims: "DataFrame", second: "Mapping[str, DataFrame]", mapping: ColumnMapping, order: str
) -> "DataFrame":
    """The frame, by person. Raises `TableError` for a frame or a column that is not there, and for
    one that has floating-point numbers or no plain values."""
    from pyspark.sql import functions

    frames = {CLAIMS: claims, **second}
    wanted = columns_of(mapping)
    parts = []
    for name, columns in wanted.items():
        frame = frames.get(name)
        if frame is None:
            raise TableError(say("the mapping reads a table `{table}`: hand it over", table=name))
        check_columns(frame, name, columns)
        person = mapping.values["person"] if name == CLAIMS else _person_of(mapping, name)
        who = stripped(person)
        head = []
        if mapping.household and name == CLAIMS:
            frame, who = mark_elsewhere(frame, mapping), stripped(mapping.household)
            head = [named(ELSEWHERE)]
        elif mapping.household:
            frame, who = with_households(frame, person, claims, mapping), named(HOUSEHOLD)
            head = [functions.lit(None).cast("string").alias(ELSEWHERE)]
        number = _number(frame, columns, who, order if name == CLAIMS else "")
        others = _columns(wanted, name)
        head = [who.alias(WHO), functions.lit(name).alias(TABLE), number.alias(ROW), *head]
        parts.append(frame.select(*head, *others))
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.unionByName(part)
    return joined


def check_columns(frame: "DataFrame", name: str, columns: Iterable[str]) -> None:
    """Raises `TableError` for a column that a frame does not have, or whose cells are no text."""
    types = dict(frame.dtypes)
    for column in columns:
        if column not in types:
            raise TableError(
                say("the table `{table}` has no column `{column}`", table=name, column=column)
            )
        if types[column].startswith(_NO_TEXTS):
            raise TableError(
                say(
                    "`{column}` of the table `{table}` is `{type}`: give an amount as a decimal, "
                    "anything else as text, a whole number or a day",
                    column=column,
                    table=name,
                    type=types[column],
                )
            )


def _person_of(mapping: ColumnMapping, name: str) -> str:
    person = mapping.second_tables()[name]
    assert not isinstance(person, RegionTable)
    return person.person


def _number(frame: "DataFrame", columns: tuple[str, ...], who: "Column", order: str) -> "Column":
    """The number of a row: as `order` says, else its place among those of the person by all that
    is read, which is the same however the rows come."""
    from pyspark.sql import Window, functions

    if order:
        if order not in frame.columns:
            raise TableError(
                say("the table `{table}` has no column `{column}`", table=CLAIMS, column=order)
            )
        return named(order).cast("long")
    by = [named(column).cast("string") for column in columns]
    return functions.row_number().over(Window.partitionBy(who).orderBy(*by)).cast("long")


def _columns(wanted: Mapping[str, tuple[str, ...]], own: str) -> "list[Column]":
    """The columns of all tables; those of the others are empty in this one's rows."""
    from pyspark.sql import functions

    nothing = functions.lit(None)
    return [
        (named(column) if table == own else nothing).cast("string").alias(joined_name(table, place))
        for table, columns in wanted.items()
        for place, column in enumerate(columns)
    ]
