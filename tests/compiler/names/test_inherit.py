"""`extends`, `replace`, `without`: what a county takes over from its city."""

from pathlib import Path
from typing import get_args

import pytest

import polc
from polc.api.loader import read_used
from polc.api.policy import policy_of
from polc.compiler.names.inherit import _PARTS
from polc.compiler.pipeline import Compilation, compile_text
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.reports import LimitStatementSyntax, RightStatementSyntax
from polc.compiler.syntax.nodes.statements import (
    BandsSyntax,
    BenefitStatementSyntax,
    FirstOfSyntax,
    NotSpecifiedSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.inspect.examples import run_example

FOLDER = Path(__file__).parent
COUNTY = polc.load(FOLDER / "county.pol")


def codes(text: str) -> list[str]:
    """The codes of the errors of a text that stands beside the city's file."""
    compiled = compile_text(SourceText(str(FOLDER / "trial.pol"), text), read_used)
    return [
        diagnostic.code for diagnostic in compiled.diagnostics if diagnostic.severity == "error"
    ]


def trial(*lines: str) -> str:
    return "\n".join(('policy trial "试" edition 1', *lines))


def test_the_county_pays_by_its_own_rules_and_the_citys() -> None:
    """Replaced rates, an inherited one, an alternative taken out and one added."""
    assert all(not run_example(COUNTY, example).differences for example in COUNTY.program.examples)


def test_examples_and_dates_are_not_taken_over() -> None:
    """The county has its own."""
    assert [example.title for example in COUNTY.program.examples] == ["子例"]
    assert COUNTY.plan.dates.start == 738521  # 2023-01-01


def test_what_nothing_uses_any_more_goes() -> None:
    """The pool's parameter and the reading of the replaced cap are not the county's."""
    assert [parameter.id for parameter in COUNTY.plan.parameters] == ["premium"]
    assert COUNTY.plan.readings == ()


def test_each_line_cites_the_file_that_wrote_it() -> None:
    """The rate is the county's, its people the city's."""
    (benefit,) = [benefit for benefit in COUNTY.program.benefits if benefit.id == "assistance"]
    origins = {statement.term: statement.origin for statement in benefit.statements}
    assert origins["rate"].clauses == ("CH-1",)
    assert origins["rate"].cite == "乙〔2023〕1号 二"
    assert origins["rate"].file.endswith("county.pol")
    assert origins["for"].clauses == ("PA-4",)
    assert origins["for"].file.endswith("city.pol")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("extends city", "without nothing"), ["unknown_name"]),
        (("extends city", "without assistance.nothing"), ["unknown_name"]),
        (("extends city", "replace pool nothing 1 yuan per year"), ["unknown_name"]),
        (("extends city", "replace in year { rate 5% }"), ["wrong_kind_of_name"]),
        (("without assistance",), ["extends_nothing"]),
        (("extends nowhere",), ["file_not_found"]),
        (("extends trial",), ["file_not_found"]),
    ],
    ids=lambda written: str(written),
)
def test_mistakes(lines: tuple[str, ...], expected: list[str]) -> None:
    """What is not inherited cannot be changed."""
    assert codes(trial(*lines))[: len(expected)] == expected


def test_a_mistake_in_a_replaced_line_is_told_in_its_own_file() -> None:
    """Not in the city's, although the benefit is the city's."""
    text = trial("extends city", "replace in basic { rate 500 yuan }")
    compiled = compile_text(SourceText(str(FOLDER / "trial.pol"), text), read_used)
    (found,) = [diagnostic for diagnostic in compiled.diagnostics if diagnostic.severity == "error"]
    assert (found.source.name, found.line) == (str(FOLDER / "trial.pol"), 3)


def test_the_policy_before_is_not_taken_over() -> None:
    """What the city follows is not what the county follows."""
    city = (FOLDER / "city.pol").read_text(encoding="utf-8")
    assert polc.compile(city + 'follows older "原政策" not supplied\n').program.follows
    source = {"parent": city + 'follows older "原政策" not supplied\n'}

    def read(name: str, by: str) -> SourceText | None:
        return SourceText(f"{name}.pol", source[name]) if name in source else read_used(name, by)

    child = SourceText("child.pol", 'policy child "县" edition 1\nextends parent\n')
    compiled = compile_text(child, read)
    assert compiled.program is not None
    assert compiled.program.follows == ("", "")


CITY = """policy city "某市" edition 1
use identities
layers basic
pool annual "年度限额" 20000 yuan per person per year
benefit basic "基本" per claim {
  rate 80%
  cap 10000 yuan per year
  counts toward annual
}
"""
KINDS = "first of { far when referred { rate 80% } otherwise { rate 60% } }"


def county_on(city: str, change: str) -> Compilation:
    """A county on top of a city, both in memory."""

    def read(name: str, by: str) -> SourceText | None:
        return SourceText("city", city) if name == "city" else read_used(name, by)

    return compile_text(SourceText("trial.pol", trial("extends city", change)), read)


def test_kinds_of_care_keep_the_inherited_limits() -> None:
    """The city's cap holds the county's kinds: 100000 × 80% = 80000, the cap 10000."""
    found = county_on(CITY, f"replace in basic {{ {KINDS} }}")
    assert found.program is not None
    assert found.diagnostics == ()
    claim = {"date": "2022-03-01", "in_policy": "100000.00", "referred": True}
    case = {"year": 2022, "person": {"identities": []}, "claims": [claim]}
    assert policy_of(found.program).settle(case).claims[0].benefits["basic"] == 10000


CLASSES = """policy city "市" edition 1
use identities
layers basic
rank tekun > dibao
benefit basic "基本" per claim {
  for tekun: rate 90%
  for dibao: rate 70%
}
"""


def test_classes_of_the_county_leave_whom_the_benefit_is_for() -> None:
    """A county that writes one of the city's two classes leaves the other without a rate, which
    is told at the county's own line."""
    found = county_on(CLASSES, "replace in basic { for dibao: rate 80% }")
    (told,) = [mistake for mistake in found.diagnostics if mistake.severity == "error"]
    assert (told.code, told.source.name, told.line) == ("uncovered_class", "trial.pol", 3)


def test_every_statement_has_the_word_that_leaves_it_out() -> None:
    """A kind of statement is a term, says what is paid or when, or has its word in the table."""
    by_what_they_say = {TermSyntax, BandsSyntax, FirstOfSyntax, NotSpecifiedSyntax, WhenSyntax}
    kinds = {*get_args(BenefitStatementSyntax), *get_args(RightStatementSyntax)}
    kinds |= set(get_args(LimitStatementSyntax))
    assert set(_PARTS) == kinds - by_what_they_say
