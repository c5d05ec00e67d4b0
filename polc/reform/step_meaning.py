"""What the steps of a rule mean, whatever they are called and wherever they stand.

In: the plan of a side. Out: for a line of a rule the meaning of its steps as text: two lines with
one meaning compute the same from what other rules hand them. Of a year that is named a table by
year is its line of that year, and a comparison of days that the year decides is what it decides.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import attrs

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Arm,
    Const,
    Limit,
    Load,
    Mask,
    NodeId,
    Option,
    Param,
    Read,
    Select,
    Test,
)
from polc.compiler.plan.show_node import show_node
from polc.compiler.plan.visit import all_nodes, behind_demands
from polc.records.frozen import frozen
from polc.reform.side import Side

Line = tuple[str, str, int]
"""The rule, the file and the line of an origin."""

_NAMES: Final = frozenset({"id", "guard", "origin", "otherwise_origin", "kind"})
_COMPARED: Final = frozenset({"lt", "le", "gt", "ge"})


def line_of(origin: Origin) -> Line:
    """Where an origin stands."""
    return origin.rule, origin.file, origin.line


@frozen
class StepMeanings:
    """The meanings of the steps of a side's plan."""

    side: Side

    @cached_property
    def _nodes(self) -> dict[NodeId, AnyNode]:
        return {node.id: node for node in all_nodes(self.side.policy.plan)}

    @cached_property
    def _scopes(self) -> Mapping[str, str]:
        sums = self.side.policy.plan.running_sums
        return {found.id: f"{found.id} per {found.scope}" for found in sums}

    @cached_property
    def by_line(self) -> Mapping[Line, Mapping[str, str]]:
        """For each line of a rule its steps: the meaning, and the step in the words of the plan."""
        found: dict[Line, dict[str, str]] = {}
        for node in self._nodes.values():
            own = line_of(node.origin)
            if node.origin.rule:
                meaning = self._guarded(node, own)
                found.setdefault(own, {})[meaning] = self._show(node)
            for part in self._rows_of(node):
                if line_of(part.origin) != own and part.origin.rule:
                    meaning = self._part(part, node, line_of(part.origin))
                    found.setdefault(line_of(part.origin), {})[meaning] = self._show_part(
                        part, node
                    )
        return found

    def _rows_of(self, node: AnyNode) -> tuple[Arm | Option | Limit, ...]:
        """The parts of a step that may have lines of their own; of a table by year those of the
        year."""
        parts: tuple[Arm | Option | Limit, ...] = ()
        for name in ("arms", "options", "limits"):
            parts += getattr(node, name, ())
        if isinstance(node, Select) and self._is_by_year(node):
            return tuple(arm for arm in node.arms if self._is_of_year(arm))
        return parts

    def _is_by_year(self, node: Select) -> bool:
        key = behind_demands(node.key, self._nodes)
        is_year = isinstance(key, Read) and (key.scope, key.field) == ("system", "year")
        return is_year and self.side.year is not None

    def _is_of_year(self, arm: Arm) -> bool:
        year = self.side.year
        assert year is not None
        return any(
            (low is None or low <= year) and (high is None or year <= high)
            for low, high in arm.ranges
        )

    def _guarded(self, node: AnyNode, own: Line) -> str:
        meaning = self._mean(node, own)
        return meaning if node.guard is None else f"{meaning} if {self._value(node.guard, own)}"

    def _value(self, node_id: NodeId, own: Line) -> str:
        """An operand: what it means where it is of the same line or of none, else its rule."""
        node = behind_demands(node_id, self._nodes)
        if node is None:
            return node_id
        if not node.origin.rule or line_of(node.origin) == own or isinstance(node, Const):
            return self._mean(node, own)
        return f"‹{node.origin.rule} {node.kind}›"

    def _mean(self, node: AnyNode, own: Line) -> str:
        decided = self._decide(node)
        if decided:
            return decided
        if isinstance(node, Load):
            return f"before {self._scopes.get(node.acc, node.acc)}"
        if isinstance(node, Read) and node.scope == "since":
            return f"since {self._people(int(node.field))}"
        if isinstance(node, Select) and self._is_by_year(node):
            arms = [arm for arm in node.arms if self._is_of_year(arm)]
            return self._value(arms[0].value, own) if arms else "nothing in this year"
        parts = [
            f"{part.name}={self._plain(getattr(node, part.name), node, own)}"
            for part in attrs.fields(type(node))
            if part.name not in _NAMES
        ]
        return f"{type(node).__name__}({', '.join(parts)})"

    def _plain(self, value: Any, node: AnyNode, own: Line) -> str:
        if isinstance(value, str) and value in self._nodes:
            return self._value(value, own)
        if isinstance(value, Arm | Option | Limit):
            if value.origin.rule and line_of(value.origin) != line_of(node.origin):
                return f"‹{value.origin.rule}›"
            return self._part(value, node, own)
        if isinstance(value, tuple):
            return f"({', '.join(self._plain(part, node, own) for part in value)})"
        if isinstance(node, Mask) and isinstance(value, int) and value == node.among:
            return self._people(value)
        return str(value)

    def _part(self, part: Arm | Option | Limit, node: AnyNode, own: Line) -> str:
        match part:
            case Arm():
                when = self._people(part.bits) if part.bits else str(part.ranges)
                return f"{when}: {self._value(part.value, own)}"
            case Option():
                return f"{self._value(part.amount, own)} where {self._value(part.open, own)}"
            case Limit():
                return f"at most {self._value(part.value, own)}"

    def _people(self, bits: int) -> str:
        """Identities by their names: their places differ from policy to policy."""
        identities = self.side.policy.plan.identities
        return "+".join(
            sorted(identity.id for at, identity in enumerate(identities) if bits >> at & 1)
        )

    def _show(self, node: AnyNode) -> str:
        decided = self._decide(node)
        if decided:
            return f"{node.id} = {decided}"
        plan = self.side.policy.plan
        if isinstance(node, Select) and self._is_by_year(node):
            rows = self._rows_of(node)
            return f"{node.id} = {self._show_part(rows[0], node)}" if rows else f"{node.id} = none"
        return show_node(node, self._nodes, plan)

    def _show_part(self, part: Arm | Option | Limit, node: AnyNode) -> str:
        if isinstance(node, Select) and isinstance(part, Arm):
            node = attrs.evolve(node, arms=(part,), otherwise=None)
        return show_node(node, self._nodes, self.side.policy.plan).partition(" = ")[2]

    def _decide(self, node: AnyNode) -> str:
        """Whether a comparison of days holds in the whole year, or in no day of it."""
        if self.side.year is None or not isinstance(node, Test) or node.op not in _COMPARED:
            return ""
        spans = [self._days(operand) for operand in node.args]
        if len(spans) != 2 or None in spans:
            return ""
        (low, high), (least, most) = (span for span in spans if span is not None)
        if node.op in ("gt", "ge"):
            low, high, least, most = least, most, low, high
        always = high < least if node.op in ("lt", "gt") else high <= least
        never = low >= most if node.op in ("lt", "gt") else low > most
        return "holds all year" if always else "holds on no day of the year" if never else ""

    def _days(self, node_id: NodeId) -> tuple[int, int] | None:
        """Between which days a value lies."""
        node = behind_demands(node_id, self._nodes)
        match node:
            case Const(kind="date", value=int(day)):
                return day, day
            case Param():
                found = self.side.day(node.slot)
                return None if found is None else (found, found)
            case Read(scope="system", field="date"):
                return self.side.days
            case Arith(op="max" | "min", args=(only,)):
                return self._days(only)
            case _:
                return None
