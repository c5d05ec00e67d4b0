"""Lines of LLVM's text, with a fresh name for each value.

In: operations. Out: lines. A value is a name or a literal, of 64 or of 128 bits; a flag is an
integer that is 0 or 1, and a truth (`i1`) stands only where a branch or a choice asks for one.
"""

from typing import Final, Literal

from attrs import field

from polc.compiler.model.record import frozen
from polc.records.mutable import define

Width = Literal["i64", "i128"]


@frozen
class MachineValue:
    """How a value is written, how wide it is, and whether it is a figure and no name."""

    text: str
    width: Width = "i64"
    is_figure: bool = False


def figure(value: int) -> MachineValue:
    """A figure of 64 bits."""
    return MachineValue(str(value), is_figure=True)


ZERO: Final = figure(0)


@define
class Lines:
    """The body of a function while it is written."""

    text: list[str] = field(factory=list)
    _count: int = 0

    def name(self) -> str:
        """A name that nothing else has."""
        return f"%t{self._next()}"

    def new_label(self, word: str) -> str:
        """A label that nothing else has."""
        return f"{word}{self._next()}"

    def _next(self) -> int:
        self._count += 1
        return self._count

    def add(self, line: str) -> None:
        """A line that gives no value."""
        self.text.append(f"  {line}")

    def label(self, label: str) -> None:
        """The start of a block."""
        self.text.append(f"{label}:")

    def value(self, line: str, width: Width) -> MachineValue:
        """A line that gives a value."""
        name = self.name()
        self.add(f"{name} = {line}")
        return MachineValue(name, width)

    def truth(self, line: str) -> str:
        """A line that gives an `i1`."""
        name = self.name()
        self.add(f"{name} = {line}")
        return name

    def as_wide(self, value: MachineValue, width: Width) -> MachineValue:
        """The value in so many bits; what is made narrower is known to fit."""
        if value.width == width:
            return value
        if value.is_figure:
            return MachineValue(value.text, width, is_figure=True)
        how = "sext" if width == "i128" else "trunc"
        return self.value(f"{how} {value.width} {value.text} to {width}", width)

    def binary(
        self, operation: str, left: MachineValue, right: MachineValue, width: Width
    ) -> MachineValue:
        """An operation on two values that are taken in so many bits."""
        first, second = self.as_wide(left, width), self.as_wide(right, width)
        return self.value(f"{operation} {width} {first.text}, {second.text}", width)

    def compare(self, sign: str, left: MachineValue, right: MachineValue) -> str:
        """A comparison, signed, as an `i1`."""
        width: Width = "i128" if "i128" in (left.width, right.width) else "i64"
        first, second = self.as_wide(left, width), self.as_wide(right, width)
        return self.truth(f"icmp {sign} {width} {first.text}, {second.text}")

    def choose(self, truth: str, yes: MachineValue, no: MachineValue, width: Width) -> MachineValue:
        """One of two values."""
        first, second = self.as_wide(yes, width), self.as_wide(no, width)
        return self.value(f"select i1 {truth}, {width} {first.text}, {width} {second.text}", width)

    def least(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The lesser of two values."""
        return self.choose(self.compare("slt", left, right), left, right, width)

    def most(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The greater of two values."""
        return self.choose(self.compare("sgt", left, right), left, right, width)

    def flag(self, truth: str) -> MachineValue:
        """A truth as 0 or 1."""
        return self.value(f"zext i1 {truth} to i64", "i64")

    def holds(self, value: MachineValue) -> str:
        """Whether a flag holds."""
        return self.compare("ne", value, ZERO)
