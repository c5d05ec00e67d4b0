"""An executable whose every function is another reader's: the trace or the reference.

What hangs on no result is not run: its inputs are not even asked of a case.
In: a compiled plan, the parameters' figures, what runs a block. Out: a `Executable` that the
runtime settles years with as it does with the closures.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import find_needed, roots_of
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.trace import run_block
from polc.link.compiled import Compiled
from polc.runtime.claim_functions import ClaimFunctions
from polc.runtime.executable import Executable, Output
from tests.reference.blocks import blocks_of
from tests.reference.decide import run_whatever
from tests.reference.interpreter import Outcome, interpret

Run = Callable[
    [Sequence[AnyNode], Mapping[Any, int], Mapping[str, int], Mapping[str, Any]], Outcome
]


def run_trace(
    block: Sequence[AnyNode],
    inputs: Mapping[Any, int],
    sums: Mapping[str, int],
    slots: Mapping[str, Any],
) -> Outcome:
    """The block by the trace, as the reference tells it."""
    run = run_block(block, inputs, sums, slots)
    refused = run.refused[0] if run.refused else None
    return run.outputs, run.state, refused


def executable_of_variants(executable: Executable) -> Executable:
    """The executable that has a function of its own for what each claim gives."""
    claim = executable.claim
    variants = evolve(claim, patience=0, often=1)
    return evolve(executable, claim=variants)


def executable_by(
    run: Run,
    compiled: Compiled,
    executable: Executable,
    slots: Mapping[str, Any],
    asked: frozenset[str] = frozenset(),
) -> Executable:
    """The executable with its functions replaced; what is `asked` is so in any case."""
    nodes = blocks_of(compiled.plan)
    run = partial(_whatever, run, compiled.plan, asked)
    years = tuple(
        evolve(
            year,
            outputs=tuple(
                _output(
                    run,
                    output,
                    compiled.years[year.id][output.name],
                    nodes[year.id, output.name],
                    slots,
                )
                for output in year.outputs
            ),
        )
        for year in executable.person_year
    )
    reports = tuple(
        evolve(
            report,
            outputs=tuple(
                _output(
                    run,
                    output,
                    compiled.reports[report.id][output.name],
                    nodes[report.id, output.name],
                    slots,
                )
                for output in report.outputs
            ),
        )
        for report in executable.reports
    )
    claim = ClaimFunctions(general=_function(run, compiled.claim, compiled.plan.claim, slots))
    return evolve(executable, claim=claim, person_year=years, reports=reports, find_joined=None)


def _whatever(
    run: Run,
    plan: Plan,
    asked: frozenset[str],
    block: Sequence[AnyNode],
    inputs: Mapping[Any, int],
    sums: Mapping[str, int],
    slots: Mapping[str, Any],
) -> Outcome:
    return run_whatever(run, plan, block, inputs, sums, slots, asked)


def _output(
    run: Run,
    output: Output,
    block: FunctionBlock,
    nodes: Sequence[AnyNode],
    slots: Mapping[str, Any],
) -> Output:
    return evolve(output, settle=_function(run, block, nodes, slots))


def _function(
    run: Run,
    block: FunctionBlock,
    nodes: Sequence[AnyNode],
    slots: Mapping[str, Any],
) -> Callable[..., tuple[int, ...]]:
    used = find_needed({node.id: node for node in nodes}, roots_of(nodes))
    nodes = tuple(node for node in nodes if node.id in used)

    def settle(*given: int) -> tuple[int, ...]:
        count = len(block.inputs)
        inputs = dict(zip(block.inputs, given[:count], strict=True))
        sums = dict(zip(block.state, given[count:], strict=True))
        results, after, refused = run(nodes, inputs, sums, slots)
        if refused is not None:
            return (1 + [need.id for need in block.needs].index(refused.id),)
        outputs = (results.get(name, 0) for name in block.outputs)
        return (0, *outputs, *(after[name] for name in block.state))

    return settle


__all__ = ["executable_by", "executable_of_variants", "interpret", "run_trace"]
