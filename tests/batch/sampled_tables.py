"""Tables of sampled claims under each policy that settles.

In: the name of an `Ordinary` policy, how many persons. Out: the policy with all figures that its
claims ask for, and a `.csv` with a mapping: what a person is stands in the rows, so that machine
code settles them. Figures of a place are not given.
"""

import csv
from pathlib import Path
from typing import Any

from benchmarks.ordinary_cases import ORDINARY, TERMS
from polc.api.policy import Policy
from polc.batch.mapping import CodeColumn, ColumnMapping, IdentityColumn, Refunds
from polc.batch.policy_vocabulary import vocabulary_of
from polc.sample.make_sample import make_sample
from polc.sample.margins import NOBODY
from polc.sample.world import World, values_of

FIGURES = {
    **TERMS,
    "premium": "350.00",
    "large_cost_threshold": "3000.00",
    "premium_subsidy_out_of_poverty": "90.00",
    "assistance_rate_out_of_poverty": "50%",
}
"""What documents leave open, where it matters how much."""

OF_KIND = {"money": "30000.00", "rate": "100%", "days": 30, "date": "2025-12-31"}
"""The same of others, by the kind of the parameter."""

NAMES = tuple(ordinary.name for ordinary in ORDINARY)


def sampled_table(name: str, persons: int, seed: int, place: Path) -> tuple[Policy, ColumnMapping]:
    """Writes the table; about two and a half claims of each person."""
    (ordinary,) = (known for known in ORDINARY if known.name == name)
    policy = ordinary.configured()
    figures = {
        parameter.id: FIGURES.get(parameter.id, OF_KIND.get(parameter.kind))
        for parameter in policy.plan.parameters
        if not parameter.values and parameter.id not in policy.parameters
    }
    policy = policy.with_parameters({**policy.parameters, **figures})
    world = World(policy, ordinary.year)
    sample = make_sample(world, persons, seed, {})
    # No column of this table has a grade.
    rows = [
        _row(case, claim)
        for case in sample.persons
        for claim in case["claims"]
        if not any("grade" in held for held in _held(case))
    ]
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*dict.fromkeys(name for row in rows for name in row)])
        writer.writeheader()
        writer.writerows(rows)
    return policy, _mapping(policy, world)


def _held(case) -> list[dict[str, Any]]:
    return case["person"]["identities"]


def _row(case, claim) -> dict[str, str]:
    person = case["person"]
    held = [held["id"] for held in person["identities"]]
    row = {"person": person["id"], "identity": held[0] if held else NOBODY, "reverses": ""}
    row |= {f"person {key}": _cell(value) for key, value in person.items()
            if key not in ("id", "identities")}  # fmt: skip
    return row | {key: _cell(value) for key, value in claim.items()}


def _cell(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _mapping(policy: Policy, world: World) -> ColumnMapping:
    values = {name: name for name in ("id", "person", "date", "admitted", "settled", "in_policy",
                                      "total")}  # fmt: skip
    if world.reads_hospital:
        values["hospital"] = "hospital"
    columns = {"claim": values, "person": dict[str, str]()}
    codes = {"claim": dict[str, CodeColumn](), "person": dict[str, CodeColumn]()}
    for scope in ("claim", "person"):
        for field in world.fields(scope):
            column = field.name if scope == "claim" else f"person {field.name}"
            if field.kind in ("choice", "flag"):
                codes[scope][field.name] = CodeColumn(
                    column, {value: value for value in values_of(field)}
                )
            else:
                columns[scope][field.name] = column
    return ColumnMapping(
        kinds=vocabulary_of(policy).kinds,
        values=values,
        codes=codes["claim"],
        person_values=columns["person"],
        person_codes=codes["person"],
        refunds=Refunds(None, "reverses"),
        identities=(
            IdentityColumn(CodeColumn("identity", {name: name for name in world.identities})),
        ),
    )
