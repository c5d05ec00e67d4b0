"""What `lower of` and `higher of` may come to, as the check of a cap sees it."""

import pytest

from polc.compiler.pipeline import compile_text
from polc.compiler.report.source import SourceText
from tests.stdlib_texts import read_stdlib


@pytest.mark.parametrize(
    ("cap", "told"),
    [
        ("lower of (10000 yuan, 20000 yuan)", True),
        ("higher of (10000 yuan, 20000 yuan)", False),
        ("higher of ({ low: 10000 yuan; high: 13000 yuan } by size, 11000 yuan)", False),
        ("higher of ({ low: 10000 yuan; high: 11000 yuan } by size, 9000 yuan)", True),
        ("lower of ({ low: 10000 yuan; high: 13000 yuan } by size, 20000 yuan)", False),
        ("lower of ({ low: 10000 yuan; high: 13000 yuan } by size, 11000 yuan)", True),
    ],
)
def test_the_cap_is_below_what_the_deductible_lets_through(cap: str, told: bool) -> None:
    """60% of 20000 is 12000: told where no reading's cap is above it."""
    text = f"""policy town "某镇" edition 1
in force from 2022-01-01
use identities
layers assistance
reading size "限额" {{ low default; high }}
benefit assistance "医疗救助" per claim {{
  deductible per year 20000 yuan counting the whole once reached
  rate 60%
  cap {cap} per year
}}
"""
    found = compile_text(SourceText("town.pol", text), read_stdlib)
    assert found.program is not None, found.diagnostics
    codes = [diagnostic.code for diagnostic in found.diagnostics]
    assert ("cap_below_deductible" in codes) == told
