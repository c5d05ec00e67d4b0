"""The parameters that somebody supplies: whose counts, for which year, in which form."""

import json
from decimal import Decimal
from typing import Any

import pytest

import polc
from tests.stdlib_texts import MAIN_ROAD

CASE: dict[str, Any] = {
    "person": {"identities": ["dibao"]},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "referred": True,
            "total": "55000.00",
            "in_policy": "50000.00",
            "paid": {"basic": "35000.00", "critical_illness": "0.00"},
        }
    ],
}


@pytest.fixture(scope="module")
def policy() -> polc.Policy:
    return polc.load(MAIN_ROAD)


def test_parameters_by_precedence(policy: polc.Policy) -> None:
    """The case's premium counts before the call's, that before the service's."""
    service = policy.with_parameters(premium="400.00")
    assert str(service.settle(CASE).person_year["premium_own"]) == "40.00"  # 400 − 400 × 90%
    called = service.settle(CASE, premium="500.00")
    assert str(called.person_year["premium_own"]) == "50.00"  # 500 − 500 × 90%
    own = service.settle({**CASE, "parameters": {"premium": "600.00"}}, premium="500.00")
    assert str(own.person_year["premium_own"]) == "60.00"  # 600 − 600 × 90%


@pytest.mark.parametrize("premium", [350, "350", Decimal("350.0"), "350.00"])
def test_a_parameter_is_said_in_one_form(policy: polc.Policy, premium: Any) -> None:
    """However it was written, it is `350.00`, JSON can carry it, the fingerprint is one."""
    settled = policy.settle({**CASE, "parameters": {"premium": premium}}).to_dict()
    assert json.loads(json.dumps(settled))["parameters"] == {"premium": "350.00"}
    assert settled["fingerprint"] == policy.with_parameters(premium="350").fingerprint


def test_a_value_by_year_leaves_other_years_alone(policy: polc.Policy) -> None:
    """The case speaks of 2023; in 2022 the service's 400 yuan hold: 400 − 400 × 90%."""
    service = policy.with_parameters(premium="400.00")
    settled = service.settle({**CASE, "parameters": {"premium": {"2023": "500.00"}}})
    assert str(settled.person_year["premium_own"]) == "40.00"
    assert settled.to_dict()["parameters"] == {"premium": "400.00"}


def test_a_parameter_is_not_changed_from_outside(policy: polc.Policy) -> None:
    """The table that was handed in belongs to its owner."""
    table = {"1": "200.00"}
    own = policy.with_parameters(basic_deductible=table)
    before = own.fingerprint
    table["1"] = "999.00"
    assert own.parameters == {"basic_deductible": {"1": "200.00"}}
    assert own.fingerprint == before
