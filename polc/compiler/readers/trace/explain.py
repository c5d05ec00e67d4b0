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
from polc.compiler.readers.trace.entries import Telling
from polc.compiler.readers.trace.explain_benefit import explain_benefit
from polc.compiler.readers.trace.explain_payers import explain_payers
from polc.compiler.readers.trace.explain_year import explain_year
from polc.compiler.readers.trace.facts import Facts, each_once
from polc.compiler.readers.trace.find_ending import find_ending
from polc.compiler.readers.trace.interpret import Run
from polc.compiler.readers.trace.recorded_figure import show_day
from polc.compiler.readers.trace.trails import Trails
from polc.runtime.explanation import BenefitPayment, Entry


class BlockExplainer:
    """Explains runs of one block of a plan."""

    def __init__(self, plan: Plan, block: Sequence[AnyNode]) -> None:
        self._plan = plan
        nodes = {node.id: node for node in block}
        self._facts = BlockFacts(plan, nodes)
        self._trails = [
            (Trails(nodes, partial(self._record, steps)), steps) for steps in plan.steps.benefits
        ]
        self._rights: dict[tuple[str, bool], Trails] = {}

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

    def explain_right(
        self, run: Run, report: str, claim: str, day: int | None, *, holds: bool
    ) -> Entry:
        """Whether a right holds for a claim: on what its own lines hung, or the one of them that
        failed."""
        [entry] = self._explain_right(report, holds, Facts(self._facts, run), run, claim, day)
        return entry

    def tell_right(
        self, run: Run, report: str, claim: str, day: int | None, *, holds: bool
    ) -> list[dict[str, Any]]:
        """The same entry as the contract's JSON has it; on a known way without it."""
        trails = self._rights.get((report, holds))
        if trails is None:
            record = partial(self._record_right, report, holds)
            trails = self._rights[report, holds] = Trails(self._facts.by_id, record)
        on = None if day is None else show_day(day)
        step_by_step = partial(self._explain_right, report, holds, Facts(self._facts, run))
        return trails.tell(run, claim, day, on, step_by_step)

    def _record_right(
        self, report: str, holds: bool, run: Run, claim: str, day: int | None
    ) -> list[Entry]:
        facts = Facts(BlockFacts(self._plan, self._facts.by_id), run)
        return self._explain_right(report, holds, facts, run, claim, day)

    def _explain_right(
        self, report: str, holds: bool, facts: Facts, run: Run, claim: str, day: int | None
    ) -> list[Entry]:
        stops = self._steps_of(report).stops
        telling = Telling(run, facts, report, claim, day)
        failed = None if holds else telling.find_stop(stops)
        if failed is not None:
            why = facts.behind(failed.flag)
            return [telling.entry("right", "not entitled", failed.origin, why)]
        hung = [fact for stop in stops for fact in facts.behind(stop.flag)] if holds else []
        origin = next(known.origin for known in self._plan.reports if known.id == report)
        entry = Entry(
            step="right",
            status="entitled" if holds else "not entitled",
            benefit=report,
            rule=report,
            clauses=origin.clauses,
            cite=origin.printed,
            facts=each_once(hung),
            claim=claim,
        )
        return [entry]

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
