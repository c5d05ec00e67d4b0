"""A figure that comes below zero in some case.

In: a context. Out: a `below_zero` at a deductible, a rate, a limit or an amount, with a case:
the bounds of the plan let it fall below zero, and in that case it does.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_corner
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import AnyNode, Arith, Cap, NodeId
from polc.compiler.plan.steps import (
    AtRate,
    BenefitSteps,
    Computation,
    Flat,
    InPortions,
    NotSpecified,
    PaymentSteps,
)
from polc.compiler.plan.visit import walk
from polc.compiler.readers.bounds.find_bounds import bound_plan
from polc.compiler.readers.regions.corners import find_corner
from polc.compiler.readers.trace.interpret import Run
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money, format_rate

Nodes = Mapping[NodeId, AnyNode]
Figure = tuple[NodeId, Origin]
"""The node that holds a figure, and the line that says it."""


def check_below_zero(context: CheckContext) -> None:
    """Warns once for each rule of the claims' benefits."""
    cases = context.survey.claim
    nodes = cases.atoms.nodes
    if not any(isinstance(node, Arith) and node.op == "sub" for node in nodes.values()):
        return
    bounds = None
    told = set[str]()
    for steps in context.plan.steps.benefits:
        for figure, origin in _figures(steps, nodes):
            if (
                origin.rule in told
                or not context.is_own(origin)
                or not _subtracts(figure, origin.rule, nodes)
            ):
                continue
            bounds = bounds or bound_plan(context.plan)
            if bounds[figure].low >= 0:
                continue
            guard = nodes[figure].guard
            corner = find_corner(
                cases,
                (steps.open,) if guard is None else (steps.open, guard),
                (figure,),
                lambda run, figure=figure: _is_negative(run, figure),  # type: ignore[misc]  # bound
            )
            if corner is None:
                continue
            told.add(origin.rule)
            findings, span = context.place(origin)
            value = corner.run.values[figure]
            assert isinstance(value, int)
            findings.warning(
                "below_zero",
                say(
                    "rule `{rule}` comes below zero in some case: {value}",
                    rule=origin.rule,
                    value=_show(value, nodes[figure]),
                ),
                span,
                say("write `higher of (…, 0 yuan)` or `higher of (…, 0%)` around the difference"),
                witness=make_corner(corner, cases.atoms, context),
                subject=origin.rule,
            )


def _figures(steps: BenefitSteps, nodes: Nodes) -> Iterator[Figure]:
    ways = steps.ways
    if isinstance(ways, NotSpecified):
        return
    tried = (
        (ways,)
        if isinstance(ways, Computation)
        else (tried_class.computation for tried_class in ways)
    )
    for way in tried:
        if way.deductible is not None:
            yield way.deductible.effective, way.deductible.origin
        paid = way.paid
        payments = [kind.paid for kind in paid] if isinstance(paid, tuple) else [paid]
        for payment in payments:
            if isinstance(payment, PaymentSteps):
                yield from _of_payment(payment, nodes)


def _of_payment(payment: PaymentSteps, nodes: Nodes) -> Iterator[Figure]:
    pricing = payment.pricing
    match pricing:
        case AtRate():
            yield pricing.rate, pricing.origin
        case InPortions():
            for portion in pricing.portions:
                yield portion.rate, portion.origin
        case Flat():
            yield pricing.exact, pricing.origin
    taken = nodes.get(payment.taken) if payment.taken is not None else None
    if isinstance(taken, Cap):
        for limit in taken.limits:
            value = nodes[limit.value]
            whole = value.args[0] if isinstance(value, Arith) and value.op == "left" else value.id
            if limit.origin.rule != "" and limit.name != "base":
                yield whole, limit.origin


def _subtracts(figure: NodeId, rule: str, nodes: Nodes) -> bool:
    """Whether a difference that the rule's own line writes stands in the figure."""
    return any(
        isinstance(node, Arith) and node.op == "sub" and node.origin.rule == rule
        for node in walk((figure,), nodes, lambda node: node.operands)
    )


def _is_negative(run: Run, figure: NodeId) -> bool:
    value = run.values.get(figure)
    return isinstance(value, int) and value < 0


def _show(value: int, node: AnyNode) -> Text:
    if node.kind == "rate":
        return say("-{figure}", figure=format_rate(-value // node.den))
    return say("-{figure} yuan", figure=format_money(-value // node.den))
