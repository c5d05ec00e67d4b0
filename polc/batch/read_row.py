"""A row of a bureau's table as a claim of a case.

In: the texts of a row, a mapping. Out: a `BureauRow`, or every mistake of the row with its column;
nothing for a row that the mapping does not keep. Amounts go on as they are written: what is no
amount is for who reads the case to say, with the same words as of any other case.
"""

from collections.abc import Mapping
from typing import Any

from attrs import field

from polc.batch.mapping import NO_IDENTITY, ColumnMapping, Refunds
from polc.batch.read_cells import CellReader, RowMistake, Spell, read_day, sign_of, typed
from polc.batch.remark_row import RowRemark, remark_payments, remark_totals
from polc.messages.text import say
from polc.records.frozen import frozen


@frozen(kw_only=True)
class BureauRow:
    """A row that was read: of whom it is, the claim as a case has it, what it says of the person,
    what was paid. `identities` hold while rows say so, `spells` from day to day; `reverses` is the
    id of what a refund takes back, `is_opposite` of a refund that does not say it; `region` is the
    code of the division whose figures hold, `household` the one of which the person is, where the
    mapping reads it; `remarks` are what is odd and refuses nothing."""

    row: int
    person: str
    claim: Mapping[str, Any]
    about_person: Mapping[str, Any]
    identities: frozenset[str]
    recorded: Mapping[str, str]
    spells: frozenset[Spell] = frozenset()
    reverses: str = ""
    is_opposite: bool = False
    region: str = ""
    household: str = ""
    remarks: tuple[RowRemark, ...] = field(default=(), eq=False)


def read_row(
    row: int, texts: Mapping[str, str | None], mapping: ColumnMapping
) -> BureauRow | tuple[RowMistake, ...] | None:
    """The row; None where it is not kept."""
    reader = CellReader(row, texts)
    if reader.is_dropped(mapping.only):
        return None
    claim = reader.fields(mapping.values, mapping.kinds)
    claim |= {name: value for name, codes in mapping.codes.items() if (value := reader.code(codes))}
    if mapping.divisions is not None:
        place = reader.place(mapping.divisions)
        if place:
            claim["place"] = place
    person = str(claim.pop("person", ""))
    for name, text in (("id", claim.get("id")), ("date", claim.get("date")), ("person", person)):
        if not text:
            reader.lacks(mapping.values[name])
    about = reader.fields(mapping.person_values, mapping.kinds)
    about |= {
        name: value for name, codes in mapping.person_codes.items() if (value := reader.code(codes))
    }
    plain = [held for held in mapping.identities if not held.has_days]
    held = {reader.identity(column.codes) for column in plain} - {"", NO_IDENTITY}
    spells = {reader.spell(column) for column in mapping.identities if column.has_days} - {None}
    paid = {name: reader.paid(column) for name, column in mapping.paid.items()}
    reverses, is_opposite = _reversed(reader, mapping.refunds, claim)
    regions = mapping.regions
    region = reader.needed(regions.of_claim) if regions is not None and regions.of_claim else ""
    household = reader.id(mapping.household) if mapping.household else ""
    if mapping.household and not household:
        reader.lacks(mapping.household)
    if reader.mistakes:
        for name, column in mapping.values.items():
            if mapping.kinds.get(name) == "money":
                reader.check_amount(column)
        return tuple(reader.mistakes)
    return BureauRow(
        row=row,
        person=person,
        claim=typed(claim, mapping.kinds) | ({"paid": paid} if paid else {}),
        about_person=typed(about, mapping.kinds),
        identities=frozenset(held),
        recorded={name: reader.text(column) for name, column in mapping.recorded.items()},
        spells=frozenset(spell for spell in spells if spell is not None),
        reverses=reverses,
        is_opposite=is_opposite,
        region=region,
        household=household,
        remarks=(*remark_totals(reader, mapping.totals), *remark_payments(reader, mapping)),
    )


def _reversed(
    reader: CellReader, refunds: Refunds | None, claim: Mapping[str, str]
) -> tuple[str, bool]:
    """The id of what a refund takes back, empty of a row that is none; and whether it is one that
    does not say of what."""
    if refunds is None:
        return "", False
    of = reader.id(refunds.of) if refunds.of else ""
    if refunds.flag is not None:
        is_refund = reader.code(refunds.flag) == "yes"
    else:
        negative = sign_of(claim.get("in_policy", "")) < 0 or sign_of(claim.get("total", "")) < 0
        is_refund = bool(of) or (refunds.opposite and negative)
    if not is_refund:
        return "", False
    if of or refunds.opposite:
        return of, not of
    reader.refuse(refunds.of, say("this is a refund, and nothing says of what"))
    return "", False


def day_of_row(texts: Mapping[str, str | None], mapping: ColumnMapping) -> str:
    """The day of a row that is refused, empty where it cannot be read."""
    return read_day((texts.get(mapping.values["date"]) or "").strip())


def reversed_by_row(texts: Mapping[str, str | None], mapping: ColumnMapping) -> str:
    """The id of what a row that is refused may take back, empty where it says none."""
    of = mapping.refunds.of if mapping.refunds is not None else ""
    return (texts.get(of) or "").strip()
