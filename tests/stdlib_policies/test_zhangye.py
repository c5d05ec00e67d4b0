"""What of Zhangye no example can state: targets, deadlines, duties, figures year by year."""

import json
from pathlib import Path
from typing import Any

import pytest

import polc
from polc.inspect.deadlines import due_in_month, find_deadline
from polc.inspect.targets import check_target
from polc.inspect.working_days import Calendar
from tests.stdlib_texts import stdlib_policy

POLICY = stdlib_policy("zhangye")
ROOT = Path(__file__).parents[2]
FALLING = ("premium_subsidy_out_of_poverty", "assistance_rate_out_of_poverty")


@pytest.mark.parametrize("name", ["insured", "two_disease_drugs", "two_disease_care", "one_stop"])
def test_everybody(name: str) -> None:
    """ZY-2.1.2, ZY-3.1.2 and ZY-5.1a: all of them, and not all but one."""
    assert check_target(POLICY.plan, name, 1000, 1000) == "met"
    assert check_target(POLICY.plan, name, 999, 1000) == "missed"


def test_a_target_without_a_figure() -> None:
    """ZY-5.1b says that it is achieved, and not from which share on."""
    assert check_target(POLICY.plan, "online_filing", 999, 1000) not in ("met", "missed")


@pytest.mark.parametrize("name", ["start_time", "push_time"])
def test_a_time_that_is_not_written(name: str) -> None:
    """ZY-3.3.1.0d and ZY-4.1b say no day."""
    assert due_in_month(POLICY.plan, name, 2021, 9, Calendar()) is None
    assert find_deadline(POLICY.plan, name).id == name


def test_the_duties() -> None:
    """Each duty of the document with its clause."""
    found = {
        obligation.id: obligation.origin.clauses for obligation in POLICY.plan.declared.obligations
    }
    assert found == {
        "mobilise": ("ZY-2.1.1",),
        "merge_funds": ("ZY-3.1.1b",),
        "start_promptly": ("ZY-3.3.1.0d",),
        "push_alerts": ("ZY-4.1b",),
        "monitoring": ("ZY-6.3",),
    }


@pytest.mark.parametrize(
    ("reading", "figures", "wrong"),
    [
        ("strictly", ("80", "60", "40", "0"), ""),
        ("strictly", ("100", "80", "60", "40"), "2022"),
        ("strictly", ("80", "80", "60", "40"), "2023"),
        ("strictly", ("80", "60", "0", "0"), "2025"),
        ("not_rising", ("100", "80", "80", "0"), ""),
        ("not_rising", ("80", "81", "60", "40"), "2023"),
    ],
)
def test_what_falls_year_by_year(reading: str, figures: tuple[str, ...], wrong: str) -> None:
    """ZY-A04: of 2022 to 2025, from 100 yuan; the worked lines of both readings."""
    years = {str(2022 + place): f"{figure}.00" for place, figure in enumerate(figures)}
    policy = POLICY.with_readings(step_down=reading)
    if not wrong:
        policy.with_parameters({FALLING[0]: years})
        return
    with pytest.raises(polc.CaseError) as refused:
        policy.with_parameters({FALLING[0]: years})
    assert [error.path for error in refused.value.errors] == [f"parameters.{FALLING[0]}.{wrong}"]


def test_the_rate_falls_too() -> None:
    """ZY-3.3.1.4b: from 60%, down to nothing; each year has its own."""
    rates = {"2022": "50%", "2023": "40%", "2024": "20%", "2025": "0%"}
    policy = POLICY.with_parameters({FALLING[1]: rates, "annual_limit": "30000.00"})
    found = [assisted(policy, "out_of_poverty", f"{year}-03-01") for year in range(2022, 2027)]
    assert found == ["5000.00", "4000.00", "2000.00", "0.00", "0.00"]


def assisted(policy: polc.Policy, identity: str, day: str) -> str:
    """What 10000 yuan that are left come to."""
    return str(policy.settle(case_of(identity, day)).claims[0].benefits["assistance"])


def case_of(identity: str, day: str) -> dict[str, Any]:
    """10000 yuan that the first two layers leave."""
    return {
        "person": {"identities": [identity]},
        "claims": [
            {
                "id": "a",
                "date": day,
                "kind": "inpatient",
                "place": "in_city",
                "in_policy": "10000.00",
                "paid": {"basic": "0.00", "critical_illness": "0.00"},
            }
        ],
    }


def test_what_is_missing_is_named_with_its_clause() -> None:
    """Of a class without a figure the parameter and its clause are told."""
    policy = POLICY.with_parameters(annual_limit="30000.00")
    for identity, parameter, clause in (
        ("severe_hardship", "assistance_rate_severe_hardship", "ZY-4.2"),
        ("dibao", "assistance_rate_other_dibao", "ZY-3.3.1.2a"),
    ):
        with pytest.raises(polc.CaseError) as refused:
            policy.settle(case_of(identity, "2021-09-01"))
        assert [(error.path, error.clause) for error in refused.value.errors] == [
            (f"parameters.{parameter}", clause)
        ]


def test_the_year_runs_from_the_first_day_in_force() -> None:
    """ZY-7.1 and ZY-A20: what was paid before is an opening; a ledger goes on from it."""
    policy = POLICY.with_parameters(annual_limit="30000.00")
    person = {"identities": ["tekun"]}
    ledger = policy.open_year(person, year=2021, opening={"assistance": "24000.00"})
    claim = case_of("tekun", "2021-08-01")["claims"][0]
    paid, ledger = ledger.add(claim)
    assert str(paid.claim.benefits["assistance"]) == "6000.00"
    _, ledger = ledger.reverse("a")
    paid, _ = ledger.add({**claim, "id": "b", "in_policy": "5000.00"})
    assert str(paid.claim.benefits["assistance"]) == "5000.00"


def test_the_example_of_its_page() -> None:
    """40000 are left; 30000 − 4000 are paid, then (40000 − 26000 − 6000) × 30%. What was paid
    before August counts by one reading and not by the other: 30000 + 4000 − 4000."""
    case = json.loads((ROOT / "examples" / "zhangye-tekun.json").read_text(encoding="utf-8"))
    paid = POLICY.settle(case).claims[0].benefits
    assert (str(paid["assistance"]), str(paid["second"])) == ("26000.00", "2400.00")
    paid = POLICY.with_readings(limit_2021="fresh").settle(case).claims[0].benefits
    assert (str(paid["assistance"]), str(paid["second"])) == ("30000.00", "1200.00")
