"""Runs the trace where something is to be said, not only computed.

In: a plan, the parameters' figures, what a claim was settled with. Out: why a claim cannot
be settled, how its amounts came about, which readings mattered.
"""

from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from typing import Any, Final, TypeVar

from polc.compiler.plan.nodes import (
    AnyNode,
    Emit,
)
from polc.compiler.plan.plan import Plan, YearBlock
from polc.compiler.plan.visit import slice_for
from polc.compiler.readers.trace.consulted import ReadingsOfBlock, readings_of
from polc.compiler.readers.trace.explain import BlockExplainer
from polc.compiler.readers.trace.interpret import Run
from polc.link.by_identity import ByIdentity
from polc.link.describe_reading import copy_description, describe_reading
from polc.link.given_parameter import SlotValue
from polc.link.joined_calls import Functions
from polc.link.kept_blocks import KeptBlocks
from polc.link.limiting_sum import find_limiting_sum
from polc.link.problems import find_problem
from polc.link.report_demand import ReportDemand, find_demand
from polc.link.watch import is_watched, note_run
from polc.records.frozen import frozen
from polc.runtime.errors import Problem
from polc.runtime.executable import LimitingSum, State
from polc.runtime.explanation import BenefitPayment, Entry
from polc.runtime.remember import remember

Inputs = Mapping[tuple[str, str], int]
Nodes = tuple[AnyNode, ...]

T = TypeVar("T")

_MOST_TOLD: Final = 64
"""So many sets of readings are kept as they are told."""

_DAY: Final = ("system", "date")
"""The day on which rules and values are looked up."""


@frozen
class TracedBlock:
    """A block as it is traced for many claims, under all plans that have it: its nodes, the `own`
    ones of a report, and where readings stand in them."""

    nodes: tuple[AnyNode, ...]
    own: tuple[AnyNode, ...]
    readings: ReadingsOfBlock


