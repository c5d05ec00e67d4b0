"""What is said of the nodes of a block whatever a run over it comes to.

In: a plan, the nodes of a block by id. Out: `BlockFacts`, kept for all runs of the block: what each
node is called, how a value of it is said, which inputs, parameters and running figures stand behind
a node, which line of a table a key meets, where a line is cited.
"""

from collections.abc import Mapping
from typing import Final, TypeGuard, assert_never

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Arm,
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
from polc.compiler.readers.trace.interpret import matches
from polc.compiler.readers.trace.recorded_figure import write_day, write_number
from polc.messages.text import Text, say
from polc.records.mutable import define
from polc.runtime.amounts import UNLIMITED, round_half_up
from polc.runtime.days import FOREVER
from polc.runtime.explanation import Fact, FactValue, Money, Rate, Words
from polc.runtime.remember import remember
from polc.runtime.vocabulary import Field, find_field

_SYSTEM: Final = {
    "held": "identities",
    "held_in_month": "identities of the month",
    "held_in_year": "identities of the year",
}

_MOST_REMEMBERED: Final = 2000
"""So many of what cases make up is remembered of each kind."""


@frozen
class Leaf:
    """An input, a parameter or a running figure behind a node, by its name and how that is said."""

    node: AnyNode
    name: str
    label: Text


Chosen = Select | Test | Arith
"""Of these the run says which operands count: the row that was met, the conditions that decided,
what was added up."""


