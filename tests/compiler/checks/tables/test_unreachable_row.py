"""Lines of a pool for people whom none of its benefits is for."""

import pytest

from polc.api.loader import read_used
from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.compiler.checks.told import HEAD


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ("{ tekun: 9 yuan; dibao: 8 yuan; orphan: 7 yuan }", "unreachable_row"),
        ("{ tekun: 9 yuan; dibao: 8 yuan; otherwise: 7 yuan }", "unreachable_otherwise"),
    ],
)
def test_a_line_of_a_pool_for_nobody(size: str, code: str) -> None:
    """A pool has a size for people whom none of its benefits is for."""
    text = f"""{HEAD}pool whole "限" {size} per person per year
    benefit basic per claim {{ for tekun, dibao  rate 50%  counts toward whole }}"""
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == [code]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("rate { 2020..2021: 65%; from 2022: 70% } by year", 1),
        ("rate { 2022: 65%; 2023: 70%; from 2024: 75% } by year", 1),
        ("rate { 2021: 65%; otherwise: 70% } by year", 1),
        ("rate { 2022: 65%; from 2023: 70% } by year", 0),
        ("rate { 2021..2022: 65%; from 2023: 70% } by year", 0),
    ],
)
def test_a_line_of_years_out_of_force(line: str, told: int) -> None:
    """A table has a line of years in which the policy, in force for 2022 and 2023, is not."""
    assert codes_in_force(f"benefit basic per claim {{ {line} }}") == ["unreachable_row"] * told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("2020: 100 yuan; from 2021: 120 yuan", 1),
        ("2021: 100 yuan; from 2022: 120 yuan", 0),
        ("2022: 100 yuan; 2023: 110 yuan; from 2024: 120 yuan", 1),
    ],
)
def test_a_figure_of_years_out_of_force(rows: str, told: int) -> None:
    """A parameter has a figure of such years; of the year before a premium may be paid."""
    text = f"""param fee "费" : money per year = {{ {rows} }} by year
    benefit basic per claim {{ rate 50%  cap fee per year }}"""
    assert codes_in_force(text) == ["unreachable_row"] * told


def test_years_that_are_in_force_under_another_choice() -> None:
    """A line of 2021 is reached where the policy is in force from 2021 under a choice."""
    text = f"""{HEAD}reading begin = T-A1 {{ issued "自印发" default  year "自当年" }}
    in force from 2022-01-01 where begin is issued
    in force from 2021-01-01 where begin is year
    benefit basic per claim {{ rate {{ 2021: 65%; from 2022: 70% }} by year }}"""
    found = compile_text(SourceText("t.pol", text), read_used).diagnostics
    assert [diagnostic.code for diagnostic in found] == []


def codes_in_force(text: str) -> list[str]:
    """What is told of a policy that is in force for 2022 and 2023."""
    whole = f"{HEAD}in force from 2022-01-01 until 2023-12-31\n{text}"
    found = compile_text(SourceText("t.pol", whole), read_used).diagnostics
    return [diagnostic.code for diagnostic in found]
