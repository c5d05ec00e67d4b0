"""Whether what an identity gets ends, by a last day or by a table that comes to nothing."""

from pathlib import Path

import pytest

import polc

HERE = Path(__file__).parent


def status(lines: str) -> str:
    """How a policy with these lines in its subsidy stands to `ends by transition_end`."""
    text = f"""policy town "镇" edition 1
use identities
conforms to nation
rank tekun > dibao > unstable
param premium "缴费标准" : money per year unspecified
param transition_end "过渡期截止日" : date unspecified
benefit premium_subsidy "资助" per person per year {{
  as of premium_paid
  {lines}
  reading R "口径" {{ x default; y }}
}}
"""
    try:
        policy = polc.compile(text, name=str(HERE / "town.pol"))
    except polc.PolicyError as refused:
        told = {found.code for found in refused.diagnostics if "nation.ends" in found.message}
        return "breached" if told == {"breach"} else f"refused: {refused}"
    (found,) = (row for row in policy.conformance if row.requirement == "ends")
    return found.status


FALLING = "{ 2022: 100 yuan; from 2026: 0 yuan }"
KEPT = "{ 2022: 100 yuan; from 2026: 50 yuan }"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (f"{FALLING} by year", "satisfied"),
        (f"{KEPT} by year", "breached"),
        (f"{{ x: {FALLING} by year; y: 100 yuan }} by R", "satisfied"),
        (f"{{ y: {FALLING} by year; x: {KEPT} by year }} by R", "breached"),
        ("{ 2022: 100 yuan; from 2026: { x: 0 yuan; y: 9 yuan } by R } by year", "satisfied"),
        ("{ 2022: 100 yuan; from 2026: { y: 0 yuan; x: 9 yuan } by R } by year", "breached"),
        (f"{{ unstable: {FALLING} by year; dibao: 50 yuan }}", "satisfied"),
        (f"{{ unstable: {KEPT} by year; dibao: 0 yuan }}", "breached"),
        (f"{{ 1: {FALLING} by year; 2: {FALLING} by year }} by tier", "satisfied"),
        (f"{{ 1: {FALLING} by year; 2: {KEPT} by year }} by tier", "breached"),
        ("{ 2022: 50%; from 2026: 0% } by year of premium", "satisfied"),
        ("{ 2022: 50%; otherwise: 0% } by year of premium", "satisfied"),
        ("{ 2022: 50 yuan; from 2026: 0 yuan } by year of premium_paid", "satisfied"),
        (f"lower of ({FALLING} by year, premium)", "satisfied"),
        (f"higher of ({FALLING} by year, 10 yuan)", "breached"),
    ],
)
def test_a_table_comes_to_nothing(amount: str, expected: str) -> None:
    """The last year is asked inside tables by reading, identity, tier, and of rates."""
    assert status(f"pay the highest of {{ one for unstable, dibao: {amount} }}") == expected
    assert status(f"for unstable, dibao\n  pay {amount}") == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("transition_end", "satisfied"),
        ("2025-12-31", "breached"),
        ("{ x: transition_end; y: 2030-12-31 } by R", "satisfied"),
        ("{ y: transition_end; x: 2030-12-31 } by R", "breached"),
    ],
)
def test_a_last_day_is_the_required_one(until: str, expected: str) -> None:
    """The day may stand in a table by reading; the default counts."""
    lines = f"pay the highest of {{ one for unstable until {until}: 160 yuan }}"
    assert status(lines) == expected
