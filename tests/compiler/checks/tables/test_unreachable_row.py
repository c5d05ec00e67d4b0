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
