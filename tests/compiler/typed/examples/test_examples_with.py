"""What `examples with` gives to the examples after it."""

from typing import Any

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
use identities
layers basic
param premium "缴费标准" : money per year unspecified
benefit basic "基本医保" per claim {
  when residence is rural
  rate { in_county: 70%; otherwise: 50% } by place
  reading period "按年还是按次" { annual default; single }
}
benefit subsidy "资助" per person per year as of first day of year { pay premium }
adjust basic when hospital_level is 1 { rate raised by 5 points where period is single }
"""
GIVEN = """examples with {
  premium 350 yuan
  under period single
  person { residence rural }
  region { rural_income_last_year 18000 yuan }
  claim { place in_county; hospital_level 1 }
}
"""
AFTER = """example "其后" {
  person dibao
  claim a 2022-03-01 inpatient { in_policy 1000 yuan }
  claim b 2022-04-01 inpatient { in_policy 1000 yuan }
}
"""


def cases_of(text: str) -> list[dict[str, Any]]:
    """The cases of the examples."""
    program = compile_text(SourceText("town.pol", text), read_stdlib).program
    assert program is not None
    return [example.case for example in program.examples]


def codes_of(text: str) -> list[str]:
    """The codes of what is told of a text."""
    return [
        finding.code for finding in compile_text(SourceText("t.pol", text), read_stdlib).diagnostics
    ]


def test_an_example_has_what_all_after_it_have() -> None:
    """Parameters, readings, fields of the person, the region and of every claim."""
    (case,) = cases_of(TOWN + GIVEN + AFTER)
    assert case["parameters"] == {"premium": "350.00"}
    assert case["readings"] == {"period": "single"}
    assert case["person"]["residence"] == "rural"
    assert case["region"] == {"rural_income_last_year": "18000.00"}
    assert [(claim["place"], claim["hospital_level"]) for claim in case["claims"]] == [
        ("in_county", 1),
        ("in_county", 1),
    ]


def test_an_example_before_it_has_nothing_of_it() -> None:
    """It stands for what comes after it."""
    (case,) = cases_of(TOWN + AFTER + GIVEN)
    assert "parameters" not in case
    assert "place" not in case["claims"][0]


def test_an_example_says_its_own() -> None:
    """What it says itself stands, in the claim that says it, and is told."""
    own = AFTER.replace("in_policy 1000 yuan }\n  claim b", "place in_city }\n  claim b")
    (case,) = cases_of(TOWN + GIVEN + own)
    assert [claim["place"] for claim in case["claims"]] == ["in_city", "in_county"]
    assert "example_says_otherwise" in codes_of(TOWN + GIVEN + own)


def test_a_later_block_adds_to_an_earlier() -> None:
    """Of the same thing it says what holds from there on."""
    later = "examples with { premium 380 yuan }\n"
    first, second = cases_of(TOWN + GIVEN + AFTER + later + AFTER.replace("其后", "再后"))
    assert first["parameters"] == {"premium": "350.00"}
    assert second["parameters"] == {"premium": "380.00"}
    assert second["person"]["residence"] == "rural"


def test_the_same_in_chinese() -> None:
    """Its words in the other language."""
    text = """政策 town “某镇” 版次 1
支付次序 基本医保
待遇 basic “基本医保” 每笔结算 { 比例 { 县内：70%；其他：50% } 按 就医地点 }
以下算例取 { 就医 { 就医地点 县内 } }
算例 “其后” {
  人员
  就医 2022年3月1日 住院 { 政策范围内费用 1000元 }
  应得 basic 700元
}
"""
    (case,) = cases_of(text)
    assert case["claims"][0]["place"] == "in_county"


def test_a_mistake_in_it_is_told_once() -> None:
    """And not again with every example."""
    text = TOWN + GIVEN.replace("in_county", "in_contry") + AFTER + AFTER.replace("其后", "再后")
    assert codes_of(text).count("unknown_value") == 1
