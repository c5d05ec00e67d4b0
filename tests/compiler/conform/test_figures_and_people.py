"""Small policies against a framework of figures: how far a rate, a deductible and a cap go after
what adjusts them, whether basic insurance is one for all, who has to wait."""

from pathlib import Path

import pytest

import polc

HERE = Path(__file__).parent
TOWN = """policy town "镇" edition 1
use identities
conforms to far
rank tekun > dibao
layers basic > assistance
param from_70 "不低于七成" : rate at least 70% unspecified
param from_60 "不低于六成" : rate at least 60% unspecified
param to_69 "低于七成" : rate at most 69% unspecified
param to_300 "不高于三百" : money at most 300 yuan unspecified
param to_300_or_none "不高于三百，或者没有" : money or none at most 300 yuan unspecified
param at_65 "六成五" : rate = 65%
reading R "口径" {{ x default; y }}
benefit basic "基本" per claim {{
  {basic}
}}
benefit assistance "救助" per claim {{
  for tekun, dibao
  {assistance}
}}
{after}
"""


def told(
    requirement: str, *, basic: str = "rate 60%", assistance: str = "rate 70%", after: str = ""
) -> tuple[str, str]:
    """The status of a requirement and why."""
    text = TOWN.format(basic=basic, assistance=assistance, after=after)
    try:
        policy = polc.compile(text, name=str(HERE / "town.pol"))
    except polc.PolicyError as refused:
        (found,) = (row for row in refused.diagnostics if row.severity == "error")
        if found.code != "breach" or f"far.{requirement}" not in found.message:
            raise
        return "breached", str(found.message)
    (row,) = (row for row in policy.conformance if row.requirement == requirement)
    return row.status, str(row.reason)


@pytest.mark.parametrize(
    ("rate", "status", "why"),
    [
        ("70%", "satisfied", ""),
        ("69.99%", "breached", "it is 69.99%"),
        ("{ tekun: 100%; dibao: 69% }", "breached", "it is 69%"),
        ("{ 2022: 70%; from 2023: 60% } by year", "breached", "it is 60%"),
        ("{ x: 70%; y: 10% } by R", "satisfied", ""),
        ("{ y: 70%; x: 10% } by R", "breached", "it is 10%"),
        ("from_70", "satisfied", ""),
        ("from_60", "undetermined", "has no value"),
        ("to_69", "breached", "parameter `to_69` says so"),
        ("at_65", "breached", "parameter `at_65` says so"),
    ],
)
def test_a_rate_reaches_70(rate: str, status: str, why: str) -> None:
    """70% is enough and a hundredth less is not; of a parameter its bounds decide, where every
    figure within them is enough or none is."""
    found, reason = told("floor", assistance=f"rate {rate}")
    assert found == status
    assert why in reason


@pytest.mark.parametrize(
    ("rate", "changes", "status", "why"),
    [
        ("60%", "rate raised by 10 points", "satisfied", ""),  # 60 + 10
        ("60%", "rate raised by 5 points", "breached", "it is 65%"),  # 60 + 5
        ("60%", "rate raised by 20 points, at most 69%", "breached", "it is 69%"),  # min(80, 69)
        ("80%", "rate lowered by 15 points", "breached", "it is 65%"),  # 80 − 15
        ("from_70", "rate lowered by 15 points", "undetermined", "an adjustment"),
    ],
)
def test_the_rate_after_its_adjustment_counts(
    rate: str, changes: str, status: str, why: str
) -> None:
    """What lifts or lowers the rate of those it is asked for is counted."""
    after = f"adjust assistance for tekun, dibao {{\n  {changes}\n}}"
    found, reason = told("floor", assistance=f"rate {rate}", after=after)
    assert found == status
    assert why in reason


def test_the_rate_without_a_conditional_adjustment_counts_too() -> None:
    """60 + 10 reaches 70 only for who was referred."""
    after = "adjust assistance for tekun, dibao when referred { rate raised by 10 points }"
    found, reason = told("floor", assistance="rate 60%", after=after)
    assert (found, "it is 60%" in reason) == ("breached", True)


