"""A changed record is what `attrs.evolve` makes of it, the first as the hundredth."""

from functools import cached_property

import pytest
from attrs import field

from polc.records.evolve import evolve
from polc.records.frozen import frozen

TIMES = 120
"""More than are changed before a class has a copy of its own."""


@frozen(kw_only=True)
class _Dish:
    """A record with a field whose name is its own, and a property that is kept."""

    name: str
    parts: tuple[str, ...] = ()
    _price: int = 0

    @cached_property
    def told(self) -> str:
        """The name and the price."""
        return f"{self.name}: {self._price}"


@frozen
class _Counted:
    """A record that works out a field of its own."""

    name: str
    more: str = ""
    length: int = field(init=False)

    @length.default
    def _measure(self) -> int:
        return len(self.name)


def test_the_hundredth_is_as_the_first() -> None:
    """Each has the new values and, of the other fields, the old ones."""
    dish = _Dish(name="soup", parts=("leek",), price=3)
    made = {evolve(dish, parts=("salt",), price=4) for _ in range(TIMES)}
    assert made == {_Dish(name="soup", parts=("salt",), price=4)}
    assert dish == _Dish(name="soup", parts=("leek",), price=3)


def test_what_was_worked_out_is_worked_out_anew() -> None:
    """A property that is kept is the changed record's own."""
    dish = _Dish(name="soup", price=3)
    told = {dish.told, *(evolve(dish, price=4).told for _ in range(TIMES))}
    assert told == {"soup: 3", "soup: 4"}


def test_a_field_of_its_own_is_worked_out_anew() -> None:
    """A field that the record works out follows the change."""
    counted = _Counted("leek")
    assert {evolve(counted, name="salsify").length for _ in range(TIMES)} == {7}


def test_a_name_that_it_has_not_is_refused() -> None:
    """By the name that is wrong, whenever it comes."""
    dish = _Dish(name="soup")
    for _ in range(TIMES):
        with pytest.raises(TypeError, match="weight"):
            evolve(dish, weight=1)  # type: ignore[call-arg]  # that is what is tested
