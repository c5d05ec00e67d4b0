"""The figures that the rules of a plan compute, each before it is held to its range.

In: a context, the cases of a block. Out: of each benefit whose steps are the block's own the base,
the deductible, the rates, what adjusts them, the amounts and the limits.
"""

from collections.abc import Iterator, Mapping

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Arith, Cap, Const, Need, NodeId, Select
from polc.compiler.plan.payment_steps import (
    AtRate,
    Computation,
    DeductibleSteps,
    Flat,
    InPortions,
    NotSpecified,
    PaymentSteps,
    Stop,
)
from polc.compiler.plan.steps import BenefitSteps
from polc.compiler.plan.walk_steps import find_changes_of
from polc.compiler.readers.regions.search import Cases

Nodes = Mapping[NodeId, AnyNode]


@frozen
class AskedFigure:
    """The node that holds a figure, the line that says it, and the flags where it is asked."""

    node: NodeId
    origin: Origin
    flags: tuple[NodeId, ...]


def figures_of_block(context: CheckContext, cases: Cases) -> Iterator[AskedFigure]:
    """Those of the benefits whose steps are the block's own; of a table each of its lines."""
    nodes = cases.atoms.nodes
    for figure in _whole_figures(context, cases):
        yield from _lines_of(figure, nodes)


def _lines_of(figure: AskedFigure, nodes: Nodes) -> Iterator[AskedFigure]:
    node = nodes[figure.node]
    if not isinstance(node, Select):
        yield figure
        return
    values = [arm.value for arm in node.arms]
    if node.otherwise is not None:
        values.append(node.otherwise)
    for value in values:
        if not isinstance(nodes[value], Const):
            flags = (*figure.flags, *_known(nodes[value].guard))
            yield from _lines_of(AskedFigure(value, figure.origin, flags), nodes)


def _whole_figures(context: CheckContext, cases: Cases) -> Iterator[AskedFigure]:
    """Those of the benefits whose steps are the block's own."""
    nodes = cases.atoms.nodes
    if cases is context.survey.claim:
        for steps in context.plan.steps.benefits:
            base = _base_of(steps, nodes)
            if base is not None:
                yield AskedFigure(base, steps.base_origin, _known(steps.needed))
            for node, origin in _figures(steps, nodes):
                yield AskedFigure(node, origin, _known(steps.open, nodes[node].guard))
    for year in context.plan.steps.years:
        if year.uncapped in nodes:
            if year.rounding is not None:
                yield AskedFigure(year.rounding.exact, year.origin, _known(*_last(year.stops)))
            for alternative in year.alternatives:
                yield AskedFigure(alternative.exact, alternative.origin, (alternative.open,))


def _known(*flags: NodeId | None) -> tuple[NodeId, ...]:
    return tuple(flag for flag in flags if flag is not None)


def _last(stops: tuple[Stop, ...]) -> tuple[NodeId, ...]:
    """The flag behind which nothing stops the benefit."""
    return (stops[-1].flag,) if stops else ()


def _base_of(steps: BenefitSteps, nodes: Nodes) -> NodeId | None:
    """What a line says that the benefit pays from, before a case is refused where that is below
    zero; None where no line computes it."""
    node = nodes[steps.base]
    while isinstance(node, Arith) and len(node.args) == 1:
        node = nodes[node.args[0]]
    if isinstance(node, Need) and node.code == "base_below_zero":
        checked = nodes[node.value]
        return checked.arms[0].value if isinstance(checked, Select) else None
    return None


def _figures(steps: BenefitSteps, nodes: Nodes) -> Iterator[tuple[NodeId, Origin]]:
    for change in find_changes_of(steps):
        if change.written is not None:
            yield change.written, change.origin
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
            yield _unheld(way.deductible, nodes), way.deductible.origin
        paid = way.paid
        for kind in paid if isinstance(paid, tuple) else ():
            if kind.deductible is not None:
                yield _unheld(kind.deductible, nodes), kind.deductible.origin
        payments = [kind.paid for kind in paid] if isinstance(paid, tuple) else [paid]
        for payment in payments:
            if isinstance(payment, PaymentSteps):
                yield from _of_payment(payment, nodes)


def _of_payment(payment: PaymentSteps, nodes: Nodes) -> Iterator[tuple[NodeId, Origin]]:
    pricing = payment.pricing
    match pricing:
        case AtRate():
            yield pricing.value, pricing.origin
        case InPortions():
            for portion in pricing.portions:
                yield portion.value, portion.origin
        case Flat():
            yield pricing.exact, pricing.origin
    taken = nodes.get(payment.taken) if payment.taken is not None else None
    if isinstance(taken, Cap):
        for limit in taken.limits:
            value = nodes[limit.value]
            whole = value.args[0] if isinstance(value, Arith) and value.op == "left" else value.id
            if limit.origin.rule != "" and limit.name != "base":
                yield whole, limit.origin


def _unheld(deductible: DeductibleSteps, nodes: Nodes) -> NodeId:
    """What the deductible comes to before it is held to nothing."""
    last = deductible.bounds[-1] if deductible.bounds else None
    held = nodes[last.figure] if last is not None and last.role == "at_least" else None
    if last is not None and isinstance(held, Const) and held.value == 0:
        return last.before
    return deductible.effective
