"""Random policies and cases: what is settled at any cost lies where its piece says."""

import os
from random import Random

import pytest

from polc.api.burden import find_burden
from polc.api.policy import Policy
from polc.runtime.amounts import format_money, parse_money
from polc.runtime.errors import CaseError
from tests.generators.policies.cases import random_case
from tests.generators.policies.compiling import policy_of
from tests.generators.policies.write import write_policy

FIRST = int(os.environ.get("POLC_FIRST_SEED", "0"))
LONG = int(os.environ.get("POLC_LONG_POLICIES", "480"))
CASES = 4
COSTS = 8

ROUNDED = 200
"""Fen: the most that the generator has amounts rounded to is a yuan, up to twice in a claim."""


def check_policy(seed: int) -> int:
    """How many cases of a policy have pieces; each of some costs is settled and compared."""
    policy, _ = policy_of(write_policy(seed))
    chance = Random(seed)
    return 0 if policy is None else sum(check_case(policy, chance) for _ in range(CASES))


def check_case(policy: Policy, chance: Random) -> int:
    """1 where there are pieces, which hold at random costs."""
    case = random_case(chance, policy)
    for claim in case["claims"]:
        claim.pop("paid", None)
    try:
        found = find_burden(policy, case)
    except CaseError:
        return 0
    last = case["claims"][-1]
    outside = None
    if "total" in last:
        outside = fen(last["total"]) - fen(last["in_policy"])
    for piece in found.pieces:
        for _ in range(COSTS // len(found.pieces) + 1):
            cost = chance.randint(piece.start[0], piece.end[0])
            total = {} if outside is None else {"total": format_money(cost + outside)}
            claim = {**last, "in_policy": format_money(cost), **total}
            settled = policy.settle({**case, "claims": [*case["claims"][:-1], claim]})
            ids = {one.get("id") for one in case["claims"][:-1]}
            (own,) = [one for one in settled.claims if one.id == last.get("id")] or [
                one for one in settled.claims if one.id not in ids
            ]
            told = piece.start[1] + piece.share * (cost - piece.start[0])
            assert abs(own.remaining_fen - told) <= ROUNDED, (cost, piece)
    return int(bool(found.pieces))


def fen(amount: object) -> int:
    """Of an amount as a case says it."""
    return parse_money(str(amount))


def test_pieces_hold_for_random_policies() -> None:
    """And there are some."""
    assert sum(check_policy(seed) for seed in range(FIRST, FIRST + 12)) > 0


@pytest.mark.long
def test_pieces_hold_for_many_random_policies() -> None:
    """Most policies have some."""
    found = [check_policy(seed) for seed in range(FIRST + 12, FIRST + 12 + LONG)]
    assert sum(map(bool, found)) > len(found) // 4