class Explainer:
    """Runs the trace where something is to be said, not only computed."""

    def __init__(
        self, plan: Plan, slots: Mapping[str, SlotValue], kept: KeptBlocks, functions: Functions
    ) -> None:
        """`functions` are those of each report's results, by name."""
        self.plan = plan
        self.slots = slots
        self._kept = kept
        self._functions = functions
        self._demands: dict[str, ReportDemand] = {}
        self._limits = kept.limits_of(plan)
        self._telling: dict[int, BlockExplainer] = {}
        self._blocks: dict[tuple[str, str], TracedBlock] = {}
        self._told: dict[frozenset[str], list[dict[str, Any]]] = {}
        """Readings that cases consulted as they are told, of which who asks gets a copy."""

    def trace(self, inputs: Inputs, state: State) -> "TracedClaim":
        """A claim with the value of every node."""
        sums = dict(
            zip((accumulator.id for accumulator in self.plan.accumulators), state, strict=True)
        )
        return TracedClaim(self, self.run(self.claim_block, inputs, sums), inputs, sums)

    @cached_property
    def claim_block(self) -> TracedBlock:
        """The block of the claims."""
        return self._block((ByIdentity(self.plan.claim),), lambda: (self.plan.claim, ()))

    def report_block(self, report: str) -> TracedBlock:
        """The block of a report, with the claim's nodes before its own."""
        known = self._blocks.get(("report", report))
        if known is None:
            found = next(planned for planned in self.plan.reports if planned.id == report)
            known = self._blocks["report", report] = self._block(
                (ByIdentity(found), ByIdentity(self.plan.claim)),
                lambda: (self._kept.nodes_of_report(self.plan, found), found.nodes),
            )
        return known

    def demand_of(self, report: str) -> ReportDemand:
        """What finds the readings on the demand at which a report is refused."""
        found = self._demands.get(report)
        if found is None:
            block, limits = self.report_block(report), self._limits
            find = partial(self._kept.find_function, slots=self.slots, limits=limits)
            found = find_demand(
                block.nodes, block.own, block.readings, self._functions[report], find
            )
            self._demands[report] = found
        return found

    def _year_of(self, output: str) -> YearBlock:
        return next(block for block in self.plan.prelude if output in block.outputs)

    def _year_block(self, output: str) -> TracedBlock:
        known = self._blocks.get(("year", output))
        if known is None:
            known = self._blocks["year", output] = self._find_year_block(output)
        return known

    def _find_year_block(self, output: str) -> TracedBlock:
        year = self._year_of(output)

        def find_nodes() -> tuple[Nodes, Nodes]:
            root = next(
                node for node in year.nodes if isinstance(node, Emit) and node.name == output
            )
            return slice_for(year.nodes, root), ()

        return self._block((ByIdentity(year), output), find_nodes)

    def _block(
        self, parts: tuple[object, ...], find_nodes: Callable[[], tuple[Nodes, Nodes]]
    ) -> TracedBlock:
        """The block of these parts of the plan; its nodes, and those that are its own."""

        def make() -> TracedBlock:
            nodes, own = find_nodes()
            return TracedBlock(nodes, own, readings_of(nodes, own or nodes, self.plan))

        return self._kept.find(("traced", *parts), make)

    def telling(self, block: TracedBlock | YearBlock) -> BlockExplainer:
        """What explains runs of a block in this plan, or of a part of it."""
        found = self._telling.get(id(block))
        if found is None:
            key = ("telling", ByIdentity(self.plan), ByIdentity(block))
            found = self._kept.find(key, lambda: BlockExplainer(self.plan, block.nodes))
            self._telling[id(block)] = found
        return found

    def run(
        self,
        block: TracedBlock,
        inputs: Inputs,
        sums: Mapping[str, int],
        before: Run | None = None,
    ) -> Run:
        """The block traced; where something is missing, the steps that are known all the same
        and the demands that can matter. `before` has the values of what the block does not have
        for itself."""
        runs, slots = self._kept.runs, self.slots
        run = runs.run(block.nodes, inputs, sums, slots, before, block.own)
        if run.refused:
            refused = run if before is None else None
            decision = runs.decide(
                block.nodes, inputs, sums, slots, self._limits, before, block.own, refused
            )
            run = decision.run
        note_run(self.plan, block.nodes, (inputs, sums, slots), run)
        return run

    def why_claim(self, inputs: Inputs, state: State, path: str) -> tuple[Problem, ...]:
        """Everything that keeps a claim from being settled."""
        run = self.trace(inputs, state).run
        return tuple(find_problem(node, path, run, self.plan) for node in run.refused)

    def consulted(self, inputs: Inputs, state: State) -> frozenset[str]:
        """The readings on the rules that a claim reached, those included at which it is
        refused."""
        return self.trace(inputs, state).consulted()

    def limiting_sum(
        self, inputs: Inputs, state: State, sums: frozenset[str]
    ) -> LimitingSum | None:
        """The first of these sums by which a payment of the claim is limited, with the
        limit's clauses."""
        run = self.trace(inputs, state).run
        return find_limiting_sum(self.plan, run, sums)

    def year_consulted(
        self,
        output: str,
        inputs: Inputs,
        sums: Mapping[str, int],
        known: frozenset[str] = frozenset(),
    ) -> frozenset[str]:
        """The readings on the rules that a person-year output reached, without those known."""
        block = self._year_block(output)
        return self.find_more(block, inputs, known, lambda: self.run(block, inputs, sums))

    def year_explained(
        self, output: str, inputs: Inputs, sums: Mapping[str, int], day: int | None
    ) -> list[Entry]:
        """A person-year output, rule by rule; `day` as for a claim, None where it is not known."""
        block = self._year_block(output)
        run = self.run(block, inputs, sums)

        def make() -> list[Entry]:
            year = self._year_of(output)
            return self.telling(year).explain_year(run, year.benefit, output, day)

        return _once(run, (ByIdentity(self.plan), output, day), make)

    def right_consulted(
        self, report: str, find_inputs: Callable[[], Inputs], known: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """The readings on the rules that a right of the year reached, without those known."""
        block = self.report_block(report)
        if block.readings.possible <= known and not is_watched():
            return frozenset()
        inputs = find_inputs()
        return self.find_more(block, inputs, known, lambda: self.run(block, inputs, {}))

    def find_more(
        self,
        block: TracedBlock,
        inputs: Inputs,
        known: frozenset[str],
        run: Callable[[], Run],
        find_refused: Callable[[], frozenset[str]] = frozenset,
    ) -> frozenset[str]:
        """The readings that a run reached beyond those known. Where it can have reached no other
        than it is sure to reach, it is not run, unless somebody watches; `find_refused` finds those
        on a demand at which it is refused."""
        readings = block.readings
        if is_watched():
            return _find_consulted(block, run()) - known
        if readings.possible <= known:
            return frozenset()
        sure = readings.find_sure(inputs, self.slots)
        if readings.possible <= known | sure:
            return sure - known
        sure |= find_refused()
        if readings.possible <= known | sure:
            return sure - known
        return _find_consulted(block, run()) - known

    def describe_readings(self, consulted: Collection[str]) -> list[dict[str, Any]]:
        """These readings, in the order of the file, with what was chosen and what else could
        be."""
        asked = frozenset(consulted)
        known = self._told.get(asked)
        if known is None:
            known = [
                describe_reading(reading) for reading in self.plan.readings if reading.id in asked
            ]
            remember(self._told, asked, known, _MOST_TOLD)
        return [*map(copy_description, known)]


class TracedClaim:
    """A claim whose nodes all have their values: what was consulted, why a right does not hold,
    the explanation and the limits are read from them."""

    def __init__(
        self, explainer: Explainer, run: Run, inputs: Inputs, sums: Mapping[str, int]
    ) -> None:
        self.run = run
        self._explainer = explainer
        self._inputs = inputs
        self._day = inputs.get(_DAY)
        self._sums = sums
        self._reports: dict[str, Run] = {}

    def consulted(self) -> frozenset[str]:
        """The readings on the rules that the claim reached."""
        return _find_consulted(self._explainer.claim_block, self.run)

    def explain(self, claim: str) -> list[Entry]:
        """The claim, rule by rule."""
        explainer = self._explainer
        return explainer.telling(explainer.claim_block).explain_claim(self.run, claim, self._day)

    def tell(self, claim: str) -> list[dict[str, Any]]:
        """The same as the contract's JSON has it."""
        explainer = self._explainer
        return explainer.telling(explainer.claim_block).tell_claim(self.run, claim, self._day)

    def find_payments(self, claim: str) -> list[BenefitPayment]:
        """What became of each benefit of the claim."""
        explainer = self._explainer
        return explainer.telling(explainer.claim_block).find_payments(self.run, claim)

    def report_consulted(self, report: str, known: frozenset[str]) -> frozenset[str]:
        """The readings on the rules that a report of a claim reached, without those known."""
        explainer = self._explainer

        def find_refused() -> frozenset[str]:
            if self.run.open or self.run.refused:
                return frozenset()
            return explainer.demand_of(report).find_readings(self._inputs, self._sums)

        block = explainer.report_block(report)
        run = partial(self._report, report)
        return explainer.find_more(block, self._inputs, known, run, find_refused)

    def explain_right(self, report: str, claim: str, *, holds: bool) -> Entry:
        """Whether a right holds for the claim: on what its lines hung, or the condition that
        failed."""
        telling = self._telling(report)
        return telling.explain_right(self._report(report), report, claim, self._day, holds=holds)

    def tell_right(self, report: str, claim: str, *, holds: bool) -> list[dict[str, Any]]:
        """The same as the contract's JSON has it."""
        telling = self._telling(report)
        return telling.tell_right(self._report(report), report, claim, self._day, holds=holds)

    def share_explained(self, report: str) -> Entry | None:
        """The share that a limit of shares allows of a claim; None where none does."""
        return self._telling(report).explain_ceiling(self._report(report), report, self._day)

    def _telling(self, report: str) -> BlockExplainer:
        explainer = self._explainer
        return explainer.telling(explainer.report_block(report))

    def _report(self, report: str) -> Run:
        """The report's own nodes after the claim's; after all of these anew, where some of them
        are not known."""
        found = self._reports.get(report)
        if found is None:
            before = None if self.run.open or self.run.refused else self.run
            block = self._explainer.report_block(report)
            found = self._explainer.run(block, self._inputs, self._sums, before)
            self._reports[report] = found
        return found


def _find_consulted(block: TracedBlock, run: Run) -> frozenset[str]:
    return _once(run, ByIdentity(block), lambda: block.readings.find_consulted(run))


def _once(run: Run, key: object, make: Callable[[], T]) -> T:
    """What is made of a run under this key, for whoever asks again."""
    known: T | None = run.told.get(key)
    if known is None:
        known = run.told[key] = make()
    return known
