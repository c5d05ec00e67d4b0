"""The ids of settlements that stand in rows of several persons.

In: a table and its mapping. Out: a row of the table of remarks for each row with such an id, in the
order of the table. Each is settled: claims are told apart for each person.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable, stripped
from polc.messages.text import Language, in_language, say

SHARED_ID: Final = "shared_id"


def remark_shared_ids(
    table: BureauTable, mapping: ColumnMapping, memory: str, language: Language
) -> Iterator[Mapping[str, Any]]:
    """All rows of each such id, those that the mapping leaves out too. Raises `TableError`."""
    column = mapping.values["id"]
    table.connection.execute("SET memory_limit = ?", [memory])
    claim, person = (f"coalesce({stripped(mapping.values[name])}, '')" for name in ("id", "person"))
    # Figures are compared in a third of the time that texts take, and as a rule none is left.
    figures = f"SELECT hash({claim}) AS claim, hash({person}) AS who FROM bureau"
    several = f"SELECT claim FROM ({figures}) GROUP BY claim HAVING min(who) <> max(who)"
    if next(table.fetch(f"{several} LIMIT 1"), None) is None:
        return
    rows = f"SELECT row_number() OVER () AS number, {claim} AS claim, {person} AS who FROM bureau"
    shared = (
        f"SELECT claim, count(DISTINCT who) AS persons FROM ({rows}) "
        f"WHERE claim <> '' AND hash(claim) IN ({several}) "
        "GROUP BY claim HAVING count(DISTINCT who) > 1"
    )
    found = table.fetch(
        f"SELECT number, who, claim, persons FROM ({rows}) JOIN ({shared}) USING (claim) "
        "ORDER BY number"
    )
    for number, who, id_, persons in found:
        why = say("`{claim}` is the id of settlements of {count} persons", claim=id_, count=persons)
        yield {
            "row": number,
            "person": who,
            "column": column,
            "code": SHARED_ID,
            "remark": in_language(why, language, language),
        }
