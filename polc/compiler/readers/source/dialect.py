"""How a language writes whole numbers, truths and branches.

In: expressions as text, each a name, a literal or in brackets. Out: `Dialect`, the expressions and
lines that are made of them; no meaning is decided here.
"""

from typing import Final, Literal, Protocol

from polc.compiler.readers.straight.lines import Called, Operator, Sign, Width

OPERATORS: Final = {"add": "+", "sub": "-", "mul": "*", "and": "&"}
SIGNS: Final = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
"""What all of them write alike."""


class Dialect(Protocol):
    """What differs from language to language."""

    @property
    def true(self) -> str:
        """The truth that always holds."""

    @property
    def false(self) -> str:
        """The truth that never holds."""

    @property
    def truth_type(self) -> str:
        """The type of a truth."""

    @property
    def comment(self) -> str:
        """With what a comment of one line begins."""

    def type_of(self, width: Width) -> str:
        """The type of a whole number."""

    def literal(self, value: int, width: Width) -> str:
        """A figure."""

    def widen(self, text: str) -> str:
        """A value of 64 bits with 128."""

    def narrow(self, text: str) -> str:
        """A value of 128 bits, that fits, with 64."""

    def beyond(self, text: str) -> str:
        """Whether a value of 128 bits needs more than 64."""

    def binary(self, operation: Operator, left: str, right: str, width: Width) -> str:
        """A sum, a difference, a product, the bits that both have."""

    def divide_floor(self, upper: str, lower: str, width: Width) -> str:
        """The quotient, rounded down, of a divisor above zero."""

    def extreme(self, which: Literal["least", "most"], left: str, right: str, width: Width) -> str:
        """The lesser or the greater of two values."""

    def compare(self, sign: Sign, left: str, right: str, width: Width) -> str:
        """A truth."""

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""

    def choose(self, truth: str, yes: str, no: str) -> str:
        """One of two values."""

    def call(self, name: Called, operands: list[str]) -> str:
        """What a function of the calendar gives."""

    def declare(self, type_: str, name: str, text: str) -> str:
        """A line with which a name begins."""

    def assign(self, name: str, text: str) -> str:
        """A line that gives a name another value."""

    def where(self, truth: str) -> str:
        """The line with which a branch begins."""

    def end(self) -> str:
        """The line with which it ends, if any."""

    def refuse(self, number: int) -> str:
        """The line that ends the function with a refusal."""
