"""What holds a payment that is nothing whatever the cost is."""

import pytest

from tests.compiler.checks.told import codes_of

NOTHING = {
    "a cap": "rate 0%\ncap 50 yuan per year",
    "a cap of everybody's": """rate { tekun: 0%; otherwise: { 1: 0%; from 2: 0% } by tier }
    cap 9 yuan per year""",
    "a ceiling": "pay 0 yuan\nat most 50 yuan",
    "rounding": "bands { to 10 yuan: 0%; above: 0% }\nround to 1 yuan",
    "of a kind of care": """first of {
    near when referred { rate 0%\ncap 9 yuan per year } otherwise { rate 40% } }""",
    "of every kind of care": """cap 9 yuan per year
    first of { near when referred { rate 0% } otherwise { pay 0 yuan } }""",
}

SOMETHING = {
    "what a floor lifts": "rate 0%\nat least 90 yuan\nat most 100 yuan",
    "what is something for one of them": "rate { tekun: 10%; otherwise: 0% }\ncap 9 yuan per year",
    "what a kind of care pays": """cap 9 yuan per year
    first of { near when referred { rate 0% } otherwise { pay 10 yuan } }""",
}


@pytest.mark.parametrize("what", NOTHING)
def test_what_holds_nothing(what: str) -> None:
    """Where nothing is paid whatever the cost is, a limit or a rounding has no effect."""
    assert "line_without_effect" in codes_of(NOTHING[what])


@pytest.mark.parametrize("what", SOMETHING)
def test_what_holds_something(what: str) -> None:
    """Where something may be paid, what holds it is not told."""
    assert codes_of(SOMETHING[what]) == []


def test_a_rate_of_nothing_that_an_adjustment_raises() -> None:
    """The cap of 50 yuan holds those whose rate is 0% + 5 points."""
    lines = "rate 0%\ncap 50 yuan per year"
    told = codes_of(lines, "adjust basic for dibao { rate raised by 5 points }")
    assert "line_without_effect" not in told
