"""How large every step of a plan can become: intervals over its nodes.

In: a plan. Out: for each node the least and the most of its exact integer (its value times
its denominator), from the limits of what comes from outside, and the nodes that may leave
64 bits, either with their value or with a product or sum that they need on the way.

Every interval contains all values that can occur; some contain more. Steps are looked at
one by one, so that what two of them have in common is lost: the arms of a table are all
taken to be possible, a guard is taken to fail or to hold whatever else holds, and only
`order.py` knows that a payment is held by its base.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from attrs import field

from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Const, Emit, Load, NodeId, Param, Pure, Read, Store
from polc.compiler.plan.operations.reach import Measured, limited, or_zero, within_64_bits
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import whole_blocks
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.bounds.measure import Surroundings, measure
from polc.compiler.readers.bounds.order import find_ceilings

_TRIES: Final = 5
"""So often a plan is measured at most, however many sums hang on each other."""


@frozen
class Bound:
    """The least and the most that a node's exact integer may be, `MISSING` aside, which
    some may be as well; of a bands table, the least and the most of its edges."""

    node: NodeId
    low: int
    high: int


@frozen
class Beyond:
    """A node that may need more than 64 bits, and where it comes from; `follows`: because an
    operand of it may; `of_no_limit`: only where a limit that it works with does not exist."""

    node: NodeId
    origin: Origin
    follows: bool = False
    of_no_limit: bool = False


@frozen
class MeasuredPlan:
    """A plan's nodes with what was found of each, and in which block it stands; one that stands in
    several is told with the block before its id."""

    nodes: dict[NodeId, AnyNode] = field(factory=dict)
    measured: dict[NodeId, Measured] = field(factory=dict)
    blocks: dict[NodeId, str] = field(factory=dict)


def bounds_of(bounded: MeasuredPlan) -> dict[NodeId, Bound]:
    """The bound of every node."""
    found = bounded.measured
    return {node_id: Bound(node_id, *measured.reach.hull) for node_id, measured in found.items()}


def measure_in(bounded: MeasuredPlan, *blocks: str) -> Callable[[NodeId], Measured]:
    """What is known of the nodes of a block; one that a block before it has too stands under the
    names of both."""

    def find(node_id: NodeId) -> Measured:
        for block in blocks:
            found = bounded.measured.get(f"{block}:{node_id}")
            if found is not None:
                return found
        return bounded.measured[node_id]

    return find


def beyond_64_bits(bounded: MeasuredPlan) -> tuple[Beyond, ...]:
    """The nodes whose value, or a step on the way to it, may not fit 64 bits, in order."""
    found: dict[NodeId, Beyond] = {}
    for node_id, measured in bounded.measured.items():
        if not _fits(measured):
            node = bounded.nodes[node_id]
            block = bounded.blocks[node_id]
            follows = any(id_ in found or f"{block}:{id_}" in found for id_ in node.operands)
            limited = _measure_limited(bounded, node, block)
            found[node_id] = Beyond(node_id, node.origin, follows, _fits(limited))
    return tuple(found.values())


def _fits(measured: Measured) -> bool:
    return all(map(within_64_bits, (*measured.reach.parts, *measured.inner)))


def _measure_limited(bounded: MeasuredPlan, node: AnyNode, block: str) -> Measured:
    """The same of a node where every limit that it works with exists."""
    if not isinstance(node, Pure):
        return bounded.measured[node.id]
    of = measure_in(bounded, block)
    operation = operation_of(node, lambda id_: bounded.nodes[id_].den)
    return operation.interval(*(limited(of(id_).reach) for id_ in node.operands))


def measure_plan(plan: Plan) -> MeasuredPlan:
    """All nodes under the strongest assumption on the running sums that proves itself: those
    that are not below zero before a claim are not below zero after it."""
    not_negative = frozenset(accumulator.id for accumulator in plan.accumulators)
    for tries_left in reversed(range(_TRIES)):
        bounded = _measure_blocks(plan, InputLimits(plan, not_negative))
        falling = {
            node.acc
            for node in bounded.nodes.values()
            if isinstance(node, Store) and bounded.measured[node.id].reach.hull[0] < 0
        }
        if not_negative.isdisjoint(falling):
            break
        # Nothing assumed needs no proof: a last try with that always stands.
        not_negative = not_negative - falling if tries_left > 1 else frozenset()
    return bounded


def _measure_blocks(plan: Plan, limits: InputLimits) -> MeasuredPlan:
    whole = MeasuredPlan()
    claim = _Measuring(limits)
    results = tuple(node for node in plan.claim if isinstance(node, Emit | Store))
    claim.go_through(node for node in plan.claim if not isinstance(node, Emit | Store))
    for block in whole_blocks(plan):
        if block.nodes is plan.claim:
            measured = claim.found.measured | claim.go_on_with(results)
        elif block.nodes is block.own:
            alone = _Measuring(limits)
            alone.go_through(block.nodes)
            measured = alone.found.measured
        else:  # a report, which goes on from the claim
            measured = claim.go_on_with(block.own)
        for node in block.own:
            node_id = node.id
            # Constants and inputs have the same name, and the same bound, in every block.
            shared = isinstance(node, Const | Read | Param | Load)
            own = node_id if shared or node_id not in whole.nodes else f"{block.name}:{node_id}"
            whole.nodes[own] = node
            whole.blocks[own] = block.name
            whole.measured[own] = measured[node_id]
    return whole


@frozen
class _Measuring:
    """A block that is measured node by node, what stands before a node first."""

    limits: InputLimits
    found: MeasuredPlan = field(factory=MeasuredPlan)
    _ceilings: dict[NodeId, frozenset[NodeId]] = field(factory=dict)
    _chains: dict[NodeId, frozenset[NodeId]] = field(factory=dict)

    def go_through(self, nodes: Iterable[AnyNode]) -> None:
        """Measures these nodes."""
        found = self.found
        around = Surroundings(
            self.limits, found.nodes, found.measured, self._ceilings, self._chains
        )
        for node in nodes:
            guard = node.guard
            self._chains[node.id] = frozenset() if guard is None else self._chains[guard] | {guard}
            measured = measure(node, around)
            if guard is not None and node.kind != "bands":
                measured = Measured(or_zero(measured.reach), measured.inner)
            found.nodes[node.id] = node
            found.measured[node.id] = measured
            self._ceilings[node.id] = find_ceilings(node, self._ceilings, around.never_negative)

    def go_on_with(self, nodes: Collection[AnyNode]) -> dict[NodeId, Measured]:
        """What is found of nodes that go on from these, under names of their own; afterwards they
        are gone."""
        self.go_through(nodes)
        found = {node.id: self.found.measured[node.id] for node in nodes}
        for node_id in found:
            del self.found.nodes[node_id], self.found.measured[node_id]
            del self._ceilings[node_id], self._chains[node_id]
        return found
