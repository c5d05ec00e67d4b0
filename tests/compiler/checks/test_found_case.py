"""The days of the cases that checks show."""

from typing import Any

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01 until 2024-12-31
use identities
layers basic
benefit basic "基本医保" per claim {{ {claim} }}
benefit subsidy "资助" per person per year as of premium_paid {{
  pay the highest of {{ {year} }}
}}
"""


def witness(year: str = "full for tekun: 100 yuan", claim: str = "rate 60%") -> dict[str, Any]:
    """The case of the one table that lacks a line."""
    text = TOWN.format(claim=claim, year=year)
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    (told,) = (diagnostic for diagnostic in found if diagnostic.code == "uncovered_key")
    assert told.witness is not None
    return dict(told.witness)


def test_what_is_paid_for_a_year_is_usually_paid_in_the_december_before() -> None:
    """The table has no line up to 2022: that of the first year in force is paid in 2021."""
    found = witness(
        "full for tekun: { 2023: 100 yuan; from 2024: 120 yuan } by year of premium_paid"
    )
    assert (found["year"], found["person"]["premium_paid"]) == (2022, "2021-12-01")


def test_what_is_paid_in_a_year_is_for_the_next() -> None:
    """The table has no line for 2022, in which that of 2023 is paid."""
    found = witness(
        "full for tekun: { 2021: 100 yuan; from 2023: 120 yuan } by year of premium_paid"
    )
    assert (found["year"], found["person"]["premium_paid"]) == (2023, "2022-12-01")


def test_a_claim_of_the_year_for_which_was_paid() -> None:
    """The claim is of the first of June of that year."""
    found = witness(claim="rate { 2021: 50%; from 2023: 60% } by year of premium_paid")
    assert found["claims"][0]["date"] == "2023-06-01"
    assert found["person"]["premium_paid"] == "2022-12-01"
