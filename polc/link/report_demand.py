"""The readings on the demand at which a report of a claim is refused, without a run of its block.

In: a report's block, its functions, where readings stand in it. Out: `ReportDemand`. The function
says which demand it is that can matter; a run would come to that one too, and notes its readings.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from polc.compiler.plan.nodes import AnyNode, Emit, Need, Override, Store
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.decide.decide import LACKED
from polc.compiler.readers.trace.consulted import ReadingsOfBlock
from polc.link.deciding import Settle
from polc.records.frozen import frozen
from polc.runtime.amounts import MISSING

_NONE: Final = frozenset[str]()

_DECIDING: Final = (Need, Override, Emit, Store)
"""What refuses a block, and what a demand can matter for."""


@frozen(eq=False)
class ReportDemand:
    """`settle` is the function of a report's one result, called with `inputs` and then `sums`;
    `readings` are those on its demands, by the error with which it refuses, from 1."""

    settle: Settle
    inputs: tuple[tuple[str, str], ...]
    sums: tuple[str, ...]
    readings: tuple[frozenset[str], ...]

    def find_readings(
        self, inputs: Mapping[tuple[str, str], int], sums: Mapping[str, int]
    ) -> frozenset[str]:
        """Those on the demand at which it refuses what it is given; none where it does not."""
        if not any(self.readings):
            return _NONE
        given = [inputs.get(read, MISSING) for read in self.inputs]
        error = self.settle(*given, *[sums.get(acc, 0) for acc in self.sums])[0]
        return self.readings[error - 1] if error else _NONE


def find_demand(
    nodes: Sequence[AnyNode],
    own: Sequence[AnyNode],
    readings: ReadingsOfBlock,
    functions: Mapping[str, FunctionBlock],
    find_function: Callable[[FunctionBlock], Settle],
) -> ReportDemand:
    """That of a report of these nodes, of which some are its `own`. It knows nothing of a report
    with several results, whose functions are of parts of the block, and of a demand that is not for
    something that can be supplied, or is made twice: a run is refused at the first of these."""
    block = next(iter(functions.values()))
    settled = {node.id for node in block.nodes}
    if len(functions) > 1 or any(
        isinstance(node, _DECIDING) and node.id not in settled for node in own
    ):
        return ReportDemand(_settle_nothing, (), (), ())
    stand = dict(readings.of_steps)
    said = [(node.code, node.name) for node in nodes if isinstance(node, Need)]

    def readings_on(need: AnyNode) -> frozenset[str]:
        is_known = (
            isinstance(need, Need)
            and need.code in LACKED
            and said.count((need.code, need.name)) == 1
        )
        return frozenset(stand.get(need.id, ())) if is_known else _NONE

    found = tuple(map(readings_on, block.needs))
    return ReportDemand(find_function(block), block.inputs, block.state, found)


def _settle_nothing(*_: int) -> tuple[int, ...]:
    return (0,)
