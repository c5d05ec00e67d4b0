"""The national framework: for each requirement a policy that meets it and one that does not."""

from pathlib import Path

import pytest

import polc
from polc.inspect.targets import check_target
from tests.stdlib_texts import FOLDER, stdlib_policy

NATIONAL = stdlib_policy("national")
CONFORMING = """policy town "某地" edition 1
use identities
conforms to national
layers basic > critical_illness
param premium "缴费标准" : money per year unspecified
param transition_end "过渡期截止日" : date unspecified
param resident_income_last_year "上年收入" : money per year unspecified
benefit premium_subsidy "资助参保" per person per year as of first day of year {
  pay the highest of {
    full     for tekun: 100% of premium
    dibao    for dibao: 200 yuan
    unstable for unstable until transition_end: 100 yuan
    returned for returned_to_poverty until transition_end: 100 yuan
    stable   for stable_out_of_poverty: { 2022: 50 yuan; from 2023: 0 yuan } by year
  }
}
benefit basic "基本医保" per claim { rate 60% }
benefit critical_illness "大病保险" per claim {
  deductible per year 50% of resident_income_last_year
  rate 60%
  cap per year 300000 yuan
}
adjust critical_illness for tekun, dibao, returned_to_poverty {
  deductible lowered by 50%
  rate raised by 5 points
  no cap
}
entitlement no_waiting_period "不设等待期" per person per year {
  for tekun, dibao, returned_to_poverty, unstable
}
"""
CHANGES = [
    ("tekun_full", "100% of premium", "99% of premium", "breached"),
    ("tekun_full", "full     for tekun: 100% of premium", "", "silent"),
    ("dibao_fixed", "dibao: 200 yuan", "dibao: 0 yuan", "breached"),
    ("unstable_ends", "for unstable until transition_end", "for unstable", "breached"),
    ("returned_paid", "returned_to_poverty until transition_end: 100", "orphan: 100", "silent"),
    ("returned_paid", "transition_end: 100 yuan\n    stable", "transition_end: 0 yuan\n    stable",
     "breached"),
    ("stable_leaves", "from 2023: 0 yuan", "from 2023: 50 yuan", "breached"),
    ("same_basic", "per claim { rate 60% }", "per claim { rate { dibao: 70%; otherwise: 60% } }",
     "breached"),
    ("same_basic", "per claim { rate 60% }", "per claim { for dibao  rate 60% }", "breached"),
    ("same_basic", "per claim { rate 60% }", "per claim { not for dibao  rate 60% }", "breached"),
    ("same_basic", "per claim { rate 60% }", "per claim { when not dibao  rate 60% }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { rate 60% "
     "deductible per referral chain 500 yuan borne continued when dibao or tekun }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { rate 60%  cap per year 900 yuan only when not dibao }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { rate 60% deductible per claim lower of ({ dibao: 1 yuan; otherwise: 2 yuan },"
     " 9 yuan) }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { first of { a when dibao { rate 70% } otherwise { rate 60% } } }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { first of { a when kind is inpatient { rate { dibao: 7%; otherwise: 6% } }"
     " otherwise { rate 60% } } }", "breached"),
    ("same_basic", "per claim { rate 60% }",
     "per claim { when date reaches recognised as (dibao)  rate 60% }", "breached"),
    ("same_basic", "per claim { rate 60% }\n",
     "per claim { rate { 0: 60%; from 1: 70% } by stays }\n"
     'tally stays "低保住院次数" = count of visits only when dibao\n', "breached"),
    ("no_waiting", "  for tekun, dibao, returned_to_poverty, unstable\n}\n",
     "  for tekun, dibao, returned_to_poverty\n}\n", "silent"),
    ("unified_deductible", "50% of resident", "40% of resident", "breached"),
    ("tilt_half", "lowered by 50%", "lowered by 49%", "breached"),
    ("tilt_points", "raised by 5 points", "raised by 4 points", "breached"),
    ("tilt_no_cap", "  no cap\n", "", "silent"),
]  # fmt: skip


def statuses(text: str) -> dict[str, str]:
    """Each requirement with its status; a breach is departed from so that the rest compiles."""
    try:
        policy = polc.compile(text)
    except polc.PolicyError as mistake:
        found = [
            diagnostic.message.split("`")[1]
            for diagnostic in mistake.diagnostics
            if diagnostic.code == "breach"
        ]
        departs = "".join(f'departs from {name} because "例"\n' for name in found)
        policy = polc.compile(text.replace("national\n", f"national\n{departs}", 1))
    return {requirement.requirement: requirement.status for requirement in policy.conformance}


def test_a_policy_that_meets_all_of_it() -> None:
    """Every requirement of the default readings."""
    assert set(statuses(CONFORMING).values()) == {"satisfied"}


