"""A bound below several alternatives is told to be of the last of them."""

import pytest

from tests.compiler.checks.told import codes_of

BENEFIT = """benefit subsidy per person per year as of first day of year {{
  pay the highest of {{
    full for tekun: 400 yuan
{lines}
  }}
}}

"""
OF_LAST = (
    "    half for dibao: 200 yuan\n    at most 150 yuan",
    "    half for dibao: 200 yuan\n    round to 100 yuan",
    "    half for dibao: 200 yuan\n  at least 250 yuan",
)
APART = (
    "    half for dibao: 200 yuan\n      at most 150 yuan",
    "    half for dibao: 200 yuan at most 150 yuan",
    "    at most 150 yuan\n    half for dibao: 200 yuan",
    "    at most 150 yuan",
)


@pytest.mark.parametrize("lines", OF_LAST)
def test_a_line_no_further_in_is_told(lines: str) -> None:
    """It looks like a line of all alternatives, and is of the last."""
    assert codes_of("rate 50%", BENEFIT.format(lines=lines)) == ["of_last_alternative"]


@pytest.mark.parametrize("lines", APART)
def test_what_looks_like_what_it_is_of_is_not_told(lines: str) -> None:
    """It stands further in, on the line of its alternative, or before another."""
    assert codes_of("rate 50%", BENEFIT.format(lines=lines)) == []
