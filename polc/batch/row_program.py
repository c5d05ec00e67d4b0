"""The program over rows of a compiled policy.

In: a compiled policy under chosen readings, its parameters' figures, which inputs the rows give.
Out: `PolicyRows`: the program, and which of its results is what.
"""

from collections.abc import Mapping

from polc.compiler.plan.operations.reach import Measured
from polc.compiler.plan.plan import PlanReport
from polc.compiler.readers.bounds.find_bounds import MeasuredPlan, measure_plan
from polc.compiler.readers.kernel.program import Input, RowBlock, RowProgram
from polc.compiler.readers.kernel.write_block import Measure
from polc.compiler.readers.kernel.write_rows import write_rows
from polc.link.compiled import Compiled
from polc.link.given_parameter import SlotValue
from polc.records.frozen import frozen

CLAIM = "claim"
"""What the function of the claim is called in a program."""


@frozen
class ToldResult:
    """A result of a report: the report, the name of the result, and what its function is called
    in the program."""

    report: str
    output: str
    function: str


@frozen
class PolicyRows:
    """`told` are the results of the reports of a claim, in their order."""

    program: RowProgram
    told: tuple[ToldResult, ...]


def write_policy_rows(
    compiled: Compiled, slots: Mapping[str, SlotValue], present: frozenset[Input]
) -> PolicyRows:
    """The program for rows that give these inputs and no other."""
    plan = compiled.plan
    bounded = measure_plan(plan)
    claim = RowBlock(
        name=CLAIM,
        block=compiled.claim,
        scopes={accumulator.id: accumulator.scope for accumulator in plan.accumulators},
        measure=_measure_in(bounded, CLAIM),
    )
    blocks: list[RowBlock] = []
    told: list[ToldResult] = []
    for report in plan.reports:
        if report.per == "claim":
            made = _make_told(compiled, report, bounded, len(blocks))
            blocks += made
            told += [
                ToldResult(report.id, output, block.name)
                for output, block in zip(report.outputs, made, strict=True)
            ]
    program = write_rows(claim, blocks, present, slots, windows=bool(plan.windows))
    return PolicyRows(program, tuple(told))


def _make_told(
    compiled: Compiled, report: PlanReport, bounded: MeasuredPlan, first: int
) -> list[RowBlock]:
    """The functions of a report. Of a right without sums of its own nothing is due where it does
    not hold."""
    own = {accumulator.id: accumulator.scope for accumulator in report.accumulators}
    blocks = []
    for place, output in enumerate(report.outputs):
        block = compiled.reports[report.id][output]
        hangs_on_first = place > 0 and report.what == "entitlement" and not own
        blocks.append(
            RowBlock(
                name=f"told{first + place}",
                block=block,
                scopes={acc: own[acc] for acc in block.state if acc in own},
                measure=_measure_in(bounded, report.id, CLAIM),
                only_with=first if hangs_on_first else None,
            )
        )
    return blocks


def _measure_in(bounded: MeasuredPlan, *blocks: str) -> Measure:
    """What is known of the nodes of a block; one that a block before it has too stands under the
    names of both."""

    def measure(node_id: str) -> Measured:
        for block in blocks:
            found = bounded.measured.get(f"{block}:{node_id}")
            if found is not None:
                return found
        return bounded.measured[node_id]

    return measure
