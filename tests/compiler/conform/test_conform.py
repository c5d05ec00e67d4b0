"""A policy against its framework: satisfied, breached, silent, undetermined, departed from."""

from pathlib import Path

import pytest

import polc
from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.diagnostics import Diagnostic
from polc.compiler.report.source import SourceText

FOLDER = Path(__file__).parent


def findings(name: str) -> list[tuple[str, str]]:
    """Severity and code of each finding, with the requirement it speaks of."""
    path = FOLDER / f"{name}.pol"
    compiled = compile_text(SourceText(str(path), path.read_text(encoding="utf-8")), read_used)
    return [
        (diagnostic.code, diagnostic.message.split("`")[1])
        for diagnostic in compiled.diagnostics
        if "nation" in diagnostic.message
    ]


def test_a_policy_that_meets_all() -> None:
    """Everything printed is satisfied; what is really paid is not told."""
    policy = polc.load(FOLDER / "good.pol")
    outcomes = {
        requirement.requirement: requirement.status
        for requirement in policy.plan.declared.conformance
    }
    assert outcomes.pop("paid_floor") == "undetermined"
    assert set(outcomes.values()) == {"satisfied"}
    assert len(outcomes) == 9


def test_a_policy_that_breaches() -> None:
    """Each breach is an error, silence a warning; the one departed from is neither."""
    found = findings("bad")
    breaches = {name for code, name in found if code == "breach"}
    silent = {name for code, name in found if code == "silent_on"}
    assert breaches == {
        "nation.tekun_full",
        "nation.dibao_some",
        "nation.ends",
        "nation.half",
        "nation.five",
        "nation.floor",
    }
    assert silent == {"nation.uncapped", "nation.no_waiting"}
    assert all(name != "nation.same_basic" for _, name in found)


def test_a_requirement_that_hangs_on_a_reading_stands_by_its_default() -> None:
    """`at_once` stands only under another reading than the framework's default."""
    policy = polc.load(FOLDER / "good.pol")
    names = {requirement.requirement for requirement in policy.plan.declared.conformance}
    assert "at_once" not in names


def test_a_framework_settles_nothing() -> None:
    """The refusal says what it hands down."""
    nation = polc.load(FOLDER / "nation.pol")
    with pytest.raises(polc.CaseError) as refused:
        nation.settle({"person": {"identities": []}, "year": 2022, "claims": []})
    (problem,) = refused.value.errors
    assert problem.code == "framework"
    assert "parameter `premium`" in problem.message
    assert "NA-9 定额由各地定" in problem.message


def test_a_framework_opens_no_year() -> None:
    """A ledger is refused for the same reason as a case."""
    nation = polc.load(FOLDER / "nation.pol")
    with pytest.raises(polc.CaseError) as refused:
        nation.open_year({"identities": []}, year=2022)
    assert [error.code for error in refused.value.errors] == ["framework"]


def test_a_departure_from_nothing_is_a_mistake() -> None:
    """A requirement that the framework does not have cannot be departed from."""
    text = (FOLDER / "good.pol").read_text(encoding="utf-8")
    text = text.replace(
        "conforms to nation", 'conforms to nation\ndeparts from nation.x because "y"'
    )
    compiled = compile_text(SourceText(str(FOLDER / "good.pol"), text), read_used)
    assert [
        diagnostic.code for diagnostic in compiled.diagnostics if diagnostic.severity == "error"
    ] == ["unknown_name"]


def diagnostics(name: str) -> dict[str, Diagnostic]:
    """Each finding by the requirement it speaks of."""
    path = FOLDER / f"{name}.pol"
    compiled = compile_text(SourceText(str(path), path.read_text(encoding="utf-8")), read_used)
    return {diagnostic.message.split("`")[1]: diagnostic for diagnostic in compiled.diagnostics}


def test_a_breach_stands_at_the_rule() -> None:
    """The line that breaches is underlined, the requirement is the related place."""
    found = diagnostics("bad")["nation.half"]
    assert found.source.line_text(found.line).strip() == "deductible lowered by 40%"
    (required,) = found.related
    line = required.source.line_of(required.span.start)
    assert required.source.name.endswith("nation.pol")
    assert required.source.line_text(line).startswith("require half")


def test_silence_stands_where_the_policy_is_bound() -> None:
    """There is no rule to point at."""
    found = diagnostics("bad")["nation.no_waiting"]
    assert found.source.line_text(found.line) == "conforms to nation"


def test_both_clauses_are_told() -> None:
    """The requirement's own, and that of the rule that decides."""
    policy = compile_in_folder(
        'policy here "本地" edition 1\nsource hb "丙〔2022〕1号" issued 2022-01-01\n'
        "conforms to nation\nuse identities\nlayers basic\n"
        'benefit basic "基本" per claim { rate 60% cite hb "三" HB-3 }\n'
    )
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "same_basic"
    ]
    assert (found.origin.clauses, found.origin.cite) == (("NA-3.1",), "甲〔2021〕1号 三")
    assert found.status == "satisfied"
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "half"
    ]
    assert (found.status, found.rule.rule) == ("silent", "")


def compile_in_folder(text: str) -> polc.Policy:
    return polc.compile(text, name=str(FOLDER / "here.pol"))


