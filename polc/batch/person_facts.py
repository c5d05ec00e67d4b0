"""What second tables say of a person.

In: nothing; `read_second_tables.py` makes it. Out: `PersonFacts`, with what is known of no second
table as `NO_FACTS`.
"""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field

from polc.batch.read_cells import Spell
from polc.messages.text import Text
from polc.records.frozen import frozen

RegionKey = tuple[str, str]
"""The year and the division of a row of figures, empty where the table has no such column."""


@frozen
class RegionFigures:
    """The figures of places, by year and division."""

    by_year: bool
    by_division: bool
    figures: Mapping[RegionKey, Mapping[str, Any]]

    def find(self, year: int, division: str) -> Mapping[str, Any] | None:
        """As a case has them; None where the table has no such row."""
        key = (str(year) if self.by_year else "", division if self.by_division else "")
        return self.figures.get(key)


@frozen(kw_only=True)
class PersonFacts:
    """`about` are fields of the person, `spells` what the person is and when, `openings` by year
    what was used before the first claim, as a case has it; `mistakes` the columns of second tables
    in which something is wrong, each with why. `paid` is by year and result what was paid of the
    person's year, in fen (None: nobody says); `paid_else` in a year that no row is of."""

    about: Mapping[str, Any] = field(factory=dict)
    spells: frozenset[Spell] = frozenset()
    openings: Mapping[int, Mapping[str, Any]] = field(factory=dict)
    regions: RegionFigures | None = None
    mistakes: tuple[tuple[str, Text], ...] = ()
    paid: Mapping[int, Mapping[str, int | None]] = field(factory=dict)
    paid_else: Mapping[str, int | None] = field(factory=dict)

    def paid_of(self, year: int) -> Mapping[str, int | None]:
        """What was paid of the person's year."""
        return self.paid.get(year, self.paid_else)

    def years_beside(self, everybody_in: int | None) -> frozenset[int]:
        """The years that are settled whether the person has a claim in them or not: those of which
        a table says what was paid, and the one in which everybody's is."""
        return frozenset(self.paid) | (frozenset() if everybody_in is None else {everybody_in})


NO_FACTS: Final = PersonFacts()
