"""How a claim of an audit is explained, step by step."""

import pytest

pytest.importorskip("duckdb")

import polc
from polc.audit.tell_amount import explain_claim

POLICY = """policy town "试点" edition 1
layers basic
benefit basic "基本" per claim {
  deductible per year 500 yuan
  bands { to 1000 yuan: 60%; above: 70% }
}
"""


def explained(in_policy: str) -> str:
    case = {
        "year": 2022,
        "person": {},
        "claims": [{"id": "a", "date": "2022-03-01", "in_policy": in_policy}],
    }
    settled = polc.compile(POLICY, name="town").settle(case)
    return "\n".join(explain_claim(settled, "a", "zh"))


def test_bands_in_which_nothing_lies_are_not_listed() -> None:
    """300 is below the deductible of 500: no band has anything. Of 900, 400 lie in the first."""
    assert "400.00 × 60%" in explained("900")
    assert "×" not in explained("300")
    assert "分段 ," not in explained("300")
