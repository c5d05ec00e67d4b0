"""A block's lines in LLVM's text, with a fresh name for each value.

In: steps. Out: lines. A truth is an `i1`; a value that is taken from one branch to the next stands
in a variable of the function's own.
"""

from collections.abc import Sequence
from typing import Final, Literal

from attrs import field

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.readers.straight.lines import (
    ZERO,
    Called,
    Given,
    Kept,
    MachineValue,
    Operator,
    Sign,
    Variable,
    Width,
    figure,
)
from polc.records.mutable import define

_SIGNS: Final = {"eq": "eq", "ne": "ne", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge"}


@define
class LlvmLines:
    """The body of a function while it is written."""

    text: list[str] = field(factory=list, init=False)
    true: str = field(default="true", init=False)
    false: str = field(default="false", init=False)
    _count: int = field(default=0, init=False)
    _variables: list[Variable] = field(factory=list, init=False)
    _open: list[str] = field(factory=list, init=False)

    def name(self) -> str:
        """A name that nothing else has."""
        return f"%t{self._next()}"

    def new_label(self, word: str) -> str:
        """A label that nothing else has."""
        return f"{word}{self._next()}"

    def _next(self) -> int:
        self._count += 1
        return self._count

    @property
    def start(self) -> list[str]:
        """The lines before all others, with which the variables begin."""
        return [
            line
            for variable in self._variables
            for line in (
                f"  {variable.name} = alloca {variable.width}",
                f"  store {variable.width} 0, ptr {variable.name}",
            )
        ]

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
        self,
        operation: Operator | Literal["udiv"],
        left: MachineValue,
        right: MachineValue,
        width: Width,
    ) -> MachineValue:
        """An operation on two values that are taken in so many bits."""
        first, second = self.as_wide(left, width), self.as_wide(right, width)
        return self.value(f"{operation} {width} {first.text}, {second.text}", width)

    def divide_floor(
        self, upper: MachineValue, lower: MachineValue, width: Width, *, may_fall: bool
    ) -> MachineValue:
        """upper / lower, rounded down; `lower` is above zero, and `upper` is not below it unless it
        `may_fall`. Where it is below zero, -1 - (-1 - upper) / lower is the same, of positive
        numbers."""
        if not may_fall:
            return self._divide(upper, lower, width)
        falls = self.compare("lt", upper, ZERO)
        mirrored = self.binary("sub", figure(-1), upper, width)
        positive = self.choose(falls, mirrored, upper, width)
        found = self._divide(positive, lower, width)
        back = self.binary("sub", figure(-1), found, width)
        return self.choose(falls, back, found, width)

    def _divide(self, upper: MachineValue, lower: MachineValue, width: Width) -> MachineValue:
        if width == "i64":
            return self.binary("udiv", upper, lower, width)
        first, second = self.as_wide(upper, width), self.as_wide(lower, width)
        return self.value(f"call i128 @polc.divide(i128 {first.text}, i128 {second.text})", width)

    def call(self, name: Called, operands: Sequence[MachineValue]) -> MachineValue:
        """What a function of the calendar gives."""
        arguments = ", ".join(f"i64 {self.as_wide(value, 'i64').text}" for value in operands)
        return self.value(f"call i64 @polc.{name}({arguments})", "i64")

    def compare(self, sign: Sign, left: MachineValue, right: MachineValue) -> str:
        """A comparison, signed, as an `i1`."""
        width: Width = "i128" if "i128" in (left.width, right.width) else "i64"
        first, second = self.as_wide(left, width), self.as_wide(right, width)
        return self.truth(f"icmp {_SIGNS[sign]} {width} {first.text}, {second.text}")

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""
        return self.truth(f"{word} i1 {left}, {right}")

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""
        return self.truth(f"xor i1 {truth}, true")

    def choose(self, truth: str, yes: MachineValue, no: MachineValue, width: Width) -> MachineValue:
        """One of two values."""
        first, second = self.as_wide(yes, width), self.as_wide(no, width)
        return self.value(f"select i1 {truth}, {width} {first.text}, {width} {second.text}", width)

    def least(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The lesser of two values."""
        return self.choose(self.compare("lt", left, right), left, right, width)

    def most(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The greater of two values."""
        return self.choose(self.compare("gt", left, right), left, right, width)

    def flag(self, truth: str) -> MachineValue:
        """A truth as 0 or 1."""
        return self.value(f"zext i1 {truth} to i64", "i64")

    def holds(self, value: MachineValue) -> str:
        """Whether a flag holds."""
        return self.compare("ne", value, ZERO)

    def named(self, value: MachineValue) -> MachineValue:
        """Every value has a name."""
        return value

    def named_truth(self, truth: str) -> str:
        """The same of a truth."""
        return truth

    def take(self, of: Given, place: int) -> MachineValue:
        """One of the values that the function is called with."""
        return self.value(f"load i64, ptr {self._pointer(of, place)}", "i64")

    def give(self, of: Literal["outputs", "after"], place: int, value: MachineValue) -> None:
        """One of the values that the function gives, of 64 bits."""
        self.add(f"store i64 {value.text}, ptr {self._pointer(of, place)}")

    def _pointer(self, of: str, place: int) -> str:
        return self.truth(f"getelementptr i64, ptr %{of}, i64 {place}")

    def beyond(self, value: MachineValue) -> str:
        """Whether a value of 128 bits needs more than 64."""
        again = self.as_wide(self.as_wide(value, "i64"), "i128")
        return self.compare("ne", again, value)

    def start_node(self, node: AnyNode) -> None:
        """Nothing is said of it."""

    def keep(
        self, node: AnyNode, value: MachineValue, width: Width, *, guarded: bool, escapes: bool
    ) -> Kept:
        """The node's value, in a variable where it is taken in other branches too."""
        if not guarded:
            return value
        variable = Variable(f"%v{len(self._variables)}", width)
        self._variables.append(variable)
        fitting = self.as_wide(value, width)
        self.add(f"store {width} {fitting.text}, ptr {variable.name}")
        return variable

    def get(self, kept: Kept) -> MachineValue:
        """A value that was kept."""
        if isinstance(kept, MachineValue):
            return kept
        return self.value(f"load {kept.width}, ptr {kept.name}", kept.width)

    def return_where(self, truth: str, error: int) -> None:
        """Ends the function with an error where a truth holds."""
        refuse, go_on = self.new_label("refuse"), self.new_label("go_on")
        self.add(f"br i1 {truth}, label %{refuse}, label %{go_on}")
        self.label(refuse)
        self.add(f"ret i64 {error}")
        self.label(go_on)

    def enter(self, truth: str) -> None:
        """What follows is done only where a truth holds."""
        inside, outside = self.new_label("where"), self.new_label("after")
        self.add(f"br i1 {truth}, label %{inside}, label %{outside}")
        self.label(inside)
        self._open.append(outside)

    def leave(self) -> None:
        """The end of what the last `enter` began."""
        outside = self._open.pop()
        self.add(f"br label %{outside}")
        self.label(outside)
