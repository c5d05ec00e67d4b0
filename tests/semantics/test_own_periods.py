"""Months and hospitals in a ledger, in refunds and on the plain road: rules 9, 13 and 20."""

from typing import Any

import pytest

import polc
from polc.runtime.errors import CaseError

POLICY = polc.compile(
    """policy periods "期间" edition 1
layers basic > monthly
benefit basic "住院" per claim {
  when kind is inpatient
  deductible per hospital per year 500 yuan
  rate 70%
}
benefit monthly "门诊" per claim {
  when kind is outpatient
  rate 80%
  cap 300 yuan per month
}
""",
    name="periods.pol",
)
VISITS = [
    {"id": "a", "date": "2023-05-10", "kind": "outpatient", "in_policy": "500.00"},
    {"id": "b", "date": "2023-05-20", "kind": "outpatient", "in_policy": "100.00"},
    {"id": "c", "date": "2023-06-10", "kind": "outpatient", "in_policy": "500.00"},
]


def paid(settlement: Any, benefit: str) -> dict[str, str]:
    return {claim.id: str(claim.benefits[benefit]) for claim in settlement.claims}


def test_months_in_a_ledger() -> None:
    """Added late, a claim of May leaves June as it was: min(500 × 80%, 300), nothing more in May,
    300 in June."""
    ledger = POLICY.open_year({}, year=2023)
    for place in (2, 1, 0):
        _, ledger = ledger.add(VISITS[place])
    whole = POLICY.settle({"person": {}, "claims": VISITS})
    expected = {"a": "300.00", "b": "0.00", "c": "300.00"}
    assert paid(ledger.close(), "monthly") == paid(whole, "monthly") == expected


def test_a_month_without_what_was_taken_back() -> None:
    """The limit of May is there again: 100 × 80% of what was left over by 300."""
    ledger = POLICY.open_year({}, year=2023)
    for visit in VISITS:
        _, ledger = ledger.add(visit)
    _, ledger = ledger.reverse("a")
    assert paid(ledger.close(), "monthly") == {"b": "80.00", "c": "300.00"}


def test_with_care_and_straight_from_the_object() -> None:
    """A case with an opening, which is no plain one, comes to the same."""
    expected = {"a": "300.00", "b": "0.00", "c": "300.00"}
    read = {"person": {}, "claims": VISITS, "opening": {"basic": {"paid": "1.00"}}}
    assert paid(POLICY.settle({"person": {}, "claims": VISITS}), "monthly") == expected
    assert paid(POLICY.settle(read), "monthly") == expected


def test_a_hospital_is_asked_for_by_name() -> None:
    """A stay without a hospital moves a sum of a hospital that nobody knows."""
    stay = {"id": "s", "date": "2023-05-10", "kind": "inpatient", "in_policy": "2000.00"}
    with pytest.raises(CaseError) as refused:
        POLICY.settle({"person": {}, "claims": [*VISITS, stay]})
    assert [(problem.code, problem.path) for problem in refused.value.errors] == [
        ("missing_field", "claims[3].hospital")
    ]
    given = POLICY.settle({"person": {}, "claims": [*VISITS, {**stay, "hospital": "甲"}]})
    assert paid(given, "basic")["s"] == "1050.00"  # (2000 − 500) × 70%


def test_an_opening_of_a_month_is_refused() -> None:
    """Of which month it is nobody could know."""
    case = {"person": {}, "claims": VISITS, "opening": {"monthly": {"paid": "10.00"}}}
    with pytest.raises(CaseError) as refused:
        POLICY.settle(case)
    assert [problem.path for problem in refused.value.errors] == ["opening.monthly.paid"]
