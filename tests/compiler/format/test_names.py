"""The names that the language gives, in either language: what they mean, and what stays."""

import pytest

import polc
from polc.compiler.format.format import format_text
from polc.compiler.report.source import SourceText
from polc.inspect.examples import run_example

ENGLISH = """policy town "某镇" edition 1
use identities
dated by admission
layers basic > help
rank tekun > dibao
benefit basic "基本" per claim {
  when kind is inpatient, outpatient and place within in_province
  deductible per stay { 1: 100 yuan; otherwise: 200 yuan } by hospital_level
  rate { in_county: 70%; otherwise: 50% } by place
  cap 1000 yuan per year
}
benefit help "救助" per claim {
  for tekun, dibao
  when emergency or first_day_of_year up to date
  base remaining - basic.cut_off
  rate 60%
}
limit share "占比" {
  share of total - in_policy in total
  at most 10%
  borne by institution
}
example "一" {
  person dibao { residence rural; insured_at in_city }
  opening { basic.paid 100 yuan; basic.line 0 yuan }
  claim a 2022-03-01 inpatient {
    visit "v"; admitted 2022-02-27; in_policy 1100 yuan; total 1200 yuan
    place in_county; hospital_level 1
  }
  expect a.identity dibao
  expect a.basic 700 yuan    # (1100 − 100) × 70%
  expect a.help 240 yuan     # (1100 − 700) × 60%
  expect a.remaining 160 yuan
  expect a.patient_pays 260 yuan
}
"""

CHINESE = (
    "适用日 入院日",
    "当 就医类别 是 住院, 普通门诊 且 就医地点 属于 省内",
    "{ 1: 100元; 其他: 200元 } 按 医院级别",
    "{ 县内: 70%; 其他: 50% } 按 就医地点",
    "急诊 或 年度首日 以内 日期",
    "剩余政策范围内费用 - basic.超限额部分",
    "占比 医疗总费用 - 政策范围内费用 在其中 医疗总费用",
    "承担方 医疗机构",
    "户籍 农村; 参保地 市内",
    "basic.已付 100元; basic.累计额 0元",
    '就诊编号 "v"',
    "入院日期 2022-02-27",
    "医疗总费用 1200元",
    "就医 a 2022-03-01 住院 {",
    "应得 a.适用身份 dibao",
    "应得 a.剩余政策范围内费用 160元",
    "应得 a.个人负担费用 260元",
)


def told(text: str, language: str) -> str:
    found, mistakes = format_text(SourceText("p", text), "zh" if language == "zh" else "en")
    assert mistakes == ()
    assert found is not None
    return found


@pytest.mark.parametrize("chinese", CHINESE)
def test_what_the_language_names_is_translated(chinese: str) -> None:
    """Fields, places, kinds of care, figures, days, results."""
    assert chinese.removeprefix("当 ") in told(ENGLISH, "zh")


def test_both_languages_say_the_same() -> None:
    """The rules, and what the example comes to."""
    here, there = (polc.compile(told(ENGLISH, language)) for language in ("en", "zh"))
    assert here.fingerprint == there.fingerprint
    for policy in (here, there):
        assert run_example(policy, policy.program.examples[0]).differences == ()


def test_the_way_back() -> None:
    """What was English is English again."""
    english = told(ENGLISH, "en")
    assert told(told(english, "zh"), "en") == english


def test_a_rest_has_a_short_name() -> None:
    """余额 is what earlier layers left."""
    chinese = told(ENGLISH, "zh").replace("剩余政策范围内费用", "余额")
    policy = polc.compile(chinese)
    assert run_example(policy, policy.program.examples[0]).differences == ()
    assert told(chinese, "en") == told(ENGLISH, "en")


def test_a_policys_own_name_stays() -> None:
    """A kind of care, a choice or a benefit may be called as a word of the language is."""
    own = ENGLISH.replace("help", "total").replace(
        "share of total - in_policy in total", "share of in_policy in in_policy"
    )
    own = own.replace("; total 1200 yuan", "").replace("patient_pays 260", "patient_pays 160")
    chinese = told(own, "zh")
    assert '待遇 total "救助"' in chinese
    assert "应得 a.total 240元" in chinese
