"""What a step of a traced block hangs on, in words.

In: the plan, its nodes by id, a run. Out: names and values of the inputs, parameters and
running figures behind a node; the keys by which its tables were looked up.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Load,
    Need,
    NodeId,
    Param,
    Read,
    Scale,
    Select,
    Test,
)
from polc.compiler.plan.nodes import Round as RoundNode
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.interpret import Run, matches
from polc.runtime.amounts import MISSING, UNLIMITED, format_money, format_rate
from polc.runtime.vocabulary import find_field

_SYSTEM: Final = {"held": "identities", "held_in_year": "identities of the year"}


class Facts:
    """The facts of one run."""

    def __init__(self, plan: Plan, by_id: Mapping[NodeId, AnyNode], run: Run) -> None:
        self._plan = plan
        self._by_id = by_id
        self._run = run
        self._fields = {(one.scope, one.name): one for one in plan.fields}

    def behind(self, node_id: NodeId) -> dict[str, str]:
        """The inputs, parameters and running figures that a value was made from."""
        found: dict[str, str] = {}
        stack, seen = [node_id], set()
        while stack:
            node = self._by_id.get(stack.pop())
            if node is None or node.id in seen:
                continue
            seen.add(node.id)
            if node.id.startswith("tally.") and node.id.endswith(".now"):
                name = node.id.removeprefix("tally.").removesuffix(".now")
                self._note(found, name, node)
            elif isinstance(node, Read | Param | Load):
                self._note(found, self._name_of(node), node)
            elif isinstance(node, Select):
                stack += [self._met(node), node.key]
            elif isinstance(node, Test) and node.op in ("and", "or"):
                stack += reversed(self._deciding(node))
            else:
                stack.extend(reversed(node.operands))
        return found

    def _deciding(self, node: Test) -> list[NodeId]:
        """The parts by which `and` failed or `or` held; all, where all of them count."""
        decides = node.op == "or"
        values = self._run.values
        found = [one for one in node.args if one in values and bool(values[one]) == decides]
        holds = bool(values.get(node.id))
        return found if holds == decides else list(node.args)

    def looked_up(self, node_id: NodeId) -> dict[str, str]:
        """The keys of the tables that a value comes from, the parameter it is."""
        found: dict[str, str] = {}
        node = self._by_id.get(node_id)
        while node is not None:
            match node:
                case Need() | RoundNode():
                    node = self._by_id.get(node.value)
                case Scale():
                    node = self._by_id.get(node.rate)
                case Arith() if node.args:
                    node = self._by_id.get(node.args[0])
                case Select():
                    key = self._by_id[node.key]
                    if key.kind == "mask":
                        self._note(found, "class", key)
                    elif key.kind != "flag":
                        found.update(self.behind(node.key))
                    node = self._by_id.get(self._met(node))
                case Param():
                    found["parameter"] = node.slot
                    node = None
                case _:
                    node = None
        return found

    def _met(self, node: Select) -> NodeId:
        """The line of a table that was met."""
        key = self._run.values.get(node.key, 0)
        for arm in node.arms:
            if isinstance(key, int) and matches(arm, key):
                return arm.value
        return node.otherwise or ""

    def identities(self, mask: int) -> str:
        """The names of a set of identities."""
        names = [one.id for bit, one in enumerate(self._plan.identities) if mask >> bit & 1]
        return ", ".join(names) or "none"

    def _name_of(self, node: Read | Param | Load) -> str:
        match node:
            case Param():
                return node.slot
            case Load():
                return node.acc
            case Read() if node.scope == "system":
                return _SYSTEM.get(node.field, node.field)
            case Read() if node.scope == "since":
                return f"recognised as {self.identities(int(node.field))}"
            case Read():
                return node.field

    def _note(self, found: dict[str, str], name: str, node: AnyNode) -> None:
        value = self._run.values.get(node.id)
        if value is None or value == MISSING:
            return
        found.setdefault(name, self.show(node, value))

    def show(self, node: AnyNode, value: object) -> str:
        """A value as a case would write it."""
        if not isinstance(value, int):
            return "bands"
        if value >= UNLIMITED and node.kind == "money":
            return "none"
        match node.kind:
            case "money":
                return format_money(value // node.den)
            case "rate":
                return format_rate(value // node.den)
            case "flag":
                return "yes" if value else "no"
            case "date":
                return date.fromordinal(value).isoformat() if 0 < value < 3_652_060 else "never"
            case "mask":
                return self.identities(value)
            case "choice" if isinstance(node, Read | Need):
                return self._choice(node, value)
            case _:
                return str(value)

    def _choice(self, node: AnyNode, value: int) -> str:
        while isinstance(node, Need):
            node = self._by_id[node.value]
        if not isinstance(node, Read):
            return str(value)
        field = self._fields.get((node.scope, node.field)) or find_field(node.field)  # type: ignore[arg-type]  # a field's scope
        return field.choices[value] if field and value < len(field.choices) else str(value)
