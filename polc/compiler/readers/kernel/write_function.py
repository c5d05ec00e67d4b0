"""A block of nodes as one LLVM function over 64-bit integers.

In: a block as its Python function has it, the parameters' figures, how large each step can become.
Out: the text of a function `i64 @NAME(ptr inputs, ptr before, ptr outputs, ptr after)`, which is 0,
or the number of the demand that refused, or `BEYOND`; the rest then means nothing.
"""

from collections.abc import Mapping, Sequence

from polc.compiler.plan.nodes import NodeId
from polc.compiler.readers.closures.generate import FunctionBlock, SlotValue
from polc.compiler.readers.kernel.llvm_lines import LlvmLines
from polc.compiler.readers.straight.write_block import Measure, write_block


def write_function(
    name: str,
    block: FunctionBlock,
    slots: Mapping[str, SlotValue],
    measure: Measure,
    exports: Sequence[NodeId] = (),
) -> str:
    """The function's text. The values of the nodes `exports` stand behind its results."""
    lines = LlvmLines()
    write_block(lines, block, slots, measure, exports=exports)
    places = "ptr noalias %inputs, ptr noalias %before, ptr noalias %outputs, ptr noalias %after"
    head = f"define internal i64 @{name}({places}) alwaysinline {{"
    return "\n".join((head, *lines.start, *lines.text, "  ret i64 0", "}", ""))
