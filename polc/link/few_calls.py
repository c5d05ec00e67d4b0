"""A block that is run a few times is gone through node by node; its function is made for more.

In: a block, the figures of its slots. Out: a function of the same arguments and results as the
block's own. Writing and compiling that takes as long as going through the nodes some twenty
times: under each of many readings a case is settled once.
"""

from collections.abc import Mapping

from attrs import field

from polc.compiler.readers.closures.generate import FunctionBlock
from polc.link.deciding import Settle
from polc.link.given_parameter import SlotValue
from polc.link.kept_runs import KeptRuns
from polc.link.run_results import results_of
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

FEW = 20
"""So many calls of a block go through its nodes."""


@define(eq=False)
class FewCalls:
    """A block, and how many calls of it, under whatever parameters, go through its nodes."""

    block: FunctionBlock
    runs: KeptRuns
    left: int = field(factory=lambda: FEW)

    def make(self, slots: Mapping[str, SlotValue]) -> Settle:
        """The function under these figures."""
        block = self.block
        values = tuple(slots.get(slot, MISSING) for slot in block.slots)
        made: Settle | None = None

        def settle(*arguments: int) -> tuple[int, ...]:
            nonlocal made
            if made is not None:
                return made(*arguments)
            if self.left > 0:
                self.left -= 1
                return _run(block, self.runs, arguments, slots)
            made = block.make(values)
            return made(*arguments)

        return block.make(values) if self.left <= 0 else settle

    def find_made(self, slots: Mapping[str, SlotValue]) -> Settle | None:
        """The function itself under these figures, None as long as no more than a few calls are
        known of."""
        if self.left > 0:
            return None
        return self.block.make(tuple(slots.get(slot, MISSING) for slot in self.block.slots))


def _run(
    block: FunctionBlock,
    runs: KeptRuns,
    arguments: tuple[int, ...],
    slots: Mapping[str, SlotValue],
) -> tuple[int, ...]:
    """What the function of the block comes to."""
    sums = dict(zip(block.state, arguments[len(block.inputs) :], strict=True))
    inputs = dict(zip(block.inputs, arguments, strict=False))
    run = runs.run(block.nodes, inputs, sums, slots)
    if run.refused:
        places = {need.id: place for place, need in enumerate(block.needs, start=1)}
        return (places[run.refused[0].id],)
    return results_of(block, run, sums)
