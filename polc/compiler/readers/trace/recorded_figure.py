"""A figure of a run whose explanation is recorded: it notes what is asked of it.

In: an integer and the name under which a later run has it. Out: `RecordedFigure`, which is taken
for that integer: sums of it are recorded too, what is compared becomes a fork with its answer, and
where it is used as a plain integer (as a key, in a text) a later run is held to that value.
`write_money` and the like leave a place in a text, for which a later run has a figure of its own.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, Final, Protocol

from polc.runtime.amounts import format_money, format_rate
from polc.runtime.explanation import FactValue, Money, Rate, show_value


class Notes(Protocol):
    """Who keeps what is asked of the figures of a run."""

    def ask(self, question: str, answer: bool) -> bool:
        """Notes that a later run comes this way only with the same answer."""
        ...

    def hold(self, name: str, value: int) -> None:
        """Notes that a later run comes this way only with this value."""
        ...

    def define(self, made_of: str) -> str:
        """The name of what is computed so."""
        ...

    def place(self, made_of: str) -> str:
        """A text in the place of one that is made so."""
        ...


class RecordedFigure:
    """`value` in this run, `name` in a later one."""

    __slots__ = ("_notes", "is_held", "name", "value")

    def __init__(self, notes: Notes, name: str, value: int) -> None:
        self._notes = notes
        self.name = name
        self.value = value
        self.is_held = False

    @property  # type: ignore[misc]  # what asks whether it is an integer is told that it is
    def __class__(self) -> type:
        return int

    def hold(self) -> int:
        """Its value, to which a later run is held."""
        if not self.is_held:
            self.is_held = True
            self._notes.hold(self.name, self.value)
        return self.value

    def write(self, made_by: str) -> str:
        """A text made of it by a function of this name, for which a later run has its own."""
        return self._notes.place(f"{made_by}({self.name})")

    def write_over(self, den: int) -> str:
        """The same of an amount that is no whole number of fen."""
        return self._notes.place(f"as_money_over({self.name}, {den})")

    def _compare(self, sign: str, compared: Any, answer: bool) -> bool:
        """Notes `self sign compared`, of which that is the answer."""
        named = _name_of(compared)
        if named is None or (self.is_held and not is_open(compared)):
            return answer
        return self._notes.ask(f"{self.name} {sign} {named}", answer)

    def __eq__(self, compared: object) -> bool:
        if not isinstance(compared, int):
            return False
        answer = self._compare("==", compared, self.value == value_of(compared))
        if answer and not is_open(compared):
            self.is_held = True
        return answer

    def __ne__(self, compared: object) -> bool:
        return not self == compared

    def __lt__(self, compared: int) -> bool:
        return self._compare("<", compared, self.value < value_of(compared))

    def __ge__(self, compared: int) -> bool:
        return not self < compared

    def __le__(self, compared: int) -> bool:
        return self._compare("<=", compared, self.value <= value_of(compared))

    def __gt__(self, compared: int) -> bool:
        return not self <= compared

    def __bool__(self) -> bool:
        return self != 0

    def __hash__(self) -> int:
        return hash(self.hold())

    def __index__(self) -> int:
        return self.hold()

    __int__ = __index__

    def __str__(self) -> str:
        return str(self.hold())

    def __repr__(self) -> str:
        return repr(self.hold())

    def __format__(self, how: str) -> str:
        return format(self.hold(), how)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.hold(), name)

    def __neg__(self) -> "RecordedFigure":
        return RecordedFigure(self._notes, self._notes.define(f"-{self.name}"), -self.value)

    def _combine(
        self, sign: str, right: Any, value: int, *, turned: bool = False
    ) -> "RecordedFigure":
        """What `self sign right` (`right sign self` where it is `turned`) comes to."""
        parts = (_name_of(right), self.name) if turned else (self.name, _name_of(right))
        return RecordedFigure(
            self._notes, self._notes.define(f"{parts[0]} {sign} {parts[1]}"), value
        )

    def __add__(self, right: int) -> "RecordedFigure":
        return self._combine("+", right, self.value + value_of(right))

    def __radd__(self, left: int) -> "RecordedFigure":
        return self._combine("+", left, left + self.value, turned=True)

    def __sub__(self, right: int) -> "RecordedFigure":
        return self._combine("-", right, self.value - value_of(right))

    def __rsub__(self, left: int) -> "RecordedFigure":
        return self._combine("-", left, left - self.value, turned=True)

    def __mul__(self, right: int) -> "RecordedFigure":
        return self._combine("*", right, self.value * value_of(right))

    def __rmul__(self, left: int) -> "RecordedFigure":
        return self._combine("*", left, left * self.value, turned=True)

    def __floordiv__(self, right: int) -> "RecordedFigure":
        return self._combine("//", right, self.value // value_of(right))

    def __mod__(self, right: int) -> "RecordedFigure":
        return self._combine("%", right, self.value % value_of(right))


def is_open(value: object) -> bool:
    """Whether a later run may have another figure here."""
    return type(value) is RecordedFigure and not value.is_held


def figure_of(number: Any) -> RecordedFigure | None:
    """The number where it is such a figure."""
    return number if type(number) is RecordedFigure else None


def value_of(number: Any) -> Any:
    """What a number is in this run."""
    return number.value if type(number) is RecordedFigure else number


def _name_of(number: object) -> str | None:
    """How a later run has a number; None of what is none."""
    if type(number) is RecordedFigure:
        return number.name
    return repr(int(number)) if isinstance(number, int) else None


def show_day(ordinal: int) -> str:
    """A day as a case writes it."""
    return date.fromordinal(ordinal).isoformat()


def show_money(fen: int, den: int) -> str:
    """An amount that is no whole number of fen: `50.005`."""
    return show_value(Money(fen, den))


WRITERS: Final[dict[str, Callable[..., str]]] = {
    "as_money": format_money,
    "as_money_over": show_money,
    "as_rate": lru_cache(maxsize=1024)(format_rate),
    "as_day": show_day,
    "as_number": str,
}
"""What makes a text of a figure, by the name that it has for a later run."""


def _write(made_by: str, number: Any) -> str:
    return number.write(made_by) if type(number) is RecordedFigure else WRITERS[made_by](number)


def write_money(fen: int) -> str:
    """`320.00`; whether it is nothing is known of a text."""
    return _write("as_money", fen) if fen else "0.00"


def write_rate(millionths: int) -> str:
    """`70%`."""
    return _write("as_rate", millionths)


def write_day(ordinal: int) -> str:
    """`2024-03-01`."""
    return _write("as_day", ordinal)


def write_number(number: int) -> str:
    """`12`."""
    return _write("as_number", number)


def write_value(value: FactValue) -> str:
    """What `show_value` says, with places for figures."""
    match value:
        case Money(fen=fen, den=1):
            return write_money(fen)
        case Money(fen=fen, den=den):
            figure = figure_of(fen)
            return show_money(fen, den) if figure is None else figure.write_over(den)
        case Rate(millionths=millionths):
            return write_rate(millionths)
        case _:  # what has no figure of its own
            return show_value(value)
