"""One node, made simpler by what is known of its operands.

In: a node, what is known of those before it. Out: `Folded`, which comes to the same wherever the
node is evaluated: a flag that is known, an earlier value, or a node with fewer operands.
"""

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Cap,
    Excess,
    Need,
    NodeId,
    Override,
    Select,
    Test,
)
from polc.compiler.readers.bounds.order import is_never_above
from polc.compiler.readers.specialize.knowledge import Knowledge
from polc.compiler.readers.trace.interpret import matches
from polc.records.evolve import evolve
from polc.records.frozen import frozen


@frozen
class Flag:
    """A condition that is known."""

    holds: bool


@frozen
class Same:
    """An earlier value."""

    node_id: NodeId


Folded = Flag | Same | AnyNode


def fold(node: AnyNode, known: Knowledge) -> Folded:
    """What comes to the same as the node wherever it is evaluated."""
    match node:
        case Test(op="and" | "or"):
            return _fold_joined(node, known)
        case Test():
            return _fold_condition(node, known)
        case Need(value=value) if not known.measured[value].reach.missing:
            return Same(value)
        case Select():
            key = known.constant(node.key, node.guard)
            if key is None:
                return node
            met = next((arm.value for arm in node.arms if matches(arm, key)), node.otherwise)
            return node if met is None else Same(met)
        case Override(is_given=is_given) if known.constant(is_given, node.guard) == 0:
            return Same(node.computed)
        case Cap():
            return _fold_cap(node, known)
        case Arith(op="min" | "max"):
            return _fold_extreme(node, known)
        case Arith(op="add" | "sub"):
            return _fold_sum(node, known)
        case Excess() if known.constant(node.start, node.guard) == 0:
            return _fold_excess(node, known)
        case _:
            return node


def _fold_joined(node: Test, known: Knowledge) -> Folded:
    """Without the conditions that are known not to decide, and each once."""
    deciding = node.op == "or"
    left: dict[NodeId, None] = {}
    for arg in node.args:
        value = known.constant(arg, node.guard)
        if value is None:
            left[arg] = None
        elif bool(value) is deciding:
            return Flag(deciding)
    match tuple(left):
        case ():
            return Flag(not deciding)
        case (only,):
            return Same(only)
        case several:
            return node if len(several) == len(node.args) else evolve(node, args=several)


def _fold_condition(node: Test, known: Knowledge) -> Folded:
    first = node.args[0]
    reach = known.measured[first].reach
    low, high = reach.hull
    match node.op:
        case "known":
            if not reach.missing:
                return Flag(True)
            return node if reach.parts else Flag(False)
        case "not":
            value = known.constant(first, node.guard)
            return node if value is None else Flag(not value)
        case "any":
            return node if low <= 0 <= high else Flag(True)
        case _:
            other = known.measured[node.args[1]].reach
    if reach.missing or other.missing or not (reach.parts and other.parts):
        return node
    least, most = other.hull
    match node.op:
        case "lt" if high < least or low >= most:
            return Flag(high < least)
        case "le" if high <= least or low > most:
            return Flag(high <= least)
        case "gt" if low > most or high <= least:
            return Flag(low > most)
        case "ge" if low >= most or high < least:
            return Flag(low >= most)
        case "eq" if high < least or low > most:
            return Flag(False)
        case _:
            return node


def _fold_cap(node: Cap, known: Knowledge) -> Folded:
    """Without the limits that what is wanted never passes."""
    limits = tuple(
        limit for limit in node.limits if not _is_held(node.uncapped, limit.value, node, known)
    )
    if not limits and known.around.never_negative(node.uncapped):
        return Same(node.uncapped)
    return node if len(limits) == len(node.limits) else evolve(node, limits=limits)


def _fold_extreme(node: Arith, known: Knowledge) -> Folded:
    """Without the operands that another one is never above, or below."""
    args = tuple(dict.fromkeys(node.args))
    for arg in args:
        rest = tuple(left for left in args if left != arg)
        if rest and any(_gives_way(arg, kept, node, known) for kept in rest):
            args = rest
    if len(args) == 1:
        return Same(args[0])
    return node if len(args) == len(node.args) else evolve(node, args=args)


def _gives_way(arg: NodeId, kept: NodeId, node: Arith, known: Knowledge) -> bool:
    """Whether the operand that is kept decides wherever one of the two does."""
    lesser, greater = (kept, arg) if node.op == "min" else (arg, kept)
    if any(known.measured[operand].reach.missing for operand in (arg, kept)):
        return False
    if known.around.hull(lesser)[1] <= known.around.hull(greater)[0]:
        return True
    return known.around.never_negative(greater) and _is_held(lesser, greater, node, known)


def _is_held(lesser: NodeId, greater: NodeId, node: AnyNode, known: Knowledge) -> bool:
    """Whether a value is at most max(0, another) where the node takes both."""
    around = known.around
    return known.chains[greater] <= known.chain_under(node.guard) and is_never_above(
        lesser, around.nodes[greater], around.ceilings, around.never_negative
    )


def _fold_sum(node: Arith, known: Knowledge) -> Folded:
    """Without what is nothing."""
    first, *more = node.args
    kept = [arg for arg in more if known.constant(arg, node.guard) != 0]
    if node.op == "add" and kept and known.constant(first, node.guard) == 0:
        first, *kept = kept
    if not kept:
        return Same(first)
    args = (first, *kept)
    return node if len(args) == len(node.args) else evolve(node, args=args)


def _fold_excess(node: Excess, known: Knowledge) -> Folded:
    """From nothing on, the part above an edge that is not below it is what the edge leaves."""
    if not known.around.never_negative(node.edge) or known.measured[node.edge].reach.missing:
        return node
    args = (node.length, node.edge)
    return Arith(id=node.id, kind=node.kind, den=node.den, guard=node.guard, op="left", args=args)
