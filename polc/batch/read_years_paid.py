"""What a second table says that was paid of a person's year: premiums, grants.

In: the rows of a person, which column is which amount. Out: by year and amount fen; None where a
row says nothing.
"""

from collections.abc import Mapping

from polc.batch.mapping import PersonYearTable
from polc.batch.read_cells import CellReader, read_fen
from polc.batch.read_second_rows import PersonRows, Told, is_absent, read_year, tell_mistakes
from polc.messages.text import say


def read_years_paid(
    rows: PersonRows, table: PersonYearTable, told: Told
) -> Mapping[int, Mapping[str, int | None]]:
    """What is wrong goes to `told`."""
    found: dict[int, dict[str, int | None]] = {}
    if not is_absent(rows, "person_years", table.person, table.absent, told):
        for reader in rows:
            if reader.is_dropped(table.only):
                continue
            year = read_year(reader, table.year)
            paid = {name: _read_amount(reader, column) for name, column in table.recorded.items()}
            if year is None:
                continue
            if year in found and not table.several:
                message = say(
                    "{year} stands in two rows of this person; where rows are parts of it, say in "
                    'the mapping `several = "add"`',
                    year=year,
                )
                reader.refuse(table.year, message)
            before = found.get(year)
            found[year] = paid if before is None else _add(before, paid)
    tell_mistakes(rows, "person_years", told)
    return found


def _read_amount(reader: CellReader, column: str) -> int | None:
    text = reader.text(column)
    if not text:
        return None
    fen = read_fen(text)
    if fen is None:
        reader.refuse(column, say("`{text}` is no amount to the fen", text=text))
    return fen


def _add(before: Mapping[str, int | None], paid: Mapping[str, int | None]) -> dict[str, int | None]:
    """Parts of one sum; one that is not known leaves all of it unknown."""
    found: dict[str, int | None] = {}
    for name, fen in paid.items():
        first = before[name]
        found[name] = None if fen is None or first is None else first + fen
    return found
