"""An amount of a run that stands for a stretch of amounts.

In: an `OpenStretch`, the costs that a run goes the same way for. Out: `OpenAmount`, which is taken
for the integer that it is at the cost the run is made at: sums and shares of it are lines over the
cost, less what rounding took, which has a name, so that it falls out where it is taken from
itself. A comparison shortens the stretch to the costs for which it is answered alike for certain.
"""

from fractions import Fraction
from math import ceil, floor
from typing import Any

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode
from polc.records.mutable import define

Parts = tuple[tuple[int, Fraction], ...]
"""How much of each rounding is in a line, by the number of the rounding, in their order."""


@frozen
class Line:
    """`slope` × cost + `start`, with `roundings`."""

    slope: Fraction
    start: Fraction
    roundings: Parts = ()

    def plus(self, added: "Line", times: int = 1) -> "Line":
        """The sum with so many times another line."""
        parts = dict(self.roundings)
        for number, share in added.roundings:
            parts[number] = parts.get(number, Fraction(0)) + share * times
        kept = tuple((number, share) for number, share in sorted(parts.items()) if share)
        slope, start = self.slope + added.slope * times, self.start + added.start * times
        return Line(slope, start, kept)

    def times(self, factor: Fraction) -> "Line":
        """So many times the line."""
        if not factor:
            return Line(Fraction(0), Fraction(0))
        parts = tuple((number, share * factor) for number, share in self.roundings)
        return Line(self.slope * factor, self.start * factor, parts)


@define
class OpenStretch:
    """The costs `low` to `high`, in fen, around `at`; `is_held` where something asked for the
    figure itself, so that nothing is said of any other. `asking` is the step that runs, `ended_by`
    that at whose question the stretch ends above."""

    at: int
    low: int
    high: int
    is_held: bool = field(init=False, default=False)
    asking: AnyNode | None = field(init=False, default=None)
    ended_by: AnyNode | None = field(init=False, default=None)
    _taken: list[Fraction] = field(init=False, factory=list)
    _known: dict[tuple[Line, int], Line] = field(init=False, factory=dict)

    def round(self, line: Line, by: int) -> Line:
        """The line divided and rounded down; what is rounded again is rounded alike."""
        known = self._known.get((line, by))
        if known is None:
            divided = line.times(Fraction(1, by))
            known = self._known[line, by] = self._round(divided, Fraction(by - 1, by))
        return known

    def _round(self, divided: Line, most: Fraction) -> Line:
        if not divided.roundings and divided.slope.denominator == 1:
            return Line(divided.slope, Fraction(floor(divided.start)))
        self._taken.append(most)
        return divided.plus(Line(Fraction(0), Fraction(0), ((len(self._taken) - 1, Fraction(-1)),)))

    def ends(self, line: Line) -> tuple[Fraction, Fraction]:
        """How much below and above `slope` × cost the line may lie."""
        parts = [share * self._taken[number] for number, share in line.roundings]
        least = sum((part for part in parts if part < 0), line.start)
        return least, sum((part for part in parts if part > 0), line.start)

    def keep_below_zero(self, slope: Fraction, start: Fraction) -> None:
        """Keeps the costs for which `slope` × cost + `start` is below 0."""
        if slope * self.at + start >= 0:
            self.shrink()  # rounding decides it here
        elif slope > 0:
            last = ceil(-start / slope) - 1
            if last < self.high:
                self.high, self.ended_by = last, self.asking
        elif slope < 0:
            self.low = max(self.low, floor(-start / slope) + 1)

    def shrink(self) -> None:
        """Keeps the cost at which the run is made, and no other."""
        self.low = self.high = self.at

    def hold(self) -> None:
        """The same where it is no matter of rounding."""
        self.is_held = True
        self.shrink()


