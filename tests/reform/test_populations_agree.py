"""The people of a reform come to the same as columns and as one person after the other."""

import os
import re
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from polc.reform.compare_people import PeopleCompared
from polc.reform.compare_population import compare_population
from polc.reform.side import Side
from polc.runtime.errors import CaseError
from tests.batch.roads import BY_ROW
from tests.batch.second_tables import open_tables, write_second_tables
from tests.batch.tables import random_table
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

pytest.importorskip("duckdb")
pytest.importorskip("llvmlite")

FIRST = int(os.environ.get("POLC_FIRST_SEED", "13"))
POLICIES = int(os.environ.get("POLC_TABLES", "8"))
PERSONS = 30


def sides_of(chance: Random, seed: int) -> tuple[Side, Side] | None:
    """A random policy, and the same with another rate."""
    written = write_policy(seed)
    text = written.files[written.policy]
    rates = [*re.finditer(r"(?<![\d.])\d\d%", text)]
    if not rates:
        return None
    rate = chance.choice(rates)
    drafted = f"{text[: rate.start()]}{chance.randint(30, 95)}%{text[rate.end() :]}"
    sides = []
    draft = evolve(written, files={**written.files, written.policy: drafted})
    for version in (written, draft):
        policy, _ = policy_of(version)
        if policy is None:
            return None
        parameters = random_case(Random(seed), policy).get("parameters", {})
        try:
            sides.append(Side(policy.with_parameters(parameters)))
        except CaseError:
            return None
    return sides[0], sides[1]


def agree(seed: int, folder: Path) -> tuple[int, int]:
    """How many persons were settled by machine code, and how many there are."""
    chance = Random(seed)
    sides = sides_of(chance, seed)
    if sides is None:
        return 0, 0
    folder.mkdir()
    place = folder / "claims.csv"
    mapping = random_table(chance, sides[0].policy, PERSONS, place, 0.005)
    if seed % 2:
        mapping = write_second_tables(chance, sides[0].policy, mapping, place, 0.005)
    found: list[PeopleCompared] = []
    for by_machine in (True, False):
        people = compare_population(
            *sides, open_tables(place), mapping, "256MB", lambda _: None,
            rows=40, by_machine=by_machine,
        )  # fmt: skip
        found.append(people)
    told, expected = (without_road(people.to_dict()) for people in found)
    assert told == expected, seed
    cases, wanted = ([(c.old_case, c.new_case) for c in people.largest] for people in found)
    assert cases == wanted, seed
    return PERSONS - found[0].by_row, PERSONS


def without_road(told: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if name not in BY_ROW}


def test_generated_policies(tmp_path: Path) -> None:
    """Random policies with another rate, and random tables; some persons by machine code."""
    done = [agree(seed, tmp_path / str(seed)) for seed in range(FIRST, FIRST + POLICIES)]
    by_machine, persons = map(sum, zip(*done, strict=True))
    assert by_machine > persons / 20
