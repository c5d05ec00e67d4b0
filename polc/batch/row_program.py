"""The program over rows of a compiled policy.

In: a compiled policy under chosen readings, its parameters' figures, which inputs the rows give.
Out: `PolicyRows`: the program, and which of its results is what.
"""

from collections.abc import Mapping

from polc.compiler.plan.nodes import AnyNode, Const, Emit, NodeId, Param, Read, Store
from polc.compiler.plan.plan import PlanReport
from polc.compiler.plan.visit import hangs_on
from polc.compiler.readers.bounds.find_bounds import MeasuredPlan, measure_in, measure_plan
from polc.compiler.readers.closures.generate import FunctionBlock, generate_block
from polc.compiler.readers.kernel.program import Input, RowBlock, RowProgram
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
    compiled: Compiled,
    slots: Mapping[str, SlotValue],
    present: frozenset[Input],
    *,
    sums: bool = False,
) -> PolicyRows:
    """The program for rows that give these inputs and no other; with `sums` it tells those after
    each claim."""
    plan = compiled.plan
    bounded = measure_plan(plan)
    claim = RowBlock(
        name=CLAIM,
        block=compiled.claim,
        scopes={accumulator.id: accumulator.scope for accumulator in plan.accumulators},
        measure=measure_in(bounded, CLAIM),
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
    program = write_rows(claim, blocks, present, slots, windows=bool(plan.windows), sums=sums)
    return PolicyRows(program, tuple(told))


def _make_told(
    compiled: Compiled, report: PlanReport, bounded: MeasuredPlan, first: int
) -> list[RowBlock]:
    """The functions of a report. Of a right without sums of its own nothing is due where it does
    not hold."""
    own = {accumulator.id: accumulator.scope for accumulator in report.accumulators}
    blocks = []
    for place, output in enumerate(report.outputs):
        block, takes = _block_of_result(compiled, report, output)
        hangs_on_first = place > 0 and report.what == "entitlement" and not own
        blocks.append(
            RowBlock(
                name=f"told{first + place}",
                block=block,
                scopes={acc: own[acc] for acc in block.state if acc in own},
                measure=measure_in(bounded, report.id, CLAIM),
                takes=takes,
                only_with=first if hangs_on_first else None,
            )
        )
    return blocks


def _block_of_result(
    compiled: Compiled, report: PlanReport, output: str
) -> tuple[FunctionBlock, dict[Input, NodeId]]:
    """The function of a result by its own nodes alone, and which of its inputs are values that the
    claim's function has already: what the claim demands of them it has passed."""
    whole = compiled.reports[report.id][output]
    claim = {node.id: node for node in compiled.plan.claim}
    emit = next(node for node in report.nodes if isinstance(node, Emit) and node.name == output)
    stores = [node for node in report.nodes if isinstance(node, Store) and node.acc in whole.state]
    own = {node.id: node for node in report.nodes}
    nodes: dict[NodeId, AnyNode] = {}
    takes: dict[Input, NodeId] = {}
    waiting: list[NodeId] = [emit.id, *(store.id for store in stores)]
    while waiting:
        node_id = waiting.pop()
        if node_id in nodes:
            continue
        node = own.get(node_id) or claim[node_id]
        if node_id in own or isinstance(node, Const | Read | Param) or node.kind == "bands":
            nodes[node_id] = node
            waiting.extend(hangs_on(node))
        else:
            read = Read(
                id=node_id, kind=node.kind, den=node.den, scope="system", field=f"claim {node_id}"
            )
            nodes[node_id] = read
            takes[read.scope, read.field] = node_id
    order = [node.id for node in (*compiled.plan.claim, *report.nodes) if node.id in nodes]
    ordered = tuple(nodes[node_id] for node_id in dict.fromkeys(order))
    return generate_block(ordered, ()), takes
