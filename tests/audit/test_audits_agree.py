"""An audit of columns comes to what one of person after person comes to, byte for byte."""

import csv
import os
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from polc.api.policy import Policy
from polc.audit.audit_run import AuditRun
from polc.audit.run_audit import run_audit
from polc.batch.mapping import ColumnMapping, PersonYearTable
from polc.batch.policy_vocabulary import amounts_of_year
from polc.batch.run_batch import BatchRun, run_batch
from tests.batch.roads import policy_with_figures, without_road
from tests.batch.second_tables import open_tables, write_second_tables
from tests.batch.tables import random_table

pytest.importorskip("duckdb")
pytest.importorskip("llvmlite")
pytest.importorskip("xlsxwriter")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
POLICIES = int(os.environ.get("POLC_TABLES", "6"))
WRONG = 0.01
"""So many of the recorded amounts are not what is computed."""


def agree(seed: int, folder: Path) -> tuple[int, int]:
    """How many persons of an audit were settled by machine code, and how many there are."""
    chance = Random(seed)
    policy = policy_with_figures(chance, seed)
    if policy is None:
        return 0, 0
    folder.mkdir()
    place = folder / "claims.csv"
    mapping = random_table(chance, policy, 30, place, 0.01)
    if seed % 2:
        mapping = write_second_tables(chance, policy, mapping, place, 0.01)
    run = BatchRun(policy=policy, mapping=mapping, mapping_text="", form="csv", language="en")
    run_batch(run, open_tables(place), folder / "settled", lambda _: None)
    layers = [benefit.id for benefit in policy.plan.benefits if benefit.per == "claim"]
    mapping = evolve(mapping, recorded={layer: f"paid {layer}" for layer in layers})
    write_recorded(chance, place, folder / "settled" / "claims.csv", layers)
    everybody_in = None
    if seed % 2:
        everybody_in = 2022 if seed % 4 == 3 else None
        mapping = write_years_paid(chance, policy, mapping, place, folder / "settled")
    for name, rows, by_machine in (("code", 40, True), ("rows", 40, False)):
        audit = AuditRun(
            policy=policy,
            mapping=mapping,
            mapping_text="",
            form="csv",
            language="en",
            memory="256MB",
            causes=5,
            rows=rows,
            by_machine=by_machine,
            everybody_in=everybody_in,
        )
        report = run_audit(audit, open_tables(place), folder / name, lambda _: None)
        if by_machine:
            done = report.persons - report.by_row, report.persons
    for path in sorted((folder / "rows").iterdir()):
        expected, found = path.read_bytes(), (folder / "code" / path.name).read_bytes()
        if path.name == "report.json":
            assert without_road(found) == without_road(expected), seed
        elif path.suffix in (".csv", ".json"):
            assert found == expected, (seed, path.name)
    return done


def write_recorded(chance: Random, place: Path, settled: Path, layers: list[str]) -> None:
    """Adds to a table what was paid: what is computed, and sometimes something else."""
    with settled.open(encoding="utf-8") as file:
        computed = {int(row["row"]): row for row in csv.DictReader(file)}
    with place.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    backs = {row["takes back"] for row in rows if row["refund"] == "1"}
    for number, row in enumerate(rows, 1):
        for layer in layers:
            paid = computed.get(number, {}).get(layer, "0.00")
            if row["id"] in backs:
                # Ten yuan more were paid than are left, for each row that takes some of it back.
                back = [other for other in rows if other["takes back"] == row["id"]]
                paid = f"{int(paid[:-3]) + 10 * len(back)}{paid[-3:]}"
            elif row["refund"] == "1":
                paid = chance.choice(("10.00", "-10.00"))
            if chance.random() < WRONG:
                paid = chance.choice(("", "abc", "-5.00", "1.234", "100", f"{paid}0"))
            row[f"paid {layer}"] = paid
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]])
        writer.writeheader()
        writer.writerows(rows)


def write_years_paid(
    chance: Random, policy: Policy, mapping: ColumnMapping, place: Path, settled: Path
) -> ColumnMapping:
    """Writes what was paid of persons' years: what is computed, and sometimes something else, also
    of somebody or of a year without a claim."""
    names = amounts_of_year(policy.plan)
    if not names:
        return mapping
    with (settled / "person_years.csv").open(encoding="utf-8") as file:
        computed = [*csv.DictReader(file)]
    rows = [
        {"person": row["person"], "year": row["year"], **{name: row[name] for name in names}}
        for row in computed
        if chance.random() > WRONG
    ]
    for row in rows:
        if chance.random() < WRONG:
            row[chance.choice(names)] = chance.choice(("", "abc", "-5.00", "100"))
        if chance.random() < WRONG:
            row["year"] = "2024"
        if chance.random() < WRONG:
            row["person"] += "x"
    with place.with_name("person_years.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["person", "year", *names])
        writer.writeheader()
        writer.writerows(rows)
    years = PersonYearTable(
        person="person", year="year", recorded={name: name for name in names}, absent="none"
    )
    return evolve(mapping, person_years=years)


def test_generated_policies(tmp_path: Path) -> None:
    """Random policies, tables and mistakes of the bureau; many persons by machine code."""
    done = [agree(seed, tmp_path / str(seed)) for seed in range(FIRST, FIRST + POLICIES)]
    by_machine, persons = map(sum, zip(*done, strict=True))
    assert by_machine > persons / 20
