"""The persons of a bureau's table, one after the other, settled.

In: a policy, a table with those beside it, a mapping. Out: for each person a `PersonOutcome`: the
settlements of their years, every row that is refused, with the reason, and what is odd in others.
The rows come sorted by person; DuckDB sorts, and puts aside on disk what does not fit the memory it
may take.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Final

from polc.api.policy import Policy
from polc.batch.find_duplicates import find_duplicates
from polc.batch.make_cases import PersonYear, make_cases
from polc.batch.mapping import ColumnMapping
from polc.batch.open_table import BureauTable, quoted_name, stripped
from polc.batch.person_facts import PersonFacts
from polc.batch.read_cells import RowMistake
from polc.batch.read_row import BureauRow, day_of_row, read_row, reversed_by_row
from polc.batch.read_second_tables import open_second_tables
from polc.batch.remark_row import RowRemark
from polc.messages.text import say
from polc.records.frozen import frozen
from polc.runtime.benefit_year import year_of_day
from polc.runtime.errors import CaseError, Problem
from polc.runtime.tell.result import Settlement

REFUSED_WITH: Final = "refused_with"
"""The code of a row that is right by itself, of a person and year of which another is not."""

BAD_ROW: Final = "bad_row"

_OF_OTHERS: Final = (".reverses", ".continues")
"""Where a claim names another, which may be the one that is refused."""


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
    """What a person's rows came to; `dropped` rows the mapping does not keep, `remarks` are on rows
    of which nothing is refused."""

    settled: tuple[SettledYearOfPerson, ...]
    refused: tuple[RefusedRow, ...]
    dropped: int = 0
    person: str = ""
    remarks: tuple[RowRemark, ...] = ()


def settle_table(
    policy: Policy, table: BureauTable, mapping: ColumnMapping, memory: str
) -> Iterator[PersonOutcome]:
    """Every person of the table, in the order of their ids. Raises `TableError`."""
    second = open_second_tables(table.second, mapping, memory)
    for person, rows in _read_persons(table, mapping, memory):
        yield settle_person(policy, person, rows, mapping, second.of(person))


def _read_persons(
    table: BureauTable, mapping: ColumnMapping, memory: str
) -> Iterator[tuple[str, list[tuple[int, Mapping[str, str | None]]]]]:
    """The rows of each person with their numbers, in their order in the table."""
    names = mapping.columns()
    person = mapping.values["person"]
    columns = ", ".join(quoted_name(name) for name in names)
    table.connection.execute("SET memory_limit = ?", [memory])
    numbered = '(SELECT row_number() OVER () AS "polc row", * FROM bureau)'
    who = f"coalesce({stripped(person)}, '')"
    found = table.fetch(
        f'SELECT {who} AS "polc person", "polc row", {columns} FROM {numbered} '
        'ORDER BY "polc person", "polc row"'
    )
    for name, rows in groupby(found, lambda row: str(row[0])):
        yield name, [(number, dict(zip(names, texts, strict=True))) for _, number, *texts in rows]


def settle_person(
    policy: Policy,
    person: str,
    rows: list[tuple[int, Mapping[str, str | None]]],
    mapping: ColumnMapping,
    facts: PersonFacts,
) -> PersonOutcome:
    """The person's rows, each with its number, in their order in the table; `facts` are what
    second tables say of the person."""
    kept: list[BureauRow] = []
    refused: list[RefusedRow] = []
    dropped: set[int] = set()
    spoilt: set[int | None] = {None} if facts.mistakes else set()
    back: set[str] = set()
    year_of = partial(_year_of, policy.plan.dates.year_begins)
    for number, texts in rows:
        found = read_row(number, texts, mapping)
        match found:
            case None:
                dropped.add(number)
            case BureauRow():
                kept.append(found)
            case _:
                refused += [_refuse(person, "", mistake) for mistake in found]
                day = day_of_row(texts, mapping)
                spoilt.add(year_of(day) if day else None)
                back.add(reversed_by_row(texts, mapping))
    first = next((number for number, _ in rows if number not in dropped), rows[0][0])
    refused += [_refuse(person, "", RowMistake(first, *mistake)) for mistake in facts.mistakes]
    made, mistakes = make_cases(kept, policy.name, year_of, facts)
    by_row = {row.row: row for row in kept}
    for mistake in mistakes:
        row = by_row[mistake.row]
        refused.append(_refuse(person, str(row.claim["id"]), mistake))
        spoilt.add(year_of(row.claim["date"]))
        back.add(row.reverses)
    # What was taken back by a row that is refused is not what it was.
    spoilt |= {year_of(row.claim["date"]) for row in kept if row.claim["id"] in back}
    settled = []
    for year in made:
        if year.year in spoilt or None in spoilt:
            # Nobody knows in which year a row without a day is: none of the person's is settled.
            refused += _refuse_spoilt(policy, year, {row.row for row in refused})
            continue
        try:
            settled.append(SettledYearOfPerson(year, policy.settle(year.case)))
        except CaseError as mistake:
            refused += _refuse_year(year, mistake)
    billed = [row for year in made for row in year.rows.values()]
    remarks = [*(remark for row in kept for remark in row.remarks), *find_duplicates(billed)]
    return PersonOutcome(
        settled=tuple(settled),
        refused=tuple(refused),
        dropped=len(dropped - {row.row for row in refused}),
        person=person,
        remarks=tuple(sorted(remarks, key=lambda remark: remark.row)),
    )


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


def _refuse_spoilt(policy: Policy, year: PersonYear, told: set[int]) -> list[RefusedRow]:
    """The rows of a year that is not settled for another row, each with what is wrong with itself;
    what only the lack of the other row makes wrong is not told."""
    try:
        policy.settle(year.case)
        found = []
    except CaseError as mistake:
        errors = [error for error in mistake.errors if not error.path.endswith(_OF_OTHERS)]
        found = _tell_errors(year, errors)
    of_rows = [row for row in found if row.row not in told]
    told = told | {row.row for row in of_rows}
    alone = [_refuse_with(year, name) for name, row in year.rows.items() if row.row not in told]
    return of_rows + alone


def _refuse_year(year: PersonYear, mistake: CaseError) -> list[RefusedRow]:
    """Every row of the year: the sums of one claim hang on those before it."""
    refused = _tell_errors(year, mistake.errors)
    told = {row.claim for row in refused}
    names = [claim["id"] for claim in year.case["claims"]]
    return refused + [_refuse_with(year, name) for name in names if name not in told]


def _tell_errors(year: PersonYear, errors: Sequence[Problem]) -> list[RefusedRow]:
    """Each at the row of its claim; what is of no claim at the first."""
    names = [claim["id"] for claim in year.case["claims"]]
    refused = []
    for error in errors:
        place = error.path
        claim = next(
            (name for at, name in enumerate(names) if place.startswith(f"claims[{at}]")), names[0]
        )
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
    return refused


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
