"""The persons of a bureau's table, one after the other, settled.

In: a policy, a table, a mapping. Out: for each person a `PersonOutcome`: the settlements of their
years, and every row that is refused, with the reason. The rows come sorted by person; DuckDB sorts,
and puts aside on disk what does not fit the memory it may take.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Final

from polc.api.policy import Policy
from polc.batch.make_cases import PersonYear, make_cases
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable, quoted_name
from polc.batch.read_row import BureauRow, RowMistake, day_of_row, read_row
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.benefit_year import year_of_day
from polc.runtime.errors import CaseError
from polc.runtime.tell.result import Settlement

FETCHED: Final = 10_000
"""Rows that are taken from the table at a time."""

REFUSED_WITH: Final = "refused_with"
"""The code of a row that is right by itself, of a person and year of which another is not."""

BAD_ROW: Final = "bad_row"


@frozen(kw_only=True)
class RefusedRow:
    """A row that is not settled: its number (from 1), the claim where that is known, the column or
    the place in the case, the code and the reason."""

    row: int
    person: str
    claim: str
    place: str
    code: str
    why: Any


@frozen
class SettledYearOfPerson:
    """A year of a person, and the row of each claim."""

    made: PersonYear
    settlement: Settlement


@frozen
class PersonOutcome:
    """What a person's rows came to; `dropped` rows the mapping does not keep."""

    settled: tuple[SettledYearOfPerson, ...]
    refused: tuple[RefusedRow, ...]
    dropped: int = 0


def settle_table(
    policy: Policy, table: BureauTable, mapping: ColumnMapping, memory: str
) -> Iterator[PersonOutcome]:
    """Every person of the table, in the order of their ids."""
    for person, rows in _read_persons(table, mapping, memory):
        yield _settle_person(policy, person, rows, mapping)


def _read_persons(
    table: BureauTable, mapping: ColumnMapping, memory: str
) -> Iterator[tuple[str, list[tuple[int, Mapping[str, str | None]]]]]:
    """The rows of each person with their numbers, in their order in the table."""
    names = mapping.columns()
    person = mapping.values["person"]
    columns = ", ".join(quoted_name(name) for name in names)
    table.connection.execute("SET memory_limit = ?", [memory])
    numbered = '(SELECT row_number() OVER () AS "polc row", * FROM bureau)'
    order = f'trim({quoted_name(person)}), "polc row"'
    cursor = table.connection.execute(
        f'SELECT "polc row", {columns} FROM {numbered} ORDER BY {order}'
    )
    place = 1 + names.index(person)
    for who, rows in groupby(_fetch(cursor), lambda row: (row[place] or "").strip()):
        yield who, [(number, dict(zip(names, texts, strict=True))) for number, *texts in rows]


def _fetch(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(FETCHED):
        yield from rows


def _settle_person(
    policy: Policy,
    person: str,
    rows: list[tuple[int, Mapping[str, str | None]]],
    mapping: ColumnMapping,
) -> PersonOutcome:
    kept: list[BureauRow] = []
    refused: list[RefusedRow] = []
    dropped = 0
    spoilt: set[int | None] = set()
    year_of = partial(_year_of, policy.plan.dates.year_begins)
    for number, texts in rows:
        found = read_row(number, texts, mapping)
        match found:
            case None:
                dropped += 1
            case BureauRow():
                kept.append(found)
            case _:
                refused += [_refuse(person, "", mistake) for mistake in found]
                day = day_of_row(texts, mapping)
                spoilt.add(year_of(day) if day else None)
    made, mistakes = make_cases(kept, policy.name, year_of)
    by_row = {row.row: row for row in kept}
    for mistake in mistakes:
        claim = by_row[mistake.row].claim
        refused.append(_refuse(person, str(claim["id"]), mistake))
        spoilt.add(year_of(claim["date"]))
    settled = []
    for year in made:
        if year.year in spoilt or None in spoilt:
            # Nobody knows in which year a row without a day is: none of the person's is settled.
            refused += [_refuse_with(year, name) for name in year.rows]
            continue
        try:
            settled.append(SettledYearOfPerson(year, policy.settle(year.case)))
        except CaseError as mistake:
            refused += _refuse_year(year, mistake)
    return PersonOutcome(tuple(settled), tuple(refused), dropped)


def _refuse(person: str, claim: str, mistake: RowMistake) -> RefusedRow:
    return RefusedRow(
        row=mistake.row,
        person=person,
        claim=claim,
        place=mistake.column,
        code=BAD_ROW,
        why=mistake.why,
    )


def _year_of(begins: int, day: str) -> int:
    return year_of_day(date.fromisoformat(day).toordinal(), begins)


def _refuse_year(year: PersonYear, mistake: CaseError) -> list[RefusedRow]:
    """Every row of the year: the sums of one claim hang on those before it."""
    names = [claim["id"] for claim in year.case["claims"]]
    refused = []
    told: set[str] = set()
    for error in mistake.errors:
        place = error.path
        claim = next(
            (name for at, name in enumerate(names) if place.startswith(f"claims[{at}]")), names[0]
        )
        told.add(claim)
        refused.append(
            RefusedRow(
                row=year.rows[claim].row,
                person=year.person,
                claim=claim,
                place=place,
                code=error.code,
                why=error.message,
            )
        )
    return refused + [_refuse_with(year, name) for name in names if name not in told]


def _refuse_with(year: PersonYear, claim: str) -> RefusedRow:
    """A row that is right by itself."""
    return RefusedRow(
        row=year.rows[claim].row,
        person=year.person,
        claim=claim,
        place="",
        code=REFUSED_WITH,
        why=say("another row of this person and year is refused"),
    )
