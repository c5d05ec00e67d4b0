"""A list of identities that is not there is not an empty one."""

from typing import Any

import pytest

import polc

POLICY = """policy town "某镇" edition 1
use identities
layers basic
benefit basic "基本医保" per claim {{ {people}rate 50% }}
"""
NOTE = "`person.identities` is not given"


def noted(people: str, person: dict[str, Any]) -> bool:
    """Whether a settlement says that nobody named the identities."""
    policy = polc.compile(POLICY.format(people=people))
    claim = {"date": "2022-03-01", "in_policy": "100.00"}
    settled = policy.settle({"year": 2022, "person": person, "claims": [claim]})
    return any(note.startswith(NOTE) for note in settled.to_dict()["notes"])


@pytest.mark.parametrize("person", [{}, {"identities": None}, {"id": "1"}])
def test_a_list_that_is_left_out_is_told(person: dict[str, Any]) -> None:
    """The policy asks who is 低保对象, and the case is silent."""
    assert noted("for dibao ", person)


@pytest.mark.parametrize("person", [{"identities": []}, {"identities": ["dibao"]}])
def test_a_list_that_is_given_is_not_told(person: dict[str, Any]) -> None:
    """An empty list says that the person has none."""
    assert not noted("for dibao ", person)


def test_where_nothing_asks_nothing_is_told() -> None:
    """A benefit for everyone asks for no identity."""
    assert not noted("", {})
