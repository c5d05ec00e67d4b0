"""The case that shows a figure below zero, or a base that is cut, settles to it."""

from typing import Any

import pytest

import polc
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers basic > aid
field claim device "器械费" : money
param p "比例" : rate unspecified
param q "再加" : rate unspecified
benefit basic "基本医保" per claim {{ rate 70% }}
benefit aid "救助" per claim {{ {} }}
"""
CODES = ("below_zero", "base_beyond_policy", "negative_figure")


def told(lines: str) -> list[Diagnostic]:
    """What is told of figures and the base of a benefit of these lines."""
    found = compile_text(SourceText("town.pol", TOWN.format(lines)), read_stdlib).diagnostics
    return [diagnostic for diagnostic in found if diagnostic.code in CODES]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("deductible per claim 1000 yuan - 20% of 6000 yuan  rate 50%", ["negative_figure"]),
        ("deductible per claim 1000 yuan - 20% of 5000 yuan  rate 50%", []),
        ("deductible per claim 1000 yuan - device  rate 50%", ["below_zero"]),
        ("deductible per claim higher of (1000 yuan - device, 0 yuan)  rate 50%", []),
        ("when device up to 1000 yuan  deductible per claim 1000 yuan - device  rate 50%", []),
        ("rate 50%  cap per year 1000 yuan - device", ["below_zero"]),
        ("rate 50%  at most 1000 yuan - device", ["below_zero"]),
        ("pay 1000 yuan - device", ["below_zero"]),
        ("base device  rate 50%", ["base_beyond_policy"]),
        ("base total - in_policy  rate 50%", ["base_beyond_policy"]),
        ("base remaining - device  rate 50%", ["below_zero"]),
        ("base in_policy - 1000 yuan  rate 50%", ["base_beyond_policy", "below_zero"]),
        ("base higher of (in_policy - 1000 yuan, 0 yuan)  rate 50%", ["base_beyond_policy"]),
        ("base higher of (remaining - device, 0 yuan)  rate 50%", []),
        ("when in_policy reaches 1000 yuan  base in_policy - 1000 yuan  rate 50%", []),
        ("base lower of (remaining, device)  rate 50%", []),
        ("base own_cost  rate 50%", []),
        ("base basic.deducted  rate 50%", []),
        ("rate { dibao: p - 50%; otherwise: 50% } ", ["below_zero"]),
        (
            "deductible per claim { 1: 100 yuan; otherwise: 50 yuan - device } by hospital_level  "
            "rate 50%",
            ["below_zero"],
        ),
    ],
)
def test_what_is_told(lines: str, codes: list[str]) -> None:
    """A figure that is below zero for certain, one that may be, a base that may be cut."""
    assert [diagnostic.code for diagnostic in told(lines)] == codes


@pytest.mark.parametrize(
    ("lines", "changes", "codes"),
    [
        ("rate p + 20%", "", ["rate_passes_whole"]),
        ("rate lower of (p + 20%, 100%)", "", []),
        ("rate { dibao: p + q; otherwise: 50% }", "", ["rate_passes_whole"]),
        ("rate 20% + 30%", "", []),
        ("deductible per claim 9 yuan  rate 50%", "deductible lowered by p", []),
        (
            "deductible per claim 9 yuan  rate 50%",
            "deductible lowered by p + q",
            ["rate_passes_whole"],
        ),
        ("deductible per claim 9 yuan  rate 50%", "deductible lowered by p - q", ["below_zero"]),
        (
            "deductible per claim 9 yuan  rate 50%",
            "deductible lowered to 5 yuan - device",
            ["below_zero"],
        ),
    ],
)
def test_percentages_and_what_lowers(lines: str, changes: str, codes: list[str]) -> None:
    """A percentage that is made of others, and what an adjustment makes of a deductible."""
    adjust = f"adjust aid for dibao {{ {changes} }}\n" if changes else ""
    text = TOWN.format(lines) + adjust
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    meant = (*CODES, "rate_passes_whole")
    assert [diagnostic.code for diagnostic in found if diagnostic.code in meant] == codes


def settle(lines: str, case: dict[str, Any]) -> dict[str, Any]:
    """The first claim of the case under a policy of these lines."""
    claim: dict[str, Any] = polc.compile(TOWN.format(lines)).settle(case).to_dict()["claims"][0]
    return claim


def test_a_base_is_cut_to_what_is_left_in_policy() -> None:
    """Of 20000 yuan with 10000 in policy `basic` pays 10000 × 70% = 7000; `aid` has a base of
    20000 − 10000 = 10000 and pays 100% of the 3000 that are left in policy."""
    lines = "base total - in_policy  rate 100%"
    (diagnostic,) = told(lines)
    assert diagnostic.witness is not None
    claim = diagnostic.witness["claims"][0]
    assert (claim["total"], claim["in_policy"]) == ("20000.00", "10000.00")
    assert settle(lines, dict(diagnostic.witness))["benefits"] == {
        "basic": "7000.00",
        "aid": "3000.00",
    }


def test_a_deductible_below_zero() -> None:
    """Of 10000 yuan 3000 are left to `aid`; with a deductible of 1000 − 10000 = −9000, held to 0,
    the whole is counted: 3000 × 50%."""
    lines = "deductible per claim 1000 yuan - device  rate 50%"
    (diagnostic,) = told(lines)
    assert diagnostic.witness is not None
    claim = diagnostic.witness["claims"][0]
    assert (claim["in_policy"], claim["device"]) == ("10000.00", "10000.00")
    assert "-9000.00" in diagnostic.message
    assert settle(lines, dict(diagnostic.witness))["benefits"]["aid"] == "1500.00"


def test_a_base_below_zero_is_refused() -> None:
    """The case that is shown is one of nothing in policy, less 1000 yuan."""
    lines = "base remaining - 1000 yuan  rate 50%"
    (diagnostic,) = told(lines)
    assert diagnostic.witness is not None
    with pytest.raises(polc.CaseError) as caught:
        settle(lines, dict(diagnostic.witness))
    assert [problem.code for problem in caught.value.errors] == ["base_below_zero"]


YEAR = """benefit grant "补助" per person per year {{
    {}
}}"""


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("pay premium - 400 yuan", ["below_zero"]),
        ("pay higher of (premium - 400 yuan, 0 yuan)", []),
        ("pay the highest of { more for everyone: premium - 400 yuan }", ["below_zero"]),
        ("pay the sum of { more for dibao: premium - 400 yuan }", ["below_zero"]),
        ("pay the sum of { more for dibao when premium over 400 yuan: premium - 400 yuan }", []),
    ],
)
def test_the_person_year(lines: str, codes: list[str]) -> None:
    """A premium of nothing, less 400 yuan."""
    year = f"param premium : money unspecified\n{YEAR.format(lines)}"
    text = f"{TOWN.format('rate 50%')}{year}"
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    assert [diagnostic.code for diagnostic in found if diagnostic.code in CODES] == codes
