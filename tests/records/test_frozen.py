"""`frozen` means what attrs' own means."""

import copy
import pickle
import weakref
from functools import cached_property

import attrs
import pytest

from polc.records.frozen import frozen


@frozen(kw_only=True)
class Ours:
    """A node with a field of each kind."""

    amount: int
    words: tuple[str, ...] = ()
    place: int = attrs.field(default=0, eq=False)
    hidden: int = attrs.field(default=0, repr=False)


@frozen
class Nothing:
    """A node without a field."""


@frozen
class Longer(Ours):
    """A node with one field more."""

    more: int = 0


def test_equal_fields_are_equal():
    """A field that is not compared makes no difference, to the hash neither."""
    one, other = Ours(amount=1, place=2), Ours(amount=1, place=3)
    assert (one, hash(one)) == (other, hash(other))


def test_a_field_is_compared_by_what_it_says():
    """A field with a key is compared by that."""

    @frozen
    class Keyed:
        figure: int = attrs.field(eq=abs)

    assert Keyed(-2) == Keyed(2) != Keyed(3)
    assert hash(Keyed(-2)) == hash(Keyed(2))


def test_another_field_is_another_node():
    """One field that is compared differs."""
    assert Ours(amount=1) != Ours(amount=2)


def test_another_class_is_another_node():
    """Equal fields of a class below are not equal, as for attrs."""
    assert Ours(amount=1) != Longer(amount=1)
    assert Nothing() == Nothing() != Ours(amount=1)


def test_it_prints_as_attrs_prints():
    """The name and the fields, without those that are hidden."""
    assert repr(Ours(amount=1, hidden=5)) == "Ours(amount=1, words=(), place=0)"


def test_fields_are_told_before_there_is_an_object():
    """What only attrs knows of a class is there for whoever asks first."""

    @frozen
    class Unmade(Ours):
        later: str = ""

    assert [field.name for field in attrs.fields(Unmade)] == [
        "amount",
        "words",
        "place",
        "hidden",
        "later",
    ]
    assert Nothing.__match_args__ == ()


def test_a_pattern_takes_fields_by_place():
    """`match` finds the fields in the order in which they are written."""

    @frozen
    class Pair:
        left: int
        right: int

    match Pair(1, 2):
        case Pair(left, right):
            assert (left, right) == (1, 2)


def test_defaults_that_hang_on_the_object():
    """A default that is worked out of other fields is that of attrs."""

    @frozen
    class Doubled:
        figure: int
        twice: int = attrs.field(init=False)

        @twice.default
        def _make_twice(self) -> int:
            return self.figure * 2

    assert Doubled(4).twice == 8
    assert attrs.evolve(Doubled(4), figure=5).twice == 10


def test_it_has_no_room_for_more():
    """An object has slots for its fields and no others, those of a class above once."""
    assert not hasattr(Longer(amount=1), "__dict__")
    assert Longer.__slots__ == ("more",)
    assert weakref.ref(Nothing())


def test_a_property_is_worked_out_once():
    """A property that is kept is worked out when it is first read, and no part of the state; every
    field is read as quickly as of a class without one."""
    made: list[int] = []

    @frozen
    class Kept:
        figure: int

        @cached_property
        def more(self) -> int:
            made.append(self.figure)
            return self.figure + 1

    kept = Kept(1)
    assert (kept.more, kept.more, made) == (2, 2, [1])
    assert kept.__getstate__() == {"figure": 1}
    assert not hasattr(Kept, "__getattr__")


def test_nobody_changes_it():
    """A field cannot be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Ours(amount=1).amount = 2


def test_it_travels():
    """A pickle and a copy are equal to it."""
    node = Ours(amount=1, words=("a",))
    again = pickle.loads(pickle.dumps(node))  # noqa: S301  # its own bytes
    assert again == copy.copy(node) == node
