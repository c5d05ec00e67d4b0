"""Which column of a bureau's table is which field, and what its codes mean.

In: nothing; `read_mapping.py` makes it of a TOML file. Out: `ColumnMapping`.
"""

from collections.abc import Mapping

from attrs import field

from polc.records.frozen import frozen


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
    """`flag` tells a refund from a settlement (None: a negative amount does), `of` has the id of
    what it takes back."""

    flag: CodeColumn | None
    of: str


@frozen(kw_only=True)
class ColumnMapping:
    """`values` by field of the claim (`id`, `person`, `visit`, `date`, …) and `person_values` by
    field of the person the columns that are taken as they stand; `codes` and `person_codes` those
    of codes; `identities` those that name what a person is; `recorded` by benefit what was paid;
    `only` those of which a row must have a code that is kept."""

    values: Mapping[str, str] = field(factory=dict)
    codes: Mapping[str, CodeColumn] = field(factory=dict)
    person_values: Mapping[str, str] = field(factory=dict)
    person_codes: Mapping[str, CodeColumn] = field(factory=dict)
    identities: tuple[CodeColumn, ...] = ()
    divisions: Divisions | None = None
    refunds: Refunds | None = None
    recorded: Mapping[str, str] = field(factory=dict)
    only: tuple[CodeColumn, ...] = ()
    not_read: tuple[str, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        found = [*self.values.values(), *self.person_values.values(), *self.recorded.values()]
        coded = (*self.codes.values(), *self.person_codes.values(), *self.identities, *self.only)
        found += [codes.column for codes in coded]
        if self.divisions is not None:
            found += [self.divisions.insured, self.divisions.hospital]
        if self.refunds is not None:
            found.append(self.refunds.of)
            found += [self.refunds.flag.column] if self.refunds.flag is not None else []
        return tuple(dict.fromkeys(found))
