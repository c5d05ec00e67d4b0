"""The rows of one person as cases, one for each year.

In: rows of one person, as they were read. Out: cases, each with the row of every claim. What the
rows say of the person must be one and the same; what the person is may change from one claim to
the next, and holds from the day of the first claim that says so to the day before the next.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from polc.batch.read_row import BureauRow, RowMistake
from polc.messages.text import say
from polc.records.frozen import frozen


@frozen
class PersonYear:
    """A case, and by claim its row."""

    person: str
    year: int
    case: Mapping[str, Any]
    rows: Mapping[str, BureauRow]


def make_cases(
    rows: Sequence[BureauRow], policy: str, year_of: Callable[[str], int]
) -> tuple[list[PersonYear], list[RowMistake]]:
    """The cases of a person, and what contradicts itself."""
    mistakes = _find_contradictions(rows) + _find_doubles(rows)
    wrong = {mistake.row for mistake in mistakes}
    by_year: dict[int, list[BureauRow]] = {}
    for row in rows:
        if row.row not in wrong:
            by_year.setdefault(year_of(row.claim["date"]), []).append(row)
    made = [_make_case(year, by_year[year], policy) for year in sorted(by_year)]
    return made, mistakes


def _make_case(year: int, rows: list[BureauRow], policy: str) -> PersonYear:
    ordered = sorted(rows, key=lambda row: (row.claim["date"], row.row))
    claims = []
    for seq, row in enumerate(ordered, start=1):
        claim = {**row.claim, "seq": seq}
        if row.reverses:
            claim["reverses"] = row.reverses
        claims.append(claim)
    about: dict[str, Any] = {}
    for row in ordered:
        about.update(row.about_person)
    person = {"id": rows[0].person, "identities": _find_identities(ordered), **about}
    case = {"policy": policy, "year": year, "person": person, "claims": claims}
    return PersonYear(rows[0].person, year, case, {str(row.claim["id"]): row for row in ordered})


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


def _find_contradictions(rows: Sequence[BureauRow]) -> list[RowMistake]:
    known: dict[str, Any] = {}
    found = []
    for row in rows:
        for name, value in row.about_person.items():
            if known.setdefault(name, value) != value:
                message = say(
                    "another row of this person says `{other}`, and this one `{value}`",
                    other=str(known[name]),
                    value=str(value),
                )
                found.append(RowMistake(row.row, name, message))
    return found


def _find_doubles(rows: Sequence[BureauRow]) -> list[RowMistake]:
    """A claim that stands in two rows."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        name = str(row.claim["id"])
        if first.setdefault(name, row.row) != row.row:
            message = say(
                "the claim `{name}` stands in row {row} too", name=name, row=str(first[name])
            )
            found.append(RowMistake(row.row, "id", message))
    return found
