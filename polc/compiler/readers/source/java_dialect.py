"""Whole numbers in Java: `long`, and `BigInteger` where a step needs more.

In: expressions. Out: expressions and lines of Java 17.
"""

from typing import Final, Literal

from polc.compiler.model.record import frozen
from polc.compiler.readers.source.c_dialect import OPERATORS, SIGNS
from polc.compiler.readers.straight.lines import Called, Operator, Sign, Width
from polc.runtime.amounts import MISSING

_METHODS: Final = {"add": "add", "sub": "subtract", "mul": "multiply", "and": "and"}


@frozen
class JavaDialect:
    """How Java writes them."""

    true: str = "true"
    false: str = "false"
    truth_type: str = "boolean"
    comment: str = "//"

    def type_of(self, width: Width) -> str:
        """The type of a whole number."""
        return "long" if width == "i64" else "BigInteger"

    def literal(self, value: int, width: Width) -> str:
        """A figure."""
        if not -(1 << 63) <= value < 1 << 63:
            return f'new BigInteger("{value}")'
        found = "MISSING" if value == MISSING else f"{value}L"
        return found if width == "i64" else self.widen(found)

    def widen(self, text: str) -> str:
        """A value of 64 bits without bound."""
        return f"BigInteger.valueOf({text})"

    def narrow(self, text: str) -> str:
        """A value without bound, that fits, with 64 bits."""
        return f"{text}.longValue()"

    def beyond(self, text: str) -> str:
        """Whether a value needs more than 64 bits."""
        return f"({text}.bitLength() > 63)"

    def binary(self, operation: Operator, left: str, right: str, width: Width) -> str:
        """A sum, a difference, a product, the bits that both have."""
        if width == "i128":
            return f"{left}.{_METHODS[operation]}({right})"
        return f"({left} {OPERATORS[operation]} {right})"

    def divide_floor(self, upper: str, lower: str, width: Width) -> str:
        """The quotient, rounded down, of a divisor above zero."""
        return f"{'divide_down' if width == 'i128' else 'Math.floorDiv'}({upper}, {lower})"

    def extreme(self, which: Literal["least", "most"], left: str, right: str, width: Width) -> str:
        """The lesser or the greater of two values."""
        name = "min" if which == "least" else "max"
        return f"{left}.{name}({right})" if width == "i128" else f"Math.{name}({left}, {right})"

    def compare(self, sign: Sign, left: str, right: str, width: Width) -> str:
        """A truth."""
        if width == "i128":
            return f"({left}.compareTo({right}) {SIGNS[sign]} 0)"
        return f"({left} {SIGNS[sign]} {right})"

    def join(self, word: Literal["and", "or"], left: str, right: str) -> str:
        """Two truths as one."""
        return f"({left} {'&&' if word == 'and' else '||'} {right})"

    def deny(self, truth: str) -> str:
        """That a truth does not hold."""
        return f"!{truth}"

    def choose(self, truth: str, yes: str, no: str) -> str:
        """One of two values."""
        return f"({truth} ? {yes} : {no})"

    def call(self, name: Called, operands: list[str]) -> str:
        """What a function of the calendar gives."""
        return f"{name}({', '.join(operands)})"

    def declare(self, type_: str, name: str, text: str) -> str:
        """A line with which a name begins."""
        return f"{type_} {name} = {text};"

    def assign(self, name: str, text: str) -> str:
        """A line that gives a name another value."""
        return f"{name} = {text};"

    def where(self, truth: str) -> str:
        """The line with which a branch begins."""
        return f"if ({truth}) {{"

    def end(self) -> str:
        """The line with which it ends."""
        return "}"

    def refuse(self, number: int) -> str:
        """The line that ends the function with a refusal."""
        return f"return {number};"
