"""What the rows of a random table say of persons, as second tables beside it.

In: a table of claims and its mapping. Out: `persons.csv` and `identities.csv` beside it, and the
mapping of all three: who is in none of them, stands in two rows, or is something from day to day.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from attrs import evolve

from polc.api.policy import Policy
from polc.batch.mapping import (
    CodeColumn,
    ColumnMapping,
    IdentityColumn,
    IdentityTable,
    PersonTable,
)
from polc.batch.open_table import BureauTable, open_table

_FIRST = date(2021, 6, 1)
_DAYS = 700


def write_second_tables(
    chance: Random, policy: Policy, mapping: ColumnMapping, place: Path, mistakes: float
) -> ColumnMapping:
    """Of so many persons something is wrong."""
    with place.open(encoding="utf-8") as file:
        first = {row["person"].strip(): row for row in reversed([*csv.DictReader(file)])}
    coded = [codes.column for codes in mapping.person_codes.values()]
    columns = ["person", *mapping.person_values.values(), *coded]
    # A second table has no row of nobody.
    known = [row for name, row in first.items() if name]
    persons = [{name: row[name] for name in columns} for row in known]
    identities = [found.id for found in policy.plan.identities if found.id != "veteran"]
    spells = []
    for row in list(persons):
        if chance.random() < mistakes:
            chance.choice((persons.remove, persons.append))(row)
        for name in chance.sample(identities, min(len(identities), chance.choice((0, 1, 1, 2)))):
            start = _FIRST + timedelta(chance.randrange(_DAYS))
            end = start + timedelta(chance.randrange(_DAYS))
            last = "" if chance.random() < 0.5 else end.isoformat()
            if chance.random() < mistakes:
                last = chance.choice(("2020-01-01", "never"))
            spell = {"person": row["person"], "identity": name, "from": start.isoformat()}
            spells.append({**spell, "to": last})
    chance.shuffle(persons)
    _write(place.with_name("persons.csv"), columns, persons)
    _write(place.with_name("identities.csv"), ["person", "identity", "from", "to"], spells)
    names = CodeColumn("identity", {name: name for name in identities})
    return evolve(
        mapping,
        person_values={},
        person_codes={},
        identities=chance.choice((mapping.identities, ())),
        persons=PersonTable(
            person="person", values=mapping.person_values, codes=mapping.person_codes
        ),
        identity_rows=IdentityTable(
            person="person", held=IdentityColumn(names, start="from", end="to"), absent="none"
        ),
    )


def open_tables(place: Path) -> BureauTable:
    """The claims with the tables beside them, where there are some."""
    beside = {name: place.with_name(f"{name}.csv") for name in ("persons", "identities")}
    second = {name: open_table(str(path)) for name, path in beside.items() if path.exists()}
    return evolve(open_table(str(place)), second=second)


def _write(place: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
