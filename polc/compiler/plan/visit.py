"""Walking a plan: what a node hangs on, what a result needs, under which conditions.

In: nodes or a plan. Out: its blocks, the slice of a block that leads to a result, what takes a
value, the guards above a node. Everything here goes by `Node.operands` and `Node.guard`, and
knows no other field of a node but those of demands, sums and results.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Emit, Load, Need, NodeId, Override, Store
from polc.compiler.plan.plan import Plan, PlanReport

Nodes = Mapping[NodeId, AnyNode]


@frozen
class WholeBlock:
    """A block as it is run: the benefit or report that it is of, `claim` for the claims'; its
    nodes, of a report with those of the claim before them; `own` those that no other block
    has."""

    name: str
    nodes: tuple[AnyNode, ...]
    own: tuple[AnyNode, ...]

    @property
    def goes_on(self) -> bool:
        """Whether it has the nodes of the claim before its own."""
        return self.nodes is not self.own


def whole_blocks(plan: Plan) -> Iterator[WholeBlock]:
    """Every block, in the order in which they are run."""
    for year in plan.prelude:
        yield WholeBlock(year.benefit, year.nodes, year.nodes)
    yield WholeBlock("claim", plan.claim, plan.claim)
    before = before_reports(plan)
    for report in plan.reports:
        whole = report.nodes if report.per == "person_year" else (*before, *report.nodes)
        yield WholeBlock(report.id, whole, report.nodes)


def all_nodes(plan: Plan) -> tuple[AnyNode, ...]:
    """Every node of every block, in the order in which the blocks are run."""
    return tuple(node for block in whole_blocks(plan) for node in block.own)


def nodes_of_report(plan: Plan, report: PlanReport) -> tuple[AnyNode, ...]:
    """A report's nodes after those of the claim, whose results and sums are not its own."""
    if report.per == "person_year":
        return report.nodes
    return (*before_reports(plan), *report.nodes)


def before_reports(plan: Plan) -> tuple[AnyNode, ...]:
    """The claim's nodes from which its reports go on: all but its results and sums."""
    return tuple([node for node in plan.claim if not isinstance(node, _RESULTS)])


_RESULTS: Final = (Emit, Store)
_ROOTS: Final = (Emit, Store, Need, Override)


def walk(
    start: Iterable[NodeId], nodes: Nodes, below: Callable[[AnyNode], Iterable[NodeId]]
) -> Iterator[AnyNode]:
    """The nodes from some of them on downwards, each once, the last of `below` first; the
    nodes have them all."""
    stack, seen = list(start), set[NodeId]()
    while stack:
        node_id = stack.pop()
        if node_id in seen:
            continue
        seen.add(node_id)
        yield nodes[node_id]
        stack.extend(below(nodes[node_id]))


def hangs_on(node: AnyNode) -> tuple[NodeId, ...]:
    """The operands of a node and its guard."""
    return node.operands if node.guard is None else (*node.operands, node.guard)


def find_needed(nodes: Nodes, roots: Iterable[AnyNode]) -> set[NodeId]:
    """The ids of what these results hang on, their own among them."""
    return {node.id for node in walk((root.id for root in roots), nodes, hangs_on)}


def slice_for(block: Sequence[AnyNode], *roots: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes that results hang on, the demands on their way among them. What another
    result demands of the same value is none of theirs."""
    needed = {root.id for root in roots}
    found = []
    # What a node takes stands before it.
    for node in reversed(block):
        if node.id in needed:
            found.append(node)
            needed.update(node.operands)
            if node.guard is not None:
                needed.add(node.guard)
    return tuple(reversed(found))


def roots_of(block: Iterable[AnyNode]) -> list[AnyNode]:
    """What a block is run for: its results and sums, and what may refuse the case."""
    return [node for node in block if isinstance(node, _ROOTS)]


def stores_of(block: Iterable[AnyNode]) -> tuple[Store, ...]:
    """The last store of every sum that a block moves on."""
    return tuple({node.acc: node for node in block if isinstance(node, Store)}.values())


def stores_read_by(block: Sequence[AnyNode], root: AnyNode) -> tuple[Store, ...]:
    """The stores of the sums that a result reads, and of those that these read."""
    stores = {node.acc: node for node in stores_of(block)}
    if not stores:
        return ()
    nodes = {node.id: node for node in block}
    own: dict[str, Store] = {}
    seen, stack = set[NodeId](), [root.id]
    while stack:
        read: set[str] = set()
        while stack:
            node_id = stack.pop()
            if node_id in seen:
                continue
            seen.add(node_id)
            node = nodes[node_id]
            if isinstance(node, Load):
                read.add(node.acc)
            stack.extend(hangs_on(node))
        more = {acc: stores[acc] for acc in sorted(read) if acc in stores and acc not in own}
        own |= more
        stack = [store.id for store in more.values()]
    return tuple(own.values())


def guard_chains(block: Iterable[AnyNode]) -> dict[NodeId, tuple[NodeId, ...]]:
    """Of every node the guards above it, the outermost first."""
    chains: dict[NodeId, tuple[NodeId, ...]] = {}
    for node in block:
        chains[node.id] = () if node.guard is None else (*chains[node.guard], node.guard)
    return chains


def guards_above(node_id: NodeId | None, nodes: Nodes) -> tuple[AnyNode, ...]:
    """A guard and the guards above it, the outermost first; none where there is no guard."""
    chain: list[AnyNode] = []
    while node_id is not None:
        chain.append(nodes[node_id])
        node_id = chain[-1].guard
    return tuple(reversed(chain))


def takers_of(block: Iterable[AnyNode]) -> dict[NodeId, list[AnyNode]]:
    """Of each value that is taken the nodes that take it, in order."""
    takers: dict[NodeId, list[AnyNode]] = {}
    for node in block:
        for operand in node.operands:
            takers.setdefault(operand, []).append(node)
    return takers


def behind_demands(node_id: NodeId, nodes: Nodes) -> AnyNode | None:
    """The node itself, or what stands behind it where it is a demand."""
    node = nodes.get(node_id)
    while isinstance(node, Need):
        node = nodes.get(node.value)
    return node
