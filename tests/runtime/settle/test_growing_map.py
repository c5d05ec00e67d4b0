"""A mapping that grows and stays what it was."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from polc.runtime.settle.growing_map import EMPTY, GrowingMap

PLACES = st.lists(st.tuples(st.integers(0, 300), st.integers()), max_size=400)


def filled(entries: list[tuple[int, int]]) -> GrowingMap[int, int]:
    found = EMPTY
    for key, value in entries:
        found = found.with_entry(key, value)
    return found


@given(entries=PLACES)
def test_it_holds_what_a_dictionary_holds(entries: list[tuple[int, int]]) -> None:
    """The last value of each key, in the order in which the keys came."""
    found, expected = filled(entries), dict(entries)
    assert list(found.as_dict().items()) == list(expected.items())
    for key in range(301):
        assert found.get(key) == expected.get(key)
        assert (key in found) == (key in expected)


@given(start=PLACES, one_way=PLACES, another=PLACES)
def test_what_is_added_to_one_is_in_no_other(
    start: list[tuple[int, int]], one_way: list[tuple[int, int]], another: list[tuple[int, int]]
) -> None:
    """Two ways on from one mapping know nothing of each other."""
    begun = filled(start)
    ways = []
    for entries in (one_way, another):
        found = begun
        for key, value in entries:
            found = found.with_entry(key, value)
        ways.append(found)
    assert begun.as_dict() == dict(start)
    assert [way.as_dict() for way in ways] == [dict(start + one_way), dict(start + another)]


def test_an_entry_more_copies_few_of_many() -> None:
    """Of 4,000 entries no more than ten layers are left to look through."""
    found = filled([(number, number) for number in range(4_000)])
    assert len(found._layers) <= 10
    assert max(len(layer) for layer in found._layers) >= 2_000


def test_many_entries_travel() -> None:
    """A pickle goes no deeper for more entries."""
    found = filled([(number, -number) for number in range(5_000)])
    assert pickle.loads(pickle.dumps(found)).as_dict() == found.as_dict()  # noqa: S301  # our own bytes