AS_PAID = """policy here "本地" edition 1
conforms to nation
use identities
layers basic > assistance
benefit basic "基本" per claim {{ rate 50% }}
benefit assistance "救助" per claim {{
  for tekun
  when referred
  deductible per year {deductible}
  rate 70%
  cap per year 1000 yuan
}}
example "算例" {{
  person {person}
  claim a 2022-03-01 inpatient {{ total 1000 yuan; in_policy 1000 yuan; referred {referred} }}
  expect a.assistance {paid}
}}
"""


@pytest.mark.parametrize(
    ("deductible", "person", "referred", "paid", "status"),
    [
        ("100 yuan", "tekun", "yes", "280 yuan", "breached"),
        ("0 yuan", "tekun", "yes", "350 yuan", "undetermined"),
        ("100 yuan", "dibao", "yes", "0 yuan", "undetermined"),
        ("100 yuan", "tekun", "no", "0 yuan", "undetermined"),
    ],
)
def test_what_is_paid_in_the_end(
    deductible: str, person: str, referred: str, paid: str, status: str
) -> None:
    """Of 500 left, 70% is 350. (500 − 100) × 70% = 280 is less. Somebody else, or somebody
    whom a condition keeps out, is no counterexample; examples that all hold prove nothing."""
    text = AS_PAID.format(deductible=deductible, person=person, referred=referred, paid=paid)
    policy = compile_in_folder(text)
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "paid_floor"
    ]
    assert found.status == status
    if status == "breached":
        assert "`算例` claim `a` is paid 280.00 of 500.00 yuan" in found.reason


def test_of_a_claim_taken_back_in_part_its_rest_counts() -> None:
    """Of 1000, half is basic insurance's; 400 are taken back. 600 × 50% = 300 are left, of which
    70%, 210, are paid: that is 70%, and nothing is a counterexample."""
    text = AS_PAID.format(deductible="0 yuan", person="tekun", referred="yes", paid="210 yuan")
    refund = "  claim b 2022-04-01 inpatient { reverses a; total 400 yuan; in_policy 400 yuan }\n"
    policy = compile_in_folder(text.replace("  expect", f"{refund}  expect"))
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "paid_floor"
    ]
    assert found.status == "undetermined"


def test_a_limit_that_holds_the_payment_is_no_counterexample() -> None:
    """70% of 500,000 is more than the cap of 1000."""
    text = AS_PAID.format(deductible="0 yuan", person="tekun", referred="yes", paid="1000 yuan")
    policy = compile_in_folder(
        text.replace("1000 yuan; in", "1000000 yuan; in").replace(
            "in_policy 1000 yuan", "in_policy 1000000 yuan"
        )
    )
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "paid_floor"
    ]
    assert found.status == "undetermined"


def test_what_binds_the_extended_policy_binds_the_one_on_top() -> None:
    """A county under a city that conforms is held against the nation too."""
    city = (FOLDER / "good.pol").read_text(encoding="utf-8")
    county = 'policy county "县" edition 1\nextends good\n'
    policy = compile_in_folder(county)
    assert {requirement.requirement for requirement in policy.conformance} >= {"half", "no_waiting"}
    assert "conforms to nation" in city
    changed = county + "replace in critical_illness { cap per year 5 yuan }\n"
    assert len(compile_in_folder(changed).conformance) == len(policy.conformance)


def test_a_table_of_rates_is_looked_into() -> None:
    """90% for dibao stands in a table, of the same premium."""
    policy = compile_in_folder(
        'policy here "本地" edition 1\nconforms to nation\nuse identities\nrank tekun > dibao\n'
        'param premium "缴费标准" : money per year unspecified\n'
        'benefit premium_subsidy "资助" per person per year as of first day of year {\n'
        "  pay the highest of { all for tekun, dibao: { tekun: 100%; dibao: 90% } of premium }\n}\n"
    )
    found = {requirement.requirement: requirement.status for requirement in policy.conformance}
    assert (found["tekun_full"], found["dibao_some"]) == ("satisfied", "satisfied")


def test_a_requirement_of_the_extended_policy_is_departed_from_by_its_name() -> None:
    """Chongqing's floors are Chongqing's, whoever stands on top."""
    county = 'policy county "县" edition 1\nextends chongqing\n'
    found = {
        requirement.requirement: requirement for requirement in polc.compile(county).conformance
    }
    assert found["floor_key_paid"].framework == "chongqing"
    departs = 'departs from chongqing.floor_key_paid because "例"\n'
    found = {
        requirement.requirement: requirement
        for requirement in polc.compile(county + departs).conformance
    }
    assert found["floor_key_paid"].departure == "例"
    with pytest.raises(polc.PolicyError, match="no requirement"):
        polc.compile(county + 'departs from chongqing.floor because "例"\n')


def test_a_claim_without_a_base_is_no_counterexample() -> None:
    """Nothing is not over 60% of nothing, and shows nothing of the rate."""
    policy = compile_in_folder(
        """policy here "本地" edition 1
conforms to over
use identities
layers basic
benefit basic "基本" per claim { rate 60% }
example "算例" {
  person tekun
  claim a 2022-03-01 inpatient { total 0 yuan; in_policy 0 yuan }
  expect a.basic 0 yuan
}
"""
    )
    (found,) = [
        requirement for requirement in policy.conformance if requirement.requirement == "much_paid"
    ]
    assert found.status == "undetermined"
