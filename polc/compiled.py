"""A plan with its readers made ready: what a policy keeps between settlements.

In: a plan. Out: `Compiled`, and from it a runtime `Machine` for given parameters. Made
once for each choice of readings; other parameters only call the makers again.
"""

import pickle
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import attrs
from attrs import field, frozen

from polc.compiler.closures.generate import Block, generate_claim, generate_prelude, slice_for
from polc.compiler.plan.nodes import AnyNode, Emit, Given, Need
from polc.compiler.plan.plan import Plan
from polc.compiler.trace.explain import Explainer, readings_consulted
from polc.compiler.trace.interpret import Run, run_block
from polc.parameters import SlotValue
from polc.policy_error import PolicyError
from polc.runtime.amounts import MISSING, format_money
from polc.runtime.case import CaseLayout
from polc.runtime.errors import Problem
from polc.runtime.machine import Machine, State, YearBenefit
from polc.version import __version__

Inputs = Mapping[tuple[str, str], int]


@frozen
class Compiled:
    """A plan, its functions and what a case of it looks like."""

    plan: Plan
    claim: Block = field(init=False, eq=False, repr=False)
    prelude: dict[str, Block] = field(init=False, eq=False, repr=False)
    layout: CaseLayout = field(init=False, eq=False, repr=False)
    digest: str = field(init=False, eq=False, repr=False)

    @claim.default
    def _make_claim(self) -> Block:
        return generate_claim(self.plan)

    @prelude.default
    def _make_prelude(self) -> dict[str, Block]:
        return generate_prelude(self.plan)

    @layout.default
    def _make_layout(self) -> CaseLayout:
        plan = self.plan
        bits = {one.title: place for place, one in enumerate(plan.identities) if one.title}
        bits |= {one.id: place for place, one in enumerate(plan.identities)}
        reads = {
            *self.claim.inputs,
            *(one for each in self.prelude.values() for one in each.inputs),
        }
        clauses = plan.in_force_origin.clauses
        return CaseLayout(
            plan.policy,
            bits,
            tuple(one.id for one in plan.benefits if one.per == "claim"),
            frozenset(reads),
            plan.in_force,
            clauses[0] if clauses else "",
            plan.equivalences,
        )

    @digest.default
    def _make_digest(self) -> str:
        """Identifies the plan's content, wherever its file was and however it was laid out."""
        return sha256(repr(_content(self.plan)).encode()).hexdigest()

    def make_machine(self, slots: Mapping[str, SlotValue]) -> Machine:
        """The functions under these parameters, with what explains them."""
        plan, claim = self.plan, self.claim
        reader = _Reader(plan, slots)
        visits = [one.scope == "visit" for one in plan.accumulators]
        return Machine(
            self.layout,
            claim.make(_slots(claim, slots)),
            claim.inputs,
            claim.outputs,
            claim.state,
            tuple(one.opens for one in plan.accumulators),
            tuple(place for place, own in enumerate(visits) if own),
            self.layout.benefits,
            tuple(one.id for one in plan.identities),
            tuple(
                YearBenefit(
                    output,
                    benefit.as_of,
                    block.make(_slots(block, slots)),
                    block.inputs,
                    tuple(_missing(node) for node in block.needs),
                )
                for benefit in plan.benefits
                if benefit.per == "person_year"
                for output in benefit.outputs
                if (block := self.prelude.get(output)) is not None
            ),
            reader.why_claim,
            reader.explain,
            reader.consulted,
            reader.consulted_year,
            reader.explain_year,
            _Maker(plan, slots),
        )


@frozen
class _Maker:
    """What a machine is made of, and how a pickle of it makes it again."""

    plan: Plan
    slots: Mapping[str, SlotValue]

    def __call__(self) -> Machine:
        return Compiled(self.plan).make_machine(self.slots)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore_maker, (__version__, pickle.dumps((self.plan, dict(self.slots)))))


def _restore_maker(version: str, state: bytes) -> _Maker:
    """The state is a pickle of its own, so that one of another version is refused unread."""
    if version != __version__:
        raise PolicyError(
            f"this ledger was pickled by polc {version}, and this is polc {__version__}; "
            "open the year again and add its claims"
        )
    plan, slots = pickle.loads(state)  # noqa: S301  # part of a pickle being read
    return _Maker(plan, slots)


