"""How the cells of a bureau's table are read, each of the few that a column has once.

In: a mapping, what the policy knows of its cases. Out: `RowParts`: what stands in one or more
columns as one number. A cell is read by `read_row` and the readers of a case, so that it means
here what it means there; what is not plainly right is left to them (`CARE`).
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from typing import Any, Final

from attrs import evolve, field, fields

from polc.batch.columns.held_sets import HeldSet, HeldSets
from polc.batch.mapping import ColumnMapping, RegionTable, Total
from polc.batch.read_row import BureauRow, read_row
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING
from polc.runtime.case import CaseLayout
from polc.runtime.plain.plain_claim import NOT_PLAIN, Target, make_claim_shape
from polc.runtime.plain.plain_person import make_person_shape
from polc.runtime.plain.reader import NotPlainError
from polc.runtime.read.forms import form_of
from polc.runtime.read.near_words import near_word
from polc.runtime.read.read_claim import reader_of
from polc.runtime.read.read_person import person_fields, region_fields
from polc.runtime.read.read_value import read_money, read_text
from polc.runtime.remember import remember
from polc.runtime.vocabulary import in_municipality

CARE: Final = MISSING + 1
"""What stands in a cell is not plainly right; no amount, day or number is this one."""

DROPPED: Final = MISSING + 2
"""The row is not kept."""

KEPT: Final = ("row", "kept")
IS_REFUND: Final = ("row", "is a refund")
HELD: Final = ("row", "identities")
WHERE: Final = ("row", "place")
REGION: Final = ("row", "division")
"""What a row says beside inputs."""

TEXT: Final = "text"
"""The scope of what a claim names and no rule computes with, such as a hospital."""

PAID: Final = "paid"
"""The scope of what layers paid that is taken as given, which stands in every row."""

IDS: Final = ("id", "person", "visit", "continues")
"""Texts of which nearly every row has another."""

_MOST_REMEMBERED: Final = 1 << 16

_ROW: Final[Mapping[str, str]] = {"id": "polc id", "person": "polc person", "date": "polc date"}
_CELLS: Final[Mapping[str, str]] = {
    "polc id": "1",
    "polc person": "1",
    "polc date": "2000-01-01",
}
"""What every row needs, where one cell of it is read alone."""

_READ_HERE: Final = frozenset(
    ("values", "codes", "person_values", "person_codes", "identities", "divisions", "refunds",
     "recorded", "paid", "other_payments", "totals", "only", "not_read", "kinds", "persons",
     "identity_rows", "openings",
     "person_years", "regions", "targets")
)  # fmt: skip
"""What of a mapping is read cell by cell; with anything else a row is read whole."""

Cells = tuple[str, ...]
Reader = Callable[[Any], Any]


@frozen(kw_only=True, eq=False)
class CellPart:
    """What stands in `columns` together: an input, or what else a row says (`KEPT` …)."""

    target: Target
    columns: tuple[str, ...]
    read: Callable[[Cells], int]
    _known: dict[Cells, int] = field(factory=dict, init=False, repr=False)

    def value_of(self, cells: Cells) -> int:
        """A number, `MISSING`, `CARE` or `DROPPED`."""
        found = self._known.get(cells)
        if found is None:
            found = self.read(cells)
            remember(self._known, cells, found, _MOST_REMEMBERED)
        return found


@frozen(kw_only=True, eq=False)
class RowParts:
    """`parts` of few different cells each; `amounts` the columns of amounts, `ids` those of `IDS`;
    `held` the sets of identities that some row has, by their number, `where` the places in the same
    way, as they are written; `refund_of` has the ids of what refunds take back (empty: no column
    has them); `about` are the inputs that a second table of persons gives, each with its field and
    how that is read, `of_region` those of a table of regions; `divisions` as `where`."""

    parts: tuple[CellPart, ...]
    amounts: Mapping[Target, str]
    ids: Mapping[str, str]
    held: HeldSets
    where: list[str]
    about: Mapping[Target, tuple[str, Reader]] = field(factory=dict)
    of_region: Mapping[Target, tuple[str, Reader]] = field(factory=dict)
    divisions: list[str] = field(factory=list)
    totals: tuple[Total, ...] = ()
    refund_of: str = ""


def find_parts(mapping: ColumnMapping, layout: CaseLayout) -> RowParts | None:
    """None where a row must be read whole."""
    if any(
        getattr(mapping, part.name) for part in fields(ColumnMapping) if part.name not in _READ_HERE
    ):
        return None
    of_place = {"place"} if mapping.divisions is not None else set()
    claim = (*sorted(({*mapping.values, *mapping.codes} | of_place) - {"person"}), "seq")
    of_rows = {*mapping.person_values, *mapping.person_codes}
    table = mapping.persons
    of_table = set[str]() if table is None else {*table.values, *table.codes}
    if of_rows & of_table:
        # Whether one contradicts the other is seen row by row.
        return None
    person = (*sorted(of_rows | of_table), "id", "identities")
    claims = make_claim_shape(claim, layout, (), ())
    persons = make_person_shape(person, layout, ())
    if claims is None or persons is None:
        return None
    amounts: dict[Target, str] = {}
    parts = []
    for name, target in zip(claim, claims.targets, strict=True):
        found = reader_of(name, layout)
        read = read_text if found is None else found[1]
        if target is not None and read is read_money and name in mapping.values:
            amounts[target] = mapping.values[name]
        elif name not in (*IDS, "seq"):
            only = _of_claim(mapping, name)
            if target is None:
                target, read = (TEXT, name), partial(_number_text, {}, count(), read)
            plain = partial(_read_field, read, layout, name)
            parts.append(_make_part(target, only, partial(_in_claim, name, plain)))
    amounts |= {(PAID, benefit): column for benefit, column in mapping.paid.items()}
    about: dict[Target, tuple[str, Reader]] = {}
    for name, target in zip(person, persons.targets, strict=True):
        if target is None:
            continue
        plain = partial(_read_field, form_of(person_fields(layout)[name]).read, layout, name)
        if name in of_table:
            about[target] = name, plain
        else:
            only = ColumnMapping(
                values=_ROW,
                person_values=_only(mapping.person_values, name),
                person_codes=_only(mapping.person_codes, name),
                kinds=mapping.kinds,
            )
            parts.append(_make_part(target, only, partial(_in_person, name, plain)))
    held = HeldSets()
    where: list[str] = []
    parts += _of_row(mapping, held, where)
    divisions: list[str] = []
    of_region: dict[Target, tuple[str, Reader]] = {}
    if mapping.regions is not None:
        code = ColumnMapping(values=_ROW, regions=mapping.regions)
        parts.append(_make_part(REGION, code, partial(_number_division, divisions)))
        of_region = _find_region_fields(mapping.regions, layout)
    refunds = mapping.refunds
    return RowParts(
        parts=tuple(parts),
        amounts=amounts,
        ids={name: mapping.values[name] for name in IDS if name in mapping.values},
        held=held,
        where=where,
        about=about,
        of_region=of_region,
        divisions=divisions,
        totals=mapping.totals,
        refund_of="" if refunds is None else refunds.of,
    )


def _find_region_fields(table: RegionTable, layout: CaseLayout) -> dict[Target, tuple[str, Reader]]:
    fields = region_fields(layout)
    found: dict[Target, tuple[str, Reader]] = {}
    for name in sorted({*table.values, *table.codes}):
        known = fields[name]
        found[known.scope, known.name] = (
            name,
            partial(_read_field, form_of(known).read, layout, name),
        )
    return found


def make_text_part(mapping: ColumnMapping, name: str, words: list[str]) -> CellPart:
    """What the rows say in a field of the claim, as it is written, by the number in `words`."""
    return _make_part((TEXT, name), _of_claim(mapping, name), partial(_number_word, name, words))


def _of_claim(mapping: ColumnMapping, name: str) -> ColumnMapping:
    """What the mapping says of a field of a claim alone."""
    divisions = mapping.divisions if name == "place" else None
    return ColumnMapping(
        values={**_ROW, **_only(mapping.values, name)},
        codes=_only(mapping.codes, name) if divisions is None else {},
        divisions=divisions,
        kinds=mapping.kinds,
    )


def _only(columns: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {name: columns[name]} if name in columns else {}


def _of_row(mapping: ColumnMapping, held: HeldSets, where: list[str]) -> Iterator[CellPart]:
    """What a row says beside inputs."""
    yield evolve(make_text_part(mapping, "place", where), target=WHERE)
    identities = ColumnMapping(values=_ROW, identities=mapping.identities, kinds=mapping.kinds)
    yield _make_part(HELD, identities, partial(_number_held, held))
    if mapping.only:
        only = ColumnMapping(values=_ROW, only=mapping.only)
        yield _make_part(KEPT, only, lambda _: 1)
    for column in mapping.other_payments:
        payments = ColumnMapping(values=_ROW, other_payments=(column,))
        yield _make_part(("payment", column), payments, _is_not_odd)
    if mapping.refunds is not None and mapping.refunds.flag is not None:
        refunds = evolve(mapping.refunds, of=_ROW["id"])
        yield _make_part(IS_REFUND, ColumnMapping(values=_ROW, refunds=refunds), _is_refund)


def _make_part(
    target: Target, mapping: ColumnMapping, value_of: Callable[[BureauRow], int]
) -> CellPart:
    columns = tuple(name for name in mapping.columns() if name not in _CELLS)

    def read(cells: Cells) -> int:
        texts = {**_CELLS, **dict(zip(columns, cells, strict=True))}
        row = read_row(1, texts, mapping)
        if row is None:
            return DROPPED
        return value_of(row) if isinstance(row, BureauRow) else CARE

    return CellPart(target=target, columns=columns, read=read)


def _in_claim(name: str, read: Reader, row: BureauRow) -> int:
    return read_plain(read, row.claim.get(name))


def _in_person(name: str, read: Reader, row: BureauRow) -> int:
    return read_plain(read, row.about_person.get(name))


def read_plain(read: Reader, given: Any) -> int:
    """What is given for a field as the policy computes with it; `CARE` where it is not plainly
    right."""
    if given is None:
        return MISSING
    try:
        return int(read(given))
    except NOT_PLAIN:
        return CARE


def _read_field(read: Reader, layout: CaseLayout, name: str, given: Any) -> int:
    """The value of a field as a case of the policy gives it."""
    for asked in layout.fields:
        if asked.open and asked.name == name and near_word(given, asked):
            raise NotPlainError
    value: int = read(given)
    return in_municipality(name, value) if layout.municipality else value


def _number_text(known: dict[str, int], fresh: Iterator[int], read: Reader, given: Any) -> int:
    """The same number for the same text, also where several batches ask at a time."""
    return known.setdefault(read(given), next(fresh))


def _number_word(name: str, words: list[str], row: BureauRow) -> int:
    word = row.claim.get(name)
    if word is None:
        return MISSING
    if word not in words:
        words.append(word)
    return words.index(word)


def _number_division(divisions: list[str], row: BureauRow) -> int:
    if row.region not in divisions:
        divisions.append(row.region)
    return divisions.index(row.region)


def _number_held(held: HeldSets, row: BureauRow) -> int:
    return held.number_of(HeldSet(row.identities, row.spells))


def _is_refund(row: BureauRow) -> int:
    return int(bool(row.reverses))


def _is_not_odd(row: BureauRow) -> int:
    return CARE if row.remarks else 1
