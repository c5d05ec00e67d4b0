"""Of which households the persons of frames are.

In: frames, a mapping that names the column of the household. Out: the claims with what
`batch/elsewhere.py` has each first row of a person carry; a second table with the household of each
of its rows.
"""

from typing import TYPE_CHECKING, Final

from polc.batch.elsewhere import BEHIND, BETWEEN, ELSEWHERE
from polc.batch.mapping import ColumnMapping
from polc.spark.columns import named, stripped

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

HOUSEHOLD: Final = "polc household"
_PERSON: Final = "polc member"
_FIRST: Final = "polc first"


def mark_elsewhere(claims: "DataFrame", mapping: ColumnMapping) -> "DataFrame":
    """The claims with `ELSEWHERE`."""
    from pyspark.sql import Window, functions

    person, home = stripped(mapping.values["person"]), stripped(mapping.household)
    day = stripped(mapping.values["date"])
    pair = functions.concat(home, functions.lit(BETWEEN), day)
    kept = _is_kept(mapping)
    told = (
        claims.where(kept)
        .groupBy(person.alias(_PERSON))
        .agg(
            functions.collect_set(pair).alias(ELSEWHERE),
            functions.count_distinct(home).alias(HOUSEHOLD),
        )
        .where((named(HOUSEHOLD) > 1) & (named(_PERSON) != ""))
        .select(named(_PERSON), functions.array_join(named(ELSEWHERE), BEHIND).alias(ELSEWHERE))
    )
    within = Window.partitionBy(person, home, kept).orderBy(day)
    place = functions.row_number().over(within)
    first = functions.when(kept & (place == 1), person)
    marked = claims.withColumn(_FIRST, first)
    return marked.join(told, named(_FIRST) == named(_PERSON), "left").drop(_FIRST, _PERSON)


def with_households(
    second: "DataFrame", person: str, claims: "DataFrame", mapping: ColumnMapping
) -> "DataFrame":
    """The rows of a second table, each as often as its person has households in the claims."""
    known = claims.select(
        stripped(mapping.values["person"]).alias(_PERSON),
        stripped(mapping.household).alias(HOUSEHOLD),
    ).distinct()
    return second.join(known, stripped(person) == named(_PERSON), "left").na.fill(
        "", subset=[HOUSEHOLD]
    )


def _is_kept(mapping: ColumnMapping) -> "Column":
    """Whether the mapping leaves a row in."""
    from pyspark.sql import functions

    kept = functions.lit(True)
    for codes in mapping.only:
        drops = [code for code, meaning in codes.meanings.items() if meaning == "drop"]
        kept &= ~stripped(codes.column).isin(drops)
    return kept
