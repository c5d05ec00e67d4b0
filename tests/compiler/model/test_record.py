"""The compiler's `frozen` means what attrs' own means."""

import copy
import pickle

import attrs
import pytest

from polc.compiler.model.record import frozen


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


def test_nobody_changes_it():
    """A field cannot be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Ours(amount=1).amount = 2


def test_it_travels():
    """A pickle and a copy are equal to it."""
    node = Ours(amount=1, words=("a",))
    again = pickle.loads(pickle.dumps(node))  # noqa: S301  # its own bytes
    assert again == copy.copy(node) == node
