"""What of Chongqing no example can state: targets, deadlines, duties, the hour of the stop."""

from datetime import date
from typing import Any

import pytest

import polc
from polc.inspect.deadlines import due_in_month
from polc.inspect.targets import check_target
from polc.inspect.working_days import Calendar
from tests.stdlib_texts import stdlib_policy

POLICY = stdlib_policy("chongqing")
DISEASES = ("hypertension", "diabetes", "tuberculosis", "severe_mental")


@pytest.mark.parametrize(
    ("choice", "expected"), [("a", date(2022, 2, 28)), ("b", date(2022, 2, 27))]
)
def test_enrolment_is_due(choice: str, expected: date) -> None:
    """CQ-A18: before 28 February, that day included or not."""
    plan = POLICY.with_readings({"CQ-A18": choice}).plan
    assert due_in_month(plan, "enrolled_2022", 2022, 2, Calendar()) == expected


def test_everybody_on_the_list_is_enrolled() -> None:
    """CQ-3.1e: all, and not all but one."""
    assert check_target(POLICY.plan, "enrolled", 1000, 1000) == "met"
    assert check_target(POLICY.plan, "enrolled", 999, 1000) == "missed"


@pytest.mark.parametrize(
    ("disease", "managed", "signed", "verdict"),
    [
        ("hypertension", 460, 500, "met"),
        ("diabetes", 269, 300, "missed"),
        ("diabetes", 270, 300, "met"),
        ("tuberculosis", 9, 10, "met"),
        ("severe_mental", 45, 50, "met"),
    ],
)
def test_managed_by_disease(disease: str, managed: int, signed: int, verdict: str) -> None:
    """CQ-A15 (a): 90% of each; 269 of 300 is less."""
    assert check_target(POLICY.plan, f"managed_{disease}", managed, signed) == verdict
    assert check_target(POLICY.plan, "managed_pooled", managed, signed) == "undetermined"


def test_managed_together() -> None:
    """CQ-A15 (b): 460 + 269 + 9 + 45 = 783 of 860 is over 90%, which is 774."""
    plan = POLICY.with_readings({"CQ-A15": "b"}).plan
    assert check_target(plan, "managed_pooled", 460 + 269 + 9 + 45, 500 + 300 + 10 + 50) == "met"
    assert check_target(plan, "managed_pooled", 773, 860) == "missed"
    assert all(
        check_target(plan, f"managed_{disease}", 1, 1) == "undetermined" for disease in DISEASES
    )


def former(settled: str) -> dict[str, Any]:
    """A bill of December 2021 with what the former policy paid."""
    return {
        "person": {"identities": ["unstable"]},
        "claims": [
            {
                "id": "a",
                "date": "2021-12-20",
                "settled": settled,
                "kind": "inpatient",
                "total": "3000.00",
                "in_policy": "3000.00",
                "paid": {"basic": "2000.00", "critical_illness": "0.00", "assistance": "0.00"},
            }
        ],
    }


@pytest.mark.parametrize("settled", ["2022-01-31T23:59:59", "2022-01-31T24:00"])
def test_settled_before_the_stop(settled: str) -> None:
    """CQ-3.4c: 24:00 of 31 January is still the window's last day."""
    (claim,) = POLICY.settle(former(settled)).to_dict()["claims"]
    assert (claim["payer"], claim["benefits"]["basic"]) == ("county_bridging", "2000.00")


def test_settled_at_the_stop() -> None:
    """CQ-3.4c: 00:00 of 1 February is too late, and the refusal names the former policy."""
    with pytest.raises(polc.CaseError) as refused:
        POLICY.settle(former("2022-02-01T00:00:00"))
    (problem,) = refused.value.errors
    assert (problem.code, problem.clause) == ("not_in_force", "CQ-3.4c")
    assert "原有政策" in problem.message


def test_the_duties() -> None:
    """Each with its clause."""
    found = {
        obligation.id: obligation.origin.clauses for obligation in POLICY.plan.declared.obligations
    }
    assert found == {
        "identity_tags": ("CQ-3.2d",),
        "merge_funds": ("CQ-3.3a",),
        "no_top_up": ("CQ-Q1g",),
        "three_layers_only": ("CQ-Q3e",),
        "case_lead": ("CQ-Q8",),
        "watch_list": ("CQ-Q13a",),
    }


def test_the_floors_of_question_seven() -> None:
    """CQ-Q7, CQ-A10: as printed they hold, by the bounds of the two rates; what is paid in
    the end no example contradicts."""
    found = {requirement.requirement: requirement.status for requirement in POLICY.conformance}
    assert (found["floor_key"], found["floor_other"]) == ("satisfied", "satisfied")
    assert found["floor_key_paid"] == found["floor_other_paid"] == "undetermined"


def test_without_the_day_of_payment_the_subsidy_is_open() -> None:
    """CQ-Q1f: the identity at payment counts, so of somebody recognised in the year the day of
    payment is what is missing."""
    person = {"identities": [{"id": "dibao", "from": "2022-03-01"}]}
    found = POLICY.settle({"year": 2022, "person": person, "claims": []})
    (open_,) = [
        gap
        for gap in found.to_dict()["undetermined"]
        if gap["output"] == "person_year.premium_subsidy"
    ]
    assert (open_["missing"], open_["clause"]) == ("field person.premium_paid", "CQ-Q1f")
