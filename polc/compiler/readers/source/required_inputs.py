"""Which inputs of a block must be given, whatever it demands.

In: a block. Out: their scopes and fields. Lowering puts a demand before most that is taken; what
every case has (the amount of a claim, its day, the identities held) has none, and is asked for
where a function is called by others.
"""

from collections.abc import Iterable

from polc.compiler.plan.nodes import AnyNode, Need, NodeId, Read, Select, Test


def must_be_given(nodes: Iterable[AnyNode]) -> frozenset[tuple[str, str]]:
    """The inputs that some node takes as they are, without a demand for them; what is paid is taken
    only where it is given."""
    block = tuple(nodes)
    reads = {node.id: node for node in block if isinstance(node, Read) and node.scope != "paid"}
    found = set()
    for node in block:
        taken: list[NodeId | None] = [node.guard]
        match node:
            case Need():
                pass
            case Test(op="known"):
                pass
            case Select():
                taken.append(node.key)
            case _:
                taken += node.operands
        found |= {reads[id_] for id_ in taken if id_ is not None and id_ in reads}
    return frozenset((read.scope, read.field) for read in found)