def test_what_adjustments_come_to_together_is_not_said() -> None:
    """60 + 5 + 5 reaches 70; how several meet is a matter of the rules and not looked into."""
    block = "adjust assistance for tekun, dibao stacking { rate raised by 5 points }\n"
    found, reason = told("floor", assistance="rate 60%", after=block * 2)
    assert (found, reason) == ("undetermined", "it hangs on an adjustment")


def test_whom_a_benefit_leaves_out_it_says_nothing_for() -> None:
    """`not for` counts as much as a `for` that does not name somebody."""
    found, reason = told("floor", assistance="not for dibao\n  rate 70%")
    assert (found, reason) == ("silent", "nothing is said for `dibao`")


@pytest.mark.parametrize(
    ("line", "changes", "status", "why"),
    [
        ("300 yuan", "", "satisfied", ""),
        ("300.01 yuan", "", "breached", "it is 300.01 yuan"),
        ("500 yuan", "no deductible", "satisfied", ""),  # 0
        ("500 yuan", "deductible lowered by 50%", "undetermined", "an adjustment"),
        ("to_300", "", "satisfied", ""),
    ],
)
def test_a_deductible_is_at_most_300(line: str, changes: str, status: str, why: str) -> None:
    """The highest that there may be is 300; who has none has 0."""
    after = f"adjust assistance for dibao {{ {changes} }}" if changes else ""
    found, reason = told("line", assistance=f"rate 70%\n  deductible {line} per year", after=after)
    assert found == status
    assert why in reason


@pytest.mark.parametrize(
    ("cap", "changes", "status", "why"),
    [
        ("50000 yuan", "", "satisfied", ""),
        ("49999.99 yuan", "", "breached", "it is 49999.99 yuan"),
        ("none", "", "satisfied", ""),
        ("100 yuan", "no cap", "satisfied", ""),
        ("to_300", "", "breached", "parameter `to_300` says so"),
        ("to_300_or_none", "", "undetermined", "has no value"),
    ],
)
def test_a_cap_is_at_least_50000(cap: str, changes: str, status: str, why: str) -> None:
    """No cap is more than any; a parameter of at most 300 is less, unless there may be none."""
    after = f"adjust assistance for dibao {{ {changes} }}" if changes else ""
    found, reason = told("top", assistance=f"rate 70%\n  cap {cap} per year", after=after)
    assert found == status
    assert why in reason


@pytest.mark.parametrize(
    ("basic", "after", "why"),
    [
        ("rate 60%", "", ""),
        ("rate { y: { dibao: 70%; otherwise: 60% }; x: 60% } by R", "", ""),
        ("rate { x: { dibao: 70%; otherwise: 60% }; y: 60% } by R", "", "its rate differs"),
        ("rate 60%\n  not for dibao", "", "its not for differs"),
        ("rate 60%\n  when dibao", "", "its when differs"),
        (
            "rate 60%\n  deductible per referral chain 100 yuan borne\n"
            "    continued when dibao and referred",
            "",
            "its deductible differs",
        ),
        ("rate 60%", "adjust basic for dibao { rate raised by 5 points }", "it is adjusted"),
    ],
)
def test_basic_insurance_is_the_same_for_all(basic: str, after: str, why: str) -> None:
    """Whatever asks who the person is under the default readings is a difference."""
    status, reason = told("same", basic=basic, after=after)
    assert status == ("breached" if why else "satisfied")
    assert why in reason


@pytest.mark.parametrize(
    ("right", "status", "why"),
    [
        ("for tekun, dibao", "satisfied", ""),
        ("for everyone", "satisfied", ""),
        ("for tekun", "silent", "not given to `dibao`"),
        ("for everyone\n  not for dibao", "silent", "not given to `dibao`"),
        ("for tekun, (dibao when residence is rural)", "silent", "not given to `dibao`"),
    ],
)
def test_who_does_not_have_to_wait(right: str, status: str, why: str) -> None:
    """All whom it is asked for have the right, each without a condition of his own."""
    after = f'entitlement no_waiting_period "无" per person per year {{\n  {right}\n}}'
    found, reason = told("no_waiting", after=after)
    assert found == status
    assert why in reason


def test_an_alert_is_no_right() -> None:
    """What has the name of the right and is an alert grants nothing."""
    after = 'alert no_waiting_period "预警" { for tekun, dibao when in_policy reaches 5 yuan }'
    assert told("no_waiting", after=after) == ("silent", "there is no right `no_waiting_period`")
