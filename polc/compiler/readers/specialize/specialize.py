"""A block for the claims of which it is known what they say: fewer steps, equal results.

In: a block, the inputs that such a claim gives and those that it does not, the slots that have a
figure, the limits of what comes from outside, the sums that nothing has moved. Out: `Specialized`:
nodes under the same ids for all that the block is run for. Whether something is there is no
question any more, a guard that holds wherever those above it do is none, what is the same is worked
out once, and a limit that cannot bind is left out. Whoever runs it answers for what it presumes.
"""

from collections.abc import Collection, Sequence

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Arith, Const, Emit, Load, NodeId, Override, Store
from polc.compiler.plan.operations.reach import Measured
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.bounds.measure import Surroundings
from polc.compiler.readers.specialize.fold import Flag, Folded, Same, fold
from polc.compiler.readers.specialize.knowledge import Knowledge
from polc.compiler.readers.specialize.place_operands import place_operands
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED

Input = tuple[str, str]


@frozen
class Specialized:
    """The nodes, and those of them that are never below zero."""

    nodes: tuple[AnyNode, ...]
    never_negative: frozenset[NodeId]


def specialize(
    block: Sequence[AnyNode],
    given: Collection[Input],
    missing: Collection[Input],
    slots: Collection[str],
    limits: InputLimits,
    unmoved: Collection[str] = (),
) -> Specialized:
    """The block where the inputs `given` and the `slots` are there and those `missing` are not, and
    nothing has moved the sums `unmoved` before it."""
    nodes: dict[NodeId, AnyNode] = {}
    measured: dict[NodeId, Measured] = {}
    ceilings: dict[NodeId, frozenset[NodeId]] = {}
    chains: dict[NodeId, frozenset[NodeId]] = {}
    known = Knowledge(
        around=Surroundings(limits, nodes, measured, ceilings, chains),
        nodes=nodes,
        measured=measured,
        ceilings=ceilings,
        chains=chains,
        given=frozenset(given),
        missing=frozenset(missing),
        slots=frozenset(slots),
    )
    for node in block:
        if isinstance(node, Load) and node.acc in unmoved:
            known.note(_constant(node, 0))
        else:
            _simplify(node, known)
    never_negative = (
        node.id
        for node in nodes.values()
        if not measured[node.id].reach.missing and known.around.never_negative(node.id)
    )
    return Specialized(tuple(nodes.values()), frozenset(never_negative))


def _simplify(node: AnyNode, known: Knowledge) -> None:
    """Notes what stands for the node."""
    guard = known.guard_for(node.guard)
    if guard is not None and known.constant(guard, None) == 0:
        known.note(_nothing(node))
        return
    if not isinstance(node, Emit | Store):  # these stand under no guard
        node = evolve(node, guard=guard)
    _note(node, fold(place_operands(node, known), known), known)


def _note(node: AnyNode, simpler: Folded, known: Knowledge) -> None:
    if isinstance(simpler, AnyNode) and not isinstance(simpler, Emit | Store | Override):
        earlier = known.earlier(simpler)
        simpler = simpler if earlier is None else Same(earlier)
    if isinstance(simpler, Same) and not _may_stand_for(known.nodes[simpler.node_id], node):
        simpler = node
    if isinstance(simpler, Same) and node.kind == "flag":
        holds = known.constant(simpler.node_id, node.guard)
        simpler = simpler if holds is None else Flag(bool(holds))
    match simpler:
        case Flag(holds=True) if node.guard is not None:
            # It holds where its guard does, and nowhere else.
            known.note(_alias(node, node.guard, known.nodes[node.guard].guard), node.guard)
        case Flag():
            known.note(_constant(node, int(simpler.holds)))
        case Same():
            known.note(_alias(node, simpler.node_id, node.guard), simpler.node_id)
        case _:
            known.note(simpler)


def _may_stand_for(value: AnyNode, node: AnyNode) -> bool:
    """Whether a value may stand for a node: of one denominator, and both flags or neither."""
    kinds = {value.kind, node.kind}
    return value.den == node.den and (len(kinds) == 1 or "flag" not in kinds)


def _nothing(node: AnyNode) -> AnyNode:
    """What a node is that is never evaluated."""
    value = ((UNLIMITED, 0),) if node.kind == "bands" else 0
    return Const(id=node.id, kind=node.kind, den=node.den, value=value)


def _constant(node: AnyNode, value: int) -> Const:
    return Const(id=node.id, kind=node.kind, den=node.den, value=value)


def _alias(node: AnyNode, value: NodeId, guard: NodeId | None) -> Arith:
    """The value of another node, as a node of its own: where its guard does not hold it is 0."""
    return Arith(id=node.id, kind=node.kind, den=node.den, guard=guard, op="min", args=(value,))
