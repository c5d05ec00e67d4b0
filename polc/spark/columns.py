"""Columns of Spark's by their names.

In: the name of a column of a bureau's. Out: the column, as it stands or without blanks.
"""

from typing import TYPE_CHECKING

from polc.batch.open_table import BLANKS

if TYPE_CHECKING:
    from pyspark.sql import Column


def named(column: str) -> "Column":
    """A column by its name, points and all."""
    from pyspark.sql import functions

    return functions.col("`" + column.replace("`", "``") + "`")


def stripped(column: str) -> "Column":
    """Its text without blanks around it; empty where there is none."""
    from pyspark.sql import functions

    text = functions.btrim(named(column).cast("string"), functions.lit(BLANKS))
    return functions.coalesce(text, functions.lit(""))
