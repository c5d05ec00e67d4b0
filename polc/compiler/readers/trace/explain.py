"""A traced block as the entries of an explanation.

In: a plan and a run over one of its blocks. Out: entries (`runtime/explanation.py`): of every
benefit of a claim, of an output of the person's year, or why a right does not hold.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from polc.compiler.plan.nodes import AnyNode
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.steps import BenefitSteps, ReportSteps
from polc.compiler.readers.trace.block_facts import BlockFacts
from polc.compiler.readers.trace.entries import Telling, status_of
from polc.compiler.readers.trace.explain_benefit import explain_benefit
from polc.compiler.readers.trace.explain_payers import explain_payers
from polc.compiler.readers.trace.explain_year import explain_year
from polc.compiler.readers.trace.facts import Facts
from polc.compiler.readers.trace.find_ending import find_ending
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.readers.trace.recorded_figure import show_day
from polc.compiler.readers.trace.trails import Trails
from polc.runtime.explanation import BenefitPayment, Entry, Fact


class BlockExplainer:
    """Explains runs of one block of a plan."""

    def __init__(self, plan: Plan, block: Sequence[AnyNode]) -> None:
        self._plan = plan
        nodes = {node.id: node for node in block}
        self._facts = BlockFacts(plan, nodes)
        self._trails = [
            (Trails(nodes, partial(self._record, steps)), steps) for steps in plan.steps.benefits
        ]

    def _record(self, steps: BenefitSteps, run: Run, claim: str, day: int | None) -> list[Entry]:
        """A benefit of a recorded run, of which the block keeps nothing."""
        facts = Facts(BlockFacts(self._plan, self._facts.by_id), run)
        return [*_explain_benefit(steps, facts, run, claim, day)]

    def explain_claim(self, run: Run, claim: str, day: int | None = None) -> list[Entry]:
        """Every benefit per claim, in the order of paying; `day` is that on which rules and values
        were looked up."""
        found: list[Entry] = []
        facts = Facts(self._facts, run)
        for steps in self._plan.steps.benefits:
            found += _explain_benefit(steps, facts, run, claim, day)
        return found

    def tell_claim(self, run: Run, claim: str, day: int | None = None) -> list[dict[str, Any]]:
        """The same entries as the contract's JSON has them; on known ways without these."""
        found: list[dict[str, Any]] = []
        on = None if day is None else show_day(day)
        facts = Facts(self._facts, run)
        for trails, steps in self._trails:
            step_by_step = partial(_explain_benefit, steps, facts)
            found += trails.tell(run, claim, day, on, step_by_step)
        return found

    def find_payments(self, run: Run, claim: str) -> list[BenefitPayment]:
        """What became of every benefit per claim, in the order of paying."""
        facts = Facts(self._facts, run)
        found = []
        for steps in self._plan.steps.benefits:
            ending = find_ending(steps, Telling(run, facts, steps.benefit, claim))
            found.append(
                BenefitPayment(
                    claim=claim,
                    benefit=steps.benefit,
                    fen=ending.fen,
                    status=ending.status,
                    clauses=ending.origin.clauses,
                    cite=facts.printed(ending.origin),
                )
            )
        return found

    def explain_year(
        self, run: Run, benefit: str, output: str, day: int | None = None
    ) -> list[Entry]:
        """One output of a person-year benefit; `day` as for a claim."""
        telling = self._telling(run, output, day)
        return [
            entry
            for steps in self._plan.steps.years
            if steps.benefit == benefit
            for entry in explain_year(steps, output, telling)
        ]

    def explain_grant(self, run: Run, report: str) -> tuple[Fact, ...]:
        """On what the lines hung that a report asks, where all of them hold."""
        telling = self._telling(run, report)
        flags = [stop.flag for stop in self._steps_of(report).stops]
        found = [fact for flag in flags for fact in telling.facts.behind(flag)]
        return tuple(dict.fromkeys(found))

    def explain_refusal(self, run: Run, report: str, day: int | None = None) -> Entry | None:
        """Where a report stopped, if it did at one of its own lines."""
        steps = self._steps_of(report)
        telling = self._telling(run, report, day)
        stop = telling.find_stop(steps.stops)
        if stop is None:
            return None
        why = telling.facts.behind(stop.flag)
        return telling.entry("stop", status_of(stop), stop.origin, why)

    def explain_ceiling(self, run: Run, report: str, day: int | None = None) -> Entry | None:
        """The share that is allowed, of a limit of shares."""
        steps = self._steps_of(report)
        telling = self._telling(run, report, day)
        for ceiling in steps.ceilings:
            if ceiling.flag is None or telling.holds(ceiling.flag):
                origin = telling.facts.row_of(ceiling.rate) or ceiling.origin
                why = () if ceiling.flag is None else telling.facts.why(ceiling.flag)
                return telling.entry("excess", "over the limit", origin, why)
        return None

    def _steps_of(self, report: str) -> ReportSteps:
        return next(steps for steps in self._plan.steps.reports if steps.report == report)

    def _telling(self, run: Run, benefit: str, day: int | None = None) -> Telling:
        return Telling(run, Facts(self._facts, run), benefit, day=day)


def _explain_benefit(
    steps: BenefitSteps, facts: Facts, run: Run, claim: str, day: int | None
) -> Iterator[Entry]:
    """A benefit of a claim, with who pays it."""
    telling = Telling(run, facts, steps.benefit, claim, day)
    yield from explain_benefit(steps, telling)
    if steps.payers is not None:
        yield from explain_payers(steps.payers, telling)
