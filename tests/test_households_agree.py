"""Households of generated policies, settled by the product and by the typed reference: terms of the
year made terms of the household, the claims of a generated case dealt out to members."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from polc.api.policy import Policy
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.households import of_household
from tests.generators.policies.write import write_policy
from tests.typed_reference.compare import compare

pytestmark = pytest.mark.usefixtures("functions_at_once")

FIRST = 4_000
MEMBERS = ("first", "second", "third")


def deal_out(case: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The claims of the case dealt out to members, who are otherwise the same person; claims that
    name others stay together with them."""
    claims = [
        {"id": f"c{place}", **claim} for place, claim in enumerate(case.get("claims") or (), 1)
    ]
    names = ("visit", "continues", "reverses")
    tied = any(claim.get(name) for claim in claims for name in names)
    dealt: dict[str, list[dict[str, Any]]] = {member: [] for member in MEMBERS}
    for claim in claims:
        dealt[MEMBERS[0] if tied and chance.random() < 0.9 else chance.choice(MEMBERS)].append(
            claim
        )
    rest = {key: case[key] for key in case if key not in ("person", "claims", "opening")}
    person = case.get("person") or {}
    household = [
        {"person": {**person, "id": member}, "claims": own} for member, own in dealt.items()
    ]
    return {**rest, "household": household}


def shares(policy: Policy) -> bool:
    """Whether it has a sum of the household."""
    return any(sum_.scope == "household" for sum_ in policy.plan.accumulators)


def compare_households(first: int, count: int, cases: int) -> Counter[str]:
    """How the households of these policies come out."""
    outcomes: Counter[str] = Counter()
    for seed in range(first, first + count):
        chance = Random(seed)
        policy, _ = policy_of(of_household(write_policy(seed), chance))
        if policy is None or not shares(policy):
            outcomes["no household"] += 1
            continue
        for place in range(cases):
            case = deal_out(random_case(chance, policy), chance)
            try:
                outcomes[compare(policy, case)] += 1
            except Exception as mistake:
                raise AssertionError(f"seed {seed}, case {place}: {mistake}") from mistake
    return outcomes


def test_generated_households_agree() -> None:
    """Some random policies with households come to the same by both."""
    outcomes = compare_households(FIRST, 24, 4)
    assert outcomes["settled"] >= 8, outcomes


@pytest.mark.long
def test_very_many_generated_households_agree() -> None:
    """Hundreds of them."""
    outcomes = compare_households(FIRST + 1_000, 300, 8)
    assert outcomes["settled"] >= 200, outcomes
