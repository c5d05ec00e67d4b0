"""`define` means what attrs' own means."""

import copy
import pickle

import attrs
import pytest

from polc.records.mutable import define


@define
class Tally:
    """What grows."""

    name: str
    found: list[int] = attrs.field(factory=list)


def test_a_field_may_be_set():
    """And no other."""
    tally = Tally("a")
    tally.name = "b"
    assert tally == Tally("b")
    with pytest.raises(AttributeError):
        tally.more = 1


def test_what_may_change_and_is_compared_has_no_hash():
    """As for attrs."""
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tally("a"))


def test_what_is_not_compared_is_itself_alone():
    """It has the hash of an object."""

    @define(eq=False)
    class Alone:
        name: str

    alone = Alone("a")
    assert {alone} == {alone}
    assert alone != Alone("a")


def test_it_travels():
    """A pickle and a copy are equal to it."""
    tally = Tally("a", [1])
    assert pickle.loads(pickle.dumps(tally)) == copy.copy(tally) == tally  # noqa: S301  # its own bytes
    assert attrs.evolve(tally, name="b") == Tally("b", [1])
