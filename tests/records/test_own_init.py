"""The `__init__` that records have without attrs writing one means what attrs' own means."""

import inspect

import attrs
import pytest

from polc.records.evolve import evolve
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


@frozen
class Worked:
    """Fields that are made for each object, that follow from others, that are not given."""

    found: list[int] = attrs.field(factory=list)
    first: int = attrs.field(default=1, kw_only=True)
    twice: int = attrs.field(kw_only=True)
    always: int = attrs.field(init=False, default=7)
    made: dict[str, int] = attrs.field(init=False, factory=dict)
    thrice: int = attrs.field(init=False)

    @twice.default
    def _double(self) -> int:
        return self.first * 2

    @thrice.default
    def _add(self) -> int:
        return self.first + self.twice


def test_a_factory_makes_a_value_for_each_object():
    """Two objects do not share what is made for them; what is given stands."""
    one, two, given = Worked(), Worked(), [3]
    assert one.found is not two.found
    assert one.made is not two.made
    assert Worked(given).found is given


def test_a_field_may_follow_from_those_before():
    """Worked out where it is not given, and for what is never given from either."""
    assert (Worked().twice, Worked(first=4).twice, Worked(twice=5).twice) == (2, 8, 5)
    assert (Worked(first=4).thrice, Worked(first=4, twice=5).thrice) == (12, 9)
    assert Worked().always == 7


def test_what_is_never_given_cannot_be():
    """A field without a place in the signature is refused."""
    with pytest.raises(TypeError):
        Worked(always=8)


def test_none_of_this_asks_attrs(monkeypatch):
    """attrs makes no class where each field is plain."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    @frozen
    class Plain:
        figure: int
        found: list[int] = attrs.field(factory=list)

    monkeypatch.setattr(attrs, "frozen", refuse)
    monkeypatch.setattr(attrs, "evolve", refuse)
    assert evolve(Plain(1), figure=2) == Plain(2)
    assert hash(evolve(Both(1, named=2), own="p")) == hash(Both(1, "p", named=2))


def test_what_attrs_does_for_a_field_is_left_to_it():
    """A converter and a validator work."""

    @frozen
    class Checked:
        figure: int = attrs.field(converter=int, validator=attrs.validators.ge(0))

    assert Checked("3").figure == 3
    assert evolve(Checked(3), figure="4").figure == 4
    with pytest.raises(ValueError, match="figure"):
        Checked(-1)


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
