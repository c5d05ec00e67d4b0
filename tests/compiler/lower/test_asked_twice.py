"""What is lowered more than once has a node of its own each time."""

import polc
from polc.api.policy import Policy
from polc.runtime.tell.result import Settlement

HEAD = 'policy t "x"\nuse identities\nrank dibao > tekun\nlayers basic > more\n'


def settled(policy: Policy, held: str) -> Settlement:
    claim = {"date": "2022-03-01", "in_policy": "100.00", "total": "100.00", "referred": False}
    return policy.settle({"person": {"identities": [held]}, "claims": [claim]})


def test_a_deductible_asked_twice_by_one_line() -> None:
    """Two edges of bands may ask one layer's deductible; of
    100 − 90 × 50% = 55: 10 × 10% +
    10 × 20% + 35 × 100% = 38."""
    policy = polc.compile(
        HEAD
        + """param step : money = 10 yuan
    benefit basic per claim { deductible per claim step  rate 50% }
    benefit more per claim { bands {
      to basic.deductible: 10%; to higher of (basic.deductible, 20 yuan): 20%; above: 100% } }"""
    )
    found = settled(policy, "dibao")
    assert str(found.claims[0].benefits["more"]) == "38.00"


def test_two_reports_for_the_same_people() -> None:
    """Two rights that leave out the same people each ask for themselves."""
    policy = polc.compile(
        HEAD
        + """benefit basic per claim { rate 50% }
    benefit more per claim { rate 50% }
    entitlement one per claim { not for tekun }
    entitlement two per claim { not for tekun }"""
    )
    found = settled(policy, "tekun")
    assert found.claims[0].entitlements == {"one": False, "two": False}
