"""What C and Java write alike: truths, branches, names.

In: expressions. Out: expressions and lines of either.
"""

from typing import Literal

from polc.compiler.readers.straight.lines import Called


class BraceDialect:
    """Of a language whose branches stand in braces."""

    __slots__ = ()

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
