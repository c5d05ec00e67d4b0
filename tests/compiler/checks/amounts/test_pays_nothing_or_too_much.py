"""Limits that leave nothing, alternatives that decide nothing, more than there is to pay."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.compiler.checks.told import codes_of
from tests.stdlib_texts import read_stdlib

MEANT = ("cap_below_deductible", "said_twice", "outdone_alternative", "paid_over_cost")
YEAR = """policy town "某镇" edition 1
use identities
layers basic
param premium : money per year = 400 yuan
param another : money unspecified
benefit basic per claim {{ rate 70% }}
benefit subsidy per person per year as of first day of year {{
{}
}}
"""


def told(found: list[str]) -> list[str]:
    """Those of the codes that are asked here."""
    return [code for code in found if code in MEANT]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("rate 70%  cap per year 0 yuan", ["cap_below_deductible"]),
        ("rate 70%  at most 0 yuan", ["cap_below_deductible"]),
        ("rate 70%  cap per year { dibao: 0 yuan; otherwise: 9 yuan }", []),
        ("for dibao  rate 70%  cap per year { dibao: 0 yuan }", ["cap_below_deductible"]),
        ("rate 70%  at most 0 yuan only when referred", []),
        (
            "first of { a when referred { rate 50%  at most 0 yuan } otherwise { rate 60% } }",
            ["cap_below_deductible"],
        ),
        ("for tekun, dibao, (dibao when referred)  rate 70%", ["said_twice"]),
        ("for tekun, (dibao when referred), (dibao when referred)  rate 70%", ["said_twice"]),
        ("for tekun, (dibao when referred), (dibao when emergency)  rate 70%", []),
        (
            "first of { a when referred { rate 50% } b when emergency { rate 60% } "
            "otherwise { rate 60% } }",
            ["said_twice"],
        ),
        (
            "first of { a when referred { rate 60% } b when emergency { rate 50% } "
            "otherwise { rate 60% } }",
            [],
        ),
    ],
)
def test_of_claims(lines: str, codes: list[str]) -> None:
    """A limit of 0 yuan for everybody, a part of `for` and a kind of care said again."""
    assert told(codes_of(lines)) == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("full for tekun: 9 yuan  more for tekun: 9 yuan", ["outdone_alternative"]),
        ("full for tekun: 9 yuan  less for tekun: 5 yuan", ["outdone_alternative"]),
        ("less for tekun: 5 yuan  full for everyone: 9 yuan", ["outdone_alternative"]),
        ("less for tekun: 5 yuan when tier is 2  full for tekun: 9 yuan", []),
        ("less for tekun when tier is 2: 5 yuan  full for tekun: 9 yuan", ["outdone_alternative"]),
        ("less for tekun: 5 yuan  full for tekun when tier is 2: 9 yuan", []),
        ("full for tekun: 9 yuan  less for dibao: 5 yuan", []),
        ("full for tekun: 9 yuan  share for tekun: 50% of premium", ["outdone_alternative"]),
        ("full for tekun: 9 yuan  share for tekun: 50% of another", []),
        ("full for tekun: 9 yuan  more for tekun: 12 yuan", ["outdone_alternative"]),
        ("full for tekun: 9 yuan  more for tekun: 12 yuan, at most 7 yuan", []),
    ],
)
def test_alternatives(lines: str, codes: list[str]) -> None:
    """One for the same people that is no more than another."""
    found = compile_text(
        SourceText("t.pol", YEAR.format(f"pay the highest of {{ {lines} }}")), read_stdlib
    )
    assert told([diagnostic.code for diagnostic in found.diagnostics]) == codes


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("pay 3200 yuan", ["paid_over_cost"]),
        ("pay 320 yuan", []),
        ("pay 3200 yuan  at most premium", []),
        ("pay the highest of { a for dibao: 3200 yuan }", ["paid_over_cost"]),
        ("pay the highest of { a for dibao: 3200 yuan, at most premium }", []),
        ("pay the highest of { a for dibao: 100% of premium  b for tekun: 20 yuan }", []),
    ],
)
def test_more_than_is_left_of(lines: str, codes: list[str]) -> None:
    """The premium is 400 yuan."""
    text = YEAR.format(f'{lines}\nleaving own "个人" of premium')
    found = compile_text(SourceText("t.pol", text), read_stdlib)
    assert told([diagnostic.code for diagnostic in found.diagnostics]) == codes
