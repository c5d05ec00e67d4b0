"""The clause of a block is that of its lines that have none of their own."""

from attrs import evolve

from polc.api.load_policy import compile_policy
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from polc.inspect.clauses import list_clauses
from tests.stdlib_texts import read_stdlib

TEXT = """policy town "某镇" edition 1
source tn "镇发〔2022〕1号" issued 2021-12-31
in force from 2022-01-01 TN-9
use identities
layers basic > extra
rank tekun > dibao
param premium "缴费标准" : money per year = 350 yuan TN-8
section tn "二" "待遇" {
  benefit basic "基本医保" per claim { "1" TN-1
    deductible per claim 500 yuan
    rate 60% "2" TN-1.1
  }
  benefit extra "补充" per claim TN-2 {
    first of {
      stay "住院" when kind is inpatient { TN-2.1
        rate 50%
        cap 100 yuan per year TN-2.2
      }
      otherwise { rate { tekun: 30% TN-2.3; otherwise: 20% } }
    }
  }
  benefit subsidy "资助" per person per year as of first day of year {
    pay the highest of { TN-3
      full for tekun: 100% of premium
      half for dibao: 50% of premium TN-3.1
    }
  }
  entitlement right "先诊疗" per claim { TN-4
    for dibao
    due at admission basic.deductible TN-4.1
  }
  target insured "应保尽保" { TN-5
    share of "参保" in "认定"
    at least 98%
  }
  deadline sent "报送" { TN-6
    every month before 5
  }
}
"""


def rules_of() -> dict[str, tuple[str, ...]]:
    """The rules and declared things by clause."""
    program = compile_text(SourceText("town.pol", TEXT), read_stdlib).program
    assert program is not None
    return {clause.id: (*clause.rules, *clause.declared) for clause in list_clauses(program)}


def test_a_line_without_a_clause_has_that_of_its_block() -> None:
    """A benefit's, a right's, a target's, a deadline's; one with a clause keeps it."""
    found = rules_of()
    assert found["TN-1"] == ("basic.deductible", "basic")
    assert found["TN-1.1"] == ("basic.rate",)
    assert found["TN-4"] == ("right.for", "right")
    assert found["TN-4.1"] == ("right.due",)
    assert found["TN-5"] == ("insured",)
    assert found["TN-6"] == ("sent",)


def test_the_innermost_block_gives_the_clause() -> None:
    """That of a kind of care before that of the benefit; a row of a table keeps its own."""
    found = rules_of()
    assert found["TN-2"] == ("extra", "extra.rest.rate")
    assert found["TN-2.1"] == ("extra.stay.rate", "extra.stay")
    assert found["TN-2.2"] == ("extra.stay.cap",)
    assert found["TN-2.3"] == ("extra.rest.rate",)


def test_alternatives_have_that_of_their_block() -> None:
    """Those that have none."""
    found = rules_of()
    assert found["TN-3"] == ("subsidy", "subsidy.full")
    assert found["TN-3.1"] == ("subsidy.half",)


def test_a_block_counts_whose_lines_all_have_their_own() -> None:
    """Its clause is said, and none is missing."""
    text = TEXT.replace("    deductible per claim 500 yuan\n", "")
    result = compile_text(SourceText("town.pol", text), read_stdlib)
    assert result.program is not None
    clauses = {clause.id: clause.rules for clause in list_clauses(result.program)}
    assert clauses["TN-1"] == ("basic",)
    assert not [finding for finding in result.diagnostics if finding.code == "no_clause"]


def test_an_explanation_cites_the_clause_of_the_block() -> None:
    """With the locator of the section before it."""
    policy = compile_policy(TEXT)
    case = {
        "person": {"id": "p", "identities": []},
        "claims": [{"id": "a", "date": "2022-03-01", "kind": "inpatient", "in_policy": "1500.00"}],
    }
    steps = {step["rule"]: step["clause"] for step in policy.settle(case).explanation}
    assert steps["basic.deductible"] == "TN-1"
    assert steps["basic.rate"] == "TN-1.1"


def test_a_block_says_it_once() -> None:
    """The same lines with the clause on each come to the same."""
    text = TEXT.replace('{ "1" TN-1\n', "{\n").replace("500 yuan\n", '500 yuan "1" TN-1\n')
    one = compile_text(SourceText("town.pol", TEXT), read_stdlib).program
    other = compile_text(SourceText("town.pol", text), read_stdlib).program
    assert one is not None
    assert other is not None
    (basic, *_), (same, *_) = one.benefits, other.benefits
    assert basic == evolve(same, origin=basic.origin)
