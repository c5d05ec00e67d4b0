"""Which column of a bureau's tables is which field, and what its codes mean.

In: nothing; `read_mapping.py` makes it of a TOML file. Out: `ColumnMapping`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from attrs import field

from polc.records.frozen import frozen
from polc.runtime.vocabulary import FieldKind

Absent = Literal["", "none"]
"""What it means that a person is not in a second table: nothing of the kind, or nobody knows."""

SECOND_TABLES: Final = ("persons", "identities", "openings", "person_years", "regions")
"""The tables that may stand beside the claims, by their names in a mapping."""

NO_IDENTITY: Final = "none"
"""What a code means that says of nobody what a policy asks for."""


@frozen
class CodeColumn:
    """A column of codes, each with its meaning; a code without one refuses its rows."""

    column: str
    meanings: Mapping[str, str]


@frozen
class Divisions:
    """Two columns of division codes of six digits, of which a place is made: the county, city and
    province where the person is insured and where the hospital is."""

    insured: str
    hospital: str


@frozen
class Refunds:
    """`flag` tells a refund from a settlement (None: what has an id in `of`, or with `opposite` a
    negative amount, is one), `of` has the id of what it takes back. `opposite`: a refund without an
    id takes back the one claim of the person that has the same amounts above zero."""

    flag: CodeColumn | None
    of: str = ""
    opposite: bool = False


@frozen
class Total:
    """Columns of amounts of which one is the sum of the others; less those of `less`."""

    of: str
    parts: tuple[str, ...]
    less: tuple[str, ...] = ()


@frozen
class IdentityColumn:
    """A column of codes that name what a person is. With `start` or `end`, columns of days, it
    holds from the one to the other, else from row to row; `grade` has the grade."""

    codes: CodeColumn
    start: str = ""
    end: str = ""
    grade: str = ""

    @property
    def has_days(self) -> bool:
        """Whether a row says from when to when the identity holds."""
        return bool(self.start or self.end)

    def columns(self) -> Iterator[str]:
        """Every column that is read."""
        yield self.codes.column
        yield from filter(None, (self.start, self.end, self.grade))


@frozen(kw_only=True)
class PersonTable:
    """A second table with a row for each person: `values` and `codes` by field of the person."""

    person: str
    values: Mapping[str, str] = field(factory=dict)
    codes: Mapping[str, CodeColumn] = field(factory=dict)
    only: tuple[CodeColumn, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return _each_once((self.person, *self.values.values()), (*self.codes.values(), *self.only))


@frozen(kw_only=True)
class IdentityTable:
    """A second table with a row for each spell in which a person is something."""

    person: str
    held: IdentityColumn
    absent: Absent = ""
    only: tuple[CodeColumn, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return _each_once((self.person, *self.held.columns()), self.only)


@frozen(kw_only=True)
class OpeningTable:
    """A second table with what was used of a sum in a year before the first row of the claims.
    `sums` says of each code which sum of an opening (`basic.paid`, `pools.help`) it is, or `drop`;
    `several` whether the rows of one sum are added up."""

    person: str
    year: str
    amount: str
    sums: CodeColumn
    absent: Absent = ""
    several: bool = False
    only: tuple[CodeColumn, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return _each_once((self.person, self.year, self.amount), (self.sums, *self.only))


@frozen(kw_only=True)
class PersonYearTable:
    """A second table with what was paid of a person's year: by result of the policy (`recorded`)
    its column; `several` whether rows of one year are added up."""

    person: str
    year: str
    recorded: Mapping[str, str]
    absent: Absent = ""
    several: bool = False
    only: tuple[CodeColumn, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return _each_once((self.person, self.year, *self.recorded.values()), self.only)


@frozen(kw_only=True)
class RegionTable:
    """A second table with the figures of a place: `values` and `codes` by field of the region. A
    row is of the year in `year`, of the division in `division`: that which a claim has in
    `of_claim`; a column without a name is not asked."""

    year: str = ""
    division: str = ""
    of_claim: str = ""
    values: Mapping[str, str] = field(factory=dict)
    codes: Mapping[str, CodeColumn] = field(factory=dict)

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        plain = filter(None, (self.year, self.division, *self.values.values()))
        return _each_once(plain, self.codes.values())


@frozen
class TargetMeasure:
    """What a target is a share of: what the benefits `part` pay of `whole`, `in_policy` or `total`,
    of the claims that are `among` these choices, by field."""

    part: tuple[str, ...]
    whole: str
    among: Mapping[str, frozenset[str]] = field(factory=dict)


SecondTable = PersonTable | IdentityTable | OpeningTable | PersonYearTable | RegionTable


@frozen(kw_only=True)
class ColumnMapping:
    """`values` by field of the claim (`id`, `person`, `visit`, `date`, …) and `person_values` by
    field of the person the columns that are taken as they stand; `codes` and `person_codes` those
    of codes; `identities` those that name what a person is; `recorded` by benefit
    what was paid and is compared, `paid` what was paid and is taken as given, `other_payments` what
    layers paid that the policy does not have; `only` those of which a row must have a code that is
    kept; `totals` the sums that hold in every row. `persons`,
    `identity_rows`, `openings`, `person_years` and `regions` are of second tables; `kinds` has
    those of the fields, also of those that the policy declares; `household` is the column that says
    of which household a person is, where the policy counts the claims of a household together;
    `targets` are by name the targets that the claims can tell."""

    values: Mapping[str, str] = field(factory=dict)
    codes: Mapping[str, CodeColumn] = field(factory=dict)
    person_values: Mapping[str, str] = field(factory=dict)
    person_codes: Mapping[str, CodeColumn] = field(factory=dict)
    identities: tuple[IdentityColumn, ...] = ()
    divisions: Divisions | None = None
    refunds: Refunds | None = None
    recorded: Mapping[str, str] = field(factory=dict)
    paid: Mapping[str, str] = field(factory=dict)
    other_payments: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    only: tuple[CodeColumn, ...] = ()
    persons: PersonTable | None = None
    identity_rows: IdentityTable | None = None
    openings: OpeningTable | None = None
    person_years: PersonYearTable | None = None
    regions: RegionTable | None = None
    not_read: tuple[str, ...] = ()
    kinds: Mapping[str, FieldKind] = field(factory=dict)
    household: str = ""
    targets: Mapping[str, TargetMeasure] = field(factory=dict)

    @property
    def together(self) -> str:
        """The column of what is settled together: a household, else a person."""
        return self.household or self.values["person"]

    def columns(self) -> tuple[str, ...]:
        """Every column of the claims that is read, each once."""
        plain = [*self.values.values(), *self.person_values.values(), *self.recorded.values()]
        plain += (*self.paid.values(), *self.other_payments)
        coded = [*self.codes.values(), *self.person_codes.values(), *self.only]
        for held in self.identities:
            plain += held.columns()
        for total in self.totals:
            plain += (total.of, *total.parts, *total.less)
        if self.divisions is not None:
            plain += [self.divisions.insured, self.divisions.hospital]
        if self.refunds is not None:
            plain.append(self.refunds.of)
            coded += [self.refunds.flag] if self.refunds.flag is not None else []
        if self.regions is not None:
            plain.append(self.regions.of_claim)
        plain.append(self.household)
        return _each_once(filter(None, plain), coded)

    def second_tables(self) -> dict[str, SecondTable]:
        """The second tables that are read, by the names that the command line has for them."""
        named = {
            "persons": self.persons,
            "identities": self.identity_rows,
            "openings": self.openings,
            "person_years": self.person_years,
            "regions": self.regions,
        }
        return {name: table for name, table in named.items() if table is not None}


def _each_once(plain: Iterable[str], coded: Iterable[CodeColumn]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*plain, *(codes.column for codes in coded))))
