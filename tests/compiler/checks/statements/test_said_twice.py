"""Names, rows and bands that say what another says already."""

import pytest

from tests.compiler.checks.told import codes_of

TWICE = {
    "a name": "for tekun, dibao, tekun\nrate 50%",
    "a name by its title": "for tekun, dibao, 特困人员\nrate 50%",
    "a name that is left out": "not for tekun, tekun\nrate 50%",
    "a name in a condition of one's own": "for (tekun, tekun when referred)\nrate 50%",
    "a pool": "rate 50%\ncounts toward whole, whole",
    "a row as the rest": "rate { tekun: 60%; dibao: 50%; otherwise: 50% }",
    "a place as the rest": "rate { in_county: 60%; in_city: 50%; otherwise: 50% } by place",
    "a range as the rest": "rate { 1: 60%; 2..3: 50%; otherwise: 50% } by tier",
    "a row of a table in a table": """rate { tekun: { 1: 60%; otherwise: 60% } by tier;
    otherwise: 50% }""",
    "a class that has what everybody else has": """for tekun: rate 60%, cap 9 yuan per year
    for dibao: rate 50%, cap 9 yuan per year
    otherwise: rate 50%, cap 9 yuan per year""",
    "two bands of one rate": "bands { to 10 yuan: 50%; to 20 yuan: 50%; above: 60% }",
    "two bands of one rate for each": """for tekun, dibao
    bands { to 10 yuan: { tekun: 50%; dibao: 40% }; above: { dibao: 40%; tekun: 50% } }""",
    "bands of some days as those of the others": """
    bands { to 9 yuan: 55%; above: 65% } until 2023-06-30
    bands { to 9 yuan: 55%; above: 65% }""",
}

ROWS_ASKED = {
    "a row with a clause of its own": "rate { tekun: 60%; dibao: 50% T-1; otherwise: 50% }",
    "a place inside one that has another rate": """rate {
    in_county: 50%; in_city: 60%; otherwise: 50% } by place""",
    "a term of a class that everybody else has too": """for tekun: rate 60%, cap 9 yuan per year
    otherwise: rate 50%, cap 9 yuan per year""",
    "a class with a clause of its own": """for tekun: rate 60%, cap 9 yuan per year
    for dibao: rate 50%, cap 9 yuan per year  T-2
    otherwise: rate 50%, cap 9 yuan per year""",
    "one figure of the bands of some days": """
    bands { to 20 yuan: 55%; above: 65% } until 2023-06-30
    bands { to 5 yuan: 10%; above: 65% }""",
    "two rows of one rate": "for tekun, dibao\nrate { tekun: 50%; dibao: 50% }",
}


@pytest.mark.parametrize("what", TWICE)
def test_said_twice(what: str) -> None:
    """What a list, or the band below, says already."""
    assert codes_of(TWICE[what]) == ["said_twice"]


@pytest.mark.parametrize("what", ROWS_ASKED)
def test_a_row_that_is_asked(what: str) -> None:
    """A row that would change something if it were taken out is not told."""
    assert "said_twice" not in codes_of(ROWS_ASKED[what])
