"""A mapping from its TOML text.

In: text, the policy's fields, identities, benefits and sums. Out: `ColumnMapping`, or every mistake
with its place. What a code means is checked here, once, and not for every row.
"""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from polc.batch.mapping import (
    ColumnMapping,
    Divisions,
    IdentityColumn,
    OpeningTable,
    Refunds,
    Total,
)
from polc.batch.mapping_reader import YES_NO, MappingReader, Vocabulary
from polc.batch.meanings import Meanings
from polc.batch.read_second_mapping import (
    read_identity_table,
    read_opening_table,
    read_person_table,
    read_person_year_table,
    read_region_table,
)
from polc.batch.read_target_measures import read_target_measures
from polc.batch.table_error import TableError
from polc.compiler.report.similar import suggest
from polc.messages.reasons import say_reason
from polc.messages.text import Text, quoted, say
from polc.runtime.vocabulary import GIVEN_ALIASES, Field

TOP: Final = ("claims", "person", "persons", "identities", "openings", "person_years",
              "regions", "targets", "not_read")  # fmt: skip
"""What a mapping has."""

OF_ROWS: Final = ("id", "person", "visit", "continues")
"""What a row says beside the fields of a claim."""

SPECIAL: Final = (
    "place", "refund", "recorded", "paid", "other_payments", "only", "totals", "household",
)  # fmt: skip
"""What is read of the claims beside their fields."""

NEEDED: Final = ("id", "person", "date")
"""What a mapping must say where it stands."""

NAMED_LAYERS: Final = tuple(GIVEN_ALIASES.values())
"""Layers that a draft names whatever the policy has."""


class MappingError(Exception):
    """Everything that is wrong with a mapping: its place in the file and a sentence."""

    def __init__(self, found: tuple[tuple[str, Text], ...]) -> None:
        super().__init__("; ".join(f"{place}: {why}" for place, why in found))
        self.found = found


