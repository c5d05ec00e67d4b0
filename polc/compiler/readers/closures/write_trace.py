"""A block of nodes as the source of a function that gives the value of every node it reaches.

In: nodes, their inputs and running sums. Out: source text of a maker, as `write_function.py` writes
one; its function returns a dictionary of values by node instead of results, None where a demand
fails. No id of a node stands in the text: the maker is given the ids that stand under the same
guards, a tuple for each such group.
"""

from polc.compiler.plan.nodes import AnyNode, Const, NodeId
from polc.compiler.readers.closures.write_function import FunctionWriter
from polc.records.mutable import define


@define(kw_only=True)
class TraceWriter(FunctionWriter):
    """Writes one function; every value stands under a name until the end."""

    def write(self) -> str:
        """The maker's source."""
        self._prepare()
        groups = group_by_guards(self.uses.nodes, self.uses.chains)
        for place, group in enumerate(groups):
            values = ", ".join(map(self._value, group))
            by_id = self.uses.by_id[group[0]]
            self._put(by_id, [f"put(zip(k{place}, ({values},)))"])
        starts = self._starting()
        arguments = ", ".join((*self.inputs.values(), *self.state.values()))
        given = (*self.slots.values(), *(f"k{place}" for place in range(len(groups))))
        return "\n".join(
            (
                f"def make({', '.join(given)}):",
                *(f"    {line}" for line in self.hoisted),
                f"    def trace({arguments}):",
                "        found = {}",
                "        put = found.update",
                *(f"        {line}" for line in (*starts, *self.lines)),
                "        return found",
                "    return trace",
                "",
            )
        )

    def _write_node(self, node: AnyNode) -> None:
        super()._write_node(node)
        if isinstance(node, Const) and not isinstance(node.value, int):
            self._names[node.id] = repr(node.value)

    def _may_inline(self, node: AnyNode) -> bool:
        return False

    def _refusal(self, node: AnyNode) -> str:
        return "return None"


def group_by_guards(
    nodes: tuple[AnyNode, ...], chains: dict[NodeId, tuple[NodeId, ...]]
) -> list[tuple[NodeId, ...]]:
    """The ids of the nodes that stand under the same guards, in the order of the block."""
    groups: dict[tuple[NodeId, ...], list[NodeId]] = {}
    for node in nodes:
        groups.setdefault(chains[node.id], []).append(node.id)
    return [tuple(group) for _, group in sorted(groups.items())]
