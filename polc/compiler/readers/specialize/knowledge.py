"""What is known of the nodes of a block that were simplified before the next one.

In: nodes, one after the other. Out: which values are constants, which are the same as an earlier
one, and where: a value is 0 where its guard does not hold, so that two that come to the same
under their guards may differ elsewhere.
"""

from collections.abc import Mapping
from typing import Final

from attrs import field

from polc.compiler.model.origin import NO_ORIGIN
from polc.compiler.plan.nodes import (
    AnyNode,
    Const,
    Load,
    Need,
    NodeId,
    Param,
    Pure,
    Read,
    Select,
    Test,
)
from polc.compiler.plan.operations.reach import ZERO, Measured, Reach, join
from polc.compiler.readers.bounds.measure import Surroundings, measure
from polc.compiler.readers.specialize.ceilings import ceilings_of
from polc.records.evolve import evolve
from polc.records.mutable import define

Facts = Mapping[NodeId, int]
"""Flags of which it is known under a guard whether they hold."""

_NOTHING: Final[Facts] = {}


@define(kw_only=True)
class Knowledge:
    """`around` has the simplified nodes with where their values lie; `missing` the inputs and
    slots that are not there, `given` those that are."""

    around: Surroundings
    nodes: dict[NodeId, AnyNode]
    measured: dict[NodeId, Measured]
    ceilings: dict[NodeId, frozenset[NodeId]]
    chains: dict[NodeId, frozenset[NodeId]]
    given: frozenset[tuple[str, str]]
    missing: frozenset[tuple[str, str]]
    slots: frozenset[str]
    _constants: dict[NodeId, int] = field(factory=dict)
    _same: dict[NodeId, NodeId] = field(factory=dict)
    _facts: dict[NodeId, Facts] = field(factory=dict)
    _negations: dict[NodeId, NodeId] = field(factory=dict)
    _meanings: dict[object, list[NodeId]] = field(factory=dict)

    def chain_under(self, guard: NodeId | None) -> frozenset[NodeId]:
        """The guards that hold where a node under this one is evaluated."""
        return frozenset() if guard is None else self.chains[guard] | {guard}

    def where(self, flag: NodeId, holds: bool) -> frozenset[NodeId]:
        """The guards that are known to hold where a flag does, or where it does not."""
        if holds:
            return frozenset({flag})
        negation = self._negations.get(flag)
        return frozenset() if negation is None else frozenset({negation})

    def constant(self, node_id: NodeId, guard: NodeId | None) -> int | None:
        """What a value always is where a node under this guard takes it; None if it varies."""
        if guard is not None and node_id in self._facts[guard]:
            return self._facts[guard][node_id]
        value = self._constants.get(node_id)
        if value and not self.chains[node_id] <= self.chain_under(guard):
            return None
        return value

    def guard_for(self, guard: NodeId | None) -> NodeId | None:
        """The guard, or an earlier one that is the same; none of one that always holds."""
        while guard is not None:
            same = self._same.get(guard)
            if self._constants.get(guard):
                guard = self.nodes[guard].guard
            elif same is not None and self.chains[guard] <= self.chains[same]:
                guard = same
            else:
                break
        return guard

    def value_for(self, node_id: NodeId, chain: frozenset[NodeId]) -> NodeId:
        """The earliest value that is the same wherever all these guards hold."""
        while node_id in self._same:
            same = self._same[node_id]
            if not self.chains[node_id] <= chain | self.chains[same]:
                break
            node_id = same
        return node_id

    def earlier(self, node: AnyNode) -> NodeId | None:
        """A value that is the same wherever this node is evaluated."""
        chain = self.chain_under(node.guard)
        for node_id in self._meanings.get(_meaning(node), ()):
            if self.chains[node_id] <= chain:
                return node_id
        return None

    def note(self, node: AnyNode, same: NodeId | None = None) -> None:
        """A simplified node, and the value that it is the same as where it is evaluated."""
        self.chains[node.id] = self.chain_under(node.guard)
        self.nodes[node.id] = node
        measured = Measured(self._reach(node)) if isinstance(node, Read | Param) else None
        measured = measured or measure(node, self.around)
        self.ceilings[node.id] = ceilings_of(node, self.around)
        if node.guard is not None and node.kind != "bands":
            measured = Measured(join((measured.reach, ZERO)))
        self.measured[node.id] = measured
        if isinstance(node, Const) and isinstance(node.value, int):
            self._constants[node.id] = node.value
        if same is not None:
            self._same[node.id] = same
        else:
            meaning = _meaning(node)
            if meaning is not None:
                self._meanings.setdefault(meaning, []).append(node.id)
        if isinstance(node, Test) and node.op == "not":
            self._negations.setdefault(node.args[0], node.id)
        if node.kind == "flag":
            self._note_facts(node)

    def _reach(self, node: Read | Param) -> Reach:
        if isinstance(node, Param):
            reach = self.around.limits.reach(node)
            return evolve(reach, missing=False) if node.slot in self.slots else reach
        if (node.scope, node.field) in self.missing:
            return Reach((), missing=True)
        reach = self.around.limits.reach(node)
        return evolve(reach, missing=False) if (node.scope, node.field) in self.given else reach

    def _note_facts(self, flag: AnyNode) -> None:
        """What holds where a flag does: itself, all that it joins, what is not."""
        facts = dict(self._facts.get(flag.guard or "", _NOTHING))
        stack: list[tuple[NodeId, int]] = [(flag.id, 1)]
        while stack:
            node_id, value = stack.pop()
            facts[node_id] = value
            node = self.nodes[node_id]
            # A flag that is 0 may be so because it was not asked.
            is_asked = value or self.chains[node_id] <= self.chain_under(flag.id)
            if not isinstance(node, Test) or not is_asked:
                continue
            if node.op == "not":
                stack.append((node.args[0], 1 - value))
            elif (node.op, value) in (("and", 1), ("or", 0)):
                stack.extend((arg, value) for arg in node.args)
        self._facts[flag.id] = facts


def _meaning(node: AnyNode) -> object:
    """What is equal for two nodes that come to the same; None where that is not asked."""
    match node:
        case Need():
            return (Need, node.value)
        case Select():
            arms = tuple(evolve(arm, origin=NO_ORIGIN) for arm in node.arms)
            plain = evolve(node, id="", guard=None, origin=NO_ORIGIN, arms=arms)
            return evolve(plain, otherwise_origin=NO_ORIGIN)
        case Const() | Read() | Param() | Load() | Pure():
            return evolve(node, id="", guard=None, origin=NO_ORIGIN)
        case _:
            return None
