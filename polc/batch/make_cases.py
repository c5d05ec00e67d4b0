"""The rows of one person as cases, one for each year.

In: rows of one person, as they were read, and what second tables say of the person. Out: cases,
each with the row of every claim. What the rows say of the person must be one and the same; what the
person is may change from one claim to the next, and holds from the day of the first claim that says
so to the day before the next. A refund is of the year of what it takes back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import evolve, field

from polc.batch.match_refunds import match_refunds
from polc.batch.person_facts import NO_FACTS, PersonFacts
from polc.batch.read_cells import RowMistake, Spell
from polc.batch.read_row import BureauRow
from polc.messages.text import say
from polc.records.frozen import frozen


@frozen(kw_only=True)
class PersonYear:
    """A case, and by claim its row. Of a member of a `household` the case is the member's until
    that of the household is made. `paid` is by result what was paid of the year, in fen (None:
    nobody says)."""

    person: str
    year: int
    case: Mapping[str, Any]
    rows: Mapping[str, BureauRow]
    household: str = ""
    paid: Mapping[str, int | None] = field(factory=dict)

    @property
    def held(self) -> frozenset[str]:
        """What the person is at some time of the year."""
        return frozenset(
            identity["id"] if isinstance(identity, Mapping) else identity
            for identity in self.case["person"]["identities"]
        )


def make_cases(
    rows: Sequence[BureauRow],
    policy: str,
    year_of: Callable[[str], int],
    facts: PersonFacts = NO_FACTS,
) -> tuple[list[PersonYear], list[RowMistake]]:
    """The cases of a person, and what contradicts itself."""
    matched, mistakes = match_refunds(rows)
    mistakes += _find_contradictions(matched, facts)
    mistakes += _find_changed_spells(matched, facts) + _find_changed_days(matched)
    mistakes += _find_doubles(matched)
    wrong = {mistake.row for mistake in mistakes}
    billed = {str(row.claim["id"]): row for row in matched if not row.reverses}
    by_year: dict[int, list[BureauRow]] = {}
    for row in matched:
        if row.row not in wrong:
            billed_on = billed.get(row.reverses, row).claim["date"]
            by_year.setdefault(year_of(billed_on), []).append(row)
    made = []
    for year in sorted(by_year):
        region, lacking = _find_region(year, by_year[year], facts)
        mistakes += lacking
        person = by_year[year][0].person
        made.append(_make_case(person, year, by_year[year], policy, facts, region))
    return made, mistakes


def make_without_claims(
    person: str, rows: Sequence[BureauRow], policy: str, years: Sequence[int], facts: PersonFacts
) -> Iterator[PersonYear]:
    """The cases of years in which the person has no claim. The rows of other years say what the
    person's fields are, and nothing of what the person is."""
    about: dict[str, Any] = {}
    for row in rows:
        about.update(row.about_person)
    for year in years:
        found = facts.regions.find(year, "") if facts.regions is not None else None
        made = _make_case(person, year, [], policy, facts, found or {})
        yield evolve(made, case={**made.case, "person": {**made.case["person"], **about}})


def _make_case(
    person: str,
    year: int,
    rows: list[BureauRow],
    policy: str,
    facts: PersonFacts,
    region: Mapping[str, Any],
) -> PersonYear:
    ordered = sorted(rows, key=lambda row: (row.claim["date"], row.row))
    claims = []
    for seq, row in enumerate(ordered, start=1):
        claim = {**row.claim, "seq": seq}
        if row.reverses:
            claim["reverses"] = row.reverses
        claims.append(claim)
    about: dict[str, Any] = dict(facts.about)
    for row in ordered:
        about.update(row.about_person)
    spells = sorted(
        facts.spells.union(*(row.spells for row in ordered)),
        key=lambda spell: (spell.identity, spell.start or "", spell.end or "", spell.grade),
    )
    held = _find_identities(ordered) + [spell.as_identity() for spell in spells]
    said = {"id": person, "identities": held, **about}
    case: dict[str, Any] = {"policy": policy, "year": year, "person": said, "claims": claims}
    if region:
        case["region"] = region
    if year in facts.openings:
        case["opening"] = facts.openings[year]
    named = {str(row.claim["id"]): _with_identities_of_day(row, spells) for row in ordered}
    return PersonYear(
        person=person,
        year=year,
        case=case,
        rows=named,
        household=rows[0].household if rows else "",
        paid=facts.paid_of(year),
    )


