"""What a payment that is taken back gives back, whatever bills come in which order."""

from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

import polc

HERE = Path(__file__).parent
CAPPED = polc.load(HERE / "s13_given_back.pol")
CAPPED_KIND = polc.load(HERE / "s13_given_back_kind.pol")
UNDER = [CAPPED, CAPPED.with_readings(limit="row"), CAPPED.with_readings(limit="once"), CAPPED_KIND]


def _bills(chance: Random) -> list[dict[str, Any]]:
    """Six bills of three stays."""
    return [
        {
            "id": f"c{at}",
            "date": f"2022-{at:02}-01",
            "kind": chance.choice(("inpatient", "outpatient")),
            "place": chance.choice(("in_county", "in_city", "in_province")),
            "in_policy": f"{chance.randrange(50, 1400)}.00",
            "visit": chance.choice("vwx"),
            "referred": chance.random() < 0.6,
        }
        for at in range(1, 7)
    ]


def _settle(policy: polc.Policy, claims: list[dict[str, Any]]) -> polc.Settlement:
    return policy.settle({"year": 2022, "person": {"identities": []}, "claims": claims})


@pytest.mark.parametrize("seed", range(8))
def test_own_caps_hold_over_all_that_is_paid_and_taken_back(seed: int) -> None:
    """Rule 13: 450 a year of the cap; 450 and 100 of the kinds of care together."""
    claims = _bills(Random(seed))
    assert _settle(CAPPED, claims).totals["benefits"]["second"] <= 450
    assert _settle(CAPPED_KIND, claims).totals["benefits"]["second"] <= 550


@pytest.mark.parametrize("seed", range(8))
def test_refunds_in_any_order_leave_the_year_of_what_is_left(seed: int) -> None:
    """Rules 13 and 20: bills taken back one after another come to a year without them."""
    chance = Random(seed)
    policy, claims = UNDER[seed % 4], _bills(chance)
    gone = chance.sample([claim["id"] for claim in claims], 3)
    ledger = policy.open_year({"identities": []}, year=2022)
    for claim in claims:
        _, ledger = ledger.add(claim)
    years = [ledger.close()]
    for name in gone:
        _, ledger = ledger.reverse(name)
        years.append(ledger.close())
    left = [claim for claim in claims if claim["id"] not in gone]
    assert dict(years[-1].totals) == dict(_settle(policy, left).totals)
    assert all(len(before.claims) > len(after.claims) for before, after in pairwise(years))
