"""Persons whom second tables name and the claims do not.

In: an open table with those beside it, what is settled beside the claims. Out: their ids in their
order, some at a time, and for each what the person's year comes to. Whoever is alike in all that is
known of them comes to the same, and is settled once.
"""

from collections.abc import Iterator
from typing import Any, Final

from attrs import field

from polc.api.policy import Policy
from polc.batch.mapping import ColumnMapping, RegionTable
from polc.batch.open_table import BureauTable, stripped
from polc.batch.person_facts import PersonFacts
from polc.batch.person_outcome import PersonOutcome, SettledYearOfPerson
from polc.batch.read_person import read_person
from polc.batch.read_second_tables import SecondTables
from polc.batch.settle_table import settle_person
from polc.batch.table_error import TableError
from polc.batch.tell_trouble import why_unread
from polc.records.mutable import define
from polc.runtime.remember import remember

PERSONS: Final = 20_000
"""So many are settled at a time."""

_MOST_KNOWN: Final = 1 << 14
"""So many who differ in something are remembered."""


def name_persons(
    table: BureauTable, mapping: ColumnMapping, everybody_in: int | None
) -> Iterator[list[str]]:
    """Their ids, `PERSONS` at a time: with a year of everybody those of all tables, else of the one
    that says itself of which years it is. Raises `TableError`."""
    import duckdb
    import pyarrow

    names = [
        name
        for name, columns in mapping.second_tables().items()
        if not isinstance(columns, RegionTable)
        and (everybody_in is not None or name == "person_years")
    ]
    if not names:
        return
    own = table.connection
    try:
        own.execute('CREATE OR REPLACE TEMP TABLE "polc persons" (person VARCHAR)')
        for name in names:
            columns = mapping.second_tables()[name]
            assert not isinstance(columns, RegionTable)
            ids = f"SELECT DISTINCT {stripped(columns.person)} AS person FROM bureau"
            own.register("polc named", table.second[name].connection.sql(ids).to_arrow_reader())
            own.execute('INSERT INTO "polc persons" SELECT person FROM "polc named"')
            own.unregister("polc named")
        with_claims = f"SELECT {stripped(mapping.values['person'])} AS person FROM bureau"
        found = own.sql(
            f'SELECT DISTINCT person FROM "polc persons" ANTI JOIN ({with_claims}) USING (person) '
            "ORDER BY person"
        )
        for batch in found.to_arrow_reader(PERSONS):
            yield batch.column(0).to_pylist()
    except (duckdb.Error, pyarrow.ArrowException, OSError) as mistake:
        raise TableError(why_unread(mistake)) from None


@define(kw_only=True, eq=False)
class ClaimlessSettler:
    """Settles persons who have no claim."""

    policy: Policy
    mapping: ColumnMapping
    everybody_in: int | None
    _known: dict[Any, PersonOutcome] = field(factory=dict)

    def settle(self, persons: list[str], second: SecondTables) -> Iterator[PersonOutcome]:
        """The persons, who come in the order of their ids."""
        for person in persons:
            facts = second.of(person)
            key = _as_key(facts)
            like = self._known.get(key)
            if like is None:
                like = settle_person(
                    self.policy, person, (), self.mapping, facts, self.everybody_in
                )
                if not like.refused:
                    remember(self._known, key, like, _MOST_KNOWN)
                yield like
            else:
                yield self._repeat(like, person, facts)

    def _repeat(self, like: PersonOutcome, person: str, facts: PersonFacts) -> PersonOutcome:
        """The same of another person."""
        read = read_person(self.policy, person, (), self.mapping, facts, self.everybody_in)
        settled = tuple(
            SettledYearOfPerson(made, year.settlement)
            for made, year in zip(read.made, like.settled, strict=True)
        )
        return PersonOutcome(settled=settled, refused=(), person=person)


def _as_key(facts: PersonFacts) -> Any:
    """What the settlements of a person hang on."""
    return (
        tuple(sorted((name, str(value)) for name, value in facts.about.items())),
        facts.spells,
        str(sorted(facts.openings.items())),
        tuple(sorted(facts.paid)),
        not facts.mistakes,
    )
