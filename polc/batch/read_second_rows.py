"""What is read of a person's rows in any of the second tables: whether there are some, a year, and
what is wrong with them.

In: the rows of a person. Out: the same with their mistakes noted, under the name of the table.
"""

from polc.batch.mapping import Absent
from polc.batch.read_cells import CellReader
from polc.messages.text import Text, say
from polc.runtime.read.forms import YEAR
from polc.runtime.read.read_value import ValueRefusedError

Told = list[tuple[str, Text]]
"""Mistakes, each with its column, under the name of its table."""

PersonRows = list[CellReader]


def tell_mistakes(rows: PersonRows, table: str, told: Told) -> None:
    """The mistakes of the cells, with the table and the row in which they stand."""
    for reader in rows:
        for mistake in reader.mistakes:
            why = say(
                "data row {row} of the table `{table}`: {why}",
                row=mistake.row,
                table=table,
                why=mistake.why,
            )
            told.append((mistake.column, why))


def is_absent(rows: PersonRows, table: str, person: str, absent: Absent, told: Told) -> bool:
    """Whether the table has no row of the person; told where nobody says what that means."""
    if rows:
        return False
    if not absent:
        message = say(
            "the table `{table}` has no row of this person: say in the mapping what that means, "
            '`absent = "none"`',
            table=table,
        )
        told.append((person, message))
    return True


def read_year(reader: CellReader, column: str) -> int | None:
    """The year in a column; None where it is none, which is noted."""
    text = reader.needed(column)
    try:
        return YEAR.read(int(text)) if text else None
    except (ValueError, ValueRefusedError):
        reader.refuse(column, say("`{text}` is no year", text=text))
        return None