def _with_identities_of_day(row: BureauRow, spells: Sequence[Spell]) -> BureauRow:
    """The row with what the person is on its day."""
    held = {spell.identity for spell in spells if spell.holds_on(row.claim["date"])}
    return evolve(row, identities=row.identities | held) if held - row.identities else row


def _find_identities(ordered: Sequence[BureauRow]) -> list[Any]:
    """What the person is: always, where all claims say the same, else from claim to claim."""
    names = sorted(set[str]().union(*(row.identities for row in ordered)))
    if all(row.identities == ordered[0].identities for row in ordered):
        return list(names)
    spells: list[dict[str, str | None]] = []
    for name in names:
        start: str | None = None
        for place, row in enumerate(ordered):
            holds = name in row.identities
            if holds and start is None:
                start = row.claim["date"]
            if not holds and start is not None:
                before = date.fromisoformat(row.claim["date"]) - timedelta(days=1)
                spells.append({"id": name, "from": start, "to": before.isoformat()})
                start = None
            if holds and place == len(ordered) - 1:
                spells.append({"id": name, "from": start, "to": None})
    return spells


def _find_region(
    year: int, rows: Sequence[BureauRow], facts: PersonFacts
) -> tuple[Mapping[str, Any], list[RowMistake]]:
    """The figures of the place of the person's claims, which is one in a year."""
    if facts.regions is None:
        return {}, []
    first = rows[0]
    for row in rows:
        if row.region != first.region:
            message = say(
                "another claim of the year is of the division `{other}`, and this of `{own}`: "
                "their figures may differ",
                other=first.region,
                own=row.region,
            )
            return {}, [RowMistake(row.row, "region", message)]
    found = facts.regions.find(year, first.region)
    if found is not None:
        return found, []
    message = say(
        "the table `regions` has no row of the year {year} and the division `{division}`",
        year=year,
        division=first.region,
    )
    return {}, [RowMistake(first.row, "region", message)]


def _find_contradictions(rows: Sequence[BureauRow], facts: PersonFacts) -> list[RowMistake]:
    known: dict[str, Any] = {}
    found = []
    for row in rows:
        for name, value in row.about_person.items():
            if facts.about.get(name, value) != value:
                message = say(
                    "the table `persons` says `{other}`, and this row `{value}`",
                    other=str(facts.about[name]),
                    value=str(value),
                )
                found.append(RowMistake(row.row, name, message))
            elif known.setdefault(name, value) != value:
                message = say(
                    "another row of this person says `{other}`, and this one `{value}`",
                    other=str(known[name]),
                    value=str(value),
                )
                found.append(RowMistake(row.row, name, message))
    return found


def _find_changed_spells(rows: Sequence[BureauRow], facts: PersonFacts) -> list[RowMistake]:
    """One identity from one day on that ends on two days, or has two grades."""
    known = {(spell.identity, spell.start): spell for spell in facts.spells}
    found = []
    for row in rows:
        for spell in sorted(row.spells, key=lambda spell: spell.identity):
            other = known.setdefault((spell.identity, spell.start), spell)
            if other != spell:
                message = say(
                    "another row says of `{identity}` from the same day on another end or grade",
                    identity=spell.identity,
                )
                found.append(RowMistake(row.row, "identities", message))
    return found


def _find_changed_days(rows: Sequence[BureauRow]) -> list[RowMistake]:
    """What the person is by one row of a day and is not by another: told of each row that lacks
    it, however the rows of a day are ordered."""
    held: dict[str, frozenset[str]] = {}
    for row in rows:
        day = row.claim["date"]
        held[day] = held.get(day, frozenset()) | row.identities
    found = []
    for row in rows:
        for identity in sorted(held[row.claim["date"]] - row.identities):
            message = say(
                "another row of the same day says that the person is `{identity}`, and this one "
                "that the person is not",
                identity=identity,
            )
            found.append(RowMistake(row.row, "identities", message))
    return found


def _find_doubles(rows: Sequence[BureauRow]) -> list[RowMistake]:
    """A claim that stands in two rows."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        name = str(row.claim["id"])
        if first.setdefault(name, row.row) != row.row:
            message = say(
                "the claim `{name}` stands in data row {row} too", name=name, row=str(first[name])
            )
            found.append(RowMistake(row.row, "id", message))
    return found
