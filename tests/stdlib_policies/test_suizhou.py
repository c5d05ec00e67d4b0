"""What of Suizhou no example can state: targets, deadlines, duties, who bears an excess."""

from typing import Any

import pytest

from polc.inspect.deadlines import due_in_month, find_deadline
from polc.inspect.targets import check_target
from polc.inspect.working_days import Calendar
from tests.stdlib_texts import stdlib_policy

POLICY = stdlib_policy("suizhou")

EXCESS: dict[str, Any] = {
    "person": {"identities": ["dibao"], "enrolled": "2022-01-01", "insured_at": "in_city"},
    "claims": [
        {
            "id": "a",
            "date": "2022-03-01",
            "kind": "inpatient",
            "place": "in_province",
            "hospital_level": 3,
            "total": "50000.00",
            "in_policy": "44000.00",
            "paid": {"basic": "44000.00", "critical_illness": "0.00"},
        }
    ],
}
"""6000 of 50000 outside the policy, 1000 more than 10%, in the province outside the city."""


@pytest.mark.parametrize(("choice", "bearer"), [("nobody", None), ("patient", "patient")])
def test_who_bears_the_excess_outside_the_city(choice: str, bearer: str | None) -> None:
    """SZ-A23: 6000 − 50000 × 10% = 1000, and the reading names who bears it."""
    found = POLICY.settle({**EXCESS, "readings": {"SZ-A23": choice}}).to_dict()["limits"]
    assert [(excess["excess"], excess["borne_by"]) for excess in found] == [("1000.00", bearer)]


@pytest.mark.parametrize(
    ("choice", "paid", "verdict"),
    [
        ("two_points", 7200, "met"),
        ("two_points", 7201, "missed"),
        ("two_points", 6800, "met"),
        ("two_points", 6799, "missed"),
        ("at_least", 7201, "met"),
        ("at_least", 7000, "met"),
        ("at_least", 6999, "missed"),
    ],
)
def test_about_seventy_percent(choice: str, paid: int, verdict: str) -> None:
    """SZ-A26: of 10000, from 68% to 72%, or 70% and more."""
    plan = POLICY.with_readings(about_70=choice).plan
    assert check_target(plan, "in_county_inpatient", paid, 10000) == verdict


@pytest.mark.parametrize("name", ["insured", "two_disease_drugs", "two_disease_care", "one_stop"])
def test_everybody(name: str) -> None:
    """SZ-2.2.2, SZ-2.3.3 and SZ-3.3.1: all of them, and not all but one."""
    assert check_target(POLICY.plan, name, 1000, 1000) == "met"
    assert check_target(POLICY.plan, name, 999, 1000) == "missed"


@pytest.mark.parametrize(
    "name", ["identity_transfer", "application", "push_alerts", "follow_up_time"]
)
def test_a_time_that_is_not_written(name: str) -> None:
    """SZ-2.2.1, SZ-2.5.5a, SZ-2.6.3 (every month) and SZ-2.6.4 say no day."""
    assert due_in_month(POLICY.plan, name, 2022, 2, Calendar()) is None
    assert find_deadline(POLICY.plan, name).id == name


def test_the_duties() -> None:
    """Each duty of the document with its clause."""
    found = {
        obligation.id: obligation.origin.clauses for obligation in POLICY.plan.declared.obligations
    }
    assert found == {
        "identity_data": ("SZ-2.2.1",),
        "grant_paid_direct": ("SZ-2.5.3b",),
        "push_lists": ("SZ-2.6.3",),
        "follow_up": ("SZ-2.6.4",),
        "merge_funds": ("SZ-2.7.2",),
        "cover_gap": ("SZ-2.7.3",),
        "monitoring": ("SZ-4.3",),
    }
