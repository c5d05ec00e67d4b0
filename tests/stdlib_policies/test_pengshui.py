"""What of Pengshui no example can state: lists and their days, duties, who departs from what."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest

import polc
from polc.inspect.deadlines import due_after, due_in_month
from polc.inspect.targets import check_target
from polc.inspect.working_days import Calendar, read_calendar
from tests.stdlib_texts import stdlib_policy

POLICY = stdlib_policy("pengshui")
# The Mid-Autumn and National Day holidays of 2023, and the days that made up for them.
CALENDAR = read_calendar(
    {
        "holidays": [
            f"2023-{day}" for day in ("09-29", "09-30", *(f"10-0{n}" for n in range(1, 7)))
        ],
        "working_days": ["2023-10-07", "2023-10-08"],
    }
)
GROUPS = (
    "tekun",
    "dibao",
    "returned_to_poverty",
    "at_risk",
    "dibao_margin",
    "illness_impoverished",
    "preferential",
    "severe_disability",
)


@pytest.mark.parametrize(
    ("choice", "month", "expected"),
    [
        ("a", 10, date(2023, 10, 7)),
        ("a", 8, date(2023, 8, 5)),
        ("b", 8, date(2023, 8, 7)),
        ("b", 10, date(2023, 10, 7)),
        ("c", 6, date(2023, 6, 4)),
        ("c", 10, date(2023, 10, 7)),
    ],
)
def test_lists_are_sent(choice: str, month: int, expected: date) -> None:
    """PS-A11: 5 October is a holiday and Saturday the 7th a working day; 5 August 2023 is a
    Saturday; with the 5th left out it is the 4th, also of October a holiday."""
    plan = POLICY.with_readings({"PS-A11": choice}).plan
    assert due_in_month(plan, "lists_sent", 2023, month, CALENDAR) == expected


@pytest.mark.parametrize(
    ("choice", "received", "expected"),
    [
        ("a", date(2023, 6, 5), date(2023, 6, 12)),
        ("b", date(2023, 6, 5), date(2023, 6, 9)),
        ("a", date(2023, 10, 7), date(2023, 10, 12)),
        ("b", date(2023, 10, 7), date(2023, 10, 11)),
    ],
)
def test_lists_are_merged(choice: str, received: date, expected: date) -> None:
    """PS-A12: five working days from Monday 5 June; from Saturday 7 October, which is one, they
    are the 8th to the 12th."""
    plan = POLICY.with_readings({"PS-A12": choice}).plan
    assert due_after(plan, "lists_merged", received, CALENDAR) == expected


def test_the_deadlines_of_a_month() -> None:
    """One after the other, and what has no day."""
    found = {deadline.id: deadline for deadline in POLICY.deadlines(2023, 10)}
    assert found["lists_sent"].day == date(2023, 10, 7)
    assert (found["lists_merged"].day, found["lists_merged"].after) == (
        date(2023, 10, 12),
        "lists_sent",
    )
    assert found["admitted_in_time"].status == "not_specified"
    assert due_in_month(POLICY.plan, "admitted_in_time", 2023, 10, Calendar()) is None


def test_everybody_is_insured() -> None:
    """PS-2.2.1e: all, and not all but one."""
    assert check_target(POLICY.plan, "insured", 1000, 1000) == "met"
    assert check_target(POLICY.plan, "insured", 999, 1000) == "missed"


def test_the_duties() -> None:
    """The county's own with their clauses; four senders for eight groups."""
    found = {
        obligation.id: (obligation.origin.clauses, obligation.bearer)
        for obligation in POLICY.plan.declared.obligations
    }
    own = {name: duty for name, duty in found.items() if duty[0][0].startswith("PS-")}
    assert {name: clauses for name, (clauses, _) in own.items()} == {
        "place_of_recognition": ("PS-2.2.1e",),
        "in_scope_items": ("PS-2.3.1c",),
        "shared_watch": ("PS-2.4.1b",),
        "civil_affairs_lists": ("PS-2.4.2b",),
        "revitalisation_lists": ("PS-2.4.2b",),
        "veterans_lists": ("PS-2.4.2b",),
        "disability_lists": ("PS-2.4.2b",),
        "same_institutions": ("PS-2.6.4",),
        "case_lead": ("PS-3.2",),
        "budget": ("PS-3.3",),
    }
    assert own["case_lead"][1] == "县乡村振兴局"


def stay(identities: tuple[str, ...], in_policy: str, **more: Any) -> dict[str, Any]:
    """A stay for a special disease, referred inside the municipality."""
    held = [
        {"id": identity, "grade": {"preferential": 7, "severe_disability": 2}[identity]}
        if identity in ("preferential", "severe_disability")
        else identity
        for identity in identities
    ]
    claim = {
        "id": "a", "date": "2023-07-01", "kind": "inpatient", "place": "in_city",
        "hospital_level": 3, "referred": True, "special_disease": True, "in_policy": in_policy,
        "paid": {"basic": "0.00", "critical_illness": "0.00"},
    }  # fmt: skip
    return {
        "parameters": {"in_force_from": "2023-05-30", "assistance_rate": "90%"},
        "person": {"identities": held},
        "claims": [claim],
        **more,
    }


def paid(identities: tuple[str, ...], in_policy: str, readings: dict[str, str]) -> tuple[str, str]:
    """What assistance and the tilted one come to."""
    (claim,) = POLICY.settle(stay(identities, in_policy, readings=readings)).claims
    return str(claim.benefits["assistance"]), str(claim.benefits["tilted"])


