"""What a message quotes of a value, whatever the value is."""

import pytest

from polc.messages.text import LONGEST_WORD, say


def nested(depth: int) -> list[object]:
    """A list in a list in a list …"""
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("x" * LONGEST_WORD, "x" * LONGEST_WORD, id="the longest word"),
        pytest.param("x" * (LONGEST_WORD + 1), "x" * LONGEST_WORD + "…", id="a longer one"),
        pytest.param(10**5_000, "…", id="an integer that Python does not print"),
        pytest.param(nested(100_000), "…", id="lists in lists"),
    ],
)
def test_a_value_is_quoted(value: object, said: str) -> None:
    """A message is made of any value, and stays readable."""
    assert say("no `{value}` here", value=value) == f"no `{said}` here"
