"""A node with the earliest values that are the same where it takes them.

In: a node, what is known of those before it. Out: the node. What is taken only where a flag holds,
or does not, is looked at where that is so: a line of a table by the flag, a condition after
others that did not decide.
"""

from polc.compiler.plan.nodes import AnyNode, NodeId, Select, Test
from polc.compiler.plan.replace_operands import replace_operands
from polc.compiler.readers.specialize.knowledge import Knowledge
from polc.records.evolve import evolve


def place_operands(node: AnyNode, known: Knowledge) -> AnyNode:
    """The node with these values in the places of its operands."""
    chain = known.chain_under(node.guard)
    match node:
        case Select() if known.nodes[node.key].kind == "flag":
            return _place_by_flag(node, chain, known)
        case Test(op="and" | "or"):
            args: list[NodeId] = []
            for arg in node.args:
                args.append(known.value_for(arg, chain))
                chain |= known.where(args[-1], holds=node.op == "and")
            return evolve(node, args=tuple(args))
        case _:
            return replace_operands(node, lambda operand: known.value_for(operand, chain))


def _place_by_flag(node: Select, chain: frozenset[NodeId], known: Knowledge) -> Select:
    """A line for where the flag holds takes its value there alone; what is taken otherwise is
    taken where it does not, if there is such a line."""
    key = known.value_for(node.key, chain)
    met = chain | known.where(key, holds=True)
    arms, otherwise = [], chain
    for arm in node.arms:
        is_met = arm.ranges == ((1, 1),) and not arm.bits
        arms.append(evolve(arm, value=known.value_for(arm.value, met if is_met else chain)))
        if is_met:
            otherwise = chain | known.where(key, holds=False)
    rest = node.otherwise
    rest = None if rest is None else known.value_for(rest, otherwise)
    return evolve(node, key=key, arms=tuple(arms), otherwise=rest)
