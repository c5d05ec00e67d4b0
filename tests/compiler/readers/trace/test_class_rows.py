"""What a class has is quoted by its own line, whether or not it has a clause."""

import pytest

import polc

POLICY = """policy town "城" edition 1
in force from 2022-01-01
use identities
rank tekun > dibao
layers a
source xy "某〔2022〕1号" issued 2022-01-01
benefit a "救助" per claim {{
{lines}
}}
"""
LINES = {
    "lines": (
        "for tekun: no deductible, rate 90%, no cap\n"
        "for dibao: deductible per year 1800 yuan, rate 70%, cap per year 500 yuan{cite}",
        "for dibao: deductible per year 1800 yuan, rate 70%, cap per year 500 yuan",
    ),
    "a matrix": (
        "terms by class {{\nclass  deductible per year  rate  cap per year\n"
        "dibao  1800 yuan  70%  500 yuan{cite}\notherwise  2000 yuan  50%  400 yuan\n}}",
        "dibao 1800 yuan 70% 500 yuan",
    ),
}


@pytest.mark.parametrize("cite", ["", ' cite xy "二" XY-2'], ids=["no clause", "a clause"])
@pytest.mark.parametrize(("lines", "written"), LINES.values(), ids=LINES)
def test_a_class_quotes_its_own_line(lines: str, written: str, cite: str) -> None:
    """Deductible, cap and rate of dibao: (3000 − 1800) × 70% = 840, of which 500."""
    text = POLICY.format(lines=lines.format(cite=cite))
    claim = {"id": "a", "date": "2022-03-01", "in_policy": "3000.00"}
    case = {"person": {"identities": ["dibao"]}, "claims": [claim]}
    told = polc.compile(text).settle(case).to_dict(explain=True)
    assert told["claims"][0]["benefits"]["a"] == "500.00"
    quoted = {
        entry["rule"]: entry["written"] for entry in told["explanation"] if entry["rule"] != "a.for"
    }
    assert quoted == dict.fromkeys(("a.deductible", "a.cap", "a.rate"), written)
