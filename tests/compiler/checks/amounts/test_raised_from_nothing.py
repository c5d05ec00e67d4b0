"""Points on top of a rate of 0%, and blocks that are for everyone."""

import pytest

from tests.compiler.checks.told import codes_of

BY_PLACE = "rate { in_county: 70%; otherwise: 0% } by place"
BY_IDENTITY = "rate { tekun: 0%; dibao: 50%; otherwise: 40% }"

TOLD = {
    "a row by place": (BY_PLACE, "adjust basic when age up to 14 { rate raised by 5 points }"),
    "a row of theirs": (BY_IDENTITY, "adjust basic for tekun { rate raised by 5 points }"),
    "a row of everyone's": (BY_IDENTITY, "adjust basic when referred { rate raised by 5 points }"),
    "a band": (
        "bands { to 500 yuan: 0%; above: 50% }",
        "adjust basic for dibao { rate raised by 5 points }",
    ),
    "a row that is a fixed parameter": (
        "rate { in_county: 70%; otherwise: abroad } by place",
        'param abroad "转外" : rate = 0%\nadjust basic when referred { rate raised by 5 points }',
    ),
    "a fixed parameter": (
        "rate abroad",
        'param abroad "转外" : rate = 0%\nadjust basic when referred { rate raised by 5 points }',
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_points_on_nothing(what: str) -> None:
    """Somebody whom the adjustment is for has 0%, and is paid 5% of it."""
    assert codes_of(*TOLD[what]) == ["raised_from_nothing"]


NOT_TOLD = {
    "a condition that leaves the row out": (
        BY_PLACE,
        "adjust basic when place is in_county { rate raised by 5 points }",
    ),
    "another's row": (BY_IDENTITY, "adjust basic for dibao { rate raised by 5 points }"),
    "a parameter above nothing": (
        "rate abroad",
        'param abroad "转外" : rate = 40%\nadjust basic when referred { rate raised by 5 points }',
    ),
    "points taken off": (BY_PLACE, "adjust basic when not referred { rate lowered by 5 points }"),
}


@pytest.mark.parametrize("what", NOT_TOLD)
def test_points_on_something(what: str) -> None:
    """Nobody whom the adjustment raises has 0%."""
    assert codes_of(*NOT_TOLD[what]) == []


def test_everyone_meets_every_block() -> None:
    """A block for everyone and one for some people must say what they do together."""
    after = """adjust basic when not referred { rate lowered by 5 points }
    adjust basic for dibao { rate raised by 5 points }"""
    assert codes_of("rate 70%", after) == ["adjusted_twice"]


def test_bands_of_a_parameter_may_be_lowered() -> None:
    """Nothing is told of them: no band comes below 0, whatever is supplied."""
    after = """param town_bands : bands unspecified
    adjust basic when not referred { rate lowered by 5 points }"""
    assert codes_of("bands town_bands", after) == []
