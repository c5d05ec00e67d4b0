"""What a mapping says of second tables: persons, identities, openings, what was paid
of years, regions.

In: what TOML made of a text, a reader of its parts. Out: the table's columns, None where the
mapping has no such table.
"""

from collections.abc import Mapping
from typing import Any, Final

from polc.batch.mapping import (
    IdentityTable,
    OpeningTable,
    PersonTable,
    PersonYearTable,
    RegionTable,
)
from polc.batch.mapping_reader import MappingReader
from polc.batch.meanings import Meanings
from polc.compiler.report.similar import suggest
from polc.messages.text import say

DROP: Final = {"drop": "drop", "弃": "drop"}


def read_person_table(reader: MappingReader, data: Mapping[str, Any]) -> PersonTable | None:
    """`[persons]`."""
    table = reader.table(data, "persons")
    if not table:
        return None
    fields = reader.vocabulary.of("person")
    reader.know(table, "persons.", ("person", "only", *fields))
    found = PersonTable(
        person=reader.column(table, "person", "persons"),
        values=reader.values(table, "persons", fields),
        codes=reader.codes(table, "persons", fields),
        only=reader.only(table, "persons"),
    )
    own = reader.table(data, "person")
    for word in (*found.values, *found.codes):
        if word in own:
            message = say("`{name}` stands in `person` too: a row has it from one table", name=word)
            reader.add(f"persons.{word}", message)
    return found


def read_identity_table(reader: MappingReader, data: Mapping[str, Any]) -> IdentityTable | None:
    """`[identities]`."""
    table = reader.table(data, "identities")
    if not table:
        return None
    held = reader.identity_column(table, "identities", ("person", "absent", "only"))
    person = reader.column(table, "person", "identities")
    if held is None:
        return None
    if not held.start:
        message = say("the mapping names no column for this")
        reader.add("identities.from", message)
    return IdentityTable(
        person=person,
        held=held,
        absent=reader.absent(table, "identities"),
        only=reader.only(table, "identities"),
    )


def read_opening_table(reader: MappingReader, data: Mapping[str, Any]) -> OpeningTable | None:
    """`[openings]`."""
    table = reader.table(data, "openings")
    if not table:
        return None
    place = "openings"
    reader.know(
        table, f"{place}.", ("person", "year", "amount", "sum", "several", "absent", "only")
    )
    words = {**{name: name for name in reader.vocabulary.sums}, **DROP}
    sums = reader.code_column(table.get("sum"), f"{place}.sum", Meanings(words))
    several = _is_added(reader, table, place)
    person, year, amount = (
        reader.column(table, name, place) for name in ("person", "year", "amount")
    )
    if sums is None:
        return None
    return OpeningTable(
        person=person,
        year=year,
        amount=amount,
        sums=sums,
        absent=reader.absent(table, place),
        several=several,
        only=reader.only(table, place),
    )


def read_person_year_table(
    reader: MappingReader, data: Mapping[str, Any]
) -> PersonYearTable | None:
    """`[person_years]`."""
    table = reader.table(data, "person_years")
    if not table:
        return None
    place = "person_years"
    if reader.vocabulary.households:
        message = say(
            "the claims of a household are counted together, and this table says what each person "
            "was paid: it is not read under this policy"
        )
        reader.add(place, message)
        return None
    reader.know(table, f"{place}.", ("person", "year", "recorded", "several", "absent", "only"))
    person, year = (reader.column(table, name, place) for name in ("person", "year"))
    recorded = {}
    entries = reader.table(table, "recorded", f"{place}.recorded")
    for name in entries:
        column = reader.column(entries, name, f"{place}.recorded")
        known = reader.vocabulary.of_year
        if name in known:
            recorded[name] = column
        else:
            hint = suggest(name, known, say("see the documentation of mappings")).text
            message = say(
                "the policy has no amount `{name}` of the person's year; {hint}",
                name=name,
                hint=hint,
            )
            reader.add(f"{place}.recorded.{name}", message)
    if not entries:
        reader.add(f"{place}.recorded", say("the mapping names no column for this"))
    return PersonYearTable(
        person=person,
        year=year,
        recorded=recorded,
        absent=reader.absent(table, place),
        several=_is_added(reader, table, place),
        only=reader.only(table, place),
    )


def _is_added(reader: MappingReader, table: Mapping[str, Any], place: str) -> bool:
    """Whether rows of one sum are parts of it."""
    several = table.get("several", "")
    if several not in ("", "add"):
        reader.add(f"{place}.several", say("only `add` can stand here"))
    return bool(several == "add")


def read_region_table(reader: MappingReader, data: Mapping[str, Any]) -> RegionTable | None:
    """`[regions]`."""
    table = reader.table(data, "regions")
    if not table:
        return None
    place = "regions"
    fields = reader.vocabulary.of("region")
    reader.know(table, f"{place}.", ("year", "division", "of_claim", *fields))
    division = reader.column(table, "division", place, needed=False)
    return RegionTable(
        year=reader.column(table, "year", place, needed=False),
        division=division,
        of_claim=reader.column(table, "of_claim", place, needed=bool(division)),
        values=reader.values(table, place, fields),
        codes=reader.codes(table, place, fields),
    )