def _content(value: Any) -> Any:
    """A part of the plan without what takes no part in comparing it (files, lines)."""
    if isinstance(value, tuple):
        return tuple(_content(one) for one in value)
    if not attrs.has(type(value)):
        return value
    own = (getattr(value, one.name) for one in attrs.fields(type(value)) if one.eq)
    return (type(value).__name__, *(_content(one) for one in own))


def _slots(block: Block, slots: Mapping[str, SlotValue]) -> tuple[SlotValue, ...]:
    return tuple(slots.get(one, MISSING) for one in block.slots)


class _Reader:
    """Runs the trace where something is to be said, not only computed."""

    def __init__(self, plan: Plan, slots: Mapping[str, SlotValue]) -> None:
        self.plan = plan
        self.slots = slots

    def _trace(self, inputs: Inputs, state: State, *, collect: bool = False) -> Run:
        sums = dict(zip((one.id for one in self.plan.accumulators), state, strict=True))
        return run_block(self.plan.claim, inputs, sums, self.slots, collect=collect)

    def why_claim(self, inputs: Inputs, state: State, path: str) -> tuple[Problem, ...]:
        """Everything that keeps a claim from being settled."""
        run = self._trace(inputs, state, collect=True)
        return tuple(_problem(node, path, run, self.plan) for node in run.refused)

    def explain(self, inputs: Inputs, state: State, claim: str) -> list[dict[str, Any]]:
        """A settled claim, rule by rule."""
        run = self._trace(inputs, state)
        return Explainer(self.plan, self.plan.claim).explain_claim(run, claim)

    def consulted(self, inputs: Inputs, state: State) -> frozenset[str]:
        """The readings on the rules that a claim reached."""
        return readings_consulted(self.plan.claim, self._trace(inputs, state))

    def consulted_year(self, output: str, inputs: Inputs) -> frozenset[str]:
        """The readings on the rules that a person-year output reached."""
        block = _slice(self.plan, output)
        return readings_consulted(block, run_block(block, inputs, {}, self.slots, collect=True))

    def explain_year(self, output: str, inputs: Inputs) -> list[dict[str, Any]]:
        """A person-year output, rule by rule."""
        run = run_block(_slice(self.plan, output), inputs, {}, self.slots)
        return Explainer(self.plan, self.plan.prelude).explain_year(run, output)


def _slice(plan: Plan, output: str) -> tuple[AnyNode, ...]:
    root = next(one for one in plan.prelude if isinstance(one, Emit) and one.name == output)
    return slice_for(plan.prelude, root)


def _problem(node: Need | Given, path: str, run: Run, plan: Plan | None) -> Problem:
    """A refused demand, with the place in the case where it is to be met."""
    rule = node.origin.rule
    clause = node.origin.clauses[0] if node.origin.clauses else ""
    if isinstance(node, Given):
        layer = node.id.removesuffix(".paid")
        base = run.values.get(node.base, 0)
        left = format_money(base) if isinstance(base, int) else "0.00"
        message = f"the amount given for `{layer}` is more than the {left} yuan it can pay from"
        return Problem("given_more_than_base", f"{path}.paid.{layer}", message, clause)
    match node.code:
        case "missing_parameter":
            known = plan.parameters if plan is not None else ()
            table = next((one for one in known if one.id == node.name), None)
            what = "has no value"
            if table is not None and table.keys:
                what += f" for the {' and '.join(table.keys)} of this claim"
            message = (
                f"parameter `{node.name}` {what}, and rule `{rule}` needs it; supply it with "
                f"`--param {node.name}=…` or under `parameters` of the case"
            )
            return Problem(node.code, f"parameters.{node.name}", message, clause)
        case "missing_field":
            scope, _, field_name = node.name.partition(".")
            where = path if scope == "claim" else scope
            message = f"`{field_name}` is not given, and rule `{rule}` needs it"
            return Problem(node.code, f"{where}.{field_name}", message, clause)
        case "base_below_zero":
            message = f"what `{node.name}` is to pay from comes out below zero"
            return Problem(node.code, path, message, clause)
        case "not_covered":
            message = f"the table of rule `{rule}` has no line for this case"
            return Problem(node.code, path, message, clause)


def _missing(node: AnyNode) -> Problem:
    """What a person-year output is missing; the message names it."""
    assert isinstance(node, Need)
    problem = _problem(node, "person", Run(), None)
    words = {"missing_parameter": f"parameter {node.name}", "missing_field": f"field {node.name}"}
    said = words.get(node.code, f"a line of the table of {node.origin.rule}")
    return Problem(problem.code, problem.path, said, problem.clause)
