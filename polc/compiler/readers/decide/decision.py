"""What a block came to of which some figures are missing.

In: a block, what its steps come to. Out: `Decision`: the steps that are known as a run of the trace
has them, or the demands on which something hangs.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

from attrs import field

from polc.compiler.plan.nodes import AnyNode, Emit, Need, NodeId, Override, Store
from polc.compiler.plan.operations.reach import Reach
from polc.compiler.plan.visit import hangs_on, walk
from polc.compiler.readers.decide.values import Found
from polc.compiler.readers.trace.interpret import Run
from polc.records.mutable import define


@define(kw_only=True)
class Decision:
    """What a block came to, from the values of the run `begin` on. `nodes` are in its order,
    `results` those that are a result or a sum. `found` holds every node that is reached, or may be;
    `refused` the mistakes, `perhaps` what may be one, `lacking` the demands whose value is missing,
    `sure` the nodes whose guard is known to hold."""

    nodes: Mapping[NodeId, AnyNode]
    results: tuple[Emit | Store, ...]
    begin: Run | None = None
    found: dict[NodeId, Found] = field(factory=dict)
    refused: list[Need | Override] = field(factory=list)
    perhaps: list[Need | Override] = field(factory=list)
    lacking: dict[NodeId, Need] = field(factory=dict)
    sure: set[NodeId] = field(factory=set)

    @cached_property
    def run(self) -> Run:
        """The steps that are known, as a run of the trace has them."""
        run = Run(refused=[] if self.is_whole else list(self.refusals))
        if self.begin is not None:
            run.values = self.begin.values.copy()
        for node_id in islice(self.found, len(run.values), None):
            found = self.found[node_id]
            if isinstance(found, Reach):
                run.open.add(node_id)
            elif node_id in self.sure:
                run.values[node_id] = found
        for node in self.results:
            value = self.found.get(node.id)
            if isinstance(value, int):
                kept = run.outputs if isinstance(node, Emit) else run.state
                kept[node.name if isinstance(node, Emit) else node.acc] = value
        return run

    @cached_property
    def open_results(self) -> tuple[AnyNode, ...]:
        """The results and sums that are not known."""
        return tuple(node for node in self.results if isinstance(self.found.get(node.id), Reach))

    @property
    def is_whole(self) -> bool:
        """Whether every result and sum is known."""
        return not (self.refused or self.perhaps or self.open_results)

    @property
    def asked(self) -> tuple[Need, ...]:
        """The demands that can matter, in the order of the block: those behind others too, but
        none behind a mistake."""

        def below(node: AnyNode) -> Iterable[NodeId]:
            return (
                node_id for node_id in hangs_on(node) if isinstance(self.found.get(node_id), Reach)
            )

        start = [node.id for node in (*self.open_results, *self.perhaps)]
        met = {node.id for node in walk(start, self.nodes, below)}
        if self.refused:
            met &= self.sure
        return tuple(need for node_id, need in self.lacking.items() if node_id in met)

    @property
    def refusals(self) -> tuple[Need | Override, ...]:
        """Why the block is refused, in its order: mistakes, and what is asked, each once."""
        found: dict[tuple[str, str], Need | Override] = {}
        refused = {node.id: node for node in (*self.refused, *self.asked)}
        in_order = refused if len(refused) < 2 else filter(refused.__contains__, self.nodes)
        for node in map(refused.__getitem__, in_order):
            said = (node.code, node.name) if isinstance(node, Need) else ("", node.id)
            found.setdefault(said, node)
        return tuple(found.values())
