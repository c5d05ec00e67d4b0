"""What second tables say, person after person, beside the rows of the claims.

In: tables by their names and a mapping. Out: `SecondTables`, which is asked for one person after
the other in the order of their ids: each table is gone through once and never held, but for the
figures of regions. Raises `TableError` where a table has a row of nobody, or figures of a place
that cannot be read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import evolve, field

from polc.batch.mapping import (
    ColumnMapping,
    IdentityTable,
    OpeningTable,
    PersonTable,
    RegionTable,
)
from polc.batch.open_table import BureauTable, quoted_name, stripped
from polc.batch.person_facts import PersonFacts, RegionFigures, RegionKey
from polc.batch.read_cells import CellReader, Spell, read_fen, typed
from polc.batch.read_second_rows import (
    PersonRows,
    Told,
    is_absent,
    read_year,
    tell_mistakes,
)
from polc.batch.read_years_paid import read_years_paid
from polc.batch.table_error import TableError
from polc.messages.text import say
from polc.records.mutable import define
from polc.runtime.amounts import format_money
from polc.runtime.vocabulary import FieldKind

MOST_REGIONS: Final = 100_000
"""Rows of figures of places that are held."""


@define
class _PersonStream:
    """The rows of a table by person, in the order of their ids."""

    groups: Iterator[tuple[str, PersonRows]]
    head: tuple[str, PersonRows] | None = None

    def of(self, person: str) -> PersonRows:
        """The rows of a person, who comes after all that were asked for before."""
        while self.head is None or self.head[0] < person:
            self.head = next(self.groups, None)
            if self.head is None:
                self.groups = iter(())
                return []
        return self.head[1] if self.head[0] == person else []


@define(kw_only=True)
class SecondTables:
    """Those that a mapping reads, open."""

    mapping: ColumnMapping
    tables: Mapping[str, BureauTable] = field(factory=dict, repr=False)
    streams: dict[str, _PersonStream] = field(factory=dict)
    regions: RegionFigures | None = None

    def of_each(self, persons: Iterable[str]) -> dict[str, PersonFacts]:
        """What is known of each of these persons, whoever was asked for before: the tables are gone
        through for them alone."""
        among = sorted(set(persons))
        streams = {name: self._stream(name, among) for name in self.streams}
        own = evolve(self, streams=streams)
        return {person: own.of(person) for person in among}

    def _stream(self, name: str, among: Sequence[str] | None = None) -> _PersonStream:
        columns = self.mapping.second_tables()[name]
        assert not isinstance(columns, RegionTable)
        rows = _by_person(self.tables[name], columns.person, columns.columns(), among)
        return _PersonStream(rows)

    def of(self, person: str) -> PersonFacts:
        """What is known of a person, who comes after all that were asked for before."""
        told: Told = []
        rows = {name: stream.of(person) for name, stream in self.streams.items()}
        persons, held, openings = (
            self.mapping.persons,
            self.mapping.identity_rows,
            self.mapping.openings,
        )
        about: Mapping[str, Any] = {}
        if persons is not None:
            about = _read_about(rows["persons"], persons, self.mapping.kinds, told)
        spells = _read_spells(rows["identities"], held, told) if held is not None else frozenset()
        opened = _read_openings(rows["openings"], openings, told) if openings is not None else {}
        years = self.mapping.person_years
        paid: Mapping[int, Mapping[str, int | None]] = {}
        paid_else: Mapping[str, int | None] = {}
        if years is not None:
            paid_else = dict.fromkeys(years.recorded, 0 if years.absent else None)
            paid = read_years_paid(rows["person_years"], years, told)
        return PersonFacts(
            about=about,
            spells=spells,
            openings=opened,
            regions=self.regions,
            mistakes=tuple(told),
            paid=paid,
            paid_else=paid_else,
        )


def open_second_tables(
    tables: Mapping[str, BureauTable], mapping: ColumnMapping, memory: str
) -> SecondTables:
    """The tables that the mapping reads; each is among `tables`."""
    opened = SecondTables(mapping=mapping, tables=tables)
    for name, columns in mapping.second_tables().items():
        table = tables.get(name)
        if table is None:
            raise TableError(
                say(
                    "the mapping reads a table `{table}`: name it, `--table {table}=FILE`",
                    table=name,
                )
            )
        table.connection.execute("SET memory_limit = ?", [memory])
        match columns:
            case RegionTable():
                opened.regions = _read_regions(table, columns, mapping.kinds)
            case _:
                _check_everybody_is_named(name, table, columns.person)
                opened.streams[name] = opened._stream(name)
    return opened


def _check_everybody_is_named(name: str, table: BureauTable, column: str) -> None:
    rows = table.fetch(
        f"SELECT min(place) FROM (SELECT row_number() OVER () AS place, "
        f"{stripped(column)} AS person FROM bureau) WHERE coalesce(person, '') = ''"
    )
    ((first,),) = rows
    if first is not None:
        raise TableError(
            say(
                "data row {row} of the table `{table}` has no person in `{column}`",
                row=first,
                table=name,
                column=column,
            )
        )


def _by_person(
    table: BureauTable, person: str, names: tuple[str, ...], among: Sequence[str] | None
) -> Iterator[tuple[str, PersonRows]]:
    """The rows of all persons, or those of some."""
    columns = ", ".join(quoted_name(name) for name in names)
    given = {} if among is None else {"among": list(among)}
    condition = "" if among is None else f"WHERE {stripped(person)} IN (SELECT unnest($among)) "
    rows = table.fetch(
        f'SELECT {stripped(person)} AS "polc person", "polc row", {columns} FROM '
        f'(SELECT row_number() OVER () AS "polc row", * FROM bureau) {condition}'
        'ORDER BY "polc person", "polc row"',
        given,
    )
    for who, found in groupby(rows, lambda row: str(row[0])):
        yield (
            who,
            [CellReader(row, dict(zip(names, cells, strict=True))) for _, row, *cells in found],
        )


def _read_about(
    rows: PersonRows, table: PersonTable, kinds: Mapping[str, FieldKind], told: Told
) -> Mapping[str, Any]:
    """The fields of the person: there is one row, or all rows say the same."""
    rows = [reader for reader in rows if not reader.is_dropped(table.only)]
    if not rows:
        message = say("the table `persons` has no row of this person")
        told.append((table.person, message))
    about: dict[str, Any] = {}
    for reader in rows:
        found = reader.fields(table.values, kinds)
        found |= {name: text for name, codes in table.codes.items() if (text := reader.code(codes))}
        for name, value in typed(found, kinds).items():
            if about.setdefault(name, value) != value:
                message = say(
                    "another row of this person says `{other}`, and this one `{value}`",
                    other=str(about[name]),
                    value=str(value),
                )
                column = table.values.get(name) or table.codes[name].column
                reader.refuse(column, message)
    tell_mistakes(rows, "persons", told)
    return about


def _read_spells(rows: PersonRows, table: IdentityTable, told: Told) -> frozenset[Spell]:
    kept = [reader for reader in rows if not reader.is_dropped(table.only)]
    found: dict[tuple[str, str | None], Spell] = {}
    if not is_absent(rows, "identities", table.person, table.absent, told):
        for reader in kept:
            spell = reader.spell(table.held)
            if spell is None:
                continue
            if found.setdefault((spell.identity, spell.start), spell) != spell:
                message = say(
                    "another row says of `{identity}` from the same day on another end or grade",
                    identity=spell.identity,
                )
                reader.refuse(table.held.end or table.held.codes.column, message)
    tell_mistakes(rows, "identities", told)
    return frozenset(found.values())


def _read_openings(
    rows: PersonRows, table: OpeningTable, told: Told
) -> Mapping[int, Mapping[str, Any]]:
    """By year, as a case has it: `{"basic": {"paid": "12.00"}}`."""
    sums: dict[int, dict[str, int]] = {}
    if not is_absent(rows, "openings", table.person, table.absent, told):
        for reader in rows:
            if reader.is_dropped(table.only):
                continue
            if not reader.needed(table.sums.column):
                continue
            name = reader.code(table.sums)
            if name in ("", "drop"):
                continue
            year, fen = read_year(reader, table.year), read_fen(reader.needed(table.amount))
            if fen is None and reader.text(table.amount):
                text = reader.text(table.amount)
                reader.refuse(table.amount, say("`{text}` is no amount to the fen", text=text))
            if year is None or fen is None:
                continue
            of_year = sums.setdefault(year, {})
            if name in of_year and not table.several:
                message = say(
                    "`{sum}` of {year} stands in two rows; where rows are parts of it, say in the "
                    'mapping `several = "add"`',
                    sum=name,
                    year=year,
                )
                reader.refuse(table.sums.column, message)
            of_year[name] = of_year.get(name, 0) + fen
    tell_mistakes(rows, "openings", told)
    return {year: _as_opening(found) for year, found in sums.items()}


def _as_opening(sums: Mapping[str, int]) -> Mapping[str, Any]:
    opening: dict[str, Any] = {}
    for name, fen in sums.items():
        *above, last = name.split(".")
        inside = opening
        for part in above:
            inside = inside.setdefault(part, {})
        inside[last] = format_money(fen)
    return opening


def _read_regions(
    table: BureauTable, columns: RegionTable, kinds: Mapping[str, FieldKind]
) -> RegionFigures:
    """Every row: what is wrong in one ends the run, since it is of everybody."""
    names = columns.columns()
    cells = ", ".join(quoted_name(name) for name in names)
    rows = list(table.fetch(f"SELECT {cells} FROM bureau LIMIT {MOST_REGIONS + 1:d}"))
    if len(rows) > MOST_REGIONS:
        raise TableError(say("the table `regions` has more than {most} rows", most=MOST_REGIONS))
    figures: dict[RegionKey, Mapping[str, Any]] = {}
    told: Told = []
    readers = [
        CellReader(place, dict(zip(names, row, strict=True))) for place, row in enumerate(rows, 1)
    ]
    for reader in readers:
        year = read_year(reader, columns.year) if columns.year else None
        division = reader.needed(columns.division) if columns.division else ""
        found = reader.fields(columns.values, kinds)
        found |= {
            name: text for name, codes in columns.codes.items() if (text := reader.code(codes))
        }
        key = ("" if year is None else str(year), division)
        if key in figures:
            place = columns.division or columns.year or names[0]
            reader.refuse(place, say("another row is of the same year and division"))
        figures[key] = typed(found, kinds)
    tell_mistakes(readers, "regions", told)
    if told:
        raise TableError(told[0][1])
    return RegionFigures(bool(columns.year), bool(columns.division), figures)
