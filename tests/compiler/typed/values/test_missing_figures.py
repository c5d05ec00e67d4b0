"""A figure that may be none stands only where a limit may be missing."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
use identities
layers basic
param most "上限" : {kind} or none = none
benefit basic "基本医保" per claim {{ {lines} }}
{rest}
"""

AMOUNTS = {
    "a base": "base most  rate 50%",
    "a deductible": "deductible per year most  rate 50%",
    "a deductible of some": "deductible per year { dibao: most; otherwise: 100 yuan }  rate 50%",
    "the floor of a deductible": "deductible per year 100 yuan, at least most  rate 50%",
    "a share of it": "deductible per year 50% of most  rate 50%",
    "a share of it as a limit": "rate 50%  cap per year 50% of most",
    "a sum with it": "rate 50%  cap per year most + 100 yuan",
    "a portion of it": "rate 50%  cap per year portion of (most, 1 yuan, 2 yuan)",
    "the higher of it and a figure": "deductible per year higher of (most, 9 yuan)  rate 50%",
    "an amount that is paid": "pay most",
    "a floor": "rate 50%  at least most",
    "an edge": "bands { to most: 50%; above: 60% }",
    "a row": "deductible per year { dibao: none; otherwise: 100 yuan }  rate 50%",
    "a row of what is paid": "pay { dibao: none; otherwise: 100 yuan }",
    "a row of a percentage": "rate { dibao: none; otherwise: 50% }",
    "a row of a sum": "rate 50%  cap per year { dibao: none; otherwise: 100 yuan } + 5 yuan",
    "what is ever none": "rate 50%  at most none",
}
LIMITS = {
    "a cap": "rate 50%  cap per year most",
    "a cap of some": "rate 50%  cap per year { dibao: most; otherwise: 100 yuan }",
    "the lower of it and a figure": "rate 50%  cap per year lower of (most, 100 yuan)",
    "a deductible of the lower": "deductible per year lower of (most, 100 yuan)  rate 50%",
    "a ceiling": "rate 50%  at most most",
    "a row of a ceiling": "rate 50%  at most { dibao: none; otherwise: 100 yuan }",
    "the ceiling of deductibles": "deductible per stay 9 yuan, at most most per year  rate 50%",
    "what is compared": "when in_policy up to most  rate 50%",
}
ELSEWHERE = {
    "what a right makes due": """entitlement owed "缓缴" per claim {
      for dibao
      due at admission most }""",
    "what is left of it": """benefit grant "资助" per person per year as of first day of year {
      pay 100 yuan
      leaving own of most }""",
    "an alternative": """benefit grant "资助" per person per year as of first day of year {
      pay the highest of { half for dibao: most } }""",
    "a tally": 'tally highest "最高" = highest of most',
    "a deductible lowered to it": """adjust basic for dibao { deductible lowered to most }""",
}


def told(lines: str, rest: str = "", kind: str = "money") -> list[str]:
    """The mistakes of a policy whose benefit has these lines."""
    text = TOWN.format(kind=kind, lines=lines, rest=rest)
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    return [diagnostic.code for diagnostic in found if diagnostic.severity == "error"]


@pytest.mark.parametrize("lines", AMOUNTS.values(), ids=AMOUNTS)
def test_no_amount_is_none(lines: str) -> None:
    """What is taken off, paid or computed with is a figure."""
    assert told(lines) == ["wrong_kind"]


@pytest.mark.parametrize("rest", ELSEWHERE.values(), ids=ELSEWHERE)
def test_no_amount_of_another_rule_is_none(rest: str) -> None:
    """Nor is what a right, a benefit of the year, a tally or an adjustment says."""
    assert told("deductible per year 100 yuan  rate 50%", rest) == ["wrong_kind"]


@pytest.mark.parametrize(
    ("kind", "lines"), [("rate", "rate most"), ("bands", "bands most")], ids=["rate", "bands"]
)
def test_no_percentage_is_none(kind: str, lines: str) -> None:
    """A parameter of percentages that admits none is told where it is asked."""
    assert told(lines, kind=kind) == ["wrong_kind"]


@pytest.mark.parametrize("lines", LIMITS.values(), ids=LIMITS)
def test_a_limit_may_be_none(lines: str) -> None:
    """A limit may be missing, and the lower of two is the one that is there."""
    assert told(lines) == []
