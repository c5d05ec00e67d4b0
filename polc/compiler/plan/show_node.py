"""One step of the plan as a line of text.

In: a node, the block it stands in, the plan. Out: `name = what it computes`.
"""

from datetime import date
from typing import assert_never

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Arm,
    Bands,
    Cap,
    Class,
    Const,
    Cross,
    Dated,
    DeductibleTaken,
    Delta,
    Emit,
    Excess,
    Kind,
    Load,
    Mask,
    MaxOf,
    MonthsAfter,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Round,
    Scale,
    Select,
    Share,
    Store,
    Test,
)
from polc.compiler.plan.plan import Plan
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import find_field

_SIGNS = {"add": " + ", "sub": " − ", "eq": " is ", "ne": " is not "}
_SIGNS |= {"lt": " < ", "le": " ≤ ", "gt": " > ", "ge": " ≥ ", "and": " and ", "or": " or "}

Nodes = dict[NodeId, AnyNode]


def show_value(node_id: NodeId, nodes: Nodes, plan: Plan, beside: NodeId = "") -> str:
    """A value where it is used: a figure, an input, a parameter, or another step's name.
    `beside` is what a choice is compared with: its field says which word it is."""
    node = nodes[node_id]
    match node:
        case Const():
            return _show_constant(node, _demanded(beside, nodes), plan)
        case Read():
            return "held identities" if node.field == "held" else f"{node.scope}.{node.field}"
        case Param():
            return f"param {node.slot}"
        case Need():
            return show_value(node.value, nodes, plan)
        case _:
            return node.id


def _demanded(node_id: NodeId, nodes: Nodes) -> AnyNode | None:
    """What stands behind a demand."""
    node = nodes.get(node_id)
    while isinstance(node, Need):
        node = nodes[node.value]
    return node


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
    own = (one for one in plan.fields if (one.scope, one.name) == (node.scope, node.field))
    field = next(own, None) or find_field(node.field)
    return field.choices if field is not None else ()


def _show_figure(value: int, kind: Kind) -> str:
    if value >= UNLIMITED:
        return "no limit"
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
    return ", ".join(one.id for place, one in enumerate(plan.identities) if bits >> place & 1)


def _show_arm(arm: Arm, key: NodeId, nodes: Nodes, plan: Plan) -> str:
    if arm.bits:
        when = _show_people(arm.bits, plan)
    else:
        when = ", ".join(_show_range(low, high, key, nodes, plan) for low, high in arm.ranges)
    clause = f" [{', '.join(arm.origin.clauses)}]" if arm.origin.clauses else ""
    return f"{when}: {show_value(arm.value, nodes, plan)}{clause}"


def _show_range(low: int | None, high: int | None, key: NodeId, nodes: Nodes, plan: Plan) -> str:
    node = _demanded(key, nodes)
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
        case Dated():
            spans = (f"{one.start}..{one.end}: {show(one.value)}" for one in node.periods)
            text = f"on {show(node.on)} {{ {'; '.join(spans)} }}"
        case MonthsAfter():
            text = f"{show(node.months)} months after {show(node.day)}"
        case Mask():
            text = f"those of {show(node.held)} among {{{_show_people(node.among, plan)}}}"
        case Class():
            text = f"the highest ranked of {show(node.held)}"
        case Select():
            arms = [_show_arm(arm, node.key, nodes, plan) for arm in node.arms]
            if node.otherwise is not None:
                arms.append(f"otherwise: {show(node.otherwise)}")
            text = f"by {show(node.key)} {{ {'; '.join(arms)} }}"
        case Test():
            text = _show_test(node, nodes, plan)
        case Arith():
            text = _show_arith(node, nodes, plan)
        case Scale():
            text = f"{show(node.rate)} of {show(node.amount)}"
        case Share():
            text = f"{show(node.amount)} × {show(node.part)} / {show(node.whole)}"
        case Round():
            unit = "fen" if node.unit == 1 else format_money(node.unit)
            how = "half-up" if node.mode == "half_up" else "down"
            text = f"round {show(node.value)} {how} to the {unit}"
        case Load():
            text = f"what {node.acc} held before this claim"
        case Store():
            return f"{node.acc} after this claim = {show(node.value)}"
        case Excess():
            text = (
                f"the part above {show(node.edge)} of the stretch from {show(node.start)} "
                f"over {show(node.length)}"
            )
        case DeductibleTaken():
            text = (
                f"what a deductible of {show(node.edge)} takes of {show(node.length)}, "
                f"{show(node.used)} being borne"
            )
        case Bands():
            moved = f", edges moved by {show(node.shift)}" if node.shift else ""
            raised = f", rates raised by {show(node.points)}" if node.points else ""
            most = f", at most {show(node.top)}" if node.top else ""
            text = (
                f"the stretch from {show(node.low)} to {show(node.high)} at the bands "
                f"{show(node.table)}{moved}{raised}{most}"
            )
        case Delta():
            text = f"{show(node.after)} less what was due before, {show(node.before)}"
        case MaxOf():
            options = (
                f"{one.name}: {show(one.amount)} if {show(one.open)}" for one in node.options
            )
            text = f"the highest of {{ {'; '.join(options)} }}"
        case Cap():
            limits = ", ".join(f"{one.name} {show(one.value)}" for one in node.limits)
            text = f"the least of {show(node.want)} and {{ {limits} }}"
        case Override():
            text = (
                f"{show(node.amount)} where given (at most {show(node.base)}), "
                f"else {show(node.computed)}"
            )
        case Cross():
            text = f"{show(node.before)} up to {show(node.edge)}, {show(node.after)} over it"
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


def _show_test(node: Test, nodes: Nodes, plan: Plan) -> str:
    beside = node.args[0]
    parts = [show_value(arg, nodes, plan, beside) for arg in node.args]
    match node.op:
        case "not":
            return f"not {parts[0]}"
        case "known":
            return f"{parts[0]} is given in the case"
        case "any":
            return f"{parts[0]} is not empty"
        case _:
            return _SIGNS[node.op].join(parts)


def _show_arith(node: Arith, nodes: Nodes, plan: Plan) -> str:
    parts = [show_value(arg, nodes, plan) for arg in node.args]
    if len(parts) == 1:
        return parts[0]
    match node.op:
        case "add" | "sub":
            return _SIGNS[node.op].join(parts)
        case "min":
            return "the least of " + " and ".join(parts)
        case "max":
            return "the most of " + " and ".join(parts)
        case "left":
            return f"{parts[0]} − {parts[1]}, or 0"
        case _:
            assert_never(node.op)