def read_mapping(text: str, vocabulary: Vocabulary) -> ColumnMapping:
    """The mapping. Raises `MappingError`, `TableError` where the text is no TOML."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as mistake:
        raise TableError(
            say("the mapping is no TOML: {why}", why=say_reason(str(mistake)))
        ) from None
    reader = MappingReader(vocabulary)
    found = _read(reader, data)
    if reader.mistakes:
        raise MappingError(tuple(reader.mistakes))
    return found


def _read(reader: MappingReader, data: Mapping[str, Any]) -> ColumnMapping:
    reader.know(data, "", TOP)
    claims = reader.table(data, "claims")
    person = reader.table(data, "person")
    of_claim, of_person = reader.vocabulary.of("claim"), reader.vocabulary.of("person")
    for name in NEEDED:
        if name not in claims and not any(word in claims for word in _names_of(of_claim, name)):
            reader.add(f"claims.{name}", say("the mapping names no column for this"))
    reader.know(claims, "claims.", (*OF_ROWS, *of_claim, *SPECIAL))
    reader.know(person, "person.", ("identities", *of_person))
    recorded, others = _read_recorded(reader, claims)
    household = _read_household(reader, claims)
    together = bool(reader.vocabulary.households)
    not_read = reader.columns(data, "not_read", "")
    values = {
        **reader.values(claims, "claims", dict.fromkeys(OF_ROWS)),
        **reader.values(claims, "claims", of_claim),
    }
    codes = reader.codes(claims, "claims", of_claim)
    divisions = _read_divisions(reader, claims)
    coded = frozenset((*codes, *(["place"] if divisions is not None else [])))
    return ColumnMapping(
        values=values,
        codes=codes,
        person_values=reader.values(person, "person", of_person),
        person_codes=reader.codes(person, "person", of_person),
        identities=_read_identities(reader, person),
        divisions=divisions,
        refunds=_read_refunds(reader, claims),
        recorded=recorded,
        paid=_read_paid(reader, claims, recorded),
        other_payments=others,
        totals=_read_totals(reader, claims),
        only=reader.only(claims, "claims"),
        persons=read_person_table(reader, data),
        identity_rows=read_identity_table(reader, data),
        openings=_read_openings(reader, data),
        person_years=read_person_year_table(reader, data),
        regions=read_region_table(reader, data),
        not_read=not_read if together or not household else (*not_read, household),
        kinds=reader.vocabulary.kinds,
        household=household if together else "",
        targets=read_target_measures(reader, data, values, coded),
    )


def _read_household(reader: MappingReader, claims: Mapping[str, Any]) -> str:
    """The column with the household, which a policy that counts a household together needs; for
    any other it is a column that nobody reads."""
    names = reader.vocabulary.households
    if not names and "household" in reader.vocabulary.of("claim"):
        return ""
    found = reader.column(claims, "household", "claims", needed=False)
    if names and "household" not in claims:
        reader.add(
            "claims.household",
            say(
                "{names}: the policy counts the claims of a household together; name the column "
                'that says of which household a person is, `household = "COLUMN"`',
                names=quoted(names),
            ),
        )
    return found


def _read_openings(reader: MappingReader, data: Mapping[str, Any]) -> OpeningTable | None:
    """What was used before, which a table says of persons and not of what a household has
    together."""
    if "openings" in data and reader.vocabulary.households:
        message = say(
            "a table says what each person had used, and not what a household had together: settle "
            "households with an `opening` as cases, with `polc settle`"
        )
        reader.add("openings", message)
        return None
    return read_opening_table(reader, data)


def _read_identities(
    reader: MappingReader, person: Mapping[str, Any]
) -> tuple[IdentityColumn, ...]:
    entries = person.get("identities", [])
    entries = entries if isinstance(entries, list) else [entries]
    found = (
        reader.identity_column(entry, f"person.identities[{place}]")
        for place, entry in enumerate(entries)
    )
    return tuple(column for column in found if column is not None)


def _read_divisions(reader: MappingReader, claims: Mapping[str, Any]) -> Divisions | None:
    entry = claims.get("place")
    if not isinstance(entry, dict) or "insured" not in entry:
        return None
    reader.know(entry, "claims.place.", ("insured", "hospital"))
    insured, hospital = entry.get("insured"), entry.get("hospital")
    if isinstance(insured, str) and isinstance(hospital, str):
        return Divisions(insured, hospital)
    reader.add("claims.place", say("the columns `insured` and `hospital` are expected"))
    return None


def _read_refunds(reader: MappingReader, claims: Mapping[str, Any]) -> Refunds | None:
    place = "claims.refund"
    entry = reader.table(claims, "refund", place)
    if not entry:
        return None
    reader.know(entry, f"{place}.", ("flag", "of", "opposite"))
    opposite = entry.get("opposite", False)
    if not isinstance(opposite, bool):
        reader.add(f"{place}.opposite", say("`true` or `false` is expected"))
    if not opposite and not isinstance(entry.get("of"), str):
        message = say("the column with the id of what is taken back is expected")
        reader.add(f"{place}.of", message)
        return None
    of = reader.column(entry, "of", place, needed=False)
    flag = None
    if "flag" in entry:
        flag = reader.code_column(entry["flag"], f"{place}.flag", Meanings(YES_NO))
    return Refunds(flag, of, opposite is True)


def _read_recorded(
    reader: MappingReader, claims: Mapping[str, Any]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The columns of the policy's layers, and those of others."""
    recorded, others = {}, list(reader.columns(claims, "other_payments", "claims"))
    known = (*reader.vocabulary.benefits, *NAMED_LAYERS)
    table = reader.table(claims, "recorded", "claims.recorded")
    for name in table:
        column = reader.column(table, name, "claims.recorded")
        if name in reader.vocabulary.benefits:
            recorded[name] = column
        elif name in NAMED_LAYERS:
            others.append(column)
        else:
            hint = suggest(name, known, say("list the column in `other_payments`")).text
            message = say("the policy has no layer `{name}`; {hint}", name=name, hint=hint)
            reader.add(f"claims.recorded.{name}", message)
    return recorded, tuple(others)


def _read_paid(
    reader: MappingReader, claims: Mapping[str, Any], recorded: Mapping[str, str]
) -> dict[str, str]:
    """The columns of what layers paid that is taken as given, and so compared with nothing."""
    paid = {}
    for name in reader.table(claims, "paid", "claims.paid"):
        place = f"claims.paid.{name}"
        if name not in reader.vocabulary.benefits:
            hint = suggest(name, reader.vocabulary.benefits).text
            message = say("the policy has no layer `{name}`", name=name)
            reader.add(place, say("{told}; {more}", told=message, more=hint) if hint else message)
        elif name in recorded:
            message = say(
                "`{name}` is taken as given here, and compared in `claims.recorded`: what is taken "
                "as given is right by itself, so leave out one of them",
                name=name,
            )
            reader.add(place, message)
        paid[name] = reader.column(claims["paid"], name, "claims.paid")
    return paid


def _read_totals(reader: MappingReader, claims: Mapping[str, Any]) -> tuple[Total, ...]:
    entries = claims.get("totals", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        reader.add(
            "claims.totals", say("a list of sums is expected, each with a total and its parts")
        )
        return ()
    found = []
    for number, entry in enumerate(entries):
        place = f"claims.totals[{number}]"
        reader.know(entry, f"{place}.", ("of", "parts", "less"))
        of = reader.column(entry, "of", place)
        parts = reader.columns(entry, "parts", place)
        if not parts:
            reader.add(f"{place}.parts", say("the mapping names no column for this"))
        found.append(Total(of, parts, reader.columns(entry, "less", place)))
    return tuple(found)


def _names_of(fields: Mapping[str, Field], name: str) -> list[str]:
    """Every word for a field."""
    return [word for word, field_ in fields.items() if field_.name == name]
