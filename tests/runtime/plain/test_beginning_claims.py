"""Claims before which nothing has moved a sum have functions of their own, and come to the same."""

import json
from typing import Any

import pytest

import polc
from polc.runtime.plain import beginning_claims
from tests.stdlib_texts import stdlib_policy

PAID = {"basic": "15000.00", "critical_illness": "1000.00"}


def case(*claims: dict[str, Any]) -> dict[str, Any]:
    person = {"identities": ["dibao"], "insured_at": "in_city", "enrolled": "2020-01-01"}
    usual = {"kind": "inpatient", "place": "in_city", "hospital_level": 2, "referred": True}
    return {
        "person": person,
        "claims": [
            {
                "id": f"c{at}",
                "date": f"2023-0{at + 1}-01",
                **usual,
                "designated": True,
                "total": "30000.00",
                "in_policy": "25000.00",
                "paid": PAID,
                **claim,
            }
            for at, claim in enumerate(claims)
        ],
    }


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch, functions_at_once: None) -> polc.Policy:
    """A policy none of whose functions is made yet; one claim is waited for."""
    monkeypatch.setattr(beginning_claims, "PATIENCE", 1)
    return polc.load("suizhou")


def settler_of(policy: polc.Policy, settled: polc.Settlement) -> Any:
    return settled._results.of_year.settler  # type: ignore[attr-defined]  # a plain case's


def told(settled: polc.Settlement) -> str:
    return json.dumps(settled.to_dict(explain=True))


def with_care(given: dict[str, Any]) -> str:
    return told(stdlib_policy("suizhou")._settle_with_care(given, {}))


def test_a_function_is_made_after_so_many_claims_of_the_same_keys(policy: polc.Policy) -> None:
    """One claim is settled by the function for all, the next one by its own."""
    settler = settler_of(policy, policy.settle(case({})))
    assert not settler._at_first.made
    assert told(policy.settle(case({}))) == with_care(case({}))
    assert len(settler._at_first.made) == 1


def test_the_first_bills_of_stays_have_a_function(policy: polc.Policy) -> None:
    """Of a case with three stays the first claim has one, and those after it another."""
    given = case({}, {}, {})
    for _ in range(2):
        settled = policy.settle(given)
    settler = settler_of(policy, settled)
    assert (len(settler._at_first.made), len(settler._alone.made)) == (1, 1)
    assert told(settled) == with_care(given)


def test_two_bills_of_a_stay_have_one_for_what_was_moved(policy: polc.Policy) -> None:
    """The second bill goes on from the sums of the first."""
    given = case({"visit": "v"}, {"visit": "v", "date": "2023-01-02"})
    for _ in range(3):
        settled = policy.settle(given)
    assert not settler_of(policy, settled)._alone.made
    assert told(settled) == with_care(given)


@pytest.mark.parametrize("paid", [{**PAID, "assistance": "500.00"}, {**PAID, "assistance": None}])
def test_a_claim_that_gives_something_else_comes_to_the_same(
    policy: polc.Policy, paid: dict[str, str]
) -> None:
    """A function made for two amounts that were paid leaves a third to the one for all."""
    for _ in range(2):
        policy.settle(case({}))
    given = case({"paid": paid})
    assert told(policy.settle(given)) == with_care(given)


def test_a_person_who_gives_something_else_comes_to_the_same(policy: polc.Policy) -> None:
    """A function made where the day of enrolment was given leaves a person without it to the one
    for all."""
    given = case({"paid": {**PAID, "assistance": "500.00", "tilted": "0.00"}})
    for _ in range(2):
        policy.settle(given)
    del given["person"]["enrolled"]
    assert told(policy.settle(given)) == with_care(given)


def test_what_is_refused_is_refused_as_without(policy: polc.Policy) -> None:
    """More was paid than is in policy: both refuse it with the same errors."""
    for _ in range(2):
        policy.settle(case({}))
    given = case({"paid": {"basic": "26000.00"}})
    with pytest.raises(polc.CaseError) as refused:
        policy.settle(given)
    with pytest.raises(polc.CaseError) as careful:
        stdlib_policy("suizhou")._settle_with_care(given, {})
    assert refused.value.errors == careful.value.errors
