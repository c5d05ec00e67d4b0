"""Whether what is missing is seen to matter, by two figures that could be supplied.

In: the block of a function, the error with which it refuses, the figures of its slots. Out: a
`Probe` where that is a demand of one input, or of one parameter, that nothing else asks for. Where
the function comes to two results for two figures, going through the block with the figure open
would find that the result hangs on it: the demand stands, and the block need not be gone through.
Where it comes to one, nothing is said.
"""

from collections.abc import Callable, Iterable, Mapping

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import AnyNode, Need, Param, Read
from polc.compiler.plan.visit import hangs_on
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.closures.generate import FunctionBlock
from polc.compiler.readers.decide.decide import LACKED, leaves_of_demand, reach_of_input
from polc.link.given_parameter import SlotValue
from polc.runtime.amounts import MISSING

Settle = Callable[..., tuple[int, ...]]


@frozen(kw_only=True)
class Probe:
    """The place of the input among the arguments, or the `slot` of the parameter (None: the other);
    two figures for it, and the places of what is demanded before it."""

    place: int | None
    slot: str | None
    low: int
    high: int
    before: tuple[int, ...]

    def is_seen_to_matter(self, settle: Settle, arguments: tuple[int, ...]) -> bool:
        """Whether the function comes to different results for the two, where the input is the
        first demand of the block that is not met."""
        if self.place is None or arguments[self.place] != MISSING:
            return False
        if any(arguments[place] == MISSING for place in self.before):
            return False
        given = list(arguments)
        given[self.place] = self.low
        low = settle(*given)
        if low[0]:
            return False
        given[self.place] = self.high
        high = settle(*given)
        return not high[0] and low != high

    def is_seen_apart(self, low: Settle, high: Settle, arguments: tuple[int, ...]) -> bool:
        """The same of the parameter, by the functions under its two figures."""
        one = low(*arguments)
        if one[0]:
            return False
        other = high(*arguments)
        return not other[0] and one != other

    def make_both(
        self, block: FunctionBlock, slots: Mapping[str, SlotValue]
    ) -> tuple[Settle, Settle]:
        """The functions of the block under the two figures of the parameter."""
        assert self.slot is not None
        low, high = (
            block.make(tuple(known.get(slot, MISSING) for slot in block.slots))
            for known in ({**slots, self.slot: figure} for figure in (self.low, self.high))
        )
        return low, high


def find_probe(
    block: FunctionBlock, error: int, slots: Mapping[str, SlotValue], limits: InputLimits
) -> Probe | None:
    """The probe of what the function lacks that refuses with this error; None where the demand is
    of no single figure, or something else asks for it, or, of an input, a parameter is missing
    before it."""
    need = block.needs[error - 1]
    nodes = {node.id: node for node in block.nodes}
    if not isinstance(need, Need) or need.code not in LACKED:
        return None
    lacked = nodes[need.value]
    if not isinstance(lacked, Read | Param) or _asked_by(lacked, block.nodes) != [need]:
        return None
    parts = reach_of_input(lacked, limits).parts
    if not parts or lacked.kind == "bands":
        return None
    low, high = parts[0]
    if isinstance(lacked, Param):
        # What is demanded before it was met, or is not reached: else that would be the error.
        return Probe(place=None, slot=lacked.slot, low=low, high=high, before=())
    leaves = [
        leaf
        for earlier in block.needs[: error - 1]
        if isinstance(earlier, Need) and earlier.code in LACKED
        for leaf in leaves_of_demand(earlier, nodes)
    ]
    figures = (leaf.slot for leaf in leaves if isinstance(leaf, Param))
    if any(slots.get(slot, MISSING) == MISSING for slot in figures):
        return None
    places = {target: place for place, target in enumerate(block.inputs)}
    reads = {_target(leaf): None for leaf in leaves if isinstance(leaf, Read)}
    return Probe(
        place=places[_target(lacked)],
        slot=None,
        low=low,
        high=high,
        before=tuple(places[target] for target in reads),
    )


def _asked_by(lacked: Read | Param, block: Iterable[AnyNode]) -> list[AnyNode]:
    """What takes the input or the parameter, by whatever node it is read."""
    nodes = tuple(block)
    source = _source(lacked)
    alike = {
        node.id for node in nodes if isinstance(node, Read | Param) and _source(node) == source
    }
    return [node for node in nodes if not alike.isdisjoint(hangs_on(node))]


def _source(node: Read | Param) -> object:
    return _target(node) if isinstance(node, Read) else node.slot


def _target(read: Read) -> tuple[str, str]:
    return read.scope, read.field
