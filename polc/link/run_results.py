"""What a block came to node by node, as its function gives it.

In: a block, a run of it that was not refused, the sums before. Out: (0, *outputs, *state).
"""

from collections.abc import Mapping

from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.trace.interpret import Run


def results_of(block: FunctionBlock, run: Run, sums: Mapping[str, int]) -> tuple[int, ...]:
    """The results in their order; a sum that is not moved stays."""
    outputs = (run.outputs.get(name, 0) for name in block.outputs)
    return (0, *outputs, *(run.state.get(acc, sums[acc]) for acc in block.state))
