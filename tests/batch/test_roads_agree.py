"""Machine code over columns comes to what the closures come to, byte for byte."""

import json
import os
from pathlib import Path
from random import Random

import pytest

from polc.api.policy import Policy
from polc.batch.run_batch import BatchRun, run_batch
from polc.runtime.errors import CaseError
from tests.batch.second_tables import open_tables, write_second_tables
from tests.batch.tables import random_table
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

pytest.importorskip("duckdb")
pytest.importorskip("llvmlite")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
POLICIES = int(os.environ.get("POLC_TABLES", "6"))
ROADS = (
    ("code", "claims.csv", 40, True),
    ("whole", "claims.csv", 10_000, True),
    ("rows", "claims.csv", 40, False),
    ("parquet", "claims.parquet", 40, True),
)
"""By name: the table, rows in a batch, and whether machine code says what it can."""

BY_ROW = ("persons_by_row", "why_by_row")
"""What a report says of the road that was taken."""


def policy_with_figures(chance: Random, seed: int) -> Policy | None:
    policy, _ = policy_of(write_policy(seed))
    if policy is None:
        return None
    try:
        return policy.with_parameters(random_case(chance, policy).get("parameters", {}))
    except CaseError:
        return None


def agree(seed: int, folder: Path, mistakes: float, *, second: bool = False) -> tuple[int, int]:
    """How many persons of a table were settled by machine code, and how many there are."""
    chance = Random(seed)
    policy = policy_with_figures(chance, seed)
    if policy is None:
        return 0, 0
    folder.mkdir()
    mapping = random_table(chance, policy, 30, folder / "claims.csv", mistakes)
    if second:
        place = folder / "claims.csv"
        mapping = write_second_tables(chance, policy, mapping, place, mistakes)
    texts = open_tables(folder / "claims.csv")
    texts.connection.sql("FROM bureau").write_parquet(str(folder / "claims.parquet"))
    counted = {}
    for name, file, rows, by_machine in ROADS:
        run = BatchRun(
            policy=policy,
            mapping=mapping,
            mapping_text="",
            form="csv",
            language="en",
            rows=rows,
            by_machine=by_machine,
        )
        table = open_tables(folder / file)
        counted[name] = run_batch(run, table, folder / name, lambda _: None)
    for path in sorted((folder / "rows").iterdir()):
        expected = path.read_bytes()
        for other in ("code", "whole", "parquet"):
            found = (folder / other / path.name).read_bytes()
            if path.name == "report.json":
                assert without_road(found) == without_road(expected), (seed, other)
            elif path.suffix == ".csv":  # the text tells the road too
                assert found == expected, (seed, other, path.name)
    sums = counted["code"].sums
    return sums.persons - sums.by_row, sums.persons


def without_road(report: bytes) -> dict[str, object]:
    found: dict[str, object] = json.loads(report)
    return {name: value for name, value in found.items() if name not in BY_ROW}


def test_generated_policies(tmp_path: Path) -> None:
    """Random policies and tables, in small batches and in one; many persons by machine code."""
    done = [agree(seed, tmp_path / str(seed), 0.02) for seed in range(FIRST, FIRST + POLICIES)]
    by_machine, persons = map(sum, zip(*done, strict=True))
    assert by_machine > persons / 10


def test_generated_policies_with_second_tables(tmp_path: Path) -> None:
    """What persons are stands in tables beside the claims, from day to day."""
    seeds = range(FIRST, FIRST + POLICIES)
    done = [agree(seed, tmp_path / str(seed), 0.02, second=True) for seed in seeds]
    by_machine, persons = map(sum, zip(*done, strict=True))
    assert by_machine > persons / 20
