"""A ledger, claim by claim, and the same year settled at once."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stdlib_texts import main_road

TERMS: dict[str, Any] = {
    "premium": "350.00",
    "basic_deductible": {"1": "200.00", "2": "500.00", "3": "1000.00"},
    "basic_rate": {"1": "90%", "2": "75%", "3": "60%"},
    "critical_illness_deductible": "12000.00",
    "critical_illness_bands": [
        {"up_to": "30000.00", "rate": "60%"},
        {"up_to": None, "rate": "65%"},
    ],
    "critical_illness_cap": "300000.00",
}
POLICY = main_road().with_parameters(TERMS)
BY_STAY = POLICY.with_readings(deductible_period="per_stay")
IDENTITIES = (
    "tekun",
    "orphan",
    "dibao",
    "returned_to_poverty",
    "unstable",
    "stable_out_of_poverty",
)


def random_person(chance: Random) -> dict[str, Any]:
    first = chance.choice(IDENTITIES)
    held: list[Any] = [
        {"id": first, "to": "2022-06-30"},
        {"id": chance.choice(IDENTITIES), "from": "2022-05-01"},
    ]
    return {"id": "p1", "identities": held if chance.random() < 0.5 else [first]}


def random_claims(chance: Random, count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"c{number}",
            "date": f"2022-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
            "seq": chance.randrange(3),
            "kind": chance.choice(("inpatient", "inpatient", "outpatient_chronic", "outpatient")),
            "place": chance.choice(("in_county", "in_city", "in_province", "elsewhere")),
            "hospital_level": chance.choice((1, 2, 3)),
            "referred": chance.random() < 0.5,
            "designated": chance.random() < 0.5,
            "total": "200000.00",
            "in_policy": f"{chance.randrange(200_000)}.{chance.randrange(100):02d}",
            "visit": f"v{chance.randrange(3)}",
        }
        for number in range(count)
    ]


def amounts(settlement: Any) -> dict[str, Any]:
    return {claim.id: (dict(claim.benefits), claim.remaining) for claim in settlement.claims}


@pytest.mark.parametrize("policy", [POLICY, BY_STAY], ids=["per year", "per stay"])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_ledger_in_any_order_is_the_whole_year(policy: Any, seed: int) -> None:
    """Claims added in any order end as the year settled at once; so do reversals."""
    chance = Random(seed)
    person, claims = random_person(chance), random_claims(chance, 5)
    ledger = policy.open_year(person, year=2022)
    whole = policy.settle({"person": person, "year": 2022, "claims": claims})
    order = list(range(5))
    # What differs only in position keeps the order of the case.
    order.sort(key=lambda at: (claims[at]["date"], claims[at]["seq"], at))
    early = order.pop(chance.randrange(5))
    ties = {(claims[at]["date"], claims[at]["seq"]) for at in order}
    if (claims[early]["date"], claims[early]["seq"]) in ties:
        return
    for at in (*order, early):
        _, ledger = ledger.add(claims[at])
    assert amounts(ledger.close()) == amounts(whole)
    _, ledger = ledger.reverse(f"c{early}")
    left = policy.settle({"person": person, "year": 2022, "claims": [claims[at] for at in order]})
    assert amounts(ledger.close()) == amounts(left)


def returned() -> Any:
    return POLICY.open_year({"id": "p1", "identities": ["returned_to_poverty"]}, year=2022)


def stay(number: str, date: str) -> dict[str, Any]:
    """A stay in the city that leaves 3,000 yuan."""
    return {
        "id": number,
        "date": date,
        "kind": "inpatient",
        "place": "in_city",
        "referred": True,
        "in_policy": "10000.00",
        "paid": {"basic": "7000.00", "critical_illness": "0.00"},
    }


def test_a_ledger_does_not_change() -> None:
    """Adding gives a new ledger; the old one settles its next claim as before."""
    ledger = returned()
    first, _ = ledger.add(stay("a", "2022-03-01"))
    again, _ = ledger.add(stay("b", "2022-04-01"))
    assert str(first.benefits["assistance"]) == "840.00"  # (3000 − 1800) × 70%
    assert first.benefits == again.benefits


def test_an_earlier_date_changes_the_later_claim() -> None:
    """The deductible is borne by the claim that is now the first, and the ledger says so."""
    _, ledger = returned().add(stay("later", "2022-05-01"))
    paid, ledger = ledger.add(stay("earlier", "2022-03-01"))
    assert str(paid.benefits["assistance"]) == "840.00"  # (3000 − 1800) × 70%
    (change,) = paid.changes
    assert (change.claim, change.benefit) == ("later", "assistance")
    assert (str(change.before), str(change.after)) == ("840.00", "2100.00")  # 3000 × 70%


def test_a_reversal_gives_the_deductible_back() -> None:
    """Taking back the claim that bore the deductible makes the other one bear it."""
    _, ledger = returned().add(stay("a", "2022-03-01"))
    paid, ledger = ledger.add(stay("b", "2022-05-01"))
    assert str(paid.benefits["assistance"]) == "2100.00"  # 3000 × 70%
    (change,), ledger = ledger.reverse("a")
    assert (change.claim, str(change.after)) == ("b", "840.00")  # (3000 − 1800) × 70%


def test_an_opening_balance_uses_up_the_pool() -> None:
    """39,000 yuan paid before leave 1,000 of the 40,000."""
    ledger = POLICY.open_year(
        {"id": "p1", "identities": ["tekun"]}, year=2022, opening={"assistance": "39000.00"}
    )
    paid, _ = ledger.add(stay("a", "2022-03-01"))
    assert str(paid.benefits["assistance"]) == "1000.00"  # min(3000 × 100%, 40000 − 39000)
