"""A report is decided from the run of its claim, and a claim from where its run was refused, as it
is from the first node on."""

from datetime import date

import pytest

import polc
from polc.compiler.plan.visit import nodes_of_report
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decide import DecidedBlock, decide
from polc.compiler.readers.trace import run_block
from polc.link.kept_runs import KeptRuns

POLICY = polc.compile(
    """
policy waiting "等待" edition 1
use identities
use identities
param share "比例" : rate = 80%
param little "少" : money unspecified
tally year_in_policy "年度费用" = sum of remaining
layers aid
benefit aid "赔付" per claim { rate share  cap per year 3000 yuan }
alert heavy "重" {
  when year_in_policy over little
}
"""
)


@pytest.mark.parametrize(("fen", "figures"), [(500_000, {}), (500_000, {"little": 900_000_00})])
def test_the_steps_known_and_the_demands_are_the_same(fen: int, figures: dict[str, int]) -> None:
    """5,000 yuan, of which 3,000 are paid: whether 2,000 exceed a line that nobody gave can matter;
    that they do not exceed 900,000 yuan is known."""
    plan = POLICY.plan
    (report,) = plan.reports
    nodes = nodes_of_report(plan, report)
    inputs = {
        ("claim", "in_policy"): fen,
        ("claim", "total"): fen,
        ("system", "date"): date(2023, 5, 1).toordinal(),
        ("system", "held"): 0,
    }
    slots = {"share": 800_000, **figures}
    sums = {accumulator.id: 0 for accumulator in plan.accumulators}
    limits = InputLimits(plan, frozenset())
    before = run_block(nodes[: len(nodes) - len(report.nodes)], inputs, sums, slots)
    assert not before.refused
    block = DecidedBlock(nodes)
    whole = decide(block, inputs, sums, slots, limits)
    begun = decide(block, inputs, sums, slots, limits, (before, len(report.nodes)))
    assert begun.refusals == whole.refusals
    assert begun.is_whole == whole.is_whole
    assert (begun.run.values, begun.run.reached) == (whole.run.values, whole.run.reached)
    assert (begun.run.open, begun.run.outputs) == (whole.run.open, whole.run.outputs)


@pytest.mark.parametrize("fen", [1, 500_000, 900_000_00])
def test_what_a_refused_run_came_to_stands(fen: int) -> None:
    """Of a fen, 5,000 yuan and 900,000 the share that nobody gave is asked: the same steps
    and demands, whether the run that was refused there is gone on from or not."""
    plan = POLICY.plan
    inputs = {
        ("claim", "in_policy"): fen,
        ("system", "date"): date(2023, 5, 1).toordinal(),
        ("system", "held"): 0,
    }
    sums = {accumulator.id: 0 for accumulator in plan.accumulators}
    limits = InputLimits(plan, frozenset())
    refused = run_block(plan.claim, inputs, sums, {})
    assert refused.refused
    whole = KeptRuns().decide(plan.claim, inputs, sums, {}, limits)
    later = KeptRuns().decide(plan.claim, inputs, sums, {}, limits, refused=refused)
    assert later.begin is refused
    assert (later.refusals, later.asked) == (whole.refusals, whole.asked)
    assert (later.run.values, later.run.open) == (whole.run.values, whole.run.open)
    assert (later.run.outputs, later.run.state) == (whole.run.outputs, whole.run.state)
