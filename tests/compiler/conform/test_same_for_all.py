"""Why a benefit is not the same for all: what the first statement that names people says."""

from pathlib import Path

import pytest

import polc

HERE = Path(__file__).parent
FOR_SOME = "it is for some people only"


def reason(lines: str) -> str | None:
    """What breaches `basic is the same for all` of the nation; None where nothing does."""
    text = f"""policy town "镇" edition 1
use identities
conforms to nation
layers basic
rank tekun > dibao
benefit basic "基本" per claim {{
  {lines}
}}
"""
    try:
        policy = polc.compile(text, name=str(HERE / "town.pol"))
    except polc.PolicyError as refused:
        (told,) = (found for found in refused.diagnostics if "same_basic" in str(found.message))
        return str(told.message)
    (found,) = (row for row in policy.conformance if row.requirement == "same_basic")
    assert found.status == "satisfied"
    return None


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("rate 60%", None),
        ("for tekun, dibao\n  rate 60%", FOR_SOME),
        ("rate { tekun: 70%; dibao: 60%; otherwise: 60% }", "its rate differs by identity"),
        ("rate 60%\n  cap { tekun: none; otherwise: 100 yuan } per year", "its cap differs by"),
    ],
)
def test_why(lines: str, why: str | None) -> None:
    """`for` is told as such, every other statement by its name."""
    found = reason(lines)
    assert found is None if why is None else why in (found or "")
