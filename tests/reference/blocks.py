"""The nodes behind each function of a plan: what a result of the year or of a report hangs
on, with the stores that its first result or its own sums need."""

from collections.abc import Sequence

from polc.compiler.plan.nodes import AnyNode, Emit
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import nodes_of_report, slice_for, stores_of, stores_read_by

Key = tuple[str, str]


def blocks_of(plan: Plan) -> dict[Key, tuple[AnyNode, ...]]:
    """By the benefit or report, and the result."""
    found: dict[Key, tuple[AnyNode, ...]] = {}
    for year in plan.prelude:
        _slice(found, year.benefit, year.nodes, year.outputs, first_moves=True)
    for report in plan.reports:
        nodes = nodes_of_report(plan, report)
        _slice(found, report.id, nodes, report.outputs, first_moves=False)
    return found


def _slice(
    found: dict[Key, tuple[AnyNode, ...]],
    owner: str,
    nodes: Sequence[AnyNode],
    outputs: Sequence[str],
    *,
    first_moves: bool,
) -> None:
    for node in nodes:
        if isinstance(node, Emit) and node.name in outputs:
            first = first_moves and not any(key[0] == owner for key in found)
            own = stores_of(nodes) if first else stores_read_by(nodes, node)
            found[owner, node.name] = slice_for(nodes, node, *own)
