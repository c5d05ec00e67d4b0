"""Which rules the examples reach, and why not the others."""

import re
from pathlib import Path

import pytest

import polc
from polc.compiler.format.format import format_text
from polc.compiler.plan.nodes import Select
from polc.compiler.plan.visit import all_nodes
from polc.compiler.report.source import SourceText
from polc.inspect.coverage import Uncovered, cover
from polc.inspect.coverage_reasons import CoveredBlock, name_row
from polc.messages.text import in_language
from tests.stdlib_texts import stdlib_policy

TEXT = (Path(__file__).parent / "covered.pol").read_text(encoding="utf-8")
REACHING = """
example "到" {
  person dibao
  claim 2022-03-01 inpatient { in_policy 8000 yuan; total 10001 yuan; referred yes }
  expect basic 4500 yuan        # (8000 − 500) × 60%
  expect assistance 1750 yuan   # (8000 − 4500 − 1000) × 70%
}
"""


def uncovered(text: str) -> dict[str, Uncovered]:
    """By rule, rows with their keys."""
    found = cover(polc.compile(text, name="covered.pol")).uncovered
    return {f"{rule.rule} {rule.row}".strip(): rule for rule in found}


def test_what_is_given_is_not_computed() -> None:
    """Both examples give what basic insurance paid."""
    found = uncovered(TEXT)["basic.rate"]
    assert (found.line, found.written) == (9, "rate 60%")
    assert found.why == "every example gives what `basic` paid"


def test_the_condition_that_failed_and_how_close_it_was() -> None:
    """9000 is 1000 off 10000, 3000 is 7000 off: the first is the closest."""
    assert uncovered(TEXT)["assistance.rate"].why == (
        "`when total over 10000 yuan and referred` fails; closest is `近`: total is 9000.00, "
        "1000.00 yuan off"
    )


def test_what_is_reached_is_not_listed() -> None:
    """With an example that passes the condition only the row and the adjustment of the tekun
    are left."""
    assert set(uncovered(TEXT + REACHING)) == {
        "assistance.rate tekun",
        "assistance.adjust.deductible",
    }


def test_a_row_and_those_that_are_met() -> None:
    """Nobody in the examples is a tekun."""
    why = uncovered(TEXT + REACHING)["assistance.rate tekun"].why
    assert why == "no example comes here as tekun; others are met: dibao"


def test_an_adjustment_for_everybody_whose_condition_never_holds() -> None:
    """Nobody is named where the block is for nobody in particular."""
    text = f"{TEXT}{REACHING}adjust basic when not referred {{ rate lowered by 10 points }}\n"
    assert uncovered(text)["basic.adjust.rate"].why == "no example has such a claim"


def test_an_adjustment_for_people_who_never_come() -> None:
    """The people of the block are named."""
    why = uncovered(TEXT + REACHING)["assistance.adjust.deductible"].why
    assert why == "no example comes here with a claim of tekun"


def test_a_policy_without_examples() -> None:
    """Every rule is listed."""
    bare = TEXT[: TEXT.index("example")]
    covered = cover(polc.compile(bare, name="covered.pol"))
    assert covered.rules - len(covered.uncovered) <= 2  # the two rows of the rate


@pytest.mark.parametrize("name", ["suizhou", pytest.param("zhangye", marks=pytest.mark.long)])
def test_the_library_is_nearly_covered(name: str) -> None:
    """What its examples leave out are rows of single years, of levels and of places."""
    covered = cover(stdlib_policy(name))
    assert all(rule.row for rule in covered.uncovered)
    rest = [rule for rule in covered.uncovered if rule.row in ("otherwise", "其他")]
    assert len(covered.uncovered) - len(rest) < 0.05 * covered.rules
    assert len(rest) < 0.03 * covered.rules


