"""Machine code over columns comes to what the closures come to, byte for byte."""

import os
from pathlib import Path
from random import Random

import pytest

from polc.batch.run_batch import BatchRun, run_batch
from tests.batch.roads import policy_with_figures, without_road
from tests.batch.second_tables import open_tables, write_second_tables
from tests.batch.tables import random_table

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


def agree(
    seed: int, folder: Path, mistakes: float, *, second: bool = False, paid: bool = False
) -> tuple[int, int]:
    """How many persons of a table were settled by machine code, and how many there are."""
    chance = Random(seed)
    policy = policy_with_figures(chance, seed)
    if policy is None:
        return 0, 0
    folder.mkdir()
    layers = [benefit.id for benefit in policy.plan.benefits if benefit.per == "claim"]
    given = chance.sample(layers, min(len(layers), chance.choice((1, 1, 2)))) if paid else ()
    mapping = random_table(chance, policy, 30, folder / "claims.csv", mistakes, given)
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


def test_generated_policies_with_payments_that_are_given(tmp_path: Path) -> None:
    """What some layers paid stands in the rows, and is taken back by refunds too."""
    # The first of these policies ask for what this table happens not to have.
    seeds = range(FIRST + 13, FIRST + 13 + POLICIES)
    done = [agree(seed, tmp_path / str(seed), 0.01, paid=True) for seed in seeds]
    by_machine, persons = map(sum, zip(*done, strict=True))
    assert by_machine > persons / 20
