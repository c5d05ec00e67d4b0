"""A figure of the year so far, this claim included.

In: nothing. Out: the types of tallies.
"""

from typing import Literal

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.values import Typed, ValueKind


@frozen(kw_only=True)
class YearFigure:
    """What all tallies have; `condition` after `only when`: which claims it is of."""

    id: str
    title: str
    kind: ValueKind
    condition: Typed | None
    origin: Origin


@frozen(kw_only=True)
class VisitTally(YearFigure):
    """`count of visits`: the ordinal of this visit."""


@frozen(kw_only=True)
class AnyTally(YearFigure):
    """`any claim only when …`: whether there was one."""

    condition: Typed


@frozen(kw_only=True)
class ValueTally(YearFigure):
    """`sum of …`, `highest of …`: over the claims."""

    what: Literal["sum", "highest"]
    value: Typed


TypedTally = VisitTally | AnyTally | ValueTally
