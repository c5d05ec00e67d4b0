"""The rows of a household settled: those of its members as one case in each year.

In: a policy, the rows of each member, a mapping, what second tables say of the members. Out: a
`PersonOutcome` for each member. A row of which something is wrong spoils the year for all members,
since what one had counted hangs on what all had.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from polc.api.policy import Policy
from polc.batch.elsewhere import ELSEWHERE, read_elsewhere
from polc.batch.make_cases import PersonYear
from polc.batch.mapping import ColumnMapping
from polc.batch.person_facts import PersonFacts
from polc.batch.person_outcome import (
    PersonOutcome,
    SettledHouseholdYear,
    SettledYearOfPerson,
    refuse_row,
)
from polc.batch.read_cells import RowMistake
from polc.batch.read_person import NumberedRows, PersonRows, read_person, year_by_day
from polc.batch.refuse_year import refuse_spoilt, refuse_year
from polc.messages.text import say
from polc.runtime.errors import CaseError, Problem
from polc.runtime.read.read_household import find_member
from polc.runtime.tell.result import Settlement


def settle_household(
    policy: Policy,
    household: str,
    members: Mapping[str, NumberedRows],
    mapping: ColumnMapping,
    facts: Mapping[str, PersonFacts],
) -> Iterator[PersonOutcome]:
    """By the ids of the members. `facts` has each of them."""
    read = {
        person: read_person(policy, person, rows, mapping, facts[person])
        for person, rows in members.items()
    }
    spoilt = set[int | None]().union(*(rows.spoilt for rows in read.values()))
    refused = {person: list(rows.refused) for person, rows in read.items()}
    for person, rows in read.items():
        found = _find_elsewhere(
            household, members[person], rows, mapping.household, year_by_day(policy)
        )
        for why, year in found:
            refused[person].append(refuse_row(person, "", why))
            spoilt.add(year)
    settled: dict[str, list[SettledYearOfPerson]] = {person: [] for person in read}
    for number in sorted({year.year for rows in read.values() for year in rows.made}):
        years = [year for rows in read.values() for year in rows.made if year.year == number]
        other = _find_region(years)
        if other is not None:
            refused[other[0]].append(refuse_row(other[0], "", other[1]))
        is_spoilt = number in spoilt or None in spoilt or other is not None
        case = _join_cases(years)
        try:
            settlement: Settlement | None = policy.settle(case)
            errors: Sequence[Problem] = ()
        except CaseError as raised:
            settlement, errors = None, raised.errors
        if settlement is None or is_spoilt:
            for at, made in enumerate(years):
                own = list(_own_errors(errors, at))
                told = {row.row for row in refused[made.person]}
                refused[made.person] += (
                    refuse_spoilt(made, own, told, mapping)
                    if is_spoilt
                    else refuse_year(made, own, mapping)
                )
            continue
        whole = SettledHouseholdYear(tuple(evolve(made, case=case) for made in years), settlement)
        for made, part in zip(whole.members, settlement.by_member.values(), strict=True):
            settled[made.person].append(SettledYearOfPerson(made, part, whole))
    for person, rows in read.items():
        told = {row.row for row in refused[person]}
        yield PersonOutcome(
            settled=tuple(settled[person]),
            refused=tuple(refused[person]),
            dropped=len(rows.dropped - told),
            person=person,
            remarks=rows.remarks,
        )


def _join_cases(years: Sequence[PersonYear]) -> dict[str, Any]:
    """The case of the household. Claims of one day settle in the order of the table's rows,
    whoever's they are."""
    order = sorted(
        (row.claim["date"], row.row, name, at)
        for at, year in enumerate(years)
        for name, row in year.rows.items()
    )
    places = {(at, name): seq for seq, (_, _, name, at) in enumerate(order, start=1)}
    household = []
    for at, year in enumerate(years):
        claims = [{**claim, "seq": places[at, str(claim["id"])]} for claim in year.case["claims"]]
        household.append({"person": year.case["person"], "claims": claims})
    first = years[0].case
    kept = {key: first[key] for key in ("policy", "year", "region") if key in first}
    return {**kept, "household": household}


def _find_region(years: Sequence[PersonYear]) -> tuple[str, RowMistake] | None:
    """A member whose place has other figures than that of the first."""
    region = years[0].case.get("region")
    for year in years:
        if year.case.get("region") != region:
            message = say(
                "the figures of the place are others than those of `{other}`, who is of the same "
                "household",
                other=years[0].person,
            )
            first = min(row.row for row in year.rows.values())
            return year.person, RowMistake(first, "region", message)
    return None


def _find_elsewhere(
    household: str, rows: NumberedRows, read: PersonRows, column: str, year_of: Callable[[str], int]
) -> Iterator[tuple[RowMistake, int]]:
    """The first row of each year in which the person is of another household too, and the year."""
    found: dict[int | None, str] = {}
    for _, texts in rows:
        found |= read_elsewhere(texts.get(ELSEWHERE) or "", household, year_of)
    for year in read.made:
        other = found.get(year.year, found.get(None))
        if other is None:
            continue
        message = (
            say(
                "another row of this person and year is of the household `{other}`, and this of "
                "`{own}`: a person is of one household in a year",
                other=other,
                own=household,
            )
            if other
            else say("another row of this person and year names no household")
        )
        first = min(row.row for row in year.rows.values())
        yield RowMistake(first, column, message), year.year


def _own_errors(errors: Sequence[Problem], at: int) -> Iterator[Problem]:
    """Those of a member, with their paths in the member's case; what is of no member is the first
    one's."""
    for error in errors:
        member, path = find_member(error.path)
        if (member or 0) == at:
            yield evolve(error, path=path)
