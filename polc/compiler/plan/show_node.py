"""One step of the plan as a line of text.

In: a node, the block it stands in, the plan. Out: `name = what it computes`.
"""

from datetime import date
from typing import assert_never

from polc.compiler.plan.nodes import (
    AnyNode,
    Arm,
    Bands,
    Cap,
    Const,
    Emit,
    Kind,
    Load,
    Mask,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Pure,
    PureNode,
    Read,
    Select,
    Store,
    Test,
)
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import behind_demands
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import find_field

Nodes = dict[NodeId, AnyNode]


def show_value(node_id: NodeId, nodes: Nodes, plan: Plan, beside: NodeId = "") -> str:
    """A value where it is used: a figure, an input, a parameter, or another step's name.
    `beside` is what a choice is compared with: its field says which word it is."""
    node = nodes[node_id]
    match node:
        case Const():
            return _show_constant(node, behind_demands(beside, nodes), plan)
        case Read():
            return "held identities" if node.field == "held" else f"{node.scope}.{node.field}"
        case Param():
            return f"param {node.slot}"
        case Need():
            return show_value(node.value, nodes, plan)
        case Pure() | Load() | Select() | Bands() | MaxOf() | Cap() | Override() | Store() | Emit():
            return node.id
        case _:
            assert_never(node)


def _show_constant(node: Const, beside: AnyNode | None, plan: Plan) -> str:
    value = node.value
    if isinstance(value, tuple):
        rows = (f"to {_show_figure(edge, 'money')}: {format_rate(rate)}" for edge, rate in value)
        return "{" + "; ".join(rows) + "}"
    if node.kind == "choice" and isinstance(beside, Read):
        words = _words_of(beside, plan)
        if 0 <= value < len(words):
            return words[value]
    return _show_figure(value, node.kind)


def _words_of(node: Read, plan: Plan) -> tuple[str, ...]:
    """The words a field may take, of the vocabulary or of the policy's own fields."""
    own = (
        field_ for field_ in plan.fields if (field_.scope, field_.name) == (node.scope, node.field)
    )
    field = next(own, None) or find_field(node.field)
    return field.choices if field is not None else ()


def _show_figure(value: int, kind: Kind) -> str:
    if value >= UNLIMITED:
        return "no day" if kind == "date" else "no limit"
    match kind:
        case "money":
            return format_money(value)
        case "rate":
            return format_rate(value) if value < 1 << 40 else "no limit"
        case "date":
            return date.fromordinal(value).isoformat()
        case "flag":
            return "yes" if value else "no"
        case "count" | "choice" | "mask" | "bands":
            return str(value)
        case _:
            assert_never(kind)


def _show_people(bits: int, plan: Plan) -> str:
    return ", ".join(
        identity.id for place, identity in enumerate(plan.identities) if bits >> place & 1
    )


def _show_arm(arm: Arm, key: NodeId, nodes: Nodes, plan: Plan) -> str:
    if arm.bits:
        when = _show_people(arm.bits, plan)
    else:
        when = ", ".join(_show_range(low, high, key, nodes, plan) for low, high in arm.ranges)
    clause = f" [{', '.join(arm.origin.clauses)}]" if arm.origin.clauses else ""
    return f"{when}: {show_value(arm.value, nodes, plan)}{clause}"


def _show_range(low: int | None, high: int | None, key: NodeId, nodes: Nodes, plan: Plan) -> str:
    node = behind_demands(key, nodes)
    assert node is not None
    names = _words_of(node, plan) if isinstance(node, Read) else ()

    def show(value: int) -> str:
        if node.kind == "flag":
            return "yes" if value else "no"
        return names[value] if names else str(value)

    if low is not None and high is not None:
        return show(low) if low == high else f"{show(low)}..{show(high)}"
    if low is None:
        return f"up to {show(high)}" if high is not None and not names else show(high or 0)
    return f"from {show(low)}"


def show_node(  # noqa: C901  # one case for each type of node
    node: AnyNode, nodes: Nodes, plan: Plan
) -> str:
    """The line of one step, without its condition and clause."""

    def show(node_id: NodeId) -> str:
        return show_value(node_id, nodes, plan)

    match node:
        case Const() | Read() | Param():
            return f"{node.id} = {show(node.id)}"
        case Select():
            arms = [_show_arm(arm, node.key, nodes, plan) for arm in node.arms]
            if node.otherwise is not None:
                arms.append(f"otherwise: {show(node.otherwise)}")
            text = f"by {show(node.key)} {{ {'; '.join(arms)} }}"
        case Pure():
            text = _show_operation(node, nodes, plan)
        case Load():
            text = f"what {node.acc} held before this claim"
        case Store():
            return f"{node.acc} after this claim = {show(node.value)}"
        case Bands():
            moved = f", edges moved by {show(node.shift)}" if node.shift else ""
            raised = f", rates raised by {show(node.points)}" if node.points else ""
            most = f", at most {show(node.top)}" if node.top else ""
            text = (
                f"the stretch from {show(node.low)} to {show(node.high)} at the bands "
                f"{show(node.table)}{moved}{raised}{most}"
            )
        case MaxOf():
            options = (
                f"{option.name}: {show(option.amount)} if {show(option.open)}"
                for option in node.options
            )
            text = f"the highest of {{ {'; '.join(options)} }}"
        case Cap():
            limits = ", ".join(f"{limit.name} {show(limit.value)}" for limit in node.limits)
            text = f"the least of {show(node.uncapped)} and {{ {limits} }}"
        case Override():
            text = (
                f"{show(node.amount)} where given (at most {show(node.base)}), "
                f"else {show(node.computed)}"
            )
        case Need():
            if node.code == "base_below_zero":
                return f"demand that the base of {node.name} is not below zero"
            if node.code == "not_covered":
                return f"demand that the table of {node.name} covers this case"
            return f"demand {node.name}"
        case Emit():
            return f"RESULT {node.name} = {show(node.value)}"
        case _:
            assert_never(node)
    return f"{node.id} = {text}"


def _show_operation(node: PureNode, nodes: Nodes, plan: Plan) -> str:
    """What a node makes of its operands; a word is that of the field it is compared with."""
    beside = node.args[0] if isinstance(node, Test) else ""
    operands = [show_value(operand, nodes, plan, beside) for operand in node.operands]
    if isinstance(node, Mask):
        operands.append(_show_people(node.among, plan))
    return operation_of(node, lambda operand: nodes[operand].den).text(*operands)
