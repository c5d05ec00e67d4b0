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
    Need,
    NodeId,
    Override,
    Select,
)
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import nodes_of_report, slice_for, walk
from polc.compiler.readers.trace.explain import BlockExplainer, readings_consulted
from polc.compiler.readers.trace.interpret import Run, matches, run_block
from polc.link.given_parameter import SlotValue
from polc.messages.text import both, say
from polc.runtime.amounts import format_money
from polc.runtime.errors import Problem
from polc.runtime.executable import State

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

    def _trace(self, inputs: Inputs, state: State, *, collect: bool = False) -> Run:
        sums = dict(zip((one.id for one in self.plan.accumulators), state, strict=True))
        return self._run(self.plan.claim, inputs, sums, collect=collect)

    def _run(
        self,
        block: tuple[AnyNode, ...],
        inputs: Inputs,
        sums: Mapping[str, int],
        *,
        collect: bool = False,
    ) -> Run:
        run = run_block(block, inputs, sums, self.slots, collect=collect)
        watched = _watched.get()
        if watched is not None:
            watched.append(Traced(self.plan, block, run))
        return run

    def why_claim(self, inputs: Inputs, state: State, path: str) -> tuple[Problem, ...]:
        """Everything that keeps a claim from being settled."""
        run = self._trace(inputs, state, collect=True)
        return tuple(_problem(node, path, run, self.plan) for node in run.refused)

    def explain(self, inputs: Inputs, state: State, claim: str) -> list[dict[str, Any]]:
        """A settled claim, rule by rule."""
        run = self._trace(inputs, state)
        return BlockExplainer(self.plan, self.plan.claim).explain_claim(run, claim)

    def consulted(self, inputs: Inputs, state: State) -> frozenset[str]:
        """The readings on the rules that a claim reached, those included at which it is
        refused."""
        run = self._trace(inputs, state, collect=True)
        return readings_consulted(self.plan.claim, run, self.plan)

    def limiting_sum(
        self, inputs: Inputs, state: State, sums: frozenset[str]
    ) -> tuple[str, str] | None:
        """The first of these sums by which a payment of the claim is limited, with the
        limit's clause."""
        run = self._trace(inputs, state, collect=True)
        nodes = {node.id: node for node in self.plan.claim}
        for node in self.plan.claim:
            if isinstance(node, Cap) and node.id in run.reached:
                for limit in node.limits:
                    acc = _sum_behind(limit.value, nodes, run)
                    if acc in sums and acc is not None:
                        clauses = limit.origin.clauses
                        return acc, clauses[0] if clauses else ""
        return None

    def year_consulted(
        self, output: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> frozenset[str]:
        """The readings on the rules that a person-year output reached."""
        block = self._year_slice(output)
        return readings_consulted(block, self._run(block, inputs, sums, collect=True), self.plan)

    def year_explained(
        self, output: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> list[dict[str, Any]]:
        """A person-year output, rule by rule."""
        year = next(one for one in self.plan.prelude if output in one.outputs)
        run = self._run(self._year_slice(output), inputs, sums)
        return BlockExplainer(self.plan, year.nodes).explain_year(run, output)

    def report_consulted(
        self, report: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> frozenset[str]:
        """The readings on the rules that a report of a claim reached."""
        one = next(one for one in self.plan.reports if one.id == report)
        run = self._run(nodes_of_report(self.plan, one), inputs, sums, collect=True)
        return readings_consulted(one.nodes, run, self.plan)

    def report_explained(
        self, report: str, inputs: Inputs, sums: Mapping[str, int]
    ) -> dict[str, Any] | None:
        """Why a right does not hold for a claim: the condition that failed, with what it hung
        on; None where that is not one of its own lines."""
        one = next(one for one in self.plan.reports if one.id == report)
        nodes = nodes_of_report(self.plan, one)
        run = self._run(nodes, inputs, sums, collect=True)
        return BlockExplainer(self.plan, nodes).explain_refusal(run, report)

    def describe_readings(self, consulted: Collection[str]) -> list[dict[str, Any]]:
        """These readings, in the order of the file, with what was chosen and what else could
        be."""
        return [_reading(one) for one in self.plan.readings if one.id in consulted]

    def _year_slice(self, output: str) -> tuple[AnyNode, ...]:
        year = next(one for one in self.plan.prelude if output in one.outputs)
        root = next(one for one in year.nodes if isinstance(one, Emit) and one.name == output)
        return slice_for(year.nodes, root)


def _reading(one: ReadingSpec) -> dict[str, Any]:
    chosen = next(choice for choice in one.choices if choice.id == one.chosen)
    return {
        "reading": one.id,
        "title": one.title,
        "ambiguity": list(one.ambiguities),
        "choice": chosen.id,
        "letter": chosen.letter,
        "choice_title": chosen.title,
        "default": one.chosen == one.default,
        "alternatives": [
            {"choice": choice.id, "letter": choice.letter, "title": choice.title}
            for choice in one.choices
            if choice.id != one.chosen
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


def _problem(node: Need | Override, path: str, run: Run, plan: Plan | None) -> Problem:
    """A refused demand, with the place in the case where it is to be met."""
    rule = node.origin.rule
    clause = node.origin.clauses[0] if node.origin.clauses else ""
    if isinstance(node, Override):
        layer = node.id.removesuffix(".paid")
        base = run.values.get(node.base, 0)
        left = format_money(base) if isinstance(base, int) else "0.00"
        message = say(
            "the amount given for `{layer}` is more than the {left} yuan it can pay from",
            layer=layer,
            left=left,
        )
        return Problem("given_more_than_base", f"{path}.paid.{layer}", message, clause)
    match node.code:
        case "missing_parameter":
            known = plan.parameters if plan is not None else ()
            table = next((one for one in known if one.id == node.name), None)
            message = say(
                "parameter `{parameter}` has no value, and rule `{rule}` needs it; supply it with "
                "`--param {parameter}=…` or under `parameters` of the case",
                parameter=node.name,
                rule=rule,
            )
            if table is not None and table.keys:
                message = say(
                    "parameter `{parameter}` has no value for the {keys} of this claim, and rule "
                    "`{rule}` needs it; supply it with `--param {parameter}=…` or under "
                    "`parameters` of the case",
                    parameter=node.name,
                    keys=both(table.keys),
                    rule=rule,
                )
            return Problem(node.code, f"parameters.{node.name}", message, clause)
        case "missing_field":
            scope, _, field_name = node.name.partition(".")
            where = path if scope == "claim" else scope
            message = say(
                "`{field_name}` is not given, and rule `{rule}` needs it",
                field_name=field_name,
                rule=rule,
            )
            return Problem(node.code, f"{where}.{field_name}", message, clause)
        case "base_below_zero":
            message = say("what `{benefit}` is to pay from comes out below zero", benefit=node.name)
            return Problem(node.code, path, message, clause)
        case "not_covered":
            message = say("the table of rule `{rule}` has no line for this case", rule=rule)
            return Problem(node.code, path, message, clause)


def missing_of(node: AnyNode) -> Problem:
    """What a person-year output is missing; the message names it."""
    if not isinstance(node, Need):
        return Problem("given_more_than_base", "", say("a payment that fits its base"))
    problem = _problem(node, "person", Run(), None)
    words = {
        "missing_parameter": say("parameter {name}", name=node.name),
        "missing_field": say("field {name}", name=node.name),
    }
    said = words.get(node.code) or say("a line of the table of {rule}", rule=node.origin.rule)
    return Problem(problem.code, problem.path, said, problem.clause)
