"""Sources in Python, Java and C come to what polc comes to, to the fen."""

from pathlib import Path

import pytest

from tests.build.agree import agree
from tests.build.policies import YEARS, configured, drawn, sampled
from tests.build.run_source import available

SHARE = ("suizhou", "examples/employees.pol")
PERSONS = 10_000
"""So many are sampled for `suizhou`, a fifth of it for each other policy."""


@pytest.mark.parametrize("name", SHARE)
def test_drawn_cases_settle_the_same(name: str, tmp_path: Path) -> None:
    """A hundred persons of two policies."""
    policy = configured(name)
    outcomes = agree(policy, drawn(policy, YEARS[name], 100), available(), tmp_path)
    assert outcomes["settled"] > 100


@pytest.mark.long
@pytest.mark.parametrize("name", YEARS)
def test_sampled_cases_settle_the_same(name: str, tmp_path: Path) -> None:
    """A synthetic population of each policy that settles, which comes to every rule."""
    policy = configured(name)
    persons = PERSONS if name == "suizhou" else PERSONS // 5
    outcomes = agree(policy, sampled(policy, YEARS[name], persons), available(), tmp_path)
    assert outcomes["settled"] > persons
