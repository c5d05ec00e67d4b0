"""A plan as it is printed: the lines of a table."""

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


def test_a_line_has_its_clause_where_it_cites_one() -> None:
    """The line of level 1 cites XX-1; that of level 2 cites nothing, and no brackets stand."""
    text = show_plan(POLICY.plan)
    assert "[XX-1]" in text
    assert "[]" not in text
