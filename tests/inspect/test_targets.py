"""Targets: met, missed, or not to be told."""

from decimal import Decimal

import pytest

from polc.inspect.targets import check_target
from tests.inspect.duties import DUTIES


@pytest.mark.parametrize(
    ("choice", "part", "expected"),
    [
        ("two_points", 68, "met"),
        ("two_points", Decimal("67.99"), "missed"),
        ("two_points", Decimal("72.01"), "missed"),
        ("at_least", Decimal("69.99"), "missed"),
        ("at_least", 90, "met"),
        ("open", 70, "undetermined"),
    ],
)
def test_about_seventy_percent(choice: str, part: int | Decimal, expected: str) -> None:
    """Both sides of each edge, of 100."""
    plan = DUTIES.with_readings(about_70=choice).plan
    assert check_target(plan, "in_county", part, 100) == expected


def test_all_of_them_and_no_figure() -> None:
    """One person left out misses 100%; a target without a figure is never told."""
    assert check_target(DUTIES.plan, "insured", 1000, 1000) == "met"
    assert check_target(DUTIES.plan, "insured", 999, 1000) == "missed"
    assert check_target(DUTIES.plan, "filing", 1, 1) == "undetermined"