@define(eq=False)
class BlockFacts:
    """`figures` are the nodes with names of their own, `rows` those that hold a row of a table by a
    reading, `conditions` the flags under which a step stands."""

    plan: Plan
    by_id: Mapping[NodeId, AnyNode]
    figures: dict[NodeId, str] = field(init=False)
    rows: dict[NodeId, Origin] = field(init=False)
    conditions: dict[NodeId, tuple[NodeId, ...]] = field(init=False)
    _fields: dict[tuple[str, str], Field] = field(init=False)
    _behind: dict[NodeId, tuple[Leaf | Chosen, ...]] = field(init=False, factory=dict)
    _met: dict[tuple[NodeId, int], Arm | None] = field(init=False, factory=dict)
    _said: dict[tuple[NodeId, int], Fact] = field(init=False, factory=dict)
    _printed: dict[int, tuple[Origin, str]] = field(init=False, factory=dict)
    _cited: dict[tuple[int, int], tuple[Origin, Origin, Origin]] = field(init=False, factory=dict)
    _without_rows: dict[NodeId, bool] = field(init=False, factory=dict)

    @figures.default
    def _find_figures(self) -> dict[NodeId, str]:
        return dict(self.plan.steps.figures)

    @rows.default
    def _find_rows(self) -> dict[NodeId, Origin]:
        return dict(self.plan.steps.rows)

    @conditions.default
    def _find_conditions(self) -> dict[NodeId, tuple[NodeId, ...]]:
        return dict(self.plan.steps.conditions)

    @_fields.default
    def _find_fields(self) -> dict[tuple[str, str], Field]:
        return {(field_.scope, field_.name): field_ for field_ in self.plan.fields}

    def behind(self, node_id: NodeId) -> tuple[Leaf | Chosen, ...]:
        """What a value was made from, in the order of its operands: leaves, and the nodes of which
        a run says what stands behind them."""
        known = self._behind.get(node_id)
        if known is None:
            known = self._behind[node_id] = tuple(self._find_behind(node_id))
        return known

    def _find_behind(self, node_id: NodeId) -> list[Leaf | Chosen]:
        found: list[Leaf | Chosen] = []
        stack, seen = [node_id], set[NodeId]()
        while stack:
            node = self.by_id.get(stack.pop())
            if node is None or node.id in seen:
                continue
            seen.add(node.id)
            name = self.figures.get(node.id)
            if name is None and isinstance(node, Read | Param | Load):
                name = self.name_of(node)
            if name is not None:
                found.append(Leaf(node, name, say("{word}", word=name)))
            elif is_chosen(node):
                found.append(node)
            else:  # of all others the operands say it
                stack.extend(reversed(node.operands))
        return found

    def met(self, node: Select, key: int) -> Arm | None:
        """The line of a table that a key meets."""
        asked = (node.id, key)
        if asked not in self._met:
            arm = next((arm for arm in node.arms if matches(arm, key)), None)
            remember(self._met, asked, arm, _MOST_REMEMBERED)
        return self._met[asked]

    def may_be_none(self, leaf: Leaf) -> bool:
        """Whether it is a field that a case may leave out."""
        node = leaf.node
        known = self._fields.get((node.scope, node.field)) if isinstance(node, Read) else None
        return known is not None and known.optional

    def tell(self, leaf: Leaf, value: object) -> Fact:
        """What stands behind a node, with its value. Amounts are too many to be remembered."""
        node = leaf.node
        if node.kind == "money" or type(value) is not int:
            return Fact(leaf.label, self.value_of(node, value))
        known = self._said.get((node.id, value))
        if known is None:
            known = Fact(leaf.label, self.value_of(node, value))
            remember(self._said, (node.id, value), known, _MOST_REMEMBERED)
        return known

    def printed(self, origin: Origin) -> str:
        """Where the clauses of a line stand, as printed."""
        known = self._printed.get(id(origin))
        if known is None:
            known = origin, origin.printed  # the line is kept, so that no other has its id
            remember(self._printed, id(origin), known, _MOST_REMEMBERED)
        return known[1]

    def cite(self, line: Origin, decided: Origin) -> Origin:
        """A line with the clauses of what decided, see `Origin.cited_as`."""
        asked = (id(line), id(decided))
        known = self._cited.get(asked)
        if known is None:
            known = line, decided, line.cited_as(decided)
            remember(self._cited, asked, known, _MOST_REMEMBERED)
        return known[2]

    def is_without_rows(self, node_id: NodeId) -> bool:
        """Whether no row of a table can have decided a value."""
        known = self._without_rows.get(node_id)
        if known is None:
            known = self._without_rows[node_id] = not self._has_rows(node_id)
        return known

    def _has_rows(self, node_id: NodeId) -> bool:
        stack, seen = [node_id], set[NodeId]()
        while stack:
            node = self.by_id.get(stack.pop())
            if node is None:
                continue
            if node.id in self.rows or isinstance(node, Select):
                return True
            if node.id not in seen:
                seen.add(node.id)
                stack.extend(hand_on(node))
        return False

    def name_of(self, node: Read | Param | Load) -> str:
        """What an input, a parameter or a running sum is called."""
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

    def identities(self, mask: int) -> str:
        """The names of a set of identities."""
        names = [
            identity.id for bit, identity in enumerate(self.plan.identities) if mask >> bit & 1
        ]
        return ", ".join(names) or "none"

    def value_of(self, node: AnyNode, value: object) -> FactValue:
        """A node's value as a fact has it."""
        kind = node.kind
        if isinstance(value, int):
            if kind == "money" and value < UNLIMITED:
                return Money(value, node.den)
            if kind == "rate":
                return Rate(round_half_up(value, node.den))
        return Words(self._in_words(node, value))

    def _in_words(self, node: AnyNode, value: object) -> str:
        """A value as a case would write it."""
        if not isinstance(value, int):
            return "bands"
        match node.kind:
            case "money":
                return "none"
            case "flag":
                return "yes" if value else "no"
            case "date":
                return _day_in_words(node, value)
            case "mask":
                return self.identities(value)
            case "choice" if isinstance(node, Read | Need):
                return self.choice(node, value)
            case _:
                return write_number(value)

    def choice(self, node: AnyNode, value: int) -> str:
        """The word of a field of named values."""
        while isinstance(node, Need):
            node = self.by_id[node.value]
        if not isinstance(node, Read):
            return str(value)
        field_ = self._fields.get((node.scope, node.field)) or find_field(node.field)
        return field_.choices[value] if field_ and value < len(field_.choices) else str(value)


def is_chosen(node: AnyNode) -> TypeGuard[Chosen]:
    """Whether a run says which of its operands count."""
    match node:
        case Select():
            return True
        case Test():
            return node.op in ("and", "or")
        case Arith():
            return node.op == "add"
        case _:
            return False


def hand_on(node: AnyNode) -> tuple[NodeId, ...]:
    """Through which operands the row of a table decides a value."""
    match node:
        case RoundNode() | Need():
            return (node.value,)
        case Scale():
            return (node.rate, node.amount)
        case Arith():
            return node.args
        case Override():
            return (node.computed,)
        case _:
            return ()


def _day_in_words(node: AnyNode, value: int) -> str:
    """A day; `never` and `always` of a recognition without one, `none` of a parameter."""
    if 0 < value <= FOREVER:
        return write_day(value)
    if isinstance(node, Read) and node.scope == "since":
        return "never" if value else "always"
    return "none"
