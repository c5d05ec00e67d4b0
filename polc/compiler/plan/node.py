"""What all nodes of a plan have.

In: nothing. Out: `Node`, the base of the types in `nodes.py`.
"""

from typing import Literal

from attrs import frozen

from polc.compiler.model.origin import NO_ORIGIN, Origin

Kind = Literal["money", "rate", "count", "flag", "date", "mask", "choice", "bands"]
NodeId = str


@frozen(kw_only=True)
class Node:
    """What all nodes have. `id` is unique in the plan and stable across versions."""

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