def test_the_closest_may_come_later() -> None:
    """With the far example first, 9000 is still the closest to 10000."""
    at = TEXT.index('example "近"'), TEXT.index('example "远"')
    swapped = TEXT[: at[0]] + TEXT[at[1] :] + TEXT[at[0] : at[1]]
    assert "closest is `近`" in uncovered(swapped)["assistance.rate"].why


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("{ inpatient: 70%; outpatient: 50% } by kind", "outpatient"),
        ("{ 1: 70%; 2: 50% } by hospital_level", "2"),
        ("{ inpatient: 70%; otherwise: 50% } by kind", "otherwise"),
        ("{ outpatient: 50%; otherwise: 70% } by kind", "outpatient"),
        ("{ yes: 70%; no: 50% } by referred", "no"),
        ("{ until 2022-06-30: 70%; from 2022-07-01: 50% } by date", "from 2022-07-01"),
        ("{ 0..1: 70%; from 2: 50% } by hospital_level", "from 2"),
    ],
)
def test_a_row_is_named_by_what_the_policy_calls_it(table: str, row: str) -> None:
    """The word of a choice, the number of a figure, the day of a date."""
    text = f"""policy town "某镇" edition 1
layers basic
benefit basic "基本" per claim {{ rate {table} }}
example "一" {{
  claim 2022-03-01 inpatient {{ in_policy 8000 yuan; referred yes; hospital_level 1 }}
  expect basic 5600 yuan
}}
"""
    assert set(uncovered(text)) == {f"basic.rate {row}"}


def test_a_row_without_its_key_is_named_by_its_ends() -> None:
    """Where what a table is by is no part of the block: 0 is an end as another, one figure is
    said once."""
    table = "{ 0..1: 70%; 2: 60%; from 3: 50% } by hospital_level"
    plan = polc.compile(
        f"""policy town "某镇" edition 1
layers basic
benefit basic "基本" per claim {{ rate {table} }}
"""
    ).plan
    pick = next(node for node in all_nodes(plan) if isinstance(node, Select) and len(node.arms) > 2)
    block = CoveredBlock(plan, (pick,))
    assert [name_row(arm, pick, block) for arm in pick.arms] == ["0..1", "2", "3.."]


def test_a_row_of_a_chinese_file_is_named_in_chinese() -> None:
    """A place by its word, and what the table is by."""
    text = """政策 town “某镇” 版次 1
支付次序 basic
待遇 basic “基本” 每笔结算 { 比例 { 县内：70%；省外：50% } 按 就医地点 }
算例 “一” { 就医 2022年3月1日 住院 { 政策范围内费用 100元；就医地点 县内 } }
"""
    (found,) = uncovered(text).values()
    assert found.row == "省外"
    assert found.why == "no example comes here with 就医地点 省外; others are met: 县内"


KINDS = """policy t "t" edition 1
in force from 2022-01-01
layers basic
benefit basic "x" per claim {
  first of {
    a when FIRST { rate 50% }
    otherwise { rate 20% }
  }
}
example "甲" {
  claim 2022-03-01 inpatient { in_policy 1000 yuan; referred yes }
  expect basic AMOUNT yuan
}
"""


def test_what_is_otherwise_is_missed_where_an_earlier_kind_holds() -> None:
    """1000 × 50%: the rest is not reached for the condition of `a` holds."""
    found = uncovered(KINDS.replace("FIRST", "referred").replace("AMOUNT", "500"))
    assert {rule.why for rule in found.values()} == {
        "`a when referred { rate 50% }` holds; closest is `甲`: referred is yes"
    }


def test_a_condition_that_is_denied_fails() -> None:
    """1000 × 20%: `a` is not reached for `not referred` fails."""
    found = uncovered(KINDS.replace("FIRST", "not referred").replace("AMOUNT", "200"))
    assert {rule.why for rule in found.values()} == {
        "`a when not referred { rate 50% }` fails; closest is `甲`: referred is yes"
    }


def test_who_is_of_no_other_row() -> None:
    """A stay is of the first row, and nobody is of the rest."""
    text = KINDS.replace("FIRST", "referred").replace("AMOUNT", "500")
    text = text.replace("rate 50%", "rate { inpatient: 50%; otherwise: 40% } by kind")
    whys = {rule.why for rule in uncovered(text).values() if rule.row}
    assert whys == {"no example comes here with another kind; others are met: inpatient"}


def test_a_chinese_file_is_told_in_its_own_words() -> None:
    """Its fields as they are called there."""
    text, _ = format_text(SourceText("covered.pol", TEXT), "zh")
    assert text is not None
    told = " ".join(str(in_language(rule.why, "zh", "zh")) for rule in uncovered(text).values())
    assert "医疗总费用为9000.00" in told
    assert not re.search("total|referred", told)
