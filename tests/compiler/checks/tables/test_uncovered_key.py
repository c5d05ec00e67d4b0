"""Which keys a table is asked with, and what the case that is shown comes to."""

from typing import Any

import pytest

import polc
from polc import CaseError
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01 until 2023-12-31
use identities
layers basic
field claim route "途径" : one of by_self, by_referral
field person age "年龄" : count
tally stays "住院次数" = count of visits only when kind is inpatient
tally inside "住过院" = any claim only when kind is inpatient
field person retired "退休" : yes or no
benefit basic "基本医保" per claim {{
  {}
}}
"""
CODES = ("uncovered_key", "unreachable_row", "unreachable_otherwise", "rows_overlap")


def told(lines: str) -> list[Diagnostic]:
    """What is told of the tables and kinds of care of a benefit of these lines."""
    found = compile_text(SourceText("town.pol", TOWN.format(lines)), read_stdlib).diagnostics
    assert not [diagnostic for diagnostic in found if diagnostic.severity == "error"], found
    return [diagnostic for diagnostic in found if diagnostic.code in CODES]


INPATIENT = "when kind is inpatient"
BY_KIND = "rate { inpatient: 60% } by kind"


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (BY_KIND, "`outpatient` or `outpatient_chronic`"),
        (f"{INPATIENT}  {BY_KIND}", ""),
        (f"pays when kind is inpatient  {BY_KIND}", ""),
        (f"when not (kind is outpatient)  {BY_KIND}", "`outpatient_chronic` or"),
        ("rate { by_self: 60% } by route", "`by_referral`"),
        ("when route is by_self  rate { by_self: 60% } by route", ""),
        ("rate { rural: 60% } by residence", "`urban`"),
        ("rate { yes: 60% } by referred", "`no`"),
        ("rate { yes: 60% } by retired", "`no`"),
        ("rate { no: 60% } by inside", "`yes`"),
        ("rate 60%  cap { no: 500 yuan } by referred per year", "`yes`"),
        ("when referred  rate { yes: 60% } by referred", ""),
        ("rate { yes: 60%; otherwise: 50% } by referred", ""),
        ("rate { yes: 60%; no: 50% } by inside", ""),
        ("rate { 1: 60% } by tier", "`2`"),
        ("rate { 1: 60%; 2: 50% } by tier", ""),
        ("rate { 1: 60%; from 3: 50% } by hospital_level", "`2`"),
        ("rate { 0..17: 60%; from 19: 50% } by age", "`18`"),
        ("when age reaches 60  rate { 60..69: 60%; from 70: 50% } by age", ""),
        ("when age reaches 59  rate { 60..69: 60%; from 70: 50% } by age", "`59`"),
        (f"{INPATIENT}  rate {{ 1: 60%; from 2: 50% }} by stays", ""),
        ("rate { 1: 60%; from 2: 50% } by stays", "`0`"),
        ("rate { in_county: 60%; elsewhere: 50% } by place", ""),
        ("rate { in_county: 60%; in_province: 50% } by place", "`elsewhere`"),
        ("rate { in_county: { inpatient: 60% } by kind; elsewhere: 50% } by place", "in_county"),
        ("first of { a when referred { rate 60% } b when not referred { rate 50% } }", ""),
        ("first of { a when referred { rate 60% } b when emergency { rate 50% } }", "`referred`"),
        (
            "first of { a when in_policy up to 100 yuan { rate 60% } "
            "b when in_policy over 100.01 yuan { rate 50% } }",
            "100.01",
        ),
        (
            "first of { a when in_policy under 100 yuan { rate 60% } "
            "b when in_policy reaches 100 yuan { rate 50% } }",
            "",
        ),
        (
            "first of { a when date up to 2022-12-31 { rate 60% } "
            "b when date reaches 2023-01-02 { rate 50% } }",
            "2023-01-01",
        ),
        (
            "first of { a when date up to 2022-12-31 { rate 60% } "
            "b when date reaches 2023-01-01 { rate 50% } }",
            "",
        ),
        ("first of { a when tekun { rate 60% } b when not tekun { rate 50% } }", ""),
    ],
)
def test_keys_without_a_line(lines: str, missing: str) -> None:
    """A key is missing where a case that the conditions let through has it; else nothing is
    told."""
    found = [diagnostic for diagnostic in told(lines) if diagnostic.code == "uncovered_key"]
    assert len(found) == bool(missing)
    assert all(missing in diagnostic.message for diagnostic in found)


def settle(lines: str, case: dict[str, Any]) -> Any:
    """The case under a policy of these lines."""
    return polc.compile(TOWN.format(lines)).settle(case).to_dict()


@pytest.mark.parametrize(
    "lines",
    [
        BY_KIND,
        "rate { by_self: 60% } by route",
        "rate { 0..17: 60%; from 19: 50% } by age",
        "rate { in_county: { inpatient: 60% } by kind; elsewhere: 50% } by place",
        "rate { 1: 60%; from 2: 50% } by stays",
        "when date reaches 2023-06-30  rate { rural: 60% } by residence",
    ],
)
def test_the_case_is_refused_by_the_table(lines: str) -> None:
    """The case that is shown comes to the table and finds no line, in the same words."""
    (diagnostic,) = told(lines)
    assert diagnostic.witness is not None
    with pytest.raises(CaseError) as refused:
        settle(lines, dict(diagnostic.witness))
    (problem,) = refused.value.errors
    assert problem.code == "not_covered"
    assert problem.message.startswith("the table of rule `basic.rate` has no line where")


def test_the_case_is_paid_nothing_by_kinds_of_care() -> None:
    """A claim that no kind of care is for is paid nothing: 0, and not 60% or 50%."""
    lines = "first of { a when referred { rate 60% } b when emergency { rate 50% } }"
    (diagnostic,) = told(lines)
    assert diagnostic.witness is not None
    settled = settle(lines, dict(diagnostic.witness))
    assert settled["claims"][0]["benefits"]["basic"] == "0.00"


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (f"{INPATIENT}  rate {{ inpatient: 60%; outpatient: 50% }} by kind", ["unreachable_row"]),
        (
            f"{INPATIENT}  rate {{ inpatient: 60%; otherwise: 50% }} by kind",
            ["unreachable_otherwise"],
        ),
        ("rate { inpatient: 60%; otherwise: 50% } by kind", []),
        ("rate { 0..17: 60%; 10..15: 55%; from 18: 50% } by age", ["unreachable_row"]),
        ("rate { 0..18: 60%; from 18: 50% } by age", ["rows_overlap"]),
        ("rate { 0..17: 60%; from 18: 50%; otherwise: 40% } by age", ["unreachable_otherwise"]),
        (
            "first of { a when in_policy over 0 yuan { rate 60% } "
            "b when in_policy over 10000 yuan { rate 80% } }",
            ["unreachable_row"],
        ),
        (
            "first of { a when referred { rate 60% } b when referred and emergency { rate 80% } "
            "otherwise: not specified }",
            ["unreachable_row"],
        ),
        (f"{INPATIENT}  when kind is outpatient  rate 60%", ["unreachable_row"]),
        (
            "when in_policy over 100 yuan  when in_policy up to 100 yuan  rate 60%",
            ["unreachable_row"],
        ),
        ("for tekun, dibao  when not (tekun or dibao)  rate 60%", ["unreachable_row"]),
        ("for tekun, dibao  when tekun and dibao  rate 60%", []),
        (
            "when in_policy over 20000 yuan  when total under 20000 yuan  rate 60%",
            ["unreachable_row"],
        ),
    ],
)
def test_lines_that_no_case_reaches(lines: str, codes: list[str]) -> None:
    """A line is told where the conditions around it or the lines before it leave it nothing."""
    assert [diagnostic.code for diagnostic in told(lines)] == codes