@pytest.mark.parametrize(
    "old",
    [
        "{ rate 60% }\n"
        "adjust basic for dibao { rate raised by 5 points where old_points is go_on }",
        "{ rate 60% where old_points is ended "
        "rate { dibao: 65%; otherwise: 60% } where old_points is go_on }",
    ],
)
def test_what_another_reading_would_do_breaches_nothing(old: str) -> None:
    """A policy is held against the framework as its defaults read it."""
    text = CONFORMING.replace("{ rate 60% }", old)
    assert text != CONFORMING
    text += 'reading old_points "旧的倾斜" { ended default; go_on }\n'
    assert set(statuses(text).values()) == {"satisfied"}


@pytest.mark.parametrize(("name", "before", "after", "status"), CHANGES)
def test_one_that_does_not(name: str, before: str, after: str, status: str) -> None:
    """One change, and no other requirement is touched."""
    assert before in CONFORMING
    found = statuses(CONFORMING.replace(before, after))
    assert {
        requirement: found_status
        for requirement, found_status in found.items()
        if found_status != "satisfied"
    } == {name: status}


def test_every_requirement_has_one_that_does_not() -> None:
    """Those of the default readings here, the others below."""
    required = {requirement.requirement for requirement in polc.compile(CONFORMING).conformance}
    assert {name for name, *_ in CHANGES} == required


OTHERWISE = {
    "stable_left": (
        ('"一次退出"', '"一次退出" default because "例"'),
        (' default because "“按标准退出”，三地都逐年退坡"', ""),
    ),
    "unified_at_most": (
        ('"不高于50%"', '"不高于50%" default because "例"'),
        (' default because "“统一至”"', ""),
    ),
}
"""What makes the other choice of NA-A06 and of NA-A14 the default."""
PHASED = "{ 2022: 50 yuan; from 2023: 0 yuan } by year"
HALF = "50% of resident_income_last_year"


@pytest.mark.parametrize(
    ("requirement", "before", "after", "status"),
    [
        ("stable_left", PHASED, "0 yuan", "satisfied"),
        ("stable_left", PHASED, "50 yuan", "breached"),
        ("unified_at_most", HALF, HALF, "satisfied"),
        ("unified_at_most", HALF, "40% of resident_income_last_year", "satisfied"),
        ("unified_at_most", HALF, "60% of resident_income_last_year", "breached"),
        ("unified_at_most", HALF, "9000 yuan", "undetermined"),
    ],
)
def test_under_the_other_reading(
    requirement: str, before: str, after: str, status: str, tmp_path: Path
) -> None:
    """NA-A06: out at once. NA-A14: at most half of the income; 9000 yuan may be that or not."""
    text = (FOLDER / "national.pol").read_text(encoding="utf-8")
    for old, new in OTHERWISE[requirement]:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "national.pol").write_text(text, encoding="utf-8")
    town = tmp_path / "town.pol"
    assert before in CONFORMING
    town.write_text(CONFORMING.replace(before, after), encoding="utf-8")
    if status == "breached":
        with pytest.raises(polc.PolicyError, match=rf"breaches `national\.{requirement}`"):
            polc.load(town)
        return
    found = {
        conformance.requirement: conformance.status for conformance in polc.load(town).conformance
    }
    assert found[requirement] == status


def test_settling_is_refused_with_what_is_handed_down() -> None:
    """Parameters without a figure, and the clauses that leave the matter to others."""
    with pytest.raises(polc.CaseError) as refused:
        NATIONAL.settle({"year": 2022, "person": {"identities": []}, "claims": []})
    (problem,) = refused.value.errors
    assert problem.code == "framework"
    for word in ("`premium`", "`resident_income_last_year`", "NA-2.1d", "NA-3.7b"):
        assert word in problem.message


@pytest.mark.parametrize(
    ("choice", "name", "paid", "verdict"),
    [
        ("a", "in_county_inpatient", 6800, "met"),
        ("a", "in_county_inpatient", 6799, "missed"),
        ("a", "in_county_inpatient", 7201, "missed"),
        ("b", "in_county_inpatient", 6999, "missed"),
        ("b", "in_county_inpatient", 7201, "met"),
        ("a", "critical_illness_ratio", 5850, "met"),
        ("b", "critical_illness_ratio", 5850, "missed"),
        ("a", "insured", 9999, "missed"),
        ("a", "insured", 10000, "met"),
        ("a", "two_disease_drugs", 9999, "missed"),
        ("a", "two_disease_care", 10000, "met"),
    ],
)
def test_targets(choice: str, name: str, paid: int, verdict: str) -> None:
    """NA-A02, of 10000: 70% and 60% give or take 2 points, or not below; 58.5% is within two
    points of 60% and below it."""
    plan = NATIONAL.with_readings({"NA-A02": choice}).plan
    assert check_target(plan, name, paid, 10000) == verdict


def test_nothing_after_the_break() -> None:
    """NA-A11: no rate of assistance, no limit is attributed to the text."""
    text = (FOLDER / "national.pol").read_text(encoding="utf-8")
    assert "benefit" not in text
    assert "assistance" not in text
