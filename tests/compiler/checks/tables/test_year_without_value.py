"""For which years a table by year is asked to have a value."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib

TOWN = """policy town "某镇" edition 1
in force from 2022-01-01{end}
use identities
layers assistance
benefit assistance "医疗救助" per claim {{ rate {{ {rows} }} by year }}
benefit grant "定额" per person per year as of first day of year {{
  pay the highest of {{ all for dibao{until}: {{ 2022: 10 yuan; 2023: 20 yuan }} by year }}
}}
"""
ALL = "from 2022: 70%"


@pytest.mark.parametrize(
    ("end", "rows", "until", "told"),
    [
        (" until 2023-12-31", "2022: 70%; 2023: 60%", "", False),
        (" until 2024-01-01", "2022: 70%; 2023: 60%", " until 2023-12-31", True),
        (" until 2024-01-01", ALL, "", True),
        (" until 2024-01-01", ALL, " until 2023-12-31", False),
        (" until 2023-12-31", ALL, " until 2024-12-31", False),
        ("", ALL, " until 2023-12-31", False),
        ("", ALL, " until 2024-01-01", True),
    ],
)
def test_years_asked_for(end: str, rows: str, until: str, told: bool) -> None:
    """Those in which the policy is in force, and no later one than the line's own `until`."""
    text = TOWN.format(end=end, rows=rows, until=until)
    found = compile_text(SourceText("town.pol", text), read_stdlib).diagnostics
    assert [diagnostic.code for diagnostic in found] == (["year_without_value"] if told else [])
