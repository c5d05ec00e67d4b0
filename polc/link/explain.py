"""Runs the trace where something is to be said, not only computed.

In: a plan, the parameters' figures, what a claim was settled with. Out: why a claim cannot
be settled, how its amounts came about, which readings mattered.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from attrs import frozen

from polc.compiler.model.readings import ReadingSpec
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Cap,
    Emit,
    Load,
    NodeId,
    Select,
)
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import nodes_of_report, slice_for, walk
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decide import decide
from polc.compiler.readers.trace.consulted import readings_consulted
from polc.compiler.readers.trace.explain import BlockExplainer
from polc.compiler.readers.trace.interpret import Run, matches, run_block
from polc.link.given_parameter import SlotValue
from polc.link.problems import find_problem
from polc.runtime.errors import Problem
from polc.runtime.executable import LimitingSum, State
from polc.runtime.explanation import Entry

Inputs = Mapping[tuple[str, str], int]

_watched: ContextVar[list["Traced"] | None] = ContextVar("watched", default=None)


@frozen
class Traced:
    """A block that the trace ran, and what it came to."""

    plan: Plan
    block: tuple[AnyNode, ...]
    run: Run


@contextmanager
def watch() -> Iterator[list[Traced]]:
    """Every block that a trace runs while this is open, in this thread or task alone."""
    found: list[Traced] = []
    before = _watched.set(found)
    try:
        yield found
    finally:
        _watched.reset(before)


class Explainer:
    """Runs the trace where something is to be said, not only computed."""

    def __init__(self, plan: Plan, slots: Mapping[str, SlotValue]) -> None:
        self.plan = plan
        self.slots = slots
        self._limits = InputLimits(plan, frozenset())

    def _trace(self, inputs: Inputs, state: State) -> Run:
        sums = dict(
            zip((accumulator.id for accumulator in self.plan.accumulators), state, strict=True)
        )
        return self._run(self.plan.claim, inputs, sums)

    def _run(self, block: tuple[AnyNode, ...], inputs: Inputs, sums: Mapping[str, int]) -> Run:
        """The block traced; where something is missing, the steps that are known all the same
        and the demands that can matter."""
        run = run_block(block, inputs, sums, self.slots)
        if run.refused:
            run = decide(block, inputs, sums, self.slots, self._limits).run
        watched = _watched.get()
        if watched is not None:
            watched.append(Traced(self.plan, block, run))
        return run

    def why_claim(self, inputs: Inputs, state: State, path: str) -> tuple[Problem, ...]:
        """Everything that keeps a claim from being settled."""
        run = self._trace(inputs, state)
        return tuple(find_problem(node, path, run, self.plan) for node in run.refused)

    def explain(self, inputs: Inputs, state: State, claim: str) -> list[Entry]:
        """A settled claim, rule by rule."""
        run = self._trace(inputs, state)
        return BlockExplainer(self.plan, self.plan.claim).explain_claim(run, claim)

    def consulted(self, inputs: Inputs, state: State) -> frozenset[str]:
        """The readings on the rules that a claim reached, those included at which it is
        refused."""
        run = self._trace(inputs, state)
        return readings_consulted(self.plan.claim, run, self.plan)

    def limiting_sum(
        self, inputs: Inputs, state: State, sums: frozenset[str]
    ) -> LimitingSum | None:
        """The first of these sums by which a payment of the claim is limited, with the
        limit's clause."""
        run = self._trace(inputs, state)
        nodes = {node.id: node for node in self.plan.claim}
        names = {accumulator.id: accumulator.name for accumulator in self.plan.accumulators}
        for node in self.plan.claim:
            if isinstance(node, Cap) and node.id in run.reached:
                for limit in node.limits:
                    acc = _sum_behind(limit.value, nodes, run)
                    if acc in sums and acc is not None:
                        clauses = limit.origin.clauses
                        return LimitingSum(acc, names[acc], clauses[0] if clauses else "")
        return None

    def year_consulted(
        self, output: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> frozenset[str]:
        """The readings on the rules that a person-year output reached."""
        block = self._year_slice(output)
        return readings_consulted(block, self._run(block, inputs, sums), self.plan)

    def year_explained(self, output: str, inputs: Inputs, sums: Mapping[str, int]) -> list[Entry]:
        """A person-year output, rule by rule."""
        year = next(block for block in self.plan.prelude if output in block.outputs)
        run = self._run(self._year_slice(output), inputs, sums)
        return BlockExplainer(self.plan, year.nodes).explain_year(run, year.benefit, output)

    def report_consulted(
        self, report: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> frozenset[str]:
        """The readings on the rules that a report of a claim reached."""
        found = next(planned for planned in self.plan.reports if planned.id == report)
        run = self._run(nodes_of_report(self.plan, found), inputs, sums)
        return readings_consulted(found.nodes, run, self.plan)

    def report_explained(
        self, report: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> Entry | None:
        """Why a right does not hold for a claim: the condition that failed, with what it hung
        on; None where that is not one of its own lines."""
        found = next(planned for planned in self.plan.reports if planned.id == report)
        nodes = nodes_of_report(self.plan, found)
        run = self._run(nodes, inputs, sums)
        return BlockExplainer(self.plan, nodes).explain_refusal(run, report)

    def share_explained(self, report: str, inputs: Inputs, sums: Mapping[str, int]) -> Entry | None:
        """The share that a limit of shares allows of a claim; None where none does."""
        found = next(planned for planned in self.plan.reports if planned.id == report)
        nodes = nodes_of_report(self.plan, found)
        run = self._run(nodes, inputs, sums)
        return BlockExplainer(self.plan, nodes).explain_ceiling(run, report)

    def describe_readings(self, consulted: Collection[str]) -> list[dict[str, Any]]:
        """These readings, in the order of the file, with what was chosen and what else could
        be."""
        return [_reading(reading) for reading in self.plan.readings if reading.id in consulted]

    def _year_slice(self, output: str) -> tuple[AnyNode, ...]:
        year = next(block for block in self.plan.prelude if output in block.outputs)
        root = next(node for node in year.nodes if isinstance(node, Emit) and node.name == output)
        return slice_for(year.nodes, root)


def _reading(reading: ReadingSpec) -> dict[str, Any]:
    chosen = next(choice for choice in reading.choices if choice.id == reading.chosen)
    return {
        "reading": reading.id,
        "title": reading.title,
        "ambiguity": list(reading.ambiguities),
        "choice": chosen.id,
        "letter": chosen.letter,
        "choice_title": chosen.title,
        "default": reading.chosen == reading.default,
        "alternatives": [
            {"choice": choice.id, "letter": choice.letter, "title": choice.title}
            for choice in reading.choices
            if choice.id != reading.chosen
        ],
    }


def _sum_behind(value: NodeId, nodes: Mapping[NodeId, AnyNode], run: Run) -> str | None:
    """The running sum that a limit is what is left of; None of a limit that does not stand."""

    def below(node: AnyNode) -> tuple[NodeId, ...]:
        match node:
            case Arith(op="left"):
                return node.args[1:]
            case Arith():
                return node.args
            case Select():
                key = run.values.get(node.key, 0)
                met = (arm.value for arm in node.arms if isinstance(key, int) and matches(arm, key))
                found = next(met, node.otherwise)
                return () if found is None else (found,)
            case _:  # nothing else is made of what is left
                return ()

    sums = (node.acc for node in walk([value], nodes, below) if isinstance(node, Load))
    return next(sums, None)
