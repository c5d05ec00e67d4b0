"""The persons or the households of a bureau's table, one after the other, settled.

In: a policy, the rows of some persons, a mapping, what second tables say. Out: for each person a
`PersonOutcome`.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from polc.api.policy import Policy
from polc.batch.carry_columns import as_texts
from polc.batch.columns.read_batch import ROW, WHO, first_rows
from polc.batch.mapping import ColumnMapping
from polc.batch.person_facts import PersonFacts
from polc.batch.person_outcome import PersonOutcome, RefusedRow, SettledYearOfPerson
from polc.batch.read_person import NumberedRows, read_person
from polc.batch.read_second_tables import SecondTables
from polc.batch.refuse_year import refuse_spoilt, refuse_year
from polc.batch.settle_household import settle_household
from polc.runtime.errors import CaseError

_Lines = list[Mapping[str, Any]]


def settle_groups(
    policy: Policy,
    texts: Any,
    mapping: ColumnMapping,
    second: SecondTables,
    numbers: Iterable[int] | None = None,
    known: Mapping[str, PersonFacts] | None = None,
    everybody_in: int | None = None,
) -> Iterator[tuple[int, PersonOutcome]]:
    """The persons of a table, see `read_persons`, or those of some of its groups, each with the
    number of the group: a person, or where the policy counts its claims together a household. What
    second tables say of each is `known`, or they are asked; `everybody_in` is a year that is
    settled without a claim too, of persons."""
    first = (*first_rows(texts).to_pylist(), texts.num_rows)
    facts = _facts_of_all(texts, mapping, second) if mapping.household else {}
    for number in range(len(first) - 1) if numbers is None else numbers:
        rows = texts.slice(first[number], first[number + 1] - first[number])
        lines = as_texts(rows).to_pylist()
        who = str(lines[0][WHO])
        if mapping.household:
            members = _by_person(lines, mapping)
            for outcome in settle_household(policy, who, members, mapping, facts):
                yield number, outcome
        else:
            of_person = second.of(who) if known is None else known[who]
            yield (
                number,
                settle_person(policy, who, _numbered(lines), mapping, of_person, everybody_in),
            )


def settle_person(
    policy: Policy,
    person: str,
    rows: NumberedRows,
    mapping: ColumnMapping,
    facts: PersonFacts,
    everybody_in: int | None = None,
) -> PersonOutcome:
    """The person's rows; `facts` are what second tables say of the person, `everybody_in` is a year
    that is settled without a claim too."""
    read = read_person(policy, person, rows, mapping, facts, everybody_in)
    refused: list[RefusedRow] = list(read.refused)
    settled = []
    for year in read.made:
        # Nobody knows in which year a row without a day is: none of the person's is settled.
        spoilt = year.year in read.spoilt or None in read.spoilt
        try:
            settlement = policy.settle(year.case)
        except CaseError as mistake:
            told = {row.row for row in refused}
            refused += (
                refuse_spoilt(year, mistake.errors, told, mapping)
                if spoilt
                else refuse_year(year, mistake.errors, mapping)
            )
            continue
        if spoilt:
            refused += refuse_spoilt(year, (), {row.row for row in refused}, mapping)
        else:
            settled.append(SettledYearOfPerson(year, settlement))
    return PersonOutcome(
        settled=tuple(settled),
        refused=tuple(refused),
        dropped=len(read.dropped - {row.row for row in refused}),
        person=person,
        remarks=read.remarks,
    )


def _facts_of_all(
    texts: Any, mapping: ColumnMapping, second: SecondTables
) -> Mapping[str, PersonFacts]:
    """Households stand in another order than second tables do: of all their members at once."""
    column = texts.column(mapping.values["person"]).to_pylist()
    return second.of_each((text or "").strip() for text in column)


def _by_person(lines: _Lines, mapping: ColumnMapping) -> dict[str, NumberedRows]:
    """The rows of each member, by the ids of the members."""

    def person_of(line: Mapping[str, Any]) -> str:
        return (line[mapping.values["person"]] or "").strip()

    ordered = sorted(lines, key=person_of)
    return {person: _numbered(own) for person, own in groupby(ordered, person_of)}


def _numbered(lines: Iterable[Mapping[str, Any]]) -> NumberedRows:
    return [(line[ROW], line) for line in lines]
