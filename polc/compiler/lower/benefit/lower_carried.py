"""Limits per month or quarter that are carried over within the year: semantics 13.

In: a cap or a pool with the day from whose month on it counts, its size in one period. Out: its
size from that month on, or from the first of the year, to the month of the claim: as often as
there are periods. Nothing before.
"""

from polc.compiler.lower.lowering import Lowering
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk
from polc.compiler.plan.nodes import NodeId, PeriodOf
from polc.compiler.typed.nodes.program import TypedPool
from polc.compiler.typed.nodes.term_statements import CapStatement
from polc.compiler.typed.nodes.values import Figure, ParameterValue, Typed
from polc.runtime.amounts import UNLIMITED
from polc.runtime.periods import MONTHS_OF


def carry_over(
    limit: CapStatement | TypedPool,
    size: NodeId,
    name: str,
    lowering: Lowering,
    pays: NodeId | None,
    *,
    lifted: bool = False,
) -> NodeId:
    """The size with what the periods before have left; as it is where nothing is carried over.
    `lifted`: an adjustment may have taken it away."""
    if limit.carried is None:
        return size
    block, origin = lowering.block, limit.origin
    months = MONTHS_OF[limit.period or "month"]
    begins = lowering.value(limit.carried, f"{name}.begins", pays, origin)
    first_day = block.read("system", "first_day", "date")
    begins = lowering.arith(f"{name}.begins_in_year", "max", (begins, first_day), pays, origin)
    first = _period_of(begins, f"{name}.first_period", months, lowering, pays, origin)
    day = block.read("system", "date", "date")
    now = _period_of(day, f"{name}.period", months, lowering, pays, origin)
    gone = lowering.arith(f"{name}.periods_before", "sub", (now, first), pays, origin)
    one, none = block.constant(1, "count"), block.constant(0, "count")
    periods = lowering.arith(f"{name}.periods", "add", (gone, one), pays, origin)
    periods = lowering.arith(f"{name}.periods_so_far", "max", (periods, none), pays, origin)
    carried = lowering.times(f"{name}.carried", size, periods, pays, origin)
    value = limit.size if isinstance(limit, TypedPool) else limit.value
    if not lifted and not _may_be_none(value):
        return carried
    unlimited = block.constant(UNLIMITED, "money")
    limited = block.test(f"{name}.limited", "lt", (size, unlimited), pays, origin)
    return lowering.choose(f"{name}.carried_if_limited", limited, carried, size, pays, origin)


def _period_of(
    day: NodeId, name: str, months: int, lowering: Lowering, pays: NodeId | None, origin: Origin
) -> NodeId:
    node = PeriodOf(id=name, kind="count", guard=pays, origin=origin, day=day, months=months)
    return lowering.block.add(node)


def _may_be_none(value: Typed) -> bool:
    """Whether a table or a parameter may say that there is no limit."""
    return any(
        isinstance(part, ParameterValue) or (isinstance(part, Figure) and part.kind == "none")
        for part in walk(value)
    )
