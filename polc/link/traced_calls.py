"""The runs of a block: the first node by node, later ones by a function that gives every value.

In: a block, what each run is given. Out: the `Run`, the same either way. Writing and compiling the
function takes as long as some hundred runs node by node save.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import Final

from attrs import field

from polc.compiler.plan.nodes import AnyNode, Emit, Load, NodeId, Store
from polc.compiler.plan.visit import hangs_on
from polc.compiler.readers.closures.generate import Trace, TraceBlock, generate_trace
from polc.compiler.readers.trace.interpret import Run, Step, run_steps
from polc.link.given_parameter import SlotValue
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

FEW: Final = 40
"""So many runs go through the nodes."""

_MOST_MADE: Final = 64
"""So many functions are kept for the figures that they were made for."""


@define(eq=False)
class TracedCalls:
    """A block, what goes through it, and how many runs of it still do; `before` are the nodes that
    stand before those of the block, where a run of them is gone on from."""

    nodes: tuple[AnyNode, ...]
    steps: tuple[Step, ...]
    left: int = field(factory=lambda: FEW)
    before: Sequence[AnyNode] = ()
    _block: TraceBlock | None = field(init=False, default=None)
    _made: dict[tuple[SlotValue, ...], Trace] = field(init=False, factory=dict)

    @cached_property
    def _taken_on(self) -> dict[str, NodeId]:
        """The nodes before on which the block hangs, by the name under which its function has
        them."""
        asked = {node_id for node in self.nodes for node_id in hangs_on(node)}
        return {f"value of {node.id}": node.id for node in self.before if node.id in asked}

    @cached_property
    def _emits(self) -> dict[NodeId, str]:
        return {node.id: node.name for node in self.nodes if isinstance(node, Emit)}

    @cached_property
    def _stores(self) -> dict[NodeId, str]:
        return {node.id: node.acc for node in self.nodes if isinstance(node, Store)}

    def run(
        self,
        inputs: Mapping[tuple[str, str], int],
        sums: Mapping[str, int],
        slots: Mapping[str, SlotValue],
        begin: Run | None = None,
    ) -> Run:
        """The block gone through, from a run of the nodes before on; a case that is refused always
        node by node."""
        if self.left > 0:
            self.left -= 1
            return run_steps(self.steps, inputs, sums, slots, begin)
        block = self._block
        if block is None:
            block = self._block = self._write()
        given = map(inputs.get, block.inputs, repeat(MISSING))
        known, taken_on = begin.values if begin is not None else {}, self._taken_on
        loaded = [
            known.get(taken_on[acc], 0) if acc in taken_on else sums.get(acc, 0)
            for acc in block.state
        ]
        trace = self._find_made(block, slots)
        values = trace(*given, *loaded)
        if values is None:
            return run_steps(self.steps, inputs, sums, slots, begin)
        for node_id in taken_on.values():
            if node_id not in known:
                del values[node_id]
        return Run(
            values=known | values if known else values,
            outputs=_taken(self._emits, values),
            state={**sums, **_taken(self._stores, values)},
        )

    def _write(self) -> TraceBlock:
        """The function, to which a value before the block is a sum: it may be below zero."""
        names = {node_id: name for name, node_id in self._taken_on.items()}
        taken_on = (
            Load(id=node.id, kind=node.kind, den=node.den, acc=names[node.id])
            for node in self.before
            if node.id in names
        )
        return generate_trace((*taken_on, *self.nodes))

    def _find_made(self, block: TraceBlock, slots: Mapping[str, SlotValue]) -> Trace:
        figures = tuple([slots.get(slot, MISSING) for slot in block.slots])
        made = self._made.get(figures)
        if made is None:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            made = self._made[figures] = block.make(figures)
        return made


def _taken(names: Mapping[NodeId, str], values: Mapping[NodeId, SlotValue]) -> dict[str, int]:
    """What those of these nodes came to that were reached, by their names."""
    taken = zip(names.values(), map(values.get, names), strict=True)
    return {name: value for name, value in taken if type(value) is int}
