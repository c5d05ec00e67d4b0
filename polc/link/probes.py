"""Whether an input that is missing is seen to matter, by two figures that could be supplied.

In: the block of a function, the error with which it refuses, the figures of its slots. Out: a
`Probe` where that is a demand of one input that nothing else asks for. Where the function comes to
two results for two figures, going through the block with the input open would find that the result
hangs on it: the demand stands, and the block need not be gone through. Where it comes to one,
nothing is said.
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
    """The place of the input among the arguments, two figures for it, and the places of what is
    demanded before it."""

    place: int
    low: int
    high: int
    before: tuple[int, ...]

    def is_seen_to_matter(self, settle: Settle, arguments: tuple[int, ...]) -> bool:
        """Whether the function comes to different results for the two, where this is the first
        demand of the block that is not met."""
        if arguments[self.place] != MISSING:
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


def find_probe(
    block: FunctionBlock, error: int, slots: Mapping[str, SlotValue], limits: InputLimits
) -> Probe | None:
    """The probe of the input for which the function refuses with this error; None where the demand
    is of no single input, or something else asks for it, or a parameter is missing before it."""
    need = block.needs[error - 1]
    nodes = {node.id: node for node in block.nodes}
    if not isinstance(need, Need) or need.code not in LACKED:
        return None
    read = nodes[need.value]
    if not isinstance(read, Read) or _asked_by(read, block.nodes) != [need]:
        return None
    parts = reach_of_input(read, limits).parts
    leaves = [
        leaf
        for earlier in block.needs[: error - 1]
        if isinstance(earlier, Need) and earlier.code in LACKED
        for leaf in leaves_of_demand(earlier, nodes)
    ]
    figures = (leaf.slot for leaf in leaves if isinstance(leaf, Param))
    if not parts or any(slots.get(slot, MISSING) == MISSING for slot in figures):
        return None
    places = {target: place for place, target in enumerate(block.inputs)}
    reads = {_target(leaf): None for leaf in leaves if isinstance(leaf, Read)}
    low, high = parts[0]
    return Probe(
        place=places[_target(read)],
        low=low,
        high=high,
        before=tuple(places[target] for target in reads),
    )


def _asked_by(read: Read, block: Iterable[AnyNode]) -> list[AnyNode]:
    """What takes the input, by whatever node it is read."""
    nodes = tuple(block)
    target = _target(read)
    alike = {node.id for node in nodes if isinstance(node, Read) and _target(node) == target}
    return [node for node in nodes if not alike.isdisjoint(hangs_on(node))]


def _target(read: Read) -> tuple[str, str]:
    return read.scope, read.field
