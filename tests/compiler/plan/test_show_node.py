"""A plan as it is printed: the lines of a table."""

from pathlib import Path

import polc
from polc.compiler.plan.show import show_plan

POLICY = polc.compile(
    """policy town "某镇" edition 1
source xx "某县〔2022〕1号" issued 2021-12-31
layers basic
benefit basic "基本" per claim {
  rate { 1: 60%   cite xx "一" XX-1
         2: 50% } by hospital_level
}
"""
)


def test_a_day_before_all_others_is_told() -> None:
    """What was counted on a day that nobody has is on none that the calendar has either."""
    policy = polc.load(Path(__file__).parents[2] / "semantics" / "s16_never.pol")
    assert "otherwise: before every day" in show_plan(policy.plan)


def test_a_line_has_its_clause_where_it_cites_one() -> None:
    """The line of level 1 cites XX-1; that of level 2 cites nothing, and no brackets stand."""
    text = show_plan(POLICY.plan)
    assert "[XX-1]" in text
    assert "[]" not in text
