"""One step of the plan as a line of text.

In: a node, the block it stands in, the plan. Out: `name = what it computes`. What a node comes
to stands beside the node (`line`), of one that is a function of its operands in the table of
operations; here are the words of the plan: identities, named values, units.
"""

from datetime import date
from typing import assert_never

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Arm,
    Const,
    Kind,
    Mask,
    NodeId,
    Pure,
    PureNode,
    Read,
    Test,
)
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import behind_demands
from polc.runtime.amounts import UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import Field, find_field

Nodes = dict[NodeId, AnyNode]


def show_node(node: AnyNode, nodes: Nodes, plan: Plan) -> str:
    """The line of one step, without its condition and clause."""
    words = _PlanWords(nodes, plan)
    if isinstance(node, Pure):
        return f"{node.id} = {_show_operation(node, words)}"
    return node.line(words)


def show_value(node_id: NodeId, nodes: Nodes, plan: Plan) -> str:
    """A value where it is used: a figure, an input, a parameter, or another step's name."""
    return _PlanWords(nodes, plan).value(node_id)


@frozen
class _PlanWords:
    """The words of a plan, for the nodes of one of its blocks."""

    nodes: Nodes
    plan: Plan

    def value(self, node_id: NodeId) -> str:
        """A node where its value is used."""
        return self.nodes[node_id].mention(self)

    def compared(self, node_id: NodeId, with_id: NodeId) -> str:
        """A value that is compared with another, whose field says which word it is."""
        node, beside = self.nodes[node_id], behind_demands(with_id, self.nodes)
        if isinstance(node, Const) and node.kind == "choice" and isinstance(beside, Read):
            names = self._names_of(beside)
            if isinstance(node.value, int) and 0 <= node.value < len(names):
                return names[node.value]
        return self.value(node_id)

    def figure(self, value: int | tuple[tuple[int, int], ...], kind: Kind) -> str:
        """A figure in its unit; of bands each edge with its rate."""
        if isinstance(value, int):
            return _show_figure(value, kind)
        rows = (f"to {_show_figure(edge, 'money')}: {format_rate(rate)}" for edge, rate in value)
        return "{" + "; ".join(rows) + "}"

    def arm(self, key: NodeId, arm: Arm) -> str:
        """A line of a table, for whom or for which values of its key."""
        if arm.bits:
            when = self.people(arm.bits)
        else:
            when = ", ".join(self._range(low, high, key) for low, high in arm.ranges)
        clause = f" [{', '.join(arm.origin.clauses)}]" if arm.origin.clauses else ""
        return f"{when}: {self.value(arm.value)}{clause}"

    def people(self, bits: int) -> str:
        """Identities by their bits."""
        identities = enumerate(self.plan.identities)
        return ", ".join(identity.id for place, identity in identities if bits >> place & 1)

    def _range(self, low: int | None, high: int | None, key: NodeId) -> str:
        node = behind_demands(key, self.nodes)
        names = self._names_of(node) if isinstance(node, Read) else ()

        def show(value: int) -> str:
            if node is not None and node.kind == "flag":
                return "yes" if value else "no"
            return names[value] if names else str(value)

        if low is not None and high is not None:
            return show(low) if low == high else f"{show(low)}..{show(high)}"
        if low is None:
            return f"up to {show(high)}" if high is not None and not names else show(high or 0)
        return f"from {show(low)}"

    def _names_of(self, node: Read) -> tuple[str, ...]:
        """The words a field may take, of the vocabulary or of the policy's own fields."""
        own: dict[tuple[str, str], Field] = {
            (field.scope, field.name): field for field in self.plan.fields
        }
        field = own.get((node.scope, node.field)) or find_field(node.field)
        return field.choices if field is not None else ()


def _show_figure(value: int, kind: Kind) -> str:
    if value >= UNLIMITED:
        return "no day" if kind == "date" else "no limit"
    if kind == "date" and value < 1:
        return "before every day"
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


def _show_operation(node: PureNode, words: _PlanWords) -> str:
    """What a node makes of its operands; what a test compares with a field is its word."""
    if isinstance(node, Test):
        operands = [words.compared(operand, node.args[0]) for operand in node.operands]
    else:
        operands = [words.value(operand) for operand in node.operands]
    if isinstance(node, Mask):
        operands.append(words.people(node.among))
    return operation_of(node, lambda operand: words.nodes[operand].den).text(*operands)
