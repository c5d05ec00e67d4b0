"""Whether what is not given can matter.

In: a block, its inputs, sums and slots, the limits of what may be supplied. Out: `Decision`:
every step that is known whatever the missing figures are, or the demands on which something
hangs. 5,000 yuan under a deductible of 20,000 are paid nothing, whatever the rate.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from attrs import field

from polc.compiler.model.parameters import LISTED_COUNTS
from polc.compiler.plan.nodes import (
    AnyNode,
    Const,
    Emit,
    Load,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Select,
    Store,
    Test,
)
from polc.compiler.plan.operations.reach import Reach, join
from polc.compiler.plan.visit import walk
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decision import Decision
from polc.compiler.readers.decide.values import (
    Found,
    find_open,
    narrow,
    reach_of_found,
    under_open_guard,
)
from polc.compiler.readers.trace.interpret import (
    Frame,
    Run,
    Step,
    Value,
    find_leaf,
    matches,
    prepare_steps,
)
from polc.records.mutable import define
from polc.runtime.amounts import MISSING
from polc.runtime.vocabulary import find_field

LACKED: Final = ("missing_parameter", "missing_field")
"""The codes of demands that somebody can meet."""


@define(eq=False)
class DecidedBlock:
    """A block as it is decided for many cases: its nodes and what is made of them once. `known`
    are the steps that were prepared before, see `prepare_steps`."""

    block: Sequence[AnyNode]
    known: dict[int, Step] | None = None
    nodes: dict[NodeId, AnyNode] = field(init=False)
    """In the order of the block."""
    results: tuple[Emit | Store, ...] = field(init=False)
    _last: dict[int, tuple[Step, ...]] = field(init=False, factory=dict)
    _leaves: dict[NodeId, tuple[Read | Param, ...]] = field(init=False, factory=dict)

    @nodes.default
    def _find_nodes(self) -> dict[NodeId, AnyNode]:
        return {node.id: node for node in self.block}

    @results.default
    def _find_results(self) -> tuple[Emit | Store, ...]:
        return tuple([node for node in self.block if isinstance(node, _RESULTS)])

    def leaves_of(self, need: Need) -> tuple[Read | Param, ...]:
        """What could be supplied for a demand of the block."""
        found = self._leaves.get(need.id)
        if found is None:
            found = self._leaves[need.id] = tuple(leaves_of_demand(need, self.nodes))
        return found

    def last_steps(self, count: int) -> tuple[Step, ...]:
        """So many of the last nodes with what evaluates each."""
        found = self._last.get(count)
        if found is None:
            nodes = self.block[len(self.block) - count :]
            found = self._last[count] = prepare_steps(nodes, self.known, self.block)
        return found


_RESULTS: Final = (Emit, Store)


def decide(
    block: DecidedBlock,
    inputs: Mapping[tuple[str, str], Value],
    sums: Mapping[str, int],
    slots: Mapping[str, Value],
    limits: InputLimits,
    begun: tuple[Run, int] | None = None,
) -> Decision:
    """Goes through the block once. A missing figure may be whatever could be supplied. What hangs
    on no such figure is evaluated as the trace does. `begun` is a run that nothing refused of all
    but so many of the last nodes: these alone are gone through."""
    begin, own = begun or (None, len(block.block))
    decision = Decision(nodes=block.nodes, results=block.results, begin=begin)
    deciding = _Deciding(
        block=block,
        decision=decision,
        inputs=inputs,
        sums=sums,
        slots=slots,
        limits=limits,
    )
    known, sure, open_nodes = decision.found, decision.sure, set[NodeId]()
    if begin is not None:
        known.update(begin.values)
        sure.update(begin.reached)
    frame = Frame(cast(Callable[[NodeId, int], Value], known.get), inputs, sums, slots, Run())
    for node, node_id, guard, evaluate, hangs in block.last_steps(own):
        if open_nodes.isdisjoint(hangs):
            if guard is not None and not known.get(guard):
                continue
            value = evaluate(frame)
            if value is not None:
                known[node_id] = value
                sure.add(node_id)
                continue
        if deciding.take(node):
            open_nodes.add(node_id)
    return decision


_NO_GUARDS: Final[frozenset[NodeId]] = frozenset()


@define(kw_only=True)
class _Deciding:
    block: DecidedBlock
    decision: Decision
    inputs: Mapping[tuple[str, str], Value]
    sums: Mapping[str, int]
    slots: Mapping[str, Value]
    limits: InputLimits
    inner: dict[NodeId, Found] = field(factory=dict)
    """What a node is where its guards hold, if these are not known to."""
    chains: dict[NodeId, frozenset[NodeId]] = field(factory=dict)
    """The guards above a node of which it is not known whether they hold."""
    chain: frozenset[NodeId] = _NO_GUARDS

    def take(self, node: AnyNode) -> bool:
        """One node, after those before it; whether something of it is open."""
        self.chain = _NO_GUARDS
        if node.guard is not None:
            guard = self._within(node.guard)
            if guard == 0:
                return False
            opened = {node.guard} if isinstance(guard, Reach) else ()
            self.chain = self.chains.get(node.guard, _NO_GUARDS).union(opened)
        value = narrow(self._find(node))
        if self.chain:
            self.chains[node.id] = self.chain
            self.inner[node.id] = value
            self.decision.found[node.id] = under_open_guard(value)
        else:
            self.decision.sure.add(node.id)
            self.decision.found[node.id] = value
        return bool(self.chain) or isinstance(value, Reach)

    def of(self, node_id: NodeId) -> Found:
        """An operand of the node that is taken: what it is where its guards hold, if they do
        wherever this node's hold."""
        if self.chains.get(node_id, _NO_GUARDS) <= self.chain:
            return self._within(node_id)
        return self.decision.found[node_id]

    def _of_row(self, node_id: NodeId, key: NodeId, holds: bool | None) -> Found:
        """A row of the node that is taken: where the key holds, what hangs on no other guard than
        it is there, and where the key is a flag that fails, what hangs on its denial alone."""
        above = self.chains.get(node_id, _NO_GUARDS) - self.chain
        if above and holds is not None and all(self._follows(guard, key, holds) for guard in above):
            return self._within(node_id)
        return self.of(node_id)

    def _follows(self, guard: NodeId, key: NodeId, holds: bool) -> bool:
        """Whether a guard holds wherever the key does, or does not."""
        node = self.decision.nodes[guard]
        if holds:
            return guard == key
        return isinstance(node, Test) and node.op == "not" and node.operands == (key,)

    def _within(self, node_id: NodeId) -> Found:
        """What a node is where its guards hold; 0 where one does not."""
        found = self.inner.get(node_id)
        return self.decision.found.get(node_id, 0) if found is None else found

    def _find(self, node: AnyNode) -> Found:
        match node:
            case Const() | Read() | Param() | Load():
                return find_leaf(node, self.inputs, self.sums, self.slots)
            case Store() | Emit():
                return self.of(node.value)
            case Need():
                return self._demand(node)
            case Override():
                return self._override(node)
            case _:
                return find_open(node, self.of, self._denominator, self._of_row)

    def _denominator(self, node_id: NodeId) -> int:
        return self.decision.nodes[node_id].den

    def _demand(self, node: Need) -> Found:
        value = self.of(node.value)
        may_lack = value.missing if isinstance(value, Reach) else value == MISSING
        if not may_lack:
            return value
        known = Reach(value.parts, rates=value.rates) if isinstance(value, Reach) else Reach(())
        if node.code in LACKED and self._can_be_met(node.value):
            self.decision.lacking[node.id] = node
        elif not self.chain and value == MISSING:
            self.decision.refused.append(node)
        else:
            self.decision.perhaps.append(node)
        return join((known, self._supplied(node)))

    def _override(self, node: Override) -> Found:
        if not self.of(node.is_given):
            return self.of(node.computed)
        amount, base = self.of(node.amount), self.of(node.base)
        low, high = reach_of_found(base).hull
        if not self.chain and isinstance(amount, int) and amount > high:
            self.decision.refused.append(node)
        elif isinstance(amount, int) and amount <= low:
            return amount
        else:
            self.decision.perhaps.append(node)
        return Reach(((0, max(high, 1)),))

    def _can_be_met(self, node_id: NodeId) -> bool:
        """Whether a figure could be supplied: not where a table has no row for a known key."""
        node = self.decision.nodes[node_id]
        if isinstance(node, Need):
            return self._can_be_met(node.value)
        if not isinstance(node, Select):
            return True
        key = self.of(node.key)
        if not isinstance(key, int):
            return True
        met = next((arm.value for arm in node.arms if matches(arm, key)), node.otherwise)
        return met is not None and self._can_be_met(met)

    def _supplied(self, node: Need) -> Reach:
        """Where the value lies that could be supplied for a demand."""
        reaches = [reach_of_input(leaf, self.limits) for leaf in self.block.leaves_of(node)]
        reach = join(reaches or [self.limits.of_kind(node.kind)])
        return Reach(reach.parts, rates=reach.rates)


