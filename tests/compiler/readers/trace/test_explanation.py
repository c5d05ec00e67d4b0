"""What an explanation says of a rule that applied, and of one that did not."""

from pathlib import Path
from typing import Any

import pytest

import polc

POLICY = polc.load(Path(__file__).parent / "told.pol").with_parameters(
    line={"1": "100.00", "2": "1000.00"}
)


def steps(identity: str, *claims: dict[str, Any], age: int = 60) -> list[dict[str, Any]]:
    """The explanation of claims of 3000 yuan at level 2 in the city, a month apart."""
    plain = {"in_policy": "3000.00", "kind": "inpatient", "place": "in_city", "hospital_level": 2}
    given = [
        {"id": f"c{at}", "date": f"2022-0{at}-01", "referred": False, **plain, **claim}
        for at, claim in enumerate(claims, start=1)
    ]
    person = {"identities": [identity], "age": age}
    return POLICY.settle({"year": 2022, "person": person, "claims": given}).explanation


def step(found: list[dict[str, Any]], rule: str, claim: str = "c1") -> dict[str, Any]:
    return next(step for step in found if step["rule"] == rule and step["claim"] == claim)


@pytest.mark.parametrize(
    ("identity", "more", "rule", "status", "written", "inputs"),
    [
        ("orphan", {}, "second.for", "not_for", "for dibao, tekun", {"identities": "orphan"}),
        (
            "marginal",
            {},
            "basic.not_for",
            "not_for",
            "not for marginal",
            {"identities": "marginal"},
        ),
        (
            "dibao",
            {"kind": "outpatient"},
            "basic.when",
            "not_when",
            "when kind is inpatient and stays up to 2",
            {"kind": "outpatient"},
        ),
        ("dibao", {}, "second.pays_when", "not_when", "pays when referred", {"referred": "no"}),
        (
            "dibao",
            {},
            "third.when",
            "not_when",
            "when age over 60 where elderly is over",
            {"age": "60"},
        ),
        (
            "dibao",
            {},
            "no_deposit.when",
            "not entitled",
            "when place within in_county",
            {"place": "in_city"},
        ),
    ],
)
def test_why_a_rule_did_not_apply(
    identity: str,
    more: dict[str, Any],
    rule: str,
    status: str,
    written: str,
    inputs: dict[str, str],
) -> None:
    """The line that did not hold, as it is written, and what it hung on."""
    found = step(steps(identity, more), rule)
    assert (found["status"], found["written"], found["inputs"]) == (status, written, inputs)


def test_a_tally_is_a_fact() -> None:
    """The third stay is not up to 2."""
    found = step(steps("dibao", {}, {}, {}), "basic.when", "c3")
    assert found["inputs"] == {"stays": "3"}


def test_once_a_year() -> None:
    """The second claim finds that the 100 yuan were paid."""
    found = step(steps("dibao", {"referred": True}, {"referred": True}), "second.once", "c2")
    assert (found["status"], found["clause"]) == ("paid before", "AB-12")


def test_a_table_says_its_key() -> None:
    """2022 has 50%: (3000 − 1000) × 50% = 1000."""
    found = step(steps("dibao", {}), "basic.rate")
    assert (found["amount"], found["inputs"]["rate"], found["inputs"]["year"]) == (
        "1000.00",
        "50%",
        "2022",
    )


def test_what_adjustments_changed() -> None:
    """1000 lowered by half is 500; five points are added."""
    found = steps("tekun", {})
    assert step(found, "basic.adjust.deductible")["inputs"] == {
        "deductible": "1000.00",
        "lowered_to": "500.00",
        "lowered_by": "50%",
        "identities": "tekun",
    }
    assert step(found, "basic.adjust.rate")["inputs"] == {
        "rate_raised_by": "5%",
        "identities": "tekun",
    }


def test_what_limits_had_left() -> None:
    """After 1000 of 4000 and of 5000: 3000 and 4000 are left for the second claim."""
    found = [step for step in steps("dibao", {}, {}) if step["claim"] == "c2"]
    left = {
        step["inputs"]["limit"]: step["inputs"]["left"]
        for step in found
        if step["status"] == "within"
    }
    assert left == {"cap": "3000.00", "shared": "4000.00"}


def test_the_day_of_the_rules() -> None:
    """Each step of a claim has the day on which its values were looked up."""
    assert {step["on"] for step in steps("dibao", {}) if step["benefit"] == "basic"} == {
        "2022-01-01"
    }


def test_the_readings_that_were_met() -> None:
    """The one reading, its default, its other answer."""
    case = {"person": {"identities": ["dibao"], "age": 60}, "year": 2022, "claims": []}
    claim = {
        "id": "c1",
        "date": "2022-01-01",
        "in_policy": "3000.00",
        "kind": "inpatient",
        "place": "in_city",
        "hospital_level": 2,
        "referred": False,
    }
    (reading,) = POLICY.settle({**case, "claims": [claim]}).consulted
    assert (reading["reading"], reading["choice"], reading["letter"]) == ("elderly", "over", "a")
    assert reading["default"]
    assert reading["alternatives"] == [{"choice": "reach", "letter": "b", "title": "满60岁"}]
    assert POLICY.settle(case).consulted == []


