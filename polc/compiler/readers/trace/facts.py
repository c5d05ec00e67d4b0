"""What a step of a traced block hangs on, in words.

In: what is said of a block's nodes, a run over it. Out: names and values of the inputs, parameters
and running figures behind a node; the keys by which its tables were looked up; the line that
decided a value.
"""

from collections.abc import Sequence
from typing import Any

from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import key_ranges, name_values, root_of
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Const,
    Kind,
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
from polc.compiler.readers.trace.block_facts import BlockFacts, Chosen, Leaf
from polc.compiler.readers.trace.interpret import Run
from polc.messages.text import say
from polc.runtime.amounts import MISSING
from polc.runtime.explanation import CLASS, PARAMETER, Fact, FactValue, Words


class Facts:
    """The facts of one run."""

    def __init__(self, block: BlockFacts, run: Run) -> None:
        self._block = block
        self._by_id = block.by_id
        self._run = run
        self._made: dict[NodeId, tuple[Fact, ...]] = {}
        self.written: dict[tuple[NodeId, Kind], Any] = {}
        """The arithmetic of the nodes that were written, see `explain_arithmetic`."""

    def node(self, node_id: NodeId) -> AnyNode:
        """The node of an id."""
        return self._by_id[node_id]

    def is_named(self, node_id: NodeId) -> bool:
        """Whether a node holds a figure with a name of its own."""
        return node_id in self._block.figures

    def behind(self, node_id: NodeId) -> tuple[Fact, ...]:
        """The inputs, parameters and running figures that a value was made from."""
        known = self._made.get(node_id)
        if known is None:
            known = self._made[node_id] = tuple(self._find_behind(node_id).values())
        return known

    def _find_behind(self, node_id: NodeId) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        block, values = self._block, self._run.values
        stack, seen = [*reversed(block.behind(node_id))], set[NodeId]()
        while stack:
            part = stack.pop()
            if isinstance(part, Leaf):
                if part.name not in found:
                    value = values.get(part.node.id)
                    if value == MISSING and block.may_be_none(part):
                        found[part.name] = Fact(part.label, Words("none"))
                    elif value is not None and value != MISSING:
                        found[part.name] = block.tell(part, value)
            elif part.id not in seen:
                seen.add(part.id)
                for operand in reversed(self._counting(part)):
                    stack.extend(reversed(block.behind(operand)))
        return found

    def _counting(self, node: Chosen) -> tuple[NodeId, ...]:
        """The operands that say what stands behind a node."""
        match node:
            case Select():
                return (node.key, self.met(node))
            case Test():
                return self._deciding(node)
            case _:  # what was not asked adds nothing
                return tuple(part for part in node.args if self._is_asked(part))

    def why(self, node_id: NodeId) -> tuple[Fact, ...]:
        """What the conditions hung on under which a step stands, of those that held."""
        flags = self._block.conditions.get(node_id)
        if flags is None:
            return ()
        held = (flag for flag in flags if self._run.values.get(flag))
        return each_once([fact for flag in held for fact in self.behind(flag)])

    def _is_answered(self, key: AnyNode) -> bool:
        """Whether a table is by what is answered by yes or no: a field, a tally. Other flags
        choose between two values, and are told as conditions."""
        return isinstance(key, Read | Need) or key.id in self._block.figures

    def _is_asked(self, node_id: NodeId) -> bool:
        guard = self._by_id[node_id].guard
        return guard is None or bool(self._run.values.get(guard))

    def _deciding(self, node: Test) -> tuple[NodeId, ...]:
        """The parts by which `and` failed or `or` held; all, where all of them count."""
        decides = node.op == "or"
        values = self._run.values
        if bool(values.get(node.id)) != decides:
            return node.args
        return tuple(
            operand
            for operand in node.args
            if operand in values and bool(values[operand]) == decides
        )

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
                        self._note_class(found, key)
                    elif key.kind != "flag" or self._is_answered(key):
                        found.update((fact.label, fact) for fact in self.behind(node.key))
                    node = self._by_id.get(self.met(node))
                case Param():
                    found[PARAMETER] = Fact(PARAMETER, Words(node.slot))
                    node = None
                case _:
                    node = None
        return tuple(found.values())

    def _note_class(self, found: dict[str, Fact], key: AnyNode) -> None:
        value = self._run.values.get(key.id)
        if value is not None and value != MISSING:
            found.setdefault(CLASS, Fact(CLASS, self.value_of(key, value)))

    def row_of_key(self, key: NodeId, ranges: tuple[tuple[int | None, int | None], ...]) -> Fact:
        """A row of a table by what it is by, as a case would write that; the rest without
        `ranges`."""
        block = self._block
        node = root_of(key, self._by_id, block.plan)
        name = block.figures.get(node.id)
        if name is None:
            name = block.name_of(node) if isinstance(node, Read | Param | Load) else node.id
        label = say("{word}", word=name)
        if not ranges:
            return Fact(label, Words("otherwise"))
        spans = key_ranges(node, ranges, block.plan)
        if node.kind == "choice":
            words = [block.choice(node, high) for _, high in spans if high is not None]
        else:
            words = list(map(str, name_values(node, spans, block.plan)))
        return Fact(label, Words(", ".join(words)))

    def row_of(self, node_id: NodeId) -> Origin | None:
        """The row of a table that decided a value, with its clause; None where none did, or
        none of it has a clause of its own."""
        if self._block.is_without_rows(node_id):
            return None
        node = self._by_id[node_id]
        by_reading = self._block.rows.get(node_id)
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
        """The row that was met: the innermost with a clause or a line of its own, where tables
        stand in rows."""
        key = self._run.values.get(node.key, 0)
        arm = self._block.met(node, key) if isinstance(key, int) else None
        if arm is not None:
            return self._innermost(arm.value, arm.origin)
        if node.otherwise is None:
            return None
        return self._innermost(node.otherwise, node.otherwise_origin)

    def _innermost(self, value: NodeId, row: Origin) -> Origin | None:
        return self.row_of(value) or (row if row.clauses or row.own else None)

    def cited_by(self, node_id: NodeId, line: Origin) -> Origin:
        """The line with the clauses of the row that decided its figure, where one did."""
        row = self.row_of(node_id)
        return line if row is None else self.cite(line, row)

    def cite(self, line: Origin, decided: Origin) -> Origin:
        """The line with the clauses of what decided."""
        return self._block.cite(line, decided)

    def printed(self, origin: Origin) -> str:
        """Where the clauses of a line stand, as printed."""
        return self._block.printed(origin)

    def met(self, node: Select) -> NodeId:
        """The line of a table that was met."""
        key = self._run.values.get(node.key, 0)
        arm = self._block.met(node, key) if isinstance(key, int) else None
        return (node.otherwise or "") if arm is None else arm.value

    def identities(self, mask: int) -> str:
        """The names of a set of identities."""
        return self._block.identities(mask)

    def value_of(self, node: AnyNode, value: object) -> FactValue:
        """A node's value as a fact has it."""
        return self._block.value_of(node, value)


def each_once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, each where it stands first. They are compared and not hashed: that would hold a
    recorded explanation to the very figure."""
    found: list[Fact] = []
    for fact in facts:
        if fact not in found:
            found.append(fact)
    return tuple(found)
