"""The largest amounts: exact, limited where they come in, and told where 64 bits end."""

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText

HEAD = """policy town "某镇" edition 1
use identities
layers basic
param income "收入" : money per year unspecified
"""
BASE = 'benefit basic "基本" per claim { rate 50% }\n'


def said(line: str) -> list[tuple[str, str]]:
    """Severity and code of what is said of a policy."""
    text = HEAD + f'benefit basic "基本" per claim {{ deductible per claim {line}  rate 50% }}\n'
    found = compile_text(SourceText("town.pol", text), read_used)
    return [(diagnostic.severity, diagnostic.code) for diagnostic in found.diagnostics]


def test_two_rates_of_the_largest_amount() -> None:
    """Rule 3: two rates of a parameter without a limit, 10¹² × 10⁶ × 10⁶ = 10²⁴, are more than
    2⁶³ and a warning; one rate, 10¹⁸, is not."""
    assert said("50% of income") == []
    assert ("warning", "beyond_64_bits") in said("50% of 50% of income")


def test_two_rates_are_exact_all_the_same() -> None:
    """Rule 3: of 9999999999.99 yuan a quarter is 2499999999.9975, rounded to 2500000000.00;
    (9999999999.99 − 2500000000) × 50% = 3749999999.995, rounded up to 3750000000.00."""
    text = HEAD + BASE.replace("rate", "deductible per claim 50% of 50% of income  rate")
    claim = {"date": "2022-03-01", "in_policy": "9999999999.99"}
    case = {"person": {"identities": []}, "claims": [claim]}
    settled = polc.compile(text, name="town.pol").settle(case, income="9999999999.99")
    assert str(settled.claims[0].benefits["basic"]) == "3750000000.00"


def test_the_claims_of_a_year_are_limited() -> None:
    """Rule 3: two claims of 5000000000.00 yuan are the most of a year; a fen more is refused."""
    policy = polc.compile(HEAD + BASE, name="town.pol")
    claims = [{"date": f"2022-0{month}-01", "in_policy": "5000000000.00"} for month in (3, 4)]
    settled = policy.settle({"person": {"identities": []}, "claims": claims})
    assert str(settled.totals["benefits"]["basic"]) == "5000000000.00"  # 2 × 5000000000 × 50%
    claims[1]["in_policy"] = "5000000000.01"
    with pytest.raises(polc.CaseError) as refusal:
        policy.settle({"person": {"identities": []}, "claims": claims})
    assert [(error.code, error.path) for error in refusal.value.errors] == [("bad_value", "claims")]
