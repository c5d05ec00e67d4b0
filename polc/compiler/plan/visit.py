"""Walking a plan: what a node hangs on, and what a result needs.

In: nodes. Out: their operands, the slice of a block that leads to a result, the nodes of a
report behind those of the claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Class,
    Const,
    Cross,
    Dated,
    DeductibleTaken,
    Delta,
    Emit,
    Excess,
    Load,
    Mask,
    MaxOf,
    MonthsAfter,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Round,
    Scale,
    Select,
    Share,
    Store,
    Test,
)
from polc.compiler.plan.plan import Plan, PlanReport


def operands(node: AnyNode) -> tuple[NodeId, ...]:  # noqa: C901  # one case for each type of node  # one case for each type of node
    """The nodes whose values a node takes, its guard aside, in order."""
    match node:
        case Const() | Read() | Param() | Load():
            return ()
        case Dated():
            return (node.on, *(one.value for one in node.periods))
        case Mask() | Class():
            return (node.held,)
        case Select():
            rest = (node.otherwise,) if node.otherwise is not None else ()
            return (node.key, *(arm.value for arm in node.arms), *rest)
        case Test() | Arith():
            return node.args
        case MonthsAfter():
            return (node.day, node.months)
        case Scale():
            return (node.amount, node.rate)
        case Share():
            return (node.amount, node.part, node.whole)
        case Round() | Store() | Need() | Emit():
            return (node.value,)
        case Excess():
            return (node.start, node.length, node.edge)
        case DeductibleTaken():
            return (node.used, node.length, node.edge)
        case Bands():
            extra = (node.shift, node.points, node.top)
            return (node.low, node.high, node.table, *(one for one in extra if one is not None))
        case Delta():
            return (node.after, node.before)
        case MaxOf():
            return tuple(one for option in node.options for one in (option.open, option.amount))
        case Cap():
            return (node.want, *(one.value for one in node.limits))
        case Override():
            return (node.present, node.amount, node.base, node.computed)
        case Cross():
            return (node.before, node.after, node.edge)
        case _:
            assert_never(node)


def find_needed(by_id: Mapping[NodeId, AnyNode], roots: Iterable[AnyNode]) -> set[NodeId]:
    """The ids of what these results hang on, their own among them."""
    needed: set[NodeId] = set()
    stack = [node.id for node in roots]
    while stack:
        node_id = stack.pop()
        if node_id in needed:
            continue
        needed.add(node_id)
        node = by_id[node_id]
        stack.extend(operands(node))
        if node.guard is not None:
            stack.append(node.guard)
    return needed


def nodes_of_report(plan: Plan, report: PlanReport) -> tuple[AnyNode, ...]:
    """A report's nodes after those of the claim, whose results and sums are not its own."""
    if report.per == "person_year":
        return report.nodes
    before = tuple(one for one in plan.claim if not isinstance(one, Emit | Store))
    return (*before, *report.nodes)


def slice_for(block: Sequence[AnyNode], *roots: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes that results hang on, with the demands made on their way."""
    needed = find_needed({node.id: node for node in block}, roots)
    return tuple(
        node
        for node in block
        if node.id in needed
        or (
            isinstance(node, Need)
            and node.value in needed
            and (node.guard is None or node.guard in needed)
        )
    )