BY_AMOUNT = """policy most "按金额就高" edition 1
use identities
layers basic
rank tekun > dibao
pool yearly "年度" 5000 yuan per person per year                 TN-4
benefit basic "基本" per claim {
  for tekun, dibao                                              TN-1
  class highest by amount                                       TN-2
  deductible per year { tekun: 3000 yuan; dibao: 1000 yuan }    TN-3
  rate { tekun: 90% TN-5 dibao: 70% TN-6 }
  counts toward yearly                                          TN-4
}
adjust basic for dibao { deductible lowered by 50%  TN-7 }
"""


def test_the_class_that_won_by_amount_is_told() -> None:
    """Its own deductible, its row and its limit: (10500 − 500) × 70% = 7000 against
    (10500 − 1500) × 90% = 8100, of which the pool has 5000; both hold the adjustment. The class
    that lost is told with what it would be paid: of 7000 the pool has 5000 as well."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "10500.00"}
    case = {"person": {"identities": ["tekun", "dibao"]}, "claims": [claim]}
    found = polc.compile(BY_AMOUNT).settle(case).explanation
    told = [(step["rule"], step["clause"], step["status"], step["amount"]) for step in found]
    assert told == [
        ("basic.for", "TN-1", "applied", None),
        ("basic.class", "TN-2", "applied", None),
        ("basic.deductible", "TN-3", "applied", None),
        ("basic.adjust.deductible", "TN-7", "adjusted", None),
        ("yearly", "TN-4", "limited", None),
        ("basic.class", "TN-2", "not the highest", None),
        ("basic.rate", "TN-5", "paid", "5000.00"),
    ]
    assert found[2]["inputs"]["deductible"] == "1500.00"
    counted = {"base": "10500.00", "counted": "9000.00", "rate": "90%", "class": "tekun"}
    assert found[6]["inputs"] == counted
    lost = {"class": "dibao", "amount": "5000.00", "counted": "10000.00", "rate": "70%"}
    assert found[5]["inputs"] == lost


def test_a_class_that_won_over_a_higher_ranked_one_is_told() -> None:
    """The lower in rank wins: (4500 − 500) × 70% = 2800 against (4500 − 1500) × 90% = 2700."""
    claim = {"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "4500.00"}
    case = {"person": {"identities": ["tekun", "dibao"]}, "claims": [claim]}
    found = polc.compile(BY_AMOUNT).settle(case).explanation
    assert found[0]["inputs"] == {"class": "dibao"}
    assert found[2]["inputs"]["deductible"] == "500.00"
    assert (found[-1]["clause"], found[-1]["amount"]) == ("TN-6", "2800.00")
    inputs = {"base": "4500.00", "counted": "4000.00", "rate": "70%", "class": "dibao"}
    assert found[-1]["inputs"] == inputs


def test_what_is_left_of_no_limit_is_not_told() -> None:
    """Of a cap that is none there is nothing left to tell, also after a payment."""
    text = """policy free "不封顶" edition 1
layers basic
param most "封顶线" : money per year or none unspecified
benefit basic "基本" per claim {
  rate 50%
  cap most per year
}
"""
    claims = [
        {"id": id_, "date": "2022-03-01", "kind": "inpatient", "in_policy": "1000.00"}
        for id_ in ("a", "b")
    ]
    policy = polc.compile(text).with_parameters(most=None)
    found = policy.settle({"person": {}, "claims": claims}).explanation
    assert [step["rule"] for step in found] == ["basic.rate", "basic.rate"]


def test_the_rest_of_a_table_has_its_own_clause() -> None:
    """80% stands in one clause, 70% for all others in the next."""
    policy = polc.compile(
        'policy rest "其他" edition 1\nsource ps "甲〔2023〕1号" issued 2023-01-01\n'
        "use identities\nlayers assistance\nrank tekun > dibao\n"
        'benefit assistance "救助" per claim {\n  for tekun, dibao\n  rate {\n'
        '    tekun: 80% cite ps "一" PS-1\n    otherwise: 70% cite ps "二" PS-2\n  }\n}\n'
    )
    found = {}
    for identity in ("tekun", "dibao"):
        claim = {"date": "2023-03-01", "kind": "inpatient", "in_policy": "100.00"}
        case = {"person": {"identities": [identity]}, "claims": [claim]}
        steps = policy.settle(case).explanation
        found[identity] = next(step["clause"] for step in steps if step["status"] == "paid")
    assert found == {"tekun": "PS-1", "dibao": "PS-2"}


def test_a_sum_is_paid_at_no_rate() -> None:
    """50 + 3000 × 10% = 350; what is added to a product is a rate of nothing."""
    policy = polc.compile(
        'policy sum "和"\nuse identities\nlayers basic\n'
        'benefit basic "基本" per claim { pay 50 yuan + 10% of in_policy }\n'
    )
    claim = {"id": "c1", "date": "2022-03-01", "in_policy": "3000.00"}
    settled = policy.settle({"person": {"identities": []}, "claims": [claim]})
    (paid,) = [step for step in settled.explanation if step["amount"] is not None]
    assert (paid["amount"], "rate" in paid["inputs"]) == ("350.00", False)
