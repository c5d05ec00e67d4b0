"""Persons who stand in several households of one table.

In: a mapping; what the rows of a person carry. Out: the query of it, and by year the other
household. A person is of one household in a year, and a table that is gone through by household
does not show the rows which a person has in another: so the first row of the person in each carries
all of them.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import quoted_name, stripped
from polc.batch.read_cells import read_day

ELSEWHERE: Final = "polc elsewhere"
"""The column with the households and the days of a person who has several; else it is empty."""

MARKED: Final = "polc marked"
"""In the query the number of the row that carries it."""

BETWEEN: Final = "\x1f"
"""What stands between a household and a day."""

BEHIND: Final = "\x1e"
"""What stands behind each pair but the last."""


def query_elsewhere(mapping: ColumnMapping) -> str:
    """By `MARKED` what `ELSEWHERE` carries. Rows that the mapping leaves out say nothing."""
    person, household, day = (
        f"coalesce({stripped(column)}, '')"
        for column in (mapping.values["person"], mapping.household, mapping.values["date"])
    )
    kept = ["TRUE"]
    for codes in mapping.only:
        drops = [code for code, meaning in codes.meanings.items() if meaning == "drop"]
        if drops:
            dropped = ", ".join(_quoted_text(code) for code in drops)
            kept.append(f"coalesce({stripped(codes.column)}, '') NOT IN ({dropped})")
    between, behind = f"chr({ord(BETWEEN)})", f"chr({ord(BEHIND)})"
    return (
        f"WITH numbered AS (SELECT row_number() OVER () AS row, * FROM bureau), "
        f"known AS (SELECT row, {person} AS who, {household} AS home, {day} AS day FROM numbered "
        f"WHERE {' AND '.join(kept)}), "
        f"several AS (SELECT who, string_agg(DISTINCT home || {between} || day, {behind}) AS told "
        f"FROM known WHERE who <> '' GROUP BY who HAVING count(DISTINCT home) > 1) "
        f"SELECT min(row) AS {quoted_name(MARKED)}, any_value(told) AS {quoted_name(ELSEWHERE)} "
        f"FROM known JOIN several USING (who) GROUP BY who, home"
    )


def read_elsewhere(
    carried: str, own: str, year_of: Callable[[str], int]
) -> Mapping[int | None, str]:
    """By year another household of the person than their `own`; None as the year of a row whose day
    cannot be read."""
    return dict(_others(carried, own, year_of))


def _others(
    carried: str, own: str, year_of: Callable[[str], int]
) -> Iterator[tuple[int | None, str]]:
    for pair in sorted(filter(None, carried.split(BEHIND))):
        household, _, text = pair.partition(BETWEEN)
        if household != own:
            day = read_day(text)
            yield (year_of(day) if day else None), household


def _quoted_text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
