"""The nodes that take no value of another: constants, inputs, parameters, running sums.

In: nothing. Out: the types of these nodes, each with its printed form.
"""

from typing import Literal

from polc.compiler.model.record import frozen
from polc.compiler.plan.node import Node, Notation


@frozen(kw_only=True)
class Const(Node):
    """A constant: `1800 yuan`, `70%`, `no cap` (`UNLIMITED`), a bands table."""

    value: int | tuple[tuple[int, int], ...]

    def mention(self, words: Notation) -> str:
        return words.figure(self.value, self.kind)

    def line(self, words: Notation) -> str:
        return f"{self.id} = {self.mention(words)}"


@frozen(kw_only=True)
class Read(Node):
    """An input, or `MISSING`. `scope` claim, person or region: a field of the
    vocabulary; paid: the amount the case gives for a layer; since: the first day on which
    the person holds one of the identities whose bits `field` is; system: `held` (the
    identities on the governing date, or on the `as of` day), `held_in_month`,
    `held_in_year`, `date`, `year`, `first_day` and `last_day` of the year."""

    scope: Literal["claim", "person", "region", "paid", "since", "system"]
    field: str

    def mention(self, words: Notation) -> str:
        return "held identities" if self.field == "held" else f"{self.scope}.{self.field}"

    def line(self, words: Notation) -> str:
        return f"{self.id} = {self.mention(words)}"


@frozen(kw_only=True)
class Param(Node):
    """The value of one slot of a parameter (`basic_rate`, `basic_rate.2`), resolved
    for the benefit year before the first node runs, or `MISSING`."""

    slot: str

    def mention(self, words: Notation) -> str:
        return f"param {self.slot}"

    def line(self, words: Notation) -> str:
        return f"{self.id} = {self.mention(words)}"


@frozen(kw_only=True)
class Load(Node):
    """What accumulator `acc` holds before this claim."""

    acc: str

    def line(self, words: Notation) -> str:
        return f"{self.id} = what {self.acc} held before this claim"
