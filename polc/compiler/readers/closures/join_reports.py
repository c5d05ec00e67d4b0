"""The functions of a claim's reports joined to one.

In: the nodes of a claim, the function of each result of its reports, of each the sums that are its
own. Out: a `JoinedBlock`: what its function is called with, and a maker. What the claim came to is
given, and not worked out again. A result comes to what its own function comes to; where that
refuses, only that is told.
"""

from collections.abc import Callable, Collection, Sequence

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Emit, Load, NodeId, Store
from polc.compiler.plan.replace_operands import replace_operands
from polc.compiler.plan.visit import roots_of, slice_for
from polc.compiler.readers.closures.generate import (
    FunctionBlock,
    SlotValue,
    compile_maker,
    describe,
)
from polc.compiler.readers.closures.uses import find_uses
from polc.compiler.readers.closures.write_reports import ReportsWriter
from polc.records.evolve import evolve

Report = Callable[..., tuple[int, ...] | None]


@frozen(kw_only=True)
class JoinedBlock:
    """One function of `nodes`. It is called with `inputs` and then `state`, in order, and returns
    for each result whether it refuses, then for each what it is, then the `moved` sums of each;
    None where a demand of the claim fails. A sum of a result's own is named with its place."""

    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    slots: tuple[str, ...]
    moved: tuple[tuple[str, ...], ...]
    nodes: tuple[AnyNode, ...] = field(eq=False, repr=False)
    _outputs: tuple[str, ...] = field(eq=False, repr=False)
    _parts: dict[NodeId, int] = field(eq=False, repr=False)
    _makers: list[Callable[..., Report]] = field(init=False, factory=list, eq=False, repr=False)

    @property
    def source(self) -> str:
        """The text of the function, inside that of its maker."""
        writer = ReportsWriter(
            uses=find_uses(self.nodes, roots_of(self.nodes)),
            inputs={read: f"a{place}" for place, read in enumerate(self.inputs)},
            state={acc: f"s{place}" for place, acc in enumerate(self.state)},
            slots={slot: f"p{place}" for place, slot in enumerate(self.slots)},
            outputs=self._outputs,
            places={},
            parts=self._parts,
            moved=self.moved,
        )
        return writer.write()

    def make(self, values: tuple[SlotValue, ...]) -> Report:
        """The function under the values of `slots`; one that nobody supplied is `MISSING`."""
        if not self._makers:
            self._makers.append(compile_maker(self.source))
        return self._makers[0](*values)


def join_reports(
    claim: Sequence[AnyNode],
    blocks: Sequence[FunctionBlock],
    own: Sequence[Collection[str]],
) -> JoinedBlock:
    """One function of these, each of one result, with the sums that are its own."""
    of_claim = {node.id for node in claim}
    results = {node.value: node.name for node in claim if isinstance(node, Emit)}
    nodes = [_as_given(node, results.get(node.id)) for node in claim]
    parts: dict[NodeId, int] = {}
    for place, block in enumerate(blocks):
        for node in block.nodes:
            if node.id not in of_claim:
                named = _name_of_part(node, place, of_claim, own[place])
                nodes.append(named)
                parts[named.id] = place
    nodes = [*slice_for(nodes, *(node for node in roots_of(nodes) if node.id in parts))]
    joined = describe(tuple(nodes), ())
    return JoinedBlock(
        inputs=joined.inputs,
        state=joined.state,
        slots=joined.slots,
        moved=tuple(
            tuple(name_of_own(place, acc) for acc in block.state if acc in sums)
            for place, (block, sums) in enumerate(zip(blocks, own, strict=True))
        ),
        nodes=joined.nodes,
        outputs=joined.outputs,
        parts=parts,
    )


def name_of_own(place: int, acc: str) -> str:
    """What a sum is called that the result at a place has for its own."""
    return f"{place}:{acc}"


def name_of_result(output: str) -> str:
    """What a result of the claim is called, which stands among the sums."""
    return f"result:{output}"


def _as_given(node: AnyNode, output: str | None) -> AnyNode:
    """The node of a claim, or the result that it stands for, which is known."""
    if output is None or node.den != 1:
        return node
    return Load(id=node.id, kind=node.kind, acc=name_of_result(output))


def _name_of_part(
    node: AnyNode, place: int, of_claim: Collection[NodeId], own: Collection[str]
) -> AnyNode:
    """The node under a name that no node of another result has."""

    def named(node_id: NodeId) -> NodeId:
        return node_id if node_id in of_claim else f"{place}:{node_id}"

    found = evolve(replace_operands(node, named), id=named(node.id))
    match found:
        case Emit():
            return evolve(found, name=f"{place}")
        case Store():
            return evolve(found, acc=name_of_own(place, found.acc)) if found.acc in own else found
        case Load() if found.acc in own:
            found = evolve(found, acc=name_of_own(place, found.acc))
        case _:  # nothing that two results may both have
            pass
    return found if found.guard is None else evolve(found, guard=named(found.guard))
