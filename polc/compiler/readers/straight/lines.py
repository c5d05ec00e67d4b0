"""What a language must say of whole numbers, so that a block can be written in it.

In: nothing. Out: `Lines`, which a block is told to step by step, and what it gives back: a value
is an expression, a name or a literal, of 64 or of 128 bits; a flag is an integer that is 0 or 1,
and a truth stands only where a branch or a choice asks for one.
"""

from typing import Final, Literal, Protocol

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode

Width = Literal["i64", "i128"]
Operator = Literal["add", "sub", "mul", "and"]
Sign = Literal["eq", "ne", "lt", "le", "gt", "ge"]
Called = Literal["months_after", "month_after", "year_of", "period_of", "years_between"]
"""The functions of the calendar, as `runtime/days.py` has them."""

Given = Literal["inputs", "before", "figures"]
"""What a function is called with."""


@frozen
class MachineValue:
    """How a value is written, how wide it is, and whether it is a figure."""

    text: str
    width: Width = "i64"
    is_figure: bool = False


@frozen
class Variable:
    """Where the value of a node stands, from one branch to the next."""

    name: str
    width: Width


Kept = MachineValue | Variable


def figure(value: int) -> MachineValue:
    """A figure of 64 bits."""
    return MachineValue(str(value), is_figure=True)


ZERO: Final = figure(0)


class Lines(Protocol):
    """The body of a function while it is written in some language."""

    @property
    def true(self) -> str:
        """The truth that always holds."""

    @property
    def false(self) -> str:
        """The truth that never holds."""

    def as_wide(self, value: MachineValue, width: Width) -> MachineValue:
        """The value in so many bits; what is made narrower is known to fit."""

    def binary(
        self, operation: Operator, left: MachineValue, right: MachineValue, width: Width
    ) -> MachineValue:
        """An operation on two values that are taken in so many bits."""

    def divide_floor(
        self, upper: MachineValue, lower: MachineValue, width: Width, *, may_fall: bool
    ) -> MachineValue:
        """upper / lower, rounded down; `lower` is above zero, and `upper` is not below it unless
        it `may_fall`."""

    def call(self, name: Called, operands: tuple[MachineValue, ...]) -> MachineValue:
        """What a function of the calendar gives."""

    def compare(self, sign: Sign, left: MachineValue, right: MachineValue) -> str:
        """A comparison, as a truth."""

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""

    def choose(self, truth: str, yes: MachineValue, no: MachineValue, width: Width) -> MachineValue:
        """One of two values."""

    def least(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The lesser of two values."""

    def most(self, left: MachineValue, right: MachineValue, width: Width) -> MachineValue:
        """The greater of two values."""

    def flag(self, truth: str) -> MachineValue:
        """A truth as 0 or 1."""

    def holds(self, value: MachineValue) -> str:
        """Whether a flag holds."""

    def named(self, value: MachineValue) -> MachineValue:
        """The value under a name, where it is taken more than once."""

    def named_truth(self, truth: str) -> str:
        """The same of a truth."""

    def take(self, of: Given, place: int) -> MachineValue:
        """One of the values that the function is called with."""

    def give(self, of: Literal["outputs", "after"], place: int, value: MachineValue) -> None:
        """One of the values that the function gives, of 64 bits."""

    def beyond(self, value: MachineValue) -> str:
        """Whether a value of 128 bits needs more than 64."""

    def start_node(self, node: AnyNode) -> None:
        """What follows is the value of a node."""

    def keep(
        self, node: AnyNode, value: MachineValue, width: Width, *, guarded: bool, escapes: bool
    ) -> Kept:
        """The node's value where later nodes find it; 0 where its guard did not hold, if it
        `escapes`: is taken there too."""

    def get(self, kept: Kept) -> MachineValue:
        """A value that was kept."""

    def return_where(self, truth: str, error: int) -> None:
        """Ends the function with an error where a truth holds."""

    def enter(self, truth: str) -> None:
        """What follows is done only where a truth holds."""

    def leave(self) -> None:
        """The end of what the last `enter` began."""
