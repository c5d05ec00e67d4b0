"""A settlement works out what is read of it, when it is read."""

import pickle
from typing import Any

import pytest

from tests.stdlib_texts import stdlib_policy

CASE: dict[str, Any] = {
    "person": {
        "id": "p",
        "identities": ["tekun"],
        "insured_at": "in_county",
        "enrolled": "2020-01-01",
    },
    "claims": [
        {
            "id": "c1",
            "date": "2023-03-01",
            "kind": "inpatient",
            "place": "in_county",
            "in_policy": "1000.00",
            "total": "1200.00",
            "paid": {"basic": "600.00", "critical_illness": "0.00"},
        }
    ],
}


def refuse(*_: object) -> Any:
    raise AssertionError("nobody asked for this")


@pytest.mark.parametrize(
    "work",
    [
        "plain.tell_plain.evaluate_with",
        "tell.make_settlement.settle_person_year",
        "tell.make_settlement.claim_result",
        "tell.make_settlement.find_adjustments",
    ],
)
def test_settling_works_out_nothing_that_is_not_read(
    work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights, the person's year, results by name, adjustments."""
    monkeypatch.setattr(f"polc.runtime.{work}", refuse)
    settled = stdlib_policy("suizhou").settle(CASE)
    with pytest.raises(AssertionError, match="nobody"):
        repr(settled)


def test_what_is_read_twice_is_worked_out_once() -> None:
    """The second reading gives the same objects."""
    settled = stdlib_policy("suizhou").settle(CASE)
    assert settled.claims is settled.claims
    assert settled.person_year is settled.person_year


def test_a_settlement_that_travelled_hands_out_copies() -> None:
    """Whoever changes what was consulted changes it for nobody else."""
    restored = pickle.loads(  # noqa: S301  # our own bytes
        pickle.dumps(stdlib_policy("suizhou").settle(CASE))
    )
    known = restored.consulted
    restored.consulted.clear()
    assert known
    assert restored.consulted == known


def test_settlements_of_different_cases_differ() -> None:
    """600 yuan paid by basic insurance are not 500, though both leave the rest to assistance."""
    policy = stdlib_policy("suizhou")
    other = {
        **CASE,
        "claims": [{**CASE["claims"][0], "paid": {"basic": "500.00", "critical_illness": "0.00"}}],
    }
    assert policy.settle(CASE) == policy.settle(CASE)
    assert policy.settle(CASE) != policy.settle(other)
    assert policy.settle(CASE) != "a text"


def test_a_settlement_cannot_be_changed() -> None:
    """No part of it takes an assignment."""
    settled: Any = stdlib_policy("suizhou").settle(CASE)
    with pytest.raises(AttributeError):
        settled.year = 2024


def test_a_settlement_shows_what_it_tells() -> None:
    """Its printed form has the year and the results."""
    shown = repr(stdlib_policy("suizhou").settle(CASE))
    assert shown.startswith("Settlement(header=Header(policy='suizhou'")
    assert "year=2023" in shown
    assert "entitlements=" in shown
