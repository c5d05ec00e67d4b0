"""A block over rows of machine code, as the tests of the readers run it."""

from collections.abc import Mapping, Sequence
from ctypes import addressof, c_int64
from typing import Any

from polc.batch.machine_code import compile_rows
from polc.compiler.readers.bounds.find_bounds import MeasuredPlan
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.kernel.program import RowBlock, RowColumn, RowProgram
from polc.compiler.readers.kernel.write_rows import write_rows
from polc.compiler.readers.straight.write_block import Measure
from polc.runtime.amounts import MISSING


def measure_from(bounded: MeasuredPlan, block: str) -> Measure:
    """What is known of a block's nodes; one that other blocks have too stands under its name."""
    found = bounded.measured
    return lambda node_id: found.get(f"{block}:{node_id}") or found[node_id]


def run_rows(
    block: FunctionBlock,
    measure: Measure,
    slots: Mapping[str, Any],
    claims: Sequence[Mapping[Any, int]],
) -> list[tuple[int, ...]]:
    """Of each claim of one person the error, or 0 and the results, in their order."""
    claim = RowBlock(
        name="claim", block=block, scopes=dict.fromkeys(block.state, "year"), measure=measure
    )
    present = frozenset(input_ for row in claims for input_ in row)
    program = write_rows(claim, (), present, slots, windows=False)
    columns = {column: _make_column(column, claims, program) for column in program.columns}
    compile_rows(program.text).settle_rows(
        len(claims), [addressof(made) for made in columns.values()]
    )
    errors = columns[RowColumn("error", ("claim", ""))]
    outputs = [columns[RowColumn("output", ("claim", name))] for name in block.outputs]
    return [
        (errors[row], *(output[row] for output in outputs)) if not errors[row] else (errors[row],)
        for row in range(len(claims))
    ]


def _make_column(
    column: RowColumn, claims: Sequence[Mapping[Any, int]], program: RowProgram
) -> Any:
    if column.what == "openings":
        return (c_int64 * (len(program.year_sums) + 1))()
    made = (c_int64 * len(claims))()
    if column.what == "input":
        made[:] = [row.get(column.name, MISSING) for row in claims]
    elif column.what == "start":
        made[0] = 1
    return made
