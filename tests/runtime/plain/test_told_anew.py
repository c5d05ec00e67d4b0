"""What is kept for claims and people who are alike is given to each as an object of its own."""

from typing import Any

import pytest

import polc
from tests.stdlib_texts import stdlib_policy

pytestmark = pytest.mark.usefixtures("functions_at_once")

CASE: dict[str, Any] = {
    "year": 2023,
    "person": {
        "id": "p",
        "identities": ["dibao"],
        "insured_at": "in_county",
        "enrolled": "2020-01-01",
    },
    "claims": [
        {
            "id": "first",
            "date": "2023-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "hospital_level": 3,
            "designated": True,
            "total": "60000.00",
            "in_policy": "50000.00",
            "paid": {"basic": "35000.00", "critical_illness": "0.00"},
        }
    ],
}


def told(claim: dict[str, str]) -> dict[str, Any]:
    """What Suizhou tells of `CASE`, of whose claim this is different."""
    [known] = CASE["claims"]
    return (
        stdlib_policy("suizhou")
        .settle({**CASE, "claims": [{**known, **claim}]})
        .to_dict(explain=True)
    )


def spoil(value: Any) -> None:
    """Empties every list and mapping inside."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            spoil(part)
        value.clear()


def test_who_changes_what_was_told_changes_nothing_for_others() -> None:
    """The same case tells the same after all that it told was emptied, each of three times."""
    first = told({})
    assert first["undetermined"]
    assert first["consulted"]
    for _ in range(3):
        spoil(told({}))
    assert told({}) == first


def test_claims_whose_reports_are_alike_are_told_by_their_own_names_and_days() -> None:
    """Of another id and another day its entries are of that id, those of the year of no claim."""
    told({})
    other = told({"id": "second", "date": "2023-04-02"})
    [claim] = other["claims"]
    assert (claim["id"], claim["entitlements"]) == ("second", told({})["claims"][0]["entitlements"])
    assert {step["claim"] for step in other["explanation"]} == {"second", None}


def test_an_alert_has_the_day_of_its_own_claim() -> None:
    """A claim of more than 100 yuan is to be reported, on its day; one of 100 is not."""
    policy = polc.compile(
        'policy told "告知" edition 1\nlayers basic\nbenefit basic "基本" per claim { rate 50% }\n'
        'alert high "高额" { when in_policy over 100 yuan }\n'
        'alert higher "更高" { when in_policy over 1000 yuan }\n'
    )
    days = []
    for day, amount in (("03-01", "100"), ("03-02", "200"), ("03-03", "300"), ("03-04", "2000")):
        claim = {"id": day, "date": f"2023-{day}", "kind": "inpatient", "in_policy": amount}
        settled = policy.settle({"person": {"identities": []}, "claims": [claim]})
        days.append({alert["id"]: alert["on"] for alert in settled.to_dict()["alerts"]})
    assert days == [
        {},
        {"high": "2023-03-02"},
        {"high": "2023-03-03"},
        {"high": "2023-03-04", "higher": "2023-03-04"},
    ]
