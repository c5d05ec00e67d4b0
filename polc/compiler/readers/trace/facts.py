"""What a step of a traced block hangs on, in words.

In: the plan, its nodes by id, a run. Out: names and values of the inputs, parameters and
running figures behind a node; the keys by which its tables were looked up; the line that
decided a value.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import key_ranges, name_values, root_of
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Const,
    Load,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Scale,
    Select,
    Test,
)
from polc.compiler.plan.nodes import Round as RoundNode
from polc.compiler.plan.plan import Plan
from polc.compiler.readers.trace.interpret import Run, matches
from polc.messages.text import Text, say
from polc.runtime.amounts import MISSING, UNLIMITED, round_half_up
from polc.runtime.days import FOREVER
from polc.runtime.explanation import CLASS, PARAMETER, Fact, FactValue, Money, Rate, Words
from polc.runtime.vocabulary import find_field

_SYSTEM: Final = {"held": "identities", "held_in_year": "identities of the year"}


class Facts:
    """The facts of one run."""

    def __init__(self, plan: Plan, by_id: Mapping[NodeId, AnyNode], run: Run) -> None:
        self._plan = plan
        self._by_id = by_id
        self._run = run
        self._figures = dict(plan.steps.figures)
        self._rows = dict(plan.steps.rows)
        self._conditions = dict(plan.steps.conditions)
        self._fields = {(field_.scope, field_.name): field_ for field_ in plan.fields}

    def node(self, node_id: NodeId) -> AnyNode:
        """The node of an id."""
        return self._by_id[node_id]

    def is_named(self, node_id: NodeId) -> bool:
        """Whether a node holds a figure with a name of its own."""
        return node_id in self._figures

    def behind(self, node_id: NodeId) -> tuple[Fact, ...]:
        """The inputs, parameters and running figures that a value was made from."""
        found: dict[str, Fact] = {}
        stack, seen = [node_id], set()
        while stack:
            node = self._by_id.get(stack.pop())
            if node is None or node.id in seen:
                continue
            seen.add(node.id)
            if node.id in self._figures:
                self._note(found, self._figures[node.id], node)
                continue
            match node:
                case Read() | Param() | Load():
                    self._note(found, self._name_of(node), node)
                case Select():
                    stack += [self.met(node), node.key]
                case Test(op="and" | "or"):
                    stack += reversed(self._deciding(node))
                case Arith(op="add"):
                    # What was not asked adds nothing.
                    stack.extend(part for part in reversed(node.args) if self._is_asked(part))
                case _:  # of all others the operands say it
                    stack.extend(reversed(node.operands))
        return tuple(found.values())

    def why(self, node_id: NodeId) -> tuple[Fact, ...]:
        """What the conditions hung on under which a step stands, of those that held."""
        held = (flag for flag in self._conditions.get(node_id, ()) if self._run.values.get(flag))
        return tuple(dict.fromkeys(fact for flag in held for fact in self.behind(flag)))

    def _is_asked(self, node_id: NodeId) -> bool:
        guard = self._by_id[node_id].guard
        return guard is None or bool(self._run.values.get(guard))

    def _deciding(self, node: Test) -> list[NodeId]:
        """The parts by which `and` failed or `or` held; all, where all of them count."""
        decides = node.op == "or"
        values = self._run.values
        found = [
            operand
            for operand in node.args
            if operand in values and bool(values[operand]) == decides
        ]
        holds = bool(values.get(node.id))
        return found if holds == decides else list(node.args)

    def looked_up(self, node_id: NodeId) -> tuple[Fact, ...]:
        """The keys of the tables that a value comes from, the parameter it is."""
        found: dict[str, Fact] = {}
        node = self._by_id.get(node_id)
        while node is not None:
            match node:
                case Need() | RoundNode():
                    node = self._by_id.get(node.value)
                case Scale():
                    rate = self._by_id.get(node.rate)
                    of_rate = node.kind == "rate" and isinstance(rate, Const)
                    node = self._by_id.get(node.amount) if of_rate else rate
                case Arith() if node.args:
                    node = self._by_id.get(node.args[0])
                case Select():
                    key = self._by_id[node.key]
                    if key.kind == "mask":
                        self._note(found, CLASS, key)
                    elif key.kind != "flag":
                        found.update((str(fact.label), fact) for fact in self.behind(node.key))
                    node = self._by_id.get(self.met(node))
                case Param():
                    found[PARAMETER] = Fact(PARAMETER, Words(node.slot))
                    node = None
                case _:
                    node = None
        return tuple(found.values())

    def row_of_key(self, key: NodeId, ranges: tuple[tuple[int | None, int | None], ...]) -> Fact:
        """A row of a table by what it is by, as a case would write that; the rest without
        `ranges`."""
        node = root_of(key, self._by_id, self._plan)
        name = self._figures.get(node.id)
        if name is None:
            name = self._name_of(node) if isinstance(node, Read | Param | Load) else node.id
        label = say("{word}", word=name)
        if not ranges:
            return Fact(label, Words("otherwise"))
        spans = key_ranges(node, ranges, self._plan)
        if node.kind == "choice":
            words = [self._choice(node, high) for _, high in spans if high is not None]
        else:
            words = list(map(str, name_values(node, spans, self._plan)))
        return Fact(label, Words(", ".join(words)))

    def row_of(self, node_id: NodeId) -> Origin | None:
        """The row of a table that decided a value, with its clause; None where none did, or
        none of it has a clause of its own."""
        node = self._by_id[node_id]
        by_reading = self._rows.get(node_id)
        if by_reading is not None:
            within = node.args[0] if isinstance(node, Arith) else None
            return (self.row_of(within) if within is not None else None) or by_reading
        match node:
            case RoundNode() | Need():
                return self.row_of(node.value)
            case Scale():
                return self.row_of(node.rate) or self.row_of(node.amount)
            case Arith():
                return next(filter(None, map(self.row_of, self._decisive(node))), None)
            case Select():
                return self._row_of_table(node)
            case Override():
                return self.row_of(node.computed)
            case _:
                return None

    def _decisive(self, node: Arith) -> tuple[NodeId, ...]:
        """Of an extreme the parts that it is, of a sum all."""
        if node.op not in ("min", "max"):
            return node.args
        whole = self._run.values.get(node.id)
        return tuple(part for part in node.args if self._run.values.get(part) == whole)

    def _row_of_table(self, node: Select) -> Origin | None:
        """The row that was met: the innermost with a clause, where tables stand in rows."""
        key = self._run.values.get(node.key, 0)
        for arm in node.arms:
            if isinstance(key, int) and matches(arm, key):
                return self._innermost(arm.value, arm.origin)
        if node.otherwise is None:
            return None
        return self._innermost(node.otherwise, node.otherwise_origin)

    def _innermost(self, value: NodeId, row: Origin) -> Origin | None:
        return self.row_of(value) or (row if row.clauses else None)

    def cited_by(self, node_id: NodeId, line: Origin) -> Origin:
        """The line with the clauses of the row that decided its figure, where one did."""
        row = self.row_of(node_id)
        return line if row is None else line.cited_as(row)

    def met(self, node: Select) -> NodeId:
        """The line of a table that was met."""
        key = self._run.values.get(node.key, 0)
        for arm in node.arms:
            if isinstance(key, int) and matches(arm, key):
                return arm.value
        return node.otherwise or ""

    def identities(self, mask: int) -> str:
        """The names of a set of identities."""
        names = [
            identity.id for bit, identity in enumerate(self._plan.identities) if mask >> bit & 1
        ]
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
            case _:
                assert_never(node)

    def _note(self, found: dict[str, Fact], name: str, node: AnyNode) -> None:
        value = self._run.values.get(node.id)
        if value is None or value == MISSING:
            return
        label = name if isinstance(name, Text) else say("{word}", word=name)
        found.setdefault(name, Fact(label, self.value_of(node, value)))

    def value_of(self, node: AnyNode, value: object) -> FactValue:
        """A node's value as a fact has it."""
        if isinstance(value, int) and not (value >= UNLIMITED and node.kind == "money"):
            if node.kind == "money":
                return Money(value, node.den)
            if node.kind == "rate":
                return Rate(round_half_up(value, node.den))
        return Words(self._in_words(node, value))

    def _in_words(self, node: AnyNode, value: object) -> str:
        """A value as a case would write it."""
        if not isinstance(value, int):
            return "bands"
        if value >= UNLIMITED and node.kind == "money":
            return "none"
        match node.kind:
            case "flag":
                return "yes" if value else "no"
            case "date":
                return _day_in_words(node, value)
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


def _day_in_words(node: AnyNode, value: int) -> str:
    """A day; `never` and `always` of a recognition without one, `none` of a parameter."""
    if 0 < value <= FOREVER:
        return date.fromordinal(value).isoformat()
    if isinstance(node, Read) and node.scope == "since":
        return "never" if value else "always"
    return "none"