@pytest.mark.parametrize("identities", list(combinations(GROUPS, 2)))
@pytest.mark.parametrize("in_policy", ["10000.00", "15000.00", "20000.00", "150000.00"])
def test_the_order_is_the_best_of_each_benefit(identities: tuple[str, ...], in_policy: str) -> None:
    """PS-A14: the order falls in every dimension, so both readings come to the same."""
    assert paid(identities, in_policy, {"PS-A14": "b"}) == paid(identities, in_policy, {})


def test_the_order_matters_with_a_rate_of_another_document() -> None:
    """PS-A14 together with PS-A08: 10000 × 80% in the order, 10000 × 90% by the amount."""
    people = ("dibao", "preferential")
    assert paid(people, "10000.00", {"PS-A08": "b"})[0] == "8000.00"
    assert paid(people, "10000.00", {"PS-A08": "b", "PS-A14": "b"})[0] == "9000.00"


def test_what_is_chosen_twice_must_agree() -> None:
    """PS-A02 (b) and (c) each say whether the whole counts or the excess."""
    accumulated = paid(("dibao",), "50000.00", {"PS-A01": "b", "PS-A02": "c"})
    assert accumulated == paid(("dibao",), "50000.00", {"PS-A02": "c"})
    with pytest.raises(polc.CaseError):
        paid(("dibao",), "50000.00", {"PS-A01": "b", "PS-A02": "b"})


def test_the_burden_falls_where_the_whole_counts() -> None:
    """X: 特困 with 2999.99 left bears it all, with 3000 bears 1200: 3000 − 3000 × 60%."""
    left = {
        in_policy: str(POLICY.settle(stay(("tekun",), in_policy)).claims[0].remaining)
        for in_policy in ("14999.95", "15000.00")
    }
    assert left == {"14999.95": "2999.99", "15000.00": "1200.00"}


@pytest.mark.parametrize(
    ("requirement", "status"),
    [
        ("tekun_full", "satisfied"),
        ("dibao_fixed", "satisfied"),
        ("unstable_ends", "breached"),
        ("stable_leaves", "satisfied"),
        ("tilt_half", "satisfied"),
        ("tilt_points", "satisfied"),
        ("tilt_no_cap", "satisfied"),
        ("no_waiting", "silent"),
        ("floor_key", "satisfied"),
        ("floor_other", "satisfied"),
    ],
)
def test_how_it_stands_to_what_binds_it(requirement: str, status: str) -> None:
    """The relations X-01 to X-17 of the documents; the first breach is departed from."""
    found = {
        conformance.requirement: conformance for conformance in POLICY.plan.declared.conformance
    }
    assert found[requirement].status == status
    assert bool(found[requirement].departure) == (requirement == "unstable_ends")


def test_the_floor_is_not_reached_where_nothing_is_printed() -> None:
    """X-17: of a stay of 30000 yuan nothing is assisted, though the rates are above the floors."""
    found = {requirement.requirement: requirement for requirement in POLICY.conformance}
    assert found["floor_key_paid"].status == "breached"
    assert found["floor_other_paid"].status == "breached"


def _bill(name: str, day: str, in_policy: str, basic: str, **given: Any) -> dict[str, Any]:
    """A bill of one stay, on which nothing but basic insurance and assistance pays."""
    return {
        "id": name,
        "date": day,
        "visit": "stay",
        "kind": "inpatient",
        "place": "in_city",
        "hospital_level": 2,
        "referred": True,
        "in_policy": in_policy,
        "paid": {"basic": basic, "critical_illness": "0.00"},
        **given,
    }


def _settle_stay(identity: str, *bills: dict[str, Any]) -> polc.Settlement:
    policy = POLICY.with_readings({"start": "whole_year"})
    return policy.settle({"year": 2023, "person": {"identities": [identity]}, "claims": bills})


@pytest.mark.parametrize(
    ("identity", "clause"),
    [("tekun", "PS-2.3.3c"), ("dibao", "PS-2.3.3d"), ("marginal", "PS-2.3.3e")],
)
def test_what_is_due_for_earlier_bills_cites_the_deductible_of_the_class(
    identity: str, clause: str
) -> None:
    """At 80% or 70% of 12000 and 13000 the stay leaves 5000 or 7500, over the class's own line."""
    settled = _settle_stay(
        identity,
        _bill("a", "2023-07-01", "12000.00", "0.00", special_disease=True),
        _bill("b", "2023-07-20", "13000.00", "0.00", special_disease=True),
    )
    (made,) = [made for made in settled.adjustments if made.benefit == "tilted"]
    assert made.clause == clause
    told = [entry for entry in settled.explanation if entry["rule"] == "tilted.earlier"]
    assert [entry["clause"] for entry in told] == [clause]


def test_what_is_due_for_an_earlier_bill_alone_names_its_payer() -> None:
    """20000 of the first bill are left, nothing of the second: 40000 of the stay exceed 30000,
    and 20000 × 80% = 16000 are due for the first bill alone."""
    settled = _settle_stay(
        "dibao",
        _bill("a", "2023-07-01", "20000.00", "0.00", special_disease=False),
        _bill("b", "2023-07-20", "20000.00", "20000.00", special_disease=False),
    )
    made = settled.adjustments[0]
    assert (made.benefit, str(made.amount), made.payer) == (
        "assistance",
        "16000.00",
        "assistance_fund",
    )
    assert "assistance" not in settled.claims[1].payers
