"""Whole numbers in C: `int64_t`, and `__int128` where a step needs it.

In: expressions. Out: expressions and lines of C11.
"""

from typing import Final, Literal

from polc.compiler.model.record import frozen
from polc.compiler.readers.source.brace_dialect import BraceDialect
from polc.compiler.readers.source.dialect import OPERATORS, SIGNS
from polc.compiler.readers.straight.lines import Operator, Sign, Width
from polc.runtime.amounts import MISSING

_HALF: Final = 1 << 62


@frozen
class CDialect(BraceDialect):
    """How C writes them; `prefix` begins the names of the file."""

    prefix: str
    true: str = "true"
    false: str = "false"
    truth_type: str = "bool"
    comment: str = "//"

    def type_of(self, width: Width) -> str:
        """The type of a whole number."""
        return "int64_t" if width == "i64" else "wide_t"

    def literal(self, value: int, width: Width) -> str:
        """A figure."""
        if value == MISSING:
            found = f"{self.prefix.upper()}_MISSING"
        elif -(1 << 63) < value < 1 << 63:
            found = f"{value}LL" if value >= 0 else f"({value}LL)"
        else:
            upper, lower = divmod(value, _HALF)
            return f"((wide_t)({upper}LL) * {_HALF}LL + {lower}LL)"
        return found if width == "i64" else f"((wide_t){found})"

    def widen(self, text: str) -> str:
        """A value of 64 bits with 128."""
        return f"((wide_t){text})"

    def narrow(self, text: str) -> str:
        """A value of 128 bits, that fits, with 64."""
        return f"((int64_t){text})"

    def beyond(self, text: str) -> str:
        """Whether a value of 128 bits needs more than 64."""
        return f"({text} < INT64_MIN || {text} > INT64_MAX)"

    def binary(self, operation: Operator, left: str, right: str, width: Width) -> str:
        """A sum, a difference, a product, the bits that both have."""
        return f"({left} {OPERATORS[operation]} {right})"

    def divide_floor(self, upper: str, lower: str, width: Width) -> str:
        """The quotient, rounded down, of a divisor above zero."""
        return f"{'wide_' if width == 'i128' else ''}divide_down({upper}, {lower})"

    def extreme(self, which: Literal["least", "most"], left: str, right: str, width: Width) -> str:
        """The lesser or the greater of two values."""
        return f"{'wide_' if width == 'i128' else ''}{which}({left}, {right})"

    def compare(self, sign: Sign, left: str, right: str, width: Width) -> str:
        """A truth."""
        return f"({left} {SIGNS[sign]} {right})"
