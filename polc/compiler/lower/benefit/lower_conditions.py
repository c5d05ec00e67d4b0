"""Conditions of a benefit onto nodes, each asked only where those before it hold: semantics 8.

In: its conditions in written order, the flag before them. Out: the flag that all hold, and each
as a stop on the way to a payment.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Stop
from polc.compiler.typed.nodes.statements import (
    CountsWhenStatement,
    PaysWhenStatement,
    WhenStatement,
)


def lower_conditions(
    conditions: tuple[WhenStatement | PaysWhenStatement | CountsWhenStatement, ...],
    terms: Terms,
    lowering: Lowering,
    guard: NodeId | None,
    asked: int = 0,
) -> tuple[NodeId | None, tuple[Stop, ...]]:
    """Every `when`, in written order, each asked only where those before it hold; so many were
    `asked` before these."""
    stops = []
    for place, when in enumerate(conditions, start=asked + 1):
        suffix = f".{place}" if place > 1 else ""
        step = f"{terms.name}.{when.term}{suffix}"
        guard = lowering.flag(when.condition, step, guard, when.origin)
        stops.append(Stop(when.term, guard, when.origin))
    return guard, tuple(stops)
