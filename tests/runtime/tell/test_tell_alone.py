"""One amount is told without all that is told beside it; `test_plain_case.py` has every amount of
random policies."""

from typing import Any

import polc
from tests.stdlib_texts import stdlib_policy

PERSON = {"identities": ["dibao"], "insured_at": "in_city", "enrolled": "2020-01-01"}
USUAL = {"kind": "inpatient", "place": "in_city", "hospital_level": 2, "referred": True}
PAID = {"basic": "15000.00", "critical_illness": "1000.00"}


def settle(*days: str) -> polc.Settlement:
    """Claims of 25,000 in policy, each paid 15,000 and 1,000 before the assistance."""
    claims: list[dict[str, Any]] = [
        {"id": day, "date": day, **USUAL, "designated": True, "in_policy": "25000.00", "paid": PAID}
        for day in days
    ]
    return stdlib_policy("suizhou").settle({"year": 2023, "person": PERSON, "claims": claims})


def test_an_amount_of_the_only_claim_is_told_without_its_id() -> None:
    """And with it."""
    settled = settle("2023-03-01")
    assert settled.tell_alone("basic") == settled.tell_alone("basic", "2023-03-01") == "15000.00"


def test_of_two_claims_none_is_the_only_one() -> None:
    """Which of them is meant is not guessed."""
    settled = settle("2023-03-01", "2023-05-01")
    assert settled.tell_alone("basic") is None
    assert settled.tell_alone("critical_illness", "2023-05-01") == "1000.00"


def test_an_amount_of_the_year_is_told() -> None:
    """All of the premium is paid for the extremely poor; who pays it is no amount, and without the
    premium nothing is known."""
    case = {"year": 2022, "person": {**PERSON, "identities": ["tekun"]}, "claims": []}
    policy = stdlib_policy("suizhou")
    settled = policy.settle(case, premium="350.00")
    assert settled.tell_alone("premium_subsidy") == "350.00"
    assert settled.tell_alone("premium_payer") is None
    assert policy.settle(case).tell_alone("premium_subsidy") is None


def test_what_nothing_is_called_is_not_told() -> None:
    """Neither of a claim nor of the year."""
    settled = settle("2023-03-01")
    assert settled.tell_alone("basics", "2023-03-01") is settled.tell_alone("basics") is None


def test_a_settlement_that_was_told_whole_tells_nothing_alone() -> None:
    """A settlement that was kept has all, and looks through it."""
    assert polc.Settlement(settle("2023-03-01").__reduce__()[1][0]).tell_alone("basic") is None  # type: ignore[arg-type]  # what it is pickled as
