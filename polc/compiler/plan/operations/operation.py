"""What an operation is to each reader of a plan: one entry of the table.

In: nothing. Out: `Operation`, with a way of being written for the closures.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.plan.operations.reach import Measured

MOST_MADE: Final = 256
"""So many operations are kept that hang on a figure of their node: many nodes are alike in it."""


@frozen
class Expression:
    """`write` takes how each operand is written and gives Python for the value, in brackets
    where it is more than a name. An operand is a name, a literal or an expression in
    brackets; one that the text has twice is a name or a literal."""

    write: Callable[..., str]

    def mentions_twice(self, operands: int) -> frozenset[int]:
        """The places of the operands that the text has more than once."""
        marks = [f"<{place}>" for place in range(operands)]
        text = self.write(*marks)
        return frozenset(place for place, mark in enumerate(marks) if text.count(mark) > 1)


@frozen
class Statements:
    """`write` takes the name that the value is to have and how each operand is written, a
    name or a literal, and gives lines of Python without an indentation of their own."""

    write: Callable[..., list[str]]


@frozen(kw_only=True)
class Operation:
    """What a node makes of its operands, which every part takes in the order of the node's
    `operands`. `source` is for the closures; `function` takes the integers and gives the
    value; `interval` takes where each may lie and gives where the value does; `text` takes
    the operands as they are printed."""

    source: Expression | Statements
    function: Callable[..., int]
    interval: Callable[..., Measured]
    text: Callable[..., str]
