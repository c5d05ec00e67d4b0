"""Blocks that are gone through node by node, each once for what it is given.

In: a block, its inputs, the sums before, the figures of its slots. Out: the run, or the decision of
what can matter. A claim that is settled, refused, told of and asked for its readings is gone
through once, under all plans that have its block.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from itertools import repeat
from threading import Lock
from typing import Any, Final, TypeVar

from attrs import field

from polc.compiler.plan.nodes import AnyNode, Load, Param, Read
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decide import DecidedBlock, decide
from polc.compiler.readers.decide.decision import Decision
from polc.compiler.readers.trace.interpret import Run, Step, prepare_steps
from polc.link.by_identity import ByIdentity
from polc.link.given_parameter import SlotValue
from polc.link.traced_calls import TracedCalls
from polc.records.frozen import frozen
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

Nodes = tuple[AnyNode, ...]
Inputs = Mapping[tuple[str, str], int]
Sums = Mapping[str, int]
Slots = Mapping[str, SlotValue]

T = TypeVar("T")

MOST_KEPT: Final = 64
"""So many runs and decisions are kept, those that were asked for last."""


@define(eq=False)
class KeptRuns:
    """What the last blocks came to, and what is made of a block once."""

    _kept: dict[tuple[object, ...], Any] = field(init=False, factory=dict)
    _blocks: dict[int, "_KeptBlock"] = field(init=False, factory=dict)
    """By the identity of the nodes, which the block has."""
    _steps: dict[int, Step] = field(init=False, factory=dict)
    """By the identity of a node, which the step has: blocks share nodes."""
    _lock: Any = field(init=False, factory=Lock)

    def run(
        self,
        nodes: Nodes,
        inputs: Inputs,
        sums: Sums,
        slots: Slots,
        begin: Run | None = None,
        own: Nodes = (),
    ) -> Run:
        """A block gone through; its last, `own` nodes alone where `begin` is a run that has the
        values of those before them."""
        block = self._find_block(nodes)
        asked = block.asked if begin is None else self._find_block(own).asked
        key = (block, *asked.key(inputs, sums, slots), begin and ByIdentity(begin))
        loaded = asked.loaded(sums)
        if begin is None:
            return self._keep(key, partial(block.calls.run, inputs, loaded, slots))
        calls = block.calls_after(own)
        return self._keep(key, partial(calls.run, inputs, loaded, slots, begin))

    def decide(
        self,
        nodes: Nodes,
        inputs: Inputs,
        sums: Sums,
        slots: Slots,
        limits: InputLimits,
        begin: Run | None = None,
        own: Nodes = (),
        refused: Run | None = None,
    ) -> Decision:
        """Whether what is missing can matter; for its last, `own` nodes alone where `begin` is a
        run of those before them that nothing refused. `refused` is a run of the block from its
        first node on that was refused: what it came to until then stands."""
        block = self._find_block(nodes)
        asked = block.asked if begin is None else self._find_block(own).asked
        given = asked.key(inputs, sums, slots)
        key = (block, *given, ByIdentity(limits), begin and ByIdentity(begin))
        begun = None if begin is None else (begin, len(own))
        if begun is None and refused is not None:
            begun = refused, len(nodes) - block.place_of(refused.refused[0])
        return self._keep(key, lambda: decide(block.decided, inputs, sums, slots, limits, begun))

    def _find_block(self, nodes: Nodes) -> "_KeptBlock":
        found = self._blocks.get(id(nodes))
        if found is None:
            found = self._blocks[id(nodes)] = _KeptBlock(nodes, self._steps)
        return found

    def _keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What is kept under the key, made where it is not."""
        with self._lock:
            known: T | None = self._kept.pop(key, None)
            if known is not None:
                self._kept[key] = known
                return known
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return made


class _KeptBlock:
    """Nodes with what is made of them when it is first needed; it is the same as no other."""

    def __init__(self, nodes: Nodes, known: dict[int, Step]) -> None:
        self.nodes = nodes
        self._known = known
        self._after: dict[int, TracedCalls] = {}

    @cached_property
    def asked(self) -> "_Asked":
        return _find_asked(self.nodes)

    @cached_property
    def calls(self) -> TracedCalls:
        return TracedCalls(self.nodes, prepare_steps(self.nodes, self._known))

    def calls_after(self, own: Nodes) -> TracedCalls:
        """What goes through its last nodes alone."""
        found = self._after.get(len(own))
        if found is None:
            steps = prepare_steps(own, self._known, self.nodes)
            found = TracedCalls(own, steps, before=self.nodes[: len(self.nodes) - len(own)])
            self._after[len(own)] = found
        return found

    def place_of(self, node: AnyNode) -> int:
        """Where a node stands among them."""
        return next(place for place, known in enumerate(self.nodes) if known is node)

    @cached_property
    def decided(self) -> DecidedBlock:
        return DecidedBlock(self.nodes, self._known)


@frozen
class _Asked:
    """All that a block can ask for: inputs, sums that it goes on from, slots."""

    reads: tuple[tuple[str, str], ...]
    sums: tuple[str, ...]
    slots: tuple[str, ...]

    def key(self, inputs: Inputs, sums: Sums, slots: Slots) -> tuple[object, ...]:
        """What a run of the block hangs on: cases alike in this come to the same."""
        return (
            tuple(map(inputs.get, self.reads, _MISSING)),
            tuple(map(sums.get, self.sums, _NOTHING)),
            tuple(map(slots.get, self.slots, _MISSING)),
        )

    def loaded(self, sums: Sums) -> Sums:
        """The sums that it goes on from, and no other."""
        return dict(zip(self.sums, map(sums.get, self.sums, _NOTHING), strict=True))


_MISSING: Final = repeat(MISSING)
_NOTHING: Final = repeat(0)


def _find_asked(nodes: Nodes) -> _Asked:
    reads: dict[tuple[str, str], None] = {}
    sums: dict[str, None] = {}
    slots: dict[str, None] = {}
    for node in nodes:
        match node:
            case Read():
                reads[node.scope, node.field] = None
            case Load():
                sums[node.acc] = None
            case Param():
                slots[node.slot] = None
            case _:  # it asks for nothing itself
                pass
    return _Asked(tuple(reads), tuple(sums), tuple(slots))
