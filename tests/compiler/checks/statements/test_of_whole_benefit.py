"""A condition behind a limit on its line is told to be of the whole benefit."""

import pytest

from tests.compiler.checks.told import codes_of

BEHIND = {
    "the people of a cap": "rate 50%\ncap 900 yuan per year for dibao",
    "the claims of a cap": "rate 50%\ncap 900 yuan per year when referred",
    "the people of a deductible": "deductible per year 100 yuan for dibao\nrate 50%",
    "whom a deductible leaves out": "deductible per year 100 yuan not for dibao\nrate 50%",
    "whom a cap leaves out": "rate 50%\ncap 900 yuan per year not for dibao",
    "the claims of a ceiling": "rate 50%\nat most 100 yuan when referred",
    "the claims of a floor": "rate 50%\nat least 100 yuan pays when referred",
    "the claims of a rounding": "rate 50%\nround to 1 yuan when referred",
    "the claims of several people": "rate 50%\nfor tekun, dibao when referred",
    "the claims of a pool": "rate 50%\ncounts toward whole when referred",
}
APART = {
    "on a line of its own": "rate 50%\ncap 900 yuan per year\nwhen referred",
    "before the limit": "when referred cap 900 yuan per year\nrate 50%",
    "of the limit": "rate 50%\ncap 900 yuan per year only when referred",
    "leaving out on a line of its own": "deductible per year 100 yuan\nrate 50%\nnot for dibao",
    "leaving out of what is paid": "deductible per year 100 yuan\nrate 50% not for dibao",
    "of the last of several people": "rate 50%\nfor tekun, (dibao when referred)",
    "of several people on a line of its own": "rate 50%\nfor tekun, dibao\nwhen referred",
    "of one people": "rate 50%\nfor dibao when referred",
    "of what is paid": "rate 50% when referred",
}


@pytest.mark.parametrize("what", BEHIND)
def test_a_condition_behind_a_limit(what: str) -> None:
    """Whoever does not meet it is paid nothing, and not without the limit."""
    assert codes_of(BEHIND[what]) == ["of_whole_benefit"]


@pytest.mark.parametrize("what", APART)
def test_a_condition_that_stands_apart(what: str) -> None:
    """What cannot be taken for the limit's own is not told."""
    assert codes_of(APART[what]) == []
