"""Whole numbers in Java: `long`, and `BigInteger` where a step needs more.

In: expressions. Out: expressions and lines of Java 17.
"""

from typing import Final, Literal

from polc.compiler.model.record import frozen
from polc.compiler.readers.source.brace_dialect import BraceDialect
from polc.compiler.readers.source.dialect import OPERATORS, SIGNS
from polc.compiler.readers.straight.lines import Operator, Sign, Width
from polc.runtime.amounts import MISSING

_METHODS: Final = {"add": "add", "sub": "subtract", "mul": "multiply", "and": "and"}


@frozen
class JavaDialect(BraceDialect):
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
