"""A change of a deductible or a cap that its people do not have is told."""

import pytest

from tests.compiler.checks.told import codes_of

TABLE = "deductible per year { tekun: 0 yuan; otherwise: 100 yuan }\nrate 50%"
TERMS = "for tekun: no deductible, rate 70%\nfor dibao: deductible per year 100 yuan, rate 60%"
CAPS = "rate 50%\ncap { tekun: none; otherwise: 500 yuan } per year"
LOWERED = "deductible lowered by 50%"
IDLE = {
    "a deductible of 0 in a table": (TABLE, f"for tekun {{ {LOWERED} }}"),
    "no deductible in the terms of a class": (TERMS, f"for tekun {{ {LOWERED} }}"),
    "a deductible that is taken away": (TABLE, "for tekun { no deductible }"),
    "a deductible that is lowered to": (TABLE, "for tekun { deductible lowered to 50 yuan }"),
    "no cap in a table": (CAPS, "for tekun { no cap }"),
}
ACTING = {
    "people who have one": (TABLE, f"for dibao {{ {LOWERED} }}"),
    "some who have one": (TABLE, f"for tekun, dibao {{ {LOWERED} }}"),
    "people of another class": (f"class highest by amount\n{TABLE}", f"for tekun {{ {LOWERED} }}"),
    "a deductible that is raised to": (TABLE, "for tekun { deductible raised to 50 yuan }"),
    "a cap that is there": (CAPS, "for dibao { no cap }"),
}


@pytest.mark.parametrize("what", IDLE)
def test_a_change_of_what_is_not_there(what: str) -> None:
    """Whoever holds the identity is of a class that has none: nothing is changed."""
    lines, change = IDLE[what]
    assert "line_without_effect" in codes_of(lines, f"adjust basic {change}")


@pytest.mark.parametrize("what", ACTING)
def test_a_change_that_acts(what: str) -> None:
    """Somebody who meets the change has what it changes."""
    lines, change = ACTING[what]
    assert "line_without_effect" not in codes_of(lines, f"adjust basic {change}")
