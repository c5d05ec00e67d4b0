"""A settlement kept, sent, read back and made again: it says all that this takes."""

import json
import pickle
from decimal import Decimal
from typing import Any

import pytest

import polc
from tests.stdlib_texts import MAIN_ROAD

CASE: dict[str, Any] = {
    "person": {"id": "p1", "identities": [{"id": "dibao", "from": "2022-01-01"}]},
    "claims": [
        {
            "id": "c1",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "referred": True,
            "total": Decimal("55000.00"),
            "in_policy": "50000.00",
            "paid": {"basic": "35000.00", "critical_illness": "0.00"},
        }
    ],
}
BANDS = [{"up_to": "30000.00", "rate": "60%"}, {"up_to": None, "rate": "65%"}]


@pytest.fixture(scope="module")
def policy() -> polc.Policy:
    return polc.load(MAIN_ROAD).with_parameters(
        premium={"2022": "350.00", "2023": "400.00"}, critical_illness_bands=BANDS
    )


def read_back(value: Any) -> Any:
    """The value as a service stores it."""
    return json.loads(json.dumps(value))


def test_a_settlement_has_its_case(policy: polc.Policy) -> None:
    """What was handed in stands there as JSON has it, with the year of the claims, the
    premium of that year and the readings."""
    case = read_back(policy.settle(CASE, critical_illness_cap=None).case)
    assert case["person"] == CASE["person"]
    assert case["claims"] == [{**CASE["claims"][0], "total": "55000.00"}]
    assert (case["policy"], case["year"]) == ("suizhou", 2022)
    assert case["parameters"] == {
        "premium": "350.00",
        "critical_illness_bands": BANDS,
        "critical_illness_cap": None,
    }
    assert case["readings"]["deductible_period"] == "annual"


def test_settling_the_case_of_a_settlement_gives_it_again(policy: polc.Policy) -> None:
    """Under its own parameters and readings, by a policy that was given none."""
    settled = policy.with_readings(deductible_period="per_stay").settle(CASE, premium="380.00")
    again = polc.load(MAIN_ROAD).settle(read_back(settled.case))
    assert again.to_dict() == settled.to_dict()


def test_a_case_changed_afterwards_is_not_what_was_settled(policy: polc.Policy) -> None:
    """The settlement keeps a copy."""
    case = read_back({**CASE, "claims": []}) | {"year": 2022}
    settled = policy.settle(case)
    case["person"]["id"] = "p2"
    assert settled.case["person"]["id"] == "p1"


def test_a_ledger_gives_its_case(policy: polc.Policy) -> None:
    """The year closed has the claims added and not taken back, and settles to the same."""
    ledger = policy.open_year(CASE["person"], year=2022, opening={"assistance": "39000.00"})
    unnamed = {name: value for name, value in CASE["claims"][0].items() if name != "id"}
    for claim in (CASE["claims"][0], {**unnamed, "date": "2022-02-01"}):
        _, ledger = ledger.add(claim)
    _, ledger = ledger.reverse("c1")
    closed = ledger.close()
    assert [claim["id"] for claim in closed.case["claims"]] == ["c2"]
    again = polc.load(MAIN_ROAD).settle(read_back(closed.case))
    assert again.to_dict()["claims"] == closed.to_dict()["claims"]


def test_a_policy_matches_its_settlements(policy: polc.Policy) -> None:
    """What the case chose for itself is the settlement's own, and does not count against
    the policy."""
    own = {**CASE, "parameters": {"premium": "380.00"}, "readings": {"SZ-A10": "b"}}
    settled = read_back(policy.settle(own).to_dict())
    assert policy.matches(settled)


def test_a_policy_with_another_figure_does_not_match(policy: polc.Policy) -> None:
    """A parameter that the settlement was made without, or a fingerprint of other rules."""
    settled = read_back(policy.settle(CASE).to_dict())
    assert not policy.with_parameters(critical_illness_cap="1.00").matches(settled)
    assert not policy.matches({**settled, "fingerprint": "0" * 32})


def test_a_policy_without_the_reading_does_not_match(policy: polc.Policy) -> None:
    """A settlement under a reading that is not there was made by another policy."""
    settled = {**policy.settle(CASE).to_dict(), "readings": {"flat_ceilin": "capped"}}
    assert not policy.matches(settled)


def test_a_refusal_matches_no_policy(policy: polc.Policy) -> None:
    """What is no settlement was made under no fingerprint."""
    assert not policy.matches({"refused": []})


def test_a_settlement_is_pickled_with_its_explanation(policy: polc.Policy) -> None:
    """What is worked out later is worked out before it travels."""
    settled = policy.settle(CASE)
    restored = pickle.loads(pickle.dumps(settled))  # noqa: S301  # our own bytes
    assert restored == settled
    assert restored.to_dict() == settled.to_dict()
    assert restored.case == settled.case
    assert restored.readings_consulted == settled.readings_consulted


def test_a_pickled_ledger_goes_on(policy: polc.Policy) -> None:
    """A claim added after the journey is paid as one added before: the year's limit of
    40,000 has 29,500 left after 10,500, and the second stay takes 10,500 of it."""
    _, ledger = policy.open_year(CASE["person"], year=2022).add(CASE["claims"][0])
    second = {**CASE["claims"][0], "id": "c2", "date": "2022-04-01"}
    restored = pickle.loads(pickle.dumps(ledger))  # noqa: S301  # our own bytes
    paid, after = restored.add(second)
    assert str(paid.benefits["assistance"]) == "10500.00"  # (50000 − 35000) × 70%
    assert after.close().to_dict() == ledger.add(second)[1].close().to_dict()


def test_a_ledger_of_another_version_is_a_clear_error(
    policy: polc.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names both versions; no diagnostic of a text belongs to it."""
    data = pickle.dumps(policy.open_year(CASE["person"], year=2022))
    monkeypatch.setattr("polc.link.compiled.__version__", "9.9.9")
    with pytest.raises(polc.PolicyError, match=r"9\.9\.9") as refused:
        pickle.loads(data)  # noqa: S301  # our own bytes
    assert refused.value.diagnostics == ()


def test_what_is_handed_out_cannot_be_changed(policy: polc.Policy) -> None:
    """A mapping of a result or a policy takes no assignment."""
    settled = policy.settle(CASE)
    handed_out: list[Any] = [
        settled.person_year,
        settled.claims[0].benefits,
        settled.totals["benefits"],
        settled.undetermined[0] if settled.undetermined else settled.totals,
        settled.header.parameters,
        policy.readings,
    ]
    for mapping in handed_out:
        with pytest.raises(TypeError):
            mapping["premium_subsidy"] = Decimal(0)


def test_a_changed_dict_changes_no_later_one(policy: polc.Policy) -> None:
    """`to_dict()` shares nothing with the settlement or with the policy, bands included."""
    first = policy.settle(CASE)
    first.to_dict()["parameters"]["critical_illness_bands"][0]["rate"] = "1%"
    first.case["parameters"]["critical_illness_bands"].clear()
    for settled in (first, policy.settle(CASE)):
        assert settled.to_dict()["parameters"]["critical_illness_bands"] == BANDS
