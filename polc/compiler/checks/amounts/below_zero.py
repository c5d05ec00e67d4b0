"""A figure that comes below zero in some case.

In: a context. Out: a `below_zero` at a base, a deductible, a rate, a limit or an amount, with a
case: the bounds of the plan let it fall below zero, and in that case it does.
"""

from polc.compiler.checks.amounts.figures_of_plan import AskedFigure, Nodes, figures_of_block
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_corner
from polc.compiler.plan.nodes import AnyNode, Arith, Const, NodeId
from polc.compiler.plan.visit import walk
from polc.compiler.readers.regions.corners import find_corner
from polc.compiler.readers.regions.search import Cases
from polc.compiler.readers.trace.interpret import Run
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money, format_rate


def check_below_zero(context: CheckContext) -> None:
    """Warns once for each rule of the benefits, of the claims' and of the person's year."""
    told = set[str]()
    for cases in context.survey.blocks:
        nodes = cases.atoms.nodes
        if not any(isinstance(node, Arith) and node.op == "sub" for node in nodes.values()):
            continue
        for figure in figures_of_block(context, cases):
            if (
                figure.origin.rule not in told
                and context.is_own(figure.origin)
                and _may_be_negative(context, figure)
                and _subtracts(figure, nodes)
                and _report_negative(context, figure, cases)
            ):
                told.add(figure.origin.rule)


def _may_be_negative(context: CheckContext, figure: AskedFigure) -> bool:
    """Whether the bounds of the claims' figures let it; of others a case has to show it."""
    bound = context.bounds.get(figure.node)
    return bound is None or bound.low < 0


def _report_negative(context: CheckContext, figure: AskedFigure, cases: Cases) -> bool:
    """Shows a case in which the figure is below zero; whether there is one."""
    nodes, node = cases.atoms.nodes, figure.node
    corner = find_corner(cases, figure.flags, (node,), lambda run: _is_negative(run, node))
    if corner is None:
        return False
    findings, span = context.place(figure.origin)
    value = corner.run.values[node]
    assert isinstance(value, int)
    findings.warning(
        "below_zero",
        say(
            "rule `{rule}` comes below zero in some case: {value}",
            rule=figure.origin.rule,
            value=_show(value, nodes[node]),
        ),
        span,
        say("write `higher of (…, 0 yuan)` or `higher of (…, 0%)` around the difference"),
        witness=make_corner(corner, cases.atoms, context),
        subject=figure.origin.rule,
    )
    return True


def _subtracts(figure: AskedFigure, nodes: Nodes) -> bool:
    """Whether a difference that the rule's own line writes stands in the figure; nothing is taken
    off where a reading chooses 0, and what is held to 0 is no less."""
    node = nodes[figure.node]
    if isinstance(node, Arith) and node.op == "max" and _holds_zero(node, nodes):
        return False
    return any(
        isinstance(node, Arith)
        and node.op == "sub"
        and node.origin.rule == figure.origin.rule
        and not all(_is_zero(taken, nodes) for taken in node.args[1:])
        for node in walk((figure.node,), nodes, lambda node: node.operands)
    )


def _holds_zero(node: Arith, nodes: Nodes) -> bool:
    return len(node.args) > 1 and any(_is_zero(part, nodes) for part in node.args)


def _is_zero(node_id: NodeId, nodes: Nodes) -> bool:
    """Whether it is 0 as it stands, under whatever name."""
    node = nodes[node_id]
    while isinstance(node, Arith) and len(node.args) == 1:
        node = nodes[node.args[0]]
    return isinstance(node, Const) and node.value == 0


def _is_negative(run: Run, figure: NodeId) -> bool:
    value = run.values.get(figure)
    return isinstance(value, int) and value < 0


def _show(value: int, node: AnyNode) -> Text:
    if node.kind == "rate":
        return say("-{figure}", figure=format_rate(-value // node.den))
    return say("-{figure} yuan", figure=format_money(-value // node.den))
