"""Rates above 100% after adjustments, of one identity and of two."""

import pytest

from tests.compiler.checks.told import codes_of

PASSES = {
    "bands": ("bands { to 500 yuan: 98%; above: 50% }", "rate raised by 5 points"),
    "a kind of care": (
        "first of { near when referred { rate 98% } otherwise { rate 40% } }",
        "rate raised by 5 points",
    ),
    "a table by place": (
        "rate { in_city: 98%; otherwise: 50% } by place",
        "rate raised by 5 points",
    ),
    "a ceiling above the whole": ("rate 98%", "rate raised by 5 points, at most 101%"),
}


@pytest.mark.parametrize("what", PASSES)
def test_a_rate_above_the_whole(what: str) -> None:
    """98% and 5 points are 103%, wherever the rate stands."""
    lines, change = PASSES[what]
    assert codes_of(lines, f"adjust basic for dibao {{ {change} }}") == ["rate_passes_whole"]


def test_points_that_are_stacked() -> None:
    """96%, 3 points and 3 points are 102%: told at the second."""
    after = """adjust basic for dibao { rate raised by 3 points }
    adjust basic for dibao stacking { rate raised by 3 points }"""
    assert codes_of("rate 96%", after) == ["rate_passes_whole"]


TWO_IDENTITIES = {
    "the rate of the one, the points of the other": (
        "rate { tekun: 98%; dibao: 70%; otherwise: 50% }",
        "adjust basic for dibao { rate raised by 5 points }",
    ),
    "the points of both": (
        "rate { tekun: 90%; dibao: 70%; otherwise: 50% }",
        """adjust basic for tekun stacking { rate raised by 6 points }
        adjust basic as more for dibao stacking { rate raised by 5 points }""",
    ),
    "the better points": (
        "rate { tekun: 90%; dibao: 70%; otherwise: 50% }",
        """adjust basic for tekun best { rate raised by 6 points }
        adjust basic as more for dibao best { rate raised by 12 points }""",
    ),
    "the points of somebody whom it is not for": (
        "for tekun, dibao\nrate { tekun: 98%; dibao: 70% }",
        "adjust basic for orphan { rate raised by 5 points }",
    ),
}


@pytest.mark.parametrize("what", TWO_IDENTITIES)
def test_a_rate_over_the_whole_for_two_identities(what: str) -> None:
    """Whoever holds two identities: 98% + 5, 90% + 6 + 5, 90% + 12 and 98% + 5 points."""
    assert codes_of(*TWO_IDENTITIES[what]) == ["rate_passes_whole"]


def test_a_rate_that_another_identity_does_not_raise() -> None:
    """Whoever is both has the class and the rate of the higher: 90% + 5 points."""
    adjust = "adjust basic for tekun { rate raised by 5 points }"
    assert codes_of("for tekun, dibao\nrate { tekun: 90%; dibao: 98% }", adjust) == []
