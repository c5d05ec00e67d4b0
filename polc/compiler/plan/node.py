"""What all nodes of a plan have.

In: nothing. Out: `Node`, the base of the types in `nodes.py`; `Notation`, how a plan writes the
parts of a node.
"""

from typing import Literal, Protocol

from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.record import frozen

Kind = Literal["money", "rate", "count", "flag", "date", "mask", "choice", "bands"]
NodeId = str


@frozen
class Arm:
    """A line of a table. It matches a mask key that shares a bit with `bits`, or
    another key inside one of `ranges` (both ends included; None: open)."""

    value: NodeId
    bits: int = 0
    ranges: tuple[tuple[int | None, int | None], ...] = ()
    origin: Origin = NO_ORIGIN


class Notation(Protocol):
    """How what a node names is written in a listing of its plan."""

    def value(self, node_id: NodeId) -> str:
        """Another node where its value is used."""

    def figure(self, value: int | tuple[tuple[int, int], ...], kind: Kind) -> str:
        """A figure in the units of the document, or a table of bands."""

    def arm(self, key: NodeId, arm: Arm) -> str:
        """A line of a table by `key`."""


@frozen(kw_only=True)
class Node:
    """What all nodes have. `id` is unique in the plan and stable across versions. A type of
    node that is not pure has its printed form too, `line`."""

    id: NodeId
    kind: Kind
    den: int = 1
    guard: NodeId | None = None
    origin: Origin = NO_ORIGIN

    @property
    def operands(self) -> tuple[NodeId, ...]:
        """The nodes whose values it takes, its guard aside, in order."""
        return ()

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Its own origin, then those of its table lines, options or limits."""
        return (self.origin,)

    def mention(self, words: Notation) -> str:
        """The node where its value is used: a figure, an input, or its id."""
        return self.id
