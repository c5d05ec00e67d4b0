"""Objects become plain data and come back, and nothing that is not named is made."""

import json
from typing import Any

import pytest

from polc.messages.text import say
from polc.records.as_data import NotDataError, from_data, to_data
from polc.records.frozen import frozen


@frozen
class Place:
    """A part that several share."""

    line: int


@frozen
class Rule:
    """What has every kind of part."""

    name: str
    places: tuple[Place, ...]
    known: frozenset[str] = frozenset()
    said: str = ""
    figures: dict[int, tuple[int, bool | None]] = {}  # noqa: RUF012  # no test changes it


KINDS = (Place, Rule)


def travel(value: object) -> Any:
    """The value through the text that is kept."""
    return from_data(json.loads(json.dumps(to_data(value, KINDS))), KINDS)


def test_it_comes_back_equal() -> None:
    """Every part with its kind: a tuple stays one, the keys of a mapping stay numbers."""
    rule = Rule("a", (Place(1), Place(2)), frozenset({"x", "y"}), "b", {1: (2, None), 3: (4, True)})
    again = travel(rule)
    assert again == rule
    assert type(again.places) is tuple
    assert again.figures == {1: (2, None), 3: (4, True)}
    assert again.figures[3][1] is True


def test_what_was_shared_is_shared() -> None:
    """One part in two places is one part again."""
    place = Place(1)
    again = travel(Rule("a", (place, place)))
    assert again.places[0] is again.places[1]


def test_a_sentence_keeps_what_it_was_made_of() -> None:
    """It can still be said in the other language."""
    said = say("there is no file `{name}`", name="x")
    again = travel(Rule("a", (), said=said))
    assert (again.said, again.said.template) == (said, said.template)
    assert again.said.arguments == said.arguments


@pytest.mark.parametrize("value", [1.5, [1], object(), Rule])
def test_other_values_are_refused(value: object) -> None:
    """No floating point, no list, no object or class of another kind."""
    with pytest.raises(NotDataError):
        to_data((value,), KINDS)


def damaged(change: dict[str, Any]) -> dict[str, Any]:
    """The data of a place with something put in its stead."""
    return {**to_data(Place(1), KINDS), **change}


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": [["Path", "line"]]},
        {"kinds": [["os.system", "line"]]},
        {"kinds": [["Place", "column"]]},
        {"kinds": [["Place", "line", "column"]]},
        {"records": [[1, 1]]},
        {"records": [[0]]},
        {"records": [[0, 1, 2]]},
        {"value": [0, 1]},
        {"value": [9, 1]},
        {"value": []},
        {"records": None},
    ],
)
def test_data_of_something_else_is_refused(change: dict[str, Any]) -> None:
    """A class that is not given, other fields, rows that do not fit, places without a row."""
    with pytest.raises(NotDataError):
        from_data(damaged(change), KINDS)
