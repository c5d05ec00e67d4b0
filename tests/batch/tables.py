"""Random tables of a bureau for a policy, and the mapping of their columns.

In: a policy and chance. Out: a `.csv` of texts and a `ColumnMapping`: persons with cases such as
`random_case` makes, among them rows that are wrong, taken back or left out.
"""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from polc.api.policy import Policy
from polc.batch.mapping import CodeColumn, ColumnMapping, IdentityColumn, Refunds
from polc.batch.policy_vocabulary import vocabulary_of
from polc.runtime.vocabulary import FIELDS, Field
from tests.batch.refund_rows import refunds_of
from tests.generators.policies.cases import random_case

YES_NO = {"1": "yes", "0": "no"}
REFUNDS = 0.08
"""So many of the claims are taken back, whole or in part."""


def random_table(
    chance: Random,
    policy: Policy,
    persons: int,
    place: Path,
    mistakes: float,
    paid: Sequence[str] = (),
) -> ColumnMapping:
    """Writes the table; of so many of a row something is wrong. What the benefits `paid` paid is
    taken as given."""
    plan = policy.plan
    fields = [field for field in (*FIELDS, *plan.fields) if field.scope in ("claim", "person")]
    asked = policy._compiled.layout.reads
    mapped = [field for field in fields if _is_mapped(chance, field, asked)]
    identities = [identity.id for identity in plan.identities if identity.id != "veteran"]
    values = {"id": "id", "person": "person", "date": "date", "in_policy": "in_policy"}
    for text, share in (("visit", 0.5), ("continues", 0.15)):
        if chance.random() < share:
            values[text] = text
    person_values: dict[str, str] = {}
    codes: dict[str, CodeColumn] = {}
    person_codes: dict[str, CodeColumn] = {}
    for field in mapped:
        own_values, own_codes = (
            (values, codes) if field.scope == "claim" else (person_values, person_codes)
        )
        if field.kind == "flag":
            own_codes[field.name] = CodeColumn(field.name, YES_NO)
        elif field.kind == "choice":
            own_codes[field.name] = CodeColumn(
                field.name, {str(at): choice for at, choice in enumerate(field.choices)}
            )
        else:
            own_values[field.name] = field.name
    mapping = ColumnMapping(
        kinds=vocabulary_of(policy).kinds,
        values=values,
        codes=codes,
        person_values=person_values,
        person_codes=person_codes,
        identities=tuple(
            IdentityColumn(CodeColumn(f"is {name}", {"1": name, "0": "none"}))
            for name in identities[:6]
        ),
        refunds=Refunds(CodeColumn("refund", {"1": "yes", "0": "no"}), "takes back"),
        paid={name: f"paid {name}" for name in paid},
        only=(CodeColumn("valid", {"1": "keep", "0": "drop"}),),
    )
    rows: list[dict[str, str]] = []
    for number in range(persons):
        rows += _rows_of(chance, policy, number, [*mapped], identities[:6], mistakes, paid)
    chance.shuffle(rows)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*mapping.columns()], restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return mapping


def _is_mapped(chance: Random, field: Field, asked: frozenset[tuple[str, str]]) -> bool:
    if field.name in ("date", "in_policy"):
        return False
    if field.name in ("admitted", "settled"):
        return chance.random() < 0.9
    if (field.scope, field.name) in asked:
        return chance.random() < 0.95 and (field.name != "recognised" or chance.random() < 0.1)
    return chance.random() < (0.2 if field.name != "recognised" else 0)


def _rows_of(
    chance: Random,
    policy: Policy,
    number: int,
    mapped: list[Field],
    identities: list[str],
    mistakes: float,
    paid: Sequence[str],
) -> list[dict[str, str]]:
    """The rows of a person: a year of claims, sometimes two."""
    case = random_case(chance, policy)
    claims = list(case["claims"])
    if chance.random() < 0.2:
        claims += [
            {**claim, "id": f"{claim['id']}n"} for claim in random_case(chance, policy)["claims"]
        ]
    held = chance.sample(identities, min(len(identities), chance.choice((0, 0, 1, 1, 2))))
    rows = []
    for claim in claims:
        row = {"valid": "1", "refund": "0", "person": f"p{number:04}"}
        for name in ("id", "visit", "continues"):
            if claim.get(name):
                row[name] = f"p{number}{claim[name]}"
        row |= {f"is {name}": "1" if name in held else "0" for name in identities}
        row |= {"date": _day(chance, claim["date"]), "in_policy": claim["in_policy"]}
        for field in mapped:
            given = claim if field.scope == "claim" else case["person"]
            row[field.name] = _text(chance, field, given.get(field.name))
        for name in paid:
            row[f"paid {name}"] = _share(chance, claim["in_policy"], mistakes)
        if chance.random() < mistakes:
            _spoil(chance, row, rows)
        rows.append(row)
    amounts = ["in_policy", *(field.name for field in mapped if field.scope == "claim"
                              and field.kind == "money"),
               *(f"paid {name}" for name in paid)]  # fmt: skip
    for row in [*rows]:
        if chance.random() < REFUNDS:
            rows += refunds_of(chance, row, amounts, rows, mistakes)
    return rows


def _share(chance: Random, amount: Any, mistakes: float) -> str:
    """A part of an amount, which is what was paid of it; sometimes nobody says."""
    if chance.random() < mistakes:
        return chance.choice(("", "-1", "x"))
    share = Decimal(chance.choice(("0", "0.3", "0.05", "0.65")))
    return str((Decimal(str(amount)) * share).quantize(Decimal("0.01")))


def _day(chance: Random, day: str) -> str:
    return chance.choice((day, day, day.replace("-", ""), day.replace("-", "/")))


def _text(chance: Random, field: Field, value: Any) -> str:
    if value is None:
        return ""
    match field.kind:
        case "flag":
            return "1" if value else "0"
        case "choice":
            return str(field.choices.index(value))
        case "date":
            return _day(chance, value)
        case _:
            return str(value)


def _spoil(chance: Random, row: dict[str, str], before: list[dict[str, str]]) -> None:
    """Something about a row is wrong, or out of the ordinary."""
    match chance.randrange(9):
        case 0:
            row["valid"] = "0"
        case 1:
            row["valid"] = "x"
        case 2:
            row["in_policy"] = chance.choice(("", "abc", "-5.00", "1e3", "007.5", "1.234"))
        case 3:
            row["date"] = chance.choice(("", "2022-02-30", "2019-05-01", "yesterday"))
        case 4 if before:
            row["id"] = before[0]["id"]
        case 5 if before:
            row |= {"refund": "1", "takes back": before[0]["id"]}
            row["in_policy"] = before[0]["in_policy"]
        case 6:
            row["refund"] = ""
        case 7:
            name = chance.choice([name for name in row if name.startswith("is ")] or ["valid"])
            row[name] = chance.choice(("", "1", "0"))
        case _:
            name = chance.choice(sorted(row))
            row[name] = chance.choice(("", "?", " 1 ", "0"))
