"""The rows of a person read: the cases of the years, and what is wrong with the rows.

In: a policy, rows with their numbers, a mapping, what second tables say of the person. Out:
`PersonRows`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from polc.api.policy import Policy
from polc.batch.find_duplicates import find_duplicates
from polc.batch.make_cases import PersonYear, make_cases, make_without_claims
from polc.batch.mapping import ColumnMapping
from polc.batch.person_facts import PersonFacts
from polc.batch.person_outcome import BAD_ROW, RefusedRow, refuse_row
from polc.batch.read_row import BureauRow, day_of_row, read_row, reversed_by_row
from polc.batch.remark_row import RowRemark
from polc.records.frozen import frozen
from polc.runtime.benefit_year import year_of_day

NumberedRows = Sequence[tuple[int, Mapping[str, str | None]]]
"""Rows of a person, each with its number, in their order in the table."""


@frozen(kw_only=True)
class PersonRows:
    """`made` are the years, `refused` the rows in which something is wrong, `spoilt` the years that
    such a row may be of (None: any of the person's); `dropped` those that the mapping leaves
    out."""

    person: str
    made: tuple[PersonYear, ...]
    refused: tuple[RefusedRow, ...]
    spoilt: frozenset[int | None]
    dropped: frozenset[int]
    remarks: tuple[RowRemark, ...]


def read_person(
    policy: Policy,
    person: str,
    rows: NumberedRows,
    mapping: ColumnMapping,
    facts: PersonFacts,
    everybody_in: int | None = None,
) -> PersonRows:
    """What the rows of a person say; with the years that are settled also without a claim, see
    `PersonFacts.years_beside`."""
    kept: list[BureauRow] = []
    refused: list[RefusedRow] = []
    dropped: set[int] = set()
    spoilt: set[int | None] = {None} if facts.mistakes else set()
    back: set[str] = set()
    year_of = year_by_day(policy)
    for number, texts in rows:
        found = read_row(number, texts, mapping)
        match found:
            case None:
                dropped.add(number)
            case BureauRow():
                kept.append(found)
            case _:
                claim = (texts.get(mapping.values["id"]) or "").strip()
                refused += [refuse_row(person, claim, mistake) for mistake in found]
                day = day_of_row(texts, mapping)
                spoilt.add(year_of(day) if day else None)
                back.add(reversed_by_row(texts, mapping))
    numbers = [number for number, _ in rows]
    first = next((number for number in numbers if number not in dropped), next(iter(numbers), None))
    refused += [
        RefusedRow(row=first, person=person, claim="", place=place, code=BAD_ROW, why=why)
        for place, why in facts.mistakes
    ]
    made, mistakes = make_cases(kept, policy.name, year_of, facts)
    by_row = {row.row: row for row in kept}
    for mistake in mistakes:
        row = by_row[mistake.row]
        refused.append(refuse_row(person, str(row.claim["id"]), mistake))
        spoilt.add(year_of(row.claim["date"]))
        back.add(row.reverses)
    # What was taken back by a row that is refused is not what it was.
    spoilt |= {year_of(row.claim["date"]) for row in kept if row.claim["id"] in back}
    beside = facts.years_beside(everybody_in) - {year.year for year in made} - spoilt
    if beside and None not in spoilt:
        made += make_without_claims(person, kept, policy.name, sorted(beside), facts)
        made.sort(key=lambda year: year.year)
    billed = [row for year in made for row in year.rows.values()]
    remarks = [*(remark for row in kept for remark in row.remarks), *find_duplicates(billed)]
    return PersonRows(
        person=person,
        made=tuple(made),
        refused=tuple(refused),
        spoilt=frozenset(spoilt),
        dropped=frozenset(dropped),
        remarks=tuple(sorted(remarks, key=lambda remark: remark.row)),
    )


def year_by_day(policy: Policy) -> Callable[[str], int]:
    """The benefit year of a day of a row."""
    return partial(_year_of, policy.plan.dates.year_begins)


def _year_of(begins: int, day: str) -> int:
    return year_of_day(date.fromisoformat(day).toordinal(), begins)
