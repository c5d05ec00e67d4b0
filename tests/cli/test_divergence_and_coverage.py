"""`polc test --coverage`, and where a failing example diverges from the settlement."""

from pathlib import Path

import pytest

from tests.cli.invoke import ROOT, run

POLICY = (ROOT / "tests/inspect/covered.pol").read_text(encoding="utf-8").split("\nexample")[0]
EXAMPLE = """
example "到" {{
  person dibao
  claim 2022-03-01 inpatient {{ {fields}; paid basic 4000 yuan }}
  expect assistance {amount} yuan
}}
"""
FIELDS = "in_policy 8000 yuan; total 20000 yuan; referred yes"


TWO_READINGS = """policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance

benefit assistance "医疗救助" per claim {
  for dibao
  deductible per year 1000 yuan where period is per_year
  deductible per stay 1000 yuan where period is per_stay
  rate 70%
}

reading period "按年还是按次" {
  per_year default
  per_stay
}

example "两次住院" {
  person dibao
  claim a 2022-03-01 inpatient { in_policy 5000 yuan }
  claim b 2022-04-01 inpatient { in_policy 5000 yuan }
  expect b.assistance 2800 yuan
}
"""


def told(folder: Path, amount: str, fields: str = FIELDS) -> str:
    """The line that says where they part. As it stands (8000 − 4000 − 1000) × 70% = 2100."""
    path = folder / "town.pol"
    path.write_text(POLICY + EXAMPLE.format(fields=fields, amount=amount), encoding="utf-8")
    done = run("test", path)
    assert done.exit_code == 1
    (line,) = (line for line in done.stdout.splitlines() if "they part at" in line)
    return line.strip()


def test_the_deductible_was_forgotten(tmp_path: Path) -> None:
    """4000 × 70% = 2800."""
    assert told(tmp_path, "2800") == (
        "they part at assistance.deductible, line 15: without the deductible it comes to that "
        "figure"
    )


def test_another_deductible(tmp_path: Path) -> None:
    """(4000 − 500) × 70% = 2450."""
    assert told(tmp_path, "2450") == (
        "they part at assistance.deductible, line 15: a deductible of 500.00 would lead to that "
        "figure"
    )


def test_another_rate(tmp_path: Path) -> None:
    """3000 × 50% = 1500."""
    assert told(tmp_path, "1500") == (
        "they part at assistance.rate, line 16: 1500.00 is 50% of 3000.00, and the rate is 70%"
    )


def test_a_condition_that_fails(tmp_path: Path) -> None:
    """A total of 9000 is not over 10000."""
    fields = "in_policy 8000 yuan; total 9000 yuan; referred yes"
    assert told(tmp_path, "2100", fields) == (
        "they part at assistance.when, line 14: nothing is computed after it: not_when "
        "(total 9000.00)"
    )


def test_nothing_explains_it(tmp_path: Path) -> None:
    """1234.56 is no plain share of anything."""
    assert told(tmp_path, "1234.56") == (
        "they part at assistance.rate, line 16: nothing before it explains the difference"
    )


def test_the_limit_that_cut_it_off(tmp_path: Path) -> None:
    """(60000 − 4000 − 1000) × 70% = 38500, and the cap is 30000."""
    fields = "in_policy 60000 yuan; total 60000 yuan; referred yes"
    assert told(tmp_path, "38500", fields) == (
        "they part at assistance.cap, line 17: before this limit it is 38500.00"
    )


def test_a_limit_below_what_is_expected(tmp_path: Path) -> None:
    """(60000 − 4000 − 1000) × 70% = 38500, of which the cap leaves 30000 and 35000 is expected."""
    fields = "in_policy 60000 yuan; total 60000 yuan; referred yes"
    assert told(tmp_path, "35000", fields) == (
        "they part at assistance.cap, line 17: this limit holds it at 30000.00; before it, it is "
        "38500.00"
    )


LATER_FIRST = """policy town "某镇" edition 1
in force from 2022-01-01
layers basic > extra
benefit basic "基本医保" per claim {
  deductible per year 100 yuan
  rate 60%
}
benefit extra "补充保险" per claim { rate 50% }
example "两笔" {
  person
  claim a 2022-03-01 inpatient { in_policy 1100 yuan }
  claim b 2022-04-01 inpatient { in_policy 1000 yuan }
  expect b.extra 1 yuan, a.extra 190 yuan, a.basic 660 yuan
}
"""


def test_they_part_where_the_first_is_settled(tmp_path: Path) -> None:
    """Three are missed, all on one line: that of the first claim's first layer is why.
    1100 × 60% = 660 without the deductible; (1100 − 100) × 60% = 600 with it."""
    path = tmp_path / "town.pol"
    path.write_text(LATER_FIRST, encoding="utf-8")
    told = [line.strip() for line in run("test", path).stdout.splitlines()]
    at = told.index("line 13: a.basic")
    assert told[at + 3].startswith("they part at basic.deductible, line 5: without the deductible")
    assert sum(line.startswith("they part at") for line in told) == 1


def test_another_reading(tmp_path: Path) -> None:
    """Two claims of 5000: by the year the second is paid 5000 × 70% = 3500, per stay
    (5000 − 1000) × 70% = 2800, which no plain rate or deductible of the first kind gives."""
    path = tmp_path / "town.pol"
    path.write_text(TWO_READINGS, encoding="utf-8")
    done = run("test", path)
    assert (
        "they part at assistance.rate, line 10: it comes to that figure where reading `period` is "
        "`per_stay`"
    ) in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_coverage_after_the_count(tmp_path: Path, language: str) -> None:
    """The count of rules, and each that is not reached with its line and why."""
    path = tmp_path / "town.pol"
    example = EXAMPLE.format(fields=FIELDS, amount="2100")
    path.write_text(POLICY + example, encoding="utf-8")
    done = run("test", path, "--coverage", "--language", language)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    if language == "en":
        assert lines[1] == f"{path}: the examples reach 6 of 10 rules"
        assert lines[2:5] == [
            "  line 8  basic.deductible",
            "      deductible per year 500 yuan",
            "      every example gives what `basic` paid",
        ]
    else:
        assert "算例用到了10条规则中的6条" in lines[1]
        assert "每个算例都直接给出了`basic`的支付额" in lines[4]
