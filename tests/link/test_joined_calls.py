"""All reports of a claim by one call come to what the functions of their results come to."""

import os
from random import Random
from typing import Any

import pytest
from attrs import evolve

import polc
from polc.link.joined_calls import FEW
from polc.runtime.executable import Executable
from polc.runtime.settle.reports import Reports, evaluate_reports
from polc.runtime.tell.make_settlement import SettledCase
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy
from tests.stdlib_texts import stdlib_policy

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))


def work_of(policy: polc.Policy, case: dict[str, Any]) -> SettledCase | None:
    """What the case was settled with, None where it is refused."""
    try:
        work = policy.settle(case)._results
    except polc.CaseError:
        return None
    assert isinstance(work, SettledCase)
    return work


def reports_by(work: SettledCase, executable: Executable) -> Reports:
    case = work.case
    return evaluate_reports(executable, case.person, case.year, work.settled, case.opening)


def compare(work: SettledCase) -> bool:
    """That both ways come to the same; whether one call gave the results of some claim."""
    executable, given = work.executable, []
    joined = executable.find_joined and executable.find_joined(FEW + 1)
    if joined is None or not work.settled:
        return False

    def settle(*arguments: int) -> tuple[int, ...] | None:
        given.append(joined.settle(*arguments))
        return given[-1]

    told = evolve(joined, settle=settle)
    watched = evolve(executable, find_joined=lambda _: told)
    alone = evolve(executable, find_joined=None)
    assert reports_by(work, watched) == reports_by(work, alone)
    return any(given)


def test_few_claims_are_reported_of_without_it() -> None:
    """The function is made for the claim after the first few; other tests have it at once."""
    policy = polc.load("pengshui")
    find = policy._prepare({}, 2023)[0].find_joined
    assert find is not None
    given = [find(1) is None for _ in range(FEW + 1)]
    assert given == [True] * FEW + [False]


@pytest.mark.usefixtures("functions_at_once")
@pytest.mark.parametrize("name", ["suizhou", "zhangye", "chongqing", "pengshui"])
def test_reports_of_the_library_come_to_the_same(name: str) -> None:
    """Some of the examples of a policy, of which a quarter at least is told by one call: a claim
    that lacks what cannot matter is not."""
    policy = polc.load(name)
    cases = [dict(example.case) for example in stdlib_policy(name).program.examples[::12]]
    found = [compare(work) for case in cases if (work := work_of(policy, case)) is not None]
    assert sum(found) * 4 >= len(found) > 5


@pytest.mark.usefixtures("functions_at_once")
def test_reports_of_generated_policies_come_to_the_same() -> None:
    """Policies and cases of all kinds, some of which are told by one call."""
    found = 0
    for seed in range(FIRST, FIRST + 30):
        policy, _ = policy_of(write_policy(seed))
        if policy is None:
            continue
        chance = Random(seed)
        for _ in range(12):
            work = work_of(policy, random_case(chance, policy))
            found += work is not None and compare(work)
    assert found > 20
