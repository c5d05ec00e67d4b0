"""What the rows of a random table say of persons, as second tables beside it.

In: a table of claims and its mapping. Out: `persons.csv`, `identities.csv`, `openings.csv` and
`regions.csv` beside it, and the mapping of all: who is in none of them, stands in two rows, is
something from day to day, or is of a division that is in no row.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

from attrs import evolve

from polc.api.policy import Policy
from polc.batch.mapping import (
    SECOND_TABLES,
    CodeColumn,
    ColumnMapping,
    IdentityColumn,
    IdentityTable,
    OpeningTable,
    PersonTable,
    RegionTable,
)
from polc.batch.open_table import BureauTable, open_table
from polc.batch.policy_vocabulary import vocabulary_of
from polc.runtime.vocabulary import FIELDS, Field
from tests.batch.tables import YES_NO
from tests.generators.policies.cases import random_case

_FIRST = date(2021, 6, 1)
_DAYS = 700
_OPENED = 0.3
"""Of so many persons something was used before."""


def write_second_tables(
    chance: Random, policy: Policy, mapping: ColumnMapping, place: Path, mistakes: float
) -> ColumnMapping:
    """Of so many persons something is wrong."""
    with place.open(encoding="utf-8") as file:
        claims = [*csv.DictReader(file)]
    first = {row["person"].strip(): row for row in reversed(claims)}
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
    sums = vocabulary_of(policy).sums
    opened = [
        {
            "person": row["person"],
            "year": chance.choice(("2022", "2022", "2023")),
            "sum": name,
            "amount": chance.choice(("10.00", "3", "500")),
        }
        for row in known
        if chance.random() < _OPENED
        for name in chance.sample(sums, min(len(sums), chance.choice((1, 1, 2))))
    ]
    _write(place.with_name("openings.csv"), ["person", "year", "sum", "amount"], opened)
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
        openings=OpeningTable(
            person="person",
            year="year",
            amount="amount",
            sums=CodeColumn("sum", {name: name for name in sums}),
            absent="none",
            several=True,
        ),
        regions=_write_regions(chance, policy, claims, place, mistakes),
    )


def _write_regions(
    chance: Random, policy: Policy, claims: list[dict[str, str]], place: Path, mistakes: float
) -> RegionTable | None:
    """The figures of three divisions, and of each claim that of its person."""
    fields = [field for field in (*FIELDS, *policy.plan.fields) if field.scope == "region"]
    asked = [field for field in fields if ("region", field.name) in policy._compiled.layout.reads]
    if not asked:
        return None
    rows = []
    for division in ("110101", "110102", "110103"):
        given = random_case(chance, policy).get("region", {})
        row = {field.name: _text(field, given.get(field.name)) for field in asked}
        rows.append({"division": division, **row})
    _write(place.with_name("regions.csv"), [*rows[0]], rows)
    for claim in claims:
        claim["division"] = rows[sum(claim["person"].encode()) % 3]["division"]
        if chance.random() < mistakes / 4:
            claim["division"] = chance.choice(("", "110102", "999999"))
    _write(place, [*claims[0]], claims)
    plain = [field.name for field in asked if field.kind not in ("flag", "choice")]
    codes = {
        field.name: CodeColumn(
            field.name,
            YES_NO
            if field.kind == "flag"
            else {str(at): choice for at, choice in enumerate(field.choices)},
        )
        for field in asked
        if field.kind in ("flag", "choice")
    }
    return RegionTable(
        division="division",
        of_claim="division",
        values={name: name for name in plain},
        codes=codes,
    )


def _text(field: Field, value: object) -> str:
    if value is None:
        return ""
    match field.kind:
        case "flag":
            return "1" if value else "0"
        case "choice":
            return str(field.choices.index(str(value)))
        case _:
            return str(value)


def open_tables(place: Path) -> BureauTable:
    """The claims with the tables beside them, where there are some."""
    beside = {name: place.with_name(f"{name}.csv") for name in SECOND_TABLES}
    second = {name: open_table(str(path)) for name, path in beside.items() if path.exists()}
    return evolve(open_table(str(place)), second=second)


def _write(place: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