class OpenAmount:
    """`value` at the cost of the run, `line` at every cost of the stretch."""

    __slots__ = ("_stretch", "line", "value")

    def __init__(self, stretch: OpenStretch, value: int, line: Line) -> None:
        self._stretch = stretch
        self.value = value
        self.line = line

    @property  # type: ignore[misc]  # what asks whether it is an integer is told that it is
    def __class__(self) -> type:
        return int

    def _make(self, value: int, line: Line) -> Any:
        """A figure of the same stretch; one that is the same everywhere is an integer."""
        if not line.slope and not line.roundings:
            return value
        return OpenAmount(self._stretch, value, line)

    def _compare(self, amount: Any) -> tuple[int, Fraction, Fraction, Fraction]:
        """How much more it is than another here, by how much more with each fen, and between which
        ends."""
        difference = self.line.plus(line_of(amount), -1)
        return (self.value - _value_of(amount), difference.slope, *self._stretch.ends(difference))

    def __lt__(self, amount: Any) -> bool:
        value, slope, least, most = self._compare(amount)
        if value < 0:
            self._stretch.keep_below_zero(slope, most)
            return True
        # A whole number is at least 0 where it is above -1.
        self._stretch.keep_below_zero(-slope, -least - 1)
        return False

    def __le__(self, amount: Any) -> bool:
        return bool(self < amount + 1)

    def __gt__(self, amount: Any) -> bool:
        return not self <= amount

    def __ge__(self, amount: Any) -> bool:
        return not self < amount

    def __eq__(self, amount: object) -> bool:
        if not isinstance(amount, int):
            return False
        value, slope, least, most = self._compare(amount)
        if value < 0:
            self._stretch.keep_below_zero(slope, most)
        elif value > 0:
            self._stretch.keep_below_zero(-slope, -least)
        elif slope or least <= -1 or most >= 1:
            self._stretch.shrink()
        return value == 0

    def __ne__(self, amount: object) -> bool:
        return not self == amount

    def __bool__(self) -> bool:
        return self != 0

    def __neg__(self) -> Any:
        return self._make(-self.value, self.line.times(Fraction(-1)))

    def __add__(self, amount: Any) -> Any:
        return self._make(self.value + _value_of(amount), self.line.plus(line_of(amount)))

    __radd__ = __add__

    def __sub__(self, amount: Any) -> Any:
        return self._make(self.value - _value_of(amount), self.line.plus(line_of(amount), -1))

    def __rsub__(self, amount: Any) -> Any:
        return -(self - amount)

    def __mul__(self, amount: Any) -> Any:
        if type(amount) is OpenAmount:
            return self.hold() * amount.hold()
        return self._make(self.value * amount, self.line.times(Fraction(amount)))

    __rmul__ = __mul__

    def __floordiv__(self, amount: Any) -> Any:
        if type(amount) is OpenAmount or amount <= 0:
            return self.hold() // _held(amount)
        return self._make(self.value // amount, self._stretch.round(self.line, amount))

    def __rfloordiv__(self, amount: Any) -> int:
        return int(amount // self.hold())

    def __mod__(self, amount: Any) -> int:
        return int(self.hold() % _held(amount))

    def __rmod__(self, amount: Any) -> int:
        return int(amount % self.hold())

    def __and__(self, amount: Any) -> int:
        return int(self.hold() & _held(amount))

    __rand__ = __and__

    def hold(self) -> int:
        """Its value, which is told of no other cost."""
        self._stretch.hold()
        return self.value

    def __hash__(self) -> int:
        return hash(self.hold())

    def __index__(self) -> int:
        return self.hold()

    __int__ = __index__

    def __repr__(self) -> str:
        return f"OpenAmount({self.value}, {self.line})"


def open_cost(stretch: OpenStretch, more: int) -> OpenAmount:
    """The open cost itself, and so much more."""
    return OpenAmount(stretch, stretch.at + more, Line(Fraction(1), Fraction(more)))


def line_of(number: Any) -> Line:
    """The line of an amount of a run, open or not."""
    if type(number) is OpenAmount:
        return number.line
    return Line(Fraction(0), Fraction(number))


def _value_of(number: Any) -> int:
    return number.value if type(number) is OpenAmount else number


def _held(number: Any) -> int:
    return number.hold() if type(number) is OpenAmount else number
