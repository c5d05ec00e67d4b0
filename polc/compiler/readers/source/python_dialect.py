"""Whole numbers in Python, which have no bound.

In: expressions. Out: expressions and lines of Python 3.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.readers.source.dialect import OPERATORS, SIGNS
from polc.compiler.readers.straight.lines import Called, Operator, Sign, Width
from polc.runtime.amounts import MISSING


@frozen
class PythonDialect:
    """How Python writes them."""

    true: str = "True"
    false: str = "False"
    truth_type: str = ""
    comment: str = "#"

    def type_of(self, width: Width) -> str:
        """A name has no type."""
        return ""

    def literal(self, value: int, width: Width) -> str:
        """A figure."""
        if value == MISSING:
            return "MISSING"
        return str(value) if value >= 0 else f"({value})"

    def widen(self, text: str) -> str:
        """The same."""
        return text

    def narrow(self, text: str) -> str:
        """The same."""
        return text

    def beyond(self, text: str) -> str:
        """Whether a value needs more than 64 bits, which no other target gives back."""
        return f"({text} < MISSING or {text} >= -MISSING)"

    def binary(self, operation: Operator, left: str, right: str, width: Width) -> str:
        """A sum, a difference, a product, the bits that both have."""
        return f"({left} {OPERATORS[operation]} {right})"

    def divide_floor(self, upper: str, lower: str, width: Width) -> str:
        """The quotient, rounded down."""
        return f"({upper} // {lower})"

    def extreme(self, which: Literal["least", "most"], left: str, right: str, width: Width) -> str:
        """The lesser or the greater of two values."""
        return f"{'min' if which == 'least' else 'max'}({left}, {right})"

    def compare(self, sign: Sign, left: str, right: str, width: Width) -> str:
        """A truth."""
        return f"({left} {SIGNS[sign]} {right})"

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""
        return f"({left} {word} {right})"

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""
        return f"(not {truth})"

    def choose(self, truth: str, yes: str, no: str) -> str:
        """One of two values."""
        return f"({yes} if {truth} else {no})"

    def call(self, name: Called, operands: list[str]) -> str:
        """What a function of the calendar gives."""
        return f"{name}({', '.join(operands)})"

    def declare(self, type_: str, name: str, text: str) -> str:
        """A line with which a name begins."""
        return f"{name} = {text}"

    def assign(self, name: str, text: str) -> str:
        """A line that gives a name another value."""
        return f"{name} = {text}"

    def where(self, truth: str) -> str:
        """The line with which a branch begins."""
        return f"if {truth}:"

    def end(self) -> str:
        """Nothing: the lines inside say it."""
        return ""

    def refuse(self, number: int) -> str:
        """The line that ends the function with a refusal."""
        return f"return {number}"