def leaves_of_demand(need: Need, nodes: Mapping[NodeId, AnyNode]) -> list[Read | Param]:
    """The inputs and parameters of which one could be supplied for a demand."""

    def below(above: AnyNode) -> tuple[NodeId, ...]:
        if isinstance(above, Select):
            return above.operands[1:]
        return (above.value,) if isinstance(above, Need) else ()

    found = walk((need.value,), nodes, below)
    return [leaf for leaf in found if isinstance(leaf, Read | Param)]


def reach_of_input(node: Read | Param, limits: InputLimits) -> Reach:
    """What could be supplied: of a field of named values, or of few numbers, one of these."""
    source = (node.kind, _source(node))
    found = limits.supplied.get(source)
    if found is None:
        found = limits.supplied[source] = _find_supplied(node, limits)
    return found


def _source(node: Read | Param) -> object:
    return (node.scope, node.field) if isinstance(node, Read) else node.slot


def _find_supplied(node: Read | Param, limits: InputLimits) -> Reach:
    if isinstance(node, Param):
        return limits.reach(node)
    declared = {
        (declared_field.scope, declared_field.name): declared_field
        for declared_field in limits.plan.fields
    }
    field_ = declared.get((node.scope, node.field)) or find_field(node.field)  # type: ignore[arg-type]  # a field's scope
    if field_ is not None and field_.choices:
        return Reach(((0, len(field_.choices) - 1),))
    if node.field in LISTED_COUNTS:
        numbers = sorted(map(int, LISTED_COUNTS[node.field]))
        return Reach(((numbers[0], numbers[-1]),))
    return limits.reach(node)
