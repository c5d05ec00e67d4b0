"""The `__init__` that records have without attrs writing one means what attrs' own means."""

import inspect

import attrs
import pytest

from polc.records.frozen import fields_of, frozen


@frozen
class Both:
    """Fields by place and by name, with defaults and without, one of them the class's own."""

    first: int
    _own: str = "o"
    kept: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    named: int = attrs.field(kw_only=True)


@attrs.frozen
class AsAttrs:
    """The same, made by attrs."""

    first: int
    _own: str = "o"
    kept: tuple[int, ...] = attrs.field(default=(), kw_only=True)
    named: int = attrs.field(kw_only=True)


def test_fields_are_taken_by_place_and_by_name():
    """An underscore before a field's name is no part of what is given."""
    made = Both(1, named=2, own="p")
    assert (made.first, made._own, made.kept, made.named) == (1, "p", (), 2)


def test_the_signature_is_that_of_attrs():
    """The same names in the same order, of the same kind, with the same defaults."""
    Both(1, named=2)
    ours, theirs = inspect.signature(Both.__init__), inspect.signature(AsAttrs.__init__)
    assert [(name, given.kind, given.default) for name, given in ours.parameters.items()] == [
        (name, given.kind, given.default) for name, given in theirs.parameters.items()
    ]


@pytest.mark.parametrize("given", [{}, {"first": 1}, {"first": 1, "named": 2, "more": 3}])
def test_what_is_lacking_or_too_much_is_refused(given):
    """A field without a default must be given, and no other name can be."""
    with pytest.raises(TypeError):
        Both(**given)


def test_a_field_of_the_class_above_may_be_said_anew():
    """It stands where it is said last, as for attrs."""

    @frozen(kw_only=True)
    class Above:
        kept: int = 1
        more: int = 2

    @frozen(kw_only=True)
    class Below(Above):
        kept: int = 3

    assert repr(Below()).endswith("Below(more=2, kept=3)")
    assert [field.name for field in fields_of(Below)] == [
        field.name for field in attrs.fields(Below)
    ]


def test_a_factory_makes_a_value_for_each_object():
    """What attrs does for a field is left to it."""

    @frozen
    class Made:
        found: list[int] = attrs.field(factory=list)

    assert Made().found is not Made().found


def test_a_default_after_which_none_may_follow_is_refused():
    """As attrs refuses it, with the first object."""

    @frozen
    class Wrong:
        first: int = 1
        second: int

    with pytest.raises(ValueError, match="mandatory"):
        Wrong(1, 2)


def test_what_is_no_record_has_no_fields():
    """A word, a number and a class of somebody else's have none."""
    assert fields_of(str) == fields_of(int) == ()
