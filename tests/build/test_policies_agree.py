"""Sources of the semantics' policies and of generated ones come to what polc comes to."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

import polc
from polc.api.policy import Policy
from polc.build.make_program import NotBuiltError
from polc.compiler.readers.source.program import Target
from polc.runtime.errors import CaseError
from tests.build.agree import agree
from tests.build.run_source import available
from tests.generators.policies.cases import random_case, random_readings
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

SEMANTICS = sorted((Path(__file__).parents[1] / "semantics").glob("*.pol"))
SHARE = 8
"""One file of so many is looked at in the default tests, in one language."""

IN_JAVA = 4
"""One of so many is compiled by `javac`, which takes longest, in the long ones."""

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_POLICIES", "480"))
COMPILED = 6
"""One generated policy of so many is compiled too; all run in Python."""

CASES = 12


def by_options(policy: Policy, cases: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Policy, Any]]:
    """The policy under each readings and parameters that cases bring, with the cases that do."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        options = {name: case.get(name) or {} for name in ("readings", "parameters")}
        groups.setdefault(json.dumps(options, sort_keys=True), []).append(dict(case))
    for key, members in groups.items():
        options = json.loads(key)
        try:
            own = policy.with_readings(options["readings"]).with_parameters(options["parameters"])
        except CaseError:
            continue
        yield own, members


def agree_by_options(
    policy: Policy, cases: Iterable[Mapping[str, Any]], targets: tuple[Target, ...], place: Path
) -> Counter[str]:
    found: Counter[str] = Counter()
    for at, (own, members) in enumerate(by_options(policy, cases)):
        try:
            found += agree(own, members, targets, place / str(at))
        except NotBuiltError:
            found["not built"] += 1
    return found


def examples_of(policy: Policy) -> list[Mapping[str, Any]]:
    return [example.case for example in policy.program.examples]


@pytest.mark.parametrize("path", SEMANTICS[::SHARE], ids=lambda path: path.stem)
def test_cases_of_the_semantics_agree(path: Path, tmp_path: Path) -> None:
    """In Python, the examples of a policy of the semantics."""
    policy = polc.load(path)
    assert agree_by_options(policy, examples_of(policy), ("python",), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("path", SEMANTICS, ids=lambda path: path.stem)
def test_all_cases_of_the_semantics_agree(path: Path, tmp_path: Path) -> None:
    """In Python and C, and of some in Java, the examples of each policy of the semantics."""
    policy = polc.load(path)
    in_java = SEMANTICS.index(path) % IN_JAVA == 0
    targets = tuple(target for target in available() if target != "java" or in_java)
    agree_by_options(policy, examples_of(policy), targets, tmp_path)


def agree_generated(seed: int, targets: tuple[Target, ...], place: Path) -> Counter[str]:
    """A generated policy under random readings, with the parameters of a random case."""
    policy, _ = policy_of(write_policy(seed))
    if policy is None:
        return Counter({"policy refused": 1})
    chance = Random(seed)
    cases = [random_case(chance, policy) for _ in range(CASES)]
    options = {"readings": random_readings(chance, policy),
               "parameters": cases[0].get("parameters", {})}  # fmt: skip
    return agree_by_options(policy, ({**case, **options} for case in cases), targets, place)


def test_generated_policies_agree(tmp_path: Path) -> None:
    """In Python, ten random policies with twelve cases each."""
    outcomes: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + 10):
        outcomes += agree_generated(seed, ("python",), tmp_path / str(seed))
    assert outcomes["settled"] > 100


@pytest.mark.long
def test_very_many_generated_policies_agree(tmp_path: Path) -> None:
    """The same of hundreds, some of them in every language."""
    outcomes: Counter[str] = Counter()
    for seed in range(FIRST + 20_000, FIRST + 20_000 + LONG // 4):
        targets: tuple[Target, ...] = available() if seed % COMPILED == 0 else ("python",)
        outcomes += agree_generated(seed, targets, tmp_path / str(seed))
    assert outcomes["settled"] > 10 * (LONG // 4)
