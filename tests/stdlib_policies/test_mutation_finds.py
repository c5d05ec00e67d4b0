"""What the mutations of a clause are, and that an unproved one is found."""

import pytest

import polc
from tests.stdlib_policies.mutations import mutations
from tests.stdlib_policies.test_mutations import fails

TEXT = """
policy held "受检" edition 1
source ab "甲〔2022〕1号" issued 2022-01-01
in force from 2022-01-01                           cite ab "附" AB-9
use identities
layers basic > second                              cite ab "一" AB-1
rank dibao > marginal                              cite ab "二" AB-2
group remote "外围" = unstable | marginal          cite ab "三" AB-3
param line "起付线" : money unspecified            AB-4
benefit basic "基本" per claim {
  for dibao, marginal                              AB-5
  when place within in_city                        AB-6
  deductible per year line                         AB-4b
  rate { dibao: 70%                                AB-7a
         marginal: 60% }                           AB-7b
  cap 5000 yuan per year                           AB-8
}
benefit second "二次" per claim {
  for remote                                       AB-10
  rate 50%                                         AB-11
}
example "低保" {
  with line 100 yuan
  person dibao, marginal
  claim 2022-03-01 inpatient { in_policy 1100 yuan; place in_city }
  expect basic 700 yuan                            # (1100 − 100) × 70%
  expect second 200 yuan                           # (1100 − 700) × 50%
}
example "太早" {
  with line 100 yuan
  person dibao
  claim 2021-12-31 inpatient { in_policy 1100 yuan; place in_city }
  expect error not_in_force
}
"""
POLICY = polc.compile(TEXT, "held.pol")


def said(clause: str) -> dict[str, bool]:
    """What was changed → whether an example fails."""
    return {
        f"{mutation.rule} {mutation.said}": bool(fails(mutation.policy))
        for mutation in mutations(POLICY, clause)
    }


def test_nothing_fails_unchanged() -> None:
    """The examples hold as they stand."""
    assert fails(POLICY) == ""


@pytest.mark.parametrize(
    ("clause", "change"),
    [
        ("AB-1", "layers second before basic"),
        ("AB-2", "rank rank reversed"),
        ("AB-4", "line unread"),
        ("AB-4b", "basic.deductible left out"),
        ("AB-6", "basic.when when inverted"),
        ("AB-7a", "basic.rate rate 690000"),
        ("AB-9", "in_force start -366 days"),
    ],
)
def test_a_proved_clause(clause: str, change: str) -> None:
    """The example's (1100 − 100) × 70% hangs on the deductible, the condition, the rate of
    低保, the rank, the order of paying; that of the day before 2022 on the day in force."""
    assert said(clause)[change]


@pytest.mark.parametrize("clause", ["AB-7b", "AB-8"])
def test_a_clause_that_no_example_reaches(clause: str) -> None:
    """Nobody is 边缘 alone, nothing comes near 5000 yuan but a cap of no yuan or one."""
    near = ("left out", "rate 590000", "rate 300000", "another period", "money 1000100")
    assert not any(failed for what, failed in said(clause).items() if what.endswith(near))


def test_a_group_loses_its_members() -> None:
    """AB-3: the person is 边缘 too, and has the second benefit for that alone."""
    assert said("AB-3") == {"remote without unstable": False, "remote without marginal": True}


def test_a_row_stands_under_its_own_clause() -> None:
    """AB-7a and AB-7b are two rows of one table: a change of one leaves the other."""
    assert not set(said("AB-7a")) & {"basic.rate rate 590000"}


def test_an_unknown_clause_has_no_change() -> None:
    """A clause that the policy does not name."""
    assert said("AB-99") == {}
