"""Which running sum limits a payment of a claim.

In: a plan, a claim traced, some of its sums. Out: the first of these that a payment is held by,
with the clauses of the limit.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.plan.nodes import AnyNode, Arith, Cap, Load, NodeId, Select
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import walk
from polc.compiler.readers.trace.interpret import Run, matches
from polc.runtime.executable import LimitingSum


def find_limiting_sum(plan: Plan, run: Run, sums: frozenset[str]) -> LimitingSum | None:
    """The first of these sums by which a payment is limited; None where none does."""
    nodes = {node.id: node for node in plan.claim}
    names = {accumulator.id: accumulator.name for accumulator in plan.accumulators}
    for node in plan.claim:
        if node.id not in run.reached:
            continue
        for value, clauses in _held_by(node):
            behind = _sums_behind(value, nodes, run)
            acc = next((acc for acc in behind if acc in sums), None)
            if acc is not None:
                return LimitingSum(acc, names[acc], clauses)
    return None


def _held_by(node: AnyNode) -> Iterator[tuple[NodeId, tuple[str, ...]]]:
    """What a node holds a payment to, with the clauses: its limits; what is left of a pool also
    where no limit asks for it, of what the earlier bills of a stay keep."""
    match node:
        case Cap():
            yield from ((limit.value, limit.origin.clauses) for limit in node.limits)
        case Arith(op="left"):
            yield node.id, node.origin.clauses


def _sums_behind(value: NodeId, nodes: Mapping[NodeId, AnyNode], run: Run) -> Iterator[str]:
    """The running sums that a limit is what is left of; none of a limit that does not stand.
    For a stay they are the sum of the year and what the earlier bills of the stay moved of it."""

    def below(node: AnyNode) -> tuple[NodeId, ...]:
        match node:
            case Arith(op="left"):
                return node.args[1:]
            case Arith():
                return node.args
            case Select():
                key = run.values.get(node.key, 0)
                met = (arm.value for arm in node.arms if isinstance(key, int) and matches(arm, key))
                found = next(met, node.otherwise)
                return () if found is None else (found,)
            case _:  # nothing else is made of what is left
                return ()

    return (node.acc for node in walk([value], nodes, below) if isinstance(node, Load))
