"""A block of the plan while it is being built: nodes appended in evaluation order.

In: nodes. Out: the block. Inputs and parameters are read once; a demand is made once
on every way that leads to it; conditions under conditions become guards.
"""

from copy import copy
from typing import Any

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import (
    AnyNode,
    Const,
    Emit,
    Kind,
    Load,
    Need,
    NodeId,
    Param,
    Read,
    Store,
    Test,
)
from polc.records.evolve import evolve
from polc.records.mutable import define


@define(kw_only=True)
class PlanBlock:
    """`parents` maps a node to its guard, `held` an accumulator to the node that is its newest
    value; `tallies` and `held_flags` are figures and conditions that are asked once, by what
    they are of."""

    nodes: list[AnyNode] = field(factory=list)
    kinds: dict[NodeId, Kind] = field(factory=dict)
    denominators: dict[NodeId, int] = field(factory=dict)
    parents: dict[NodeId, NodeId | None] = field(factory=dict)
    held: dict[str, NodeId] = field(factory=dict)
    tallies: dict[str, NodeId] = field(factory=dict)
    held_flags: dict[tuple[int, object, NodeId | None], NodeId] = field(factory=dict)
    _tests: dict[NodeId, Test] = field(factory=dict)
    _numbers: dict[str, int] = field(factory=dict)
    _demanded: dict[tuple[NodeId, NodeId | None], NodeId] = field(factory=dict)
    _shared: dict[object, NodeId] = field(factory=dict)

    @property
    def plain(self) -> "PlanBlock":
        """The block itself, where this is no view of another."""
        return self

    def add(self, node: AnyNode) -> NodeId:
        """Appends a node; its id, with a number where another has it already."""
        if node.id in self.kinds:
            node = evolve(node, id=self.fresh(node.id))
        self.nodes.append(node)
        if isinstance(node, Test):
            self._tests[node.id] = node
        self.kinds[node.id] = node.kind
        self.denominators[node.id] = node.den
        self.parents[node.id] = node.guard
        return node.id

    def fresh(self, name: str) -> NodeId:
        """The name, or the name with the next free number."""
        if name not in self.kinds:
            return name
        number = self._numbers.get(name, 2)
        while f"{name}.{number}" in self.kinds:
            number += 1
        self._numbers[name] = number
        return f"{name}.{number}"

    def implied_by(self, flag: NodeId | None) -> set[NodeId]:
        """The flags that hold wherever this one does: itself, its guards, the parts of `and`."""
        found: set[NodeId] = set()
        stack = [flag]
        while stack:
            flag_id = stack.pop()
            if flag_id is not None and flag_id not in found:
                found.add(flag_id)
                stack.append(self.parents[flag_id])
                node = self._tests.get(flag_id)
                stack.extend(node.args if node is not None and node.op == "and" else ())
        return found

    def constant(self, value: int | tuple[tuple[int, int], ...], kind: Kind) -> NodeId:
        """A constant, one node for each value and kind."""
        key = ("const", value, kind)
        if key not in self._shared:
            name = f"const.{kind}.{value}" if isinstance(value, int) else "const.bands"
            self._shared[key] = self.add(Const(id=name, kind=kind, value=value))
        return self._shared[key]

    def read(self, scope: str, name: str, kind: Kind) -> NodeId:
        """An input, read once."""
        key = ("read", scope, name)
        if key not in self._shared:
            node = Read(id=f"{scope}.{name}", kind=kind, scope=scope, field=name)  # type: ignore[arg-type]  # a scope's name
            self._shared[key] = self.add(node)
        return self._shared[key]

    def parameter(self, slot: str, kind: Kind) -> NodeId:
        """A slot of a parameter, read once."""
        key = ("param", slot)
        if key not in self._shared:
            self._shared[key] = self.add(Param(id=f"param.{slot}", kind=kind, slot=slot))
        return self._shared[key]

    def demand_field(
        self, value: NodeId, scope: str, name: str, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """The value behind the demand of a field of the case."""
        return self.demand(
            value, "missing_field", f"{scope}.{name}", guard, origin, field=(scope, name)
        )

    def demand(
        self,
        value: NodeId,
        code: str,
        name: str,
        guard: NodeId | None,
        origin: Origin,
        *,
        field: tuple[str, str] | None = None,
    ) -> NodeId:
        """The value behind a demand; the same one where every way here has made it."""
        above = guard
        while True:
            if (value, above) in self._demanded:
                return self._demanded[value, above]
            if above is None:
                break
            above = self.parents[above]
        demanded = self.add(
            Need(
                id=f"{origin.rule}.needs.{name}",
                kind=self.kinds[value],
                den=self.denominators[value],
                guard=guard,
                origin=origin,
                value=value,
                code=code,  # type: ignore[arg-type]  # one of Need's codes
                name=name,
                field=field,
            )
        )
        self._demanded[value, guard] = demanded
        return demanded

    def test(
        self, name: str, op: str, args: tuple[NodeId, ...], guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """A condition."""
        node = Test(id=name, kind="flag", guard=guard, origin=origin, op=op, args=args)  # type: ignore[arg-type]  # one of Test's operators
        return self.add(node)

    def load(self, acc: str, kind: Kind = "money") -> NodeId:
        """What the accumulator holds at this point of the claim."""
        if acc not in self.held:
            self.held[acc] = self.add(Load(id=f"{acc}.before", kind=kind, acc=acc))
        return self.held[acc]

    def load_first(self, acc: str) -> NodeId:
        """What the accumulator held before the claim."""
        self.load(acc)
        return f"{acc}.before"

    def keep(self, acc: str, value: NodeId) -> None:
        """The accumulator's newest value; stored when the block ends."""
        self.held[acc] = value

    def emit(self, name: str, value: NodeId, origin: Origin) -> None:
        """A result."""
        self.add(
            Emit(
                id=f"emit.{name}",
                kind=self.kinds[value],
                den=self.denominators[value],
                origin=origin,
                name=name,
                value=value,
            )
        )

    def shared(self) -> dict[str, Any]:
        """What a view of this block is made of: the same nodes, and all that is known of them."""
        return {
            "nodes": self.nodes,
            "kinds": self.kinds,
            "denominators": self.denominators,
            "parents": self.parents,
            "held": self.held,
            "tallies": self.tallies,
            "held_flags": self.held_flags,
            "tests": self._tests,
            "numbers": self._numbers,
            "demanded": self._demanded,
            "shared": self._shared,
        }

    def finish(self) -> tuple[AnyNode, ...]:
        """The block, its accumulators stored last."""
        if not self.held:
            return tuple(self.nodes)
        loaded = {node.id for node in self.nodes if isinstance(node, Load)}
        for acc, value in self.held.items():
            if value not in loaded:
                self.add(Store(id=f"{acc}.after", kind="money", acc=acc, value=value))
        return tuple(self.nodes)

    def branch(self) -> "PlanBlock":
        """A block that goes on from here without touching this one."""
        copies = {part: copy(known) for part, known in self.shared().items()}
        return PlanBlock(**copies)
