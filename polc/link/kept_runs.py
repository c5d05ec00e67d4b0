"""Blocks that are gone through node by node, each once for what it is given.

In: a block, its inputs, the sums before, the figures of its slots. Out: the run, or the decision of
what can matter. A claim that is settled, refused, told of and asked for its readings is gone
through once, under all plans that have its block.
"""

from collections.abc import Callable, Mapping
from functools import partial
from threading import Lock
from typing import Any, Final, TypeVar

from attrs import field

from polc.compiler.plan.nodes import AnyNode, Load, Param, Read
from polc.compiler.readers.bounds.inputs import InputLimits
from polc.compiler.readers.decide.decide import DecidedBlock, decide
from polc.compiler.readers.decide.decision import Decision
from polc.compiler.readers.trace.interpret import Run, Step, prepare_steps, run_steps
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
    _asked: dict[ByIdentity, "_Asked"] = field(init=False, factory=dict)
    _calls: dict[ByIdentity, TracedCalls] = field(init=False, factory=dict)
    _prepared: dict[ByIdentity, tuple[Step, ...]] = field(init=False, factory=dict)
    _decided: dict[ByIdentity, DecidedBlock] = field(init=False, factory=dict)
    _steps: dict[int, Step] = field(init=False, factory=dict)
    """By the identity of a node, which the step has: blocks share nodes."""
    _lock: Any = field(init=False, factory=Lock)

    def steps_of(self, nodes: Nodes) -> tuple[Step, ...]:
        """What goes through the block."""
        found = self._prepared.get(ByIdentity(nodes))
        if found is None:
            found = self._prepared[ByIdentity(nodes)] = prepare_steps(nodes, self._steps)
        return found

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
        steps = self.steps_of(nodes)
        asked = self._asked_by(nodes if begin is None else own)
        if begin is not None:
            steps = steps[len(nodes) - len(own) :]
        key = (*asked.key(nodes, inputs, sums, slots), ByIdentity(begin))
        loaded = asked.loaded(sums)
        if begin is None:
            calls = self._calls.get(ByIdentity(nodes))
            if calls is None:
                calls = self._calls[ByIdentity(nodes)] = TracedCalls(nodes, steps)
            return self._keep(key, partial(calls.run, inputs, loaded, slots))
        return self._keep(key, lambda: run_steps(steps, inputs, loaded, slots, begin))

    def decide(
        self,
        nodes: Nodes,
        inputs: Inputs,
        sums: Sums,
        slots: Slots,
        limits: InputLimits,
        begin: Run | None = None,
        own: Nodes = (),
    ) -> Decision:
        """Whether what is missing can matter; for its last, `own` nodes alone where `begin` is a
        run of those before them that nothing refused."""
        block = self._decided.get(ByIdentity(nodes))
        if block is None:
            block = self._decided[ByIdentity(nodes)] = DecidedBlock(nodes, self._steps)
        asked = self._asked_by(nodes if begin is None else own)
        key = (*asked.key(nodes, inputs, sums, slots), ByIdentity(limits), ByIdentity(begin))
        begun = None if begin is None else (begin, len(own))
        return self._keep(key, lambda: decide(block, inputs, sums, slots, limits, begun))

    def _asked_by(self, nodes: Nodes) -> "_Asked":
        asked = self._asked.get(ByIdentity(nodes))
        if asked is None:
            asked = self._asked[ByIdentity(nodes)] = _find_asked(nodes)
        return asked

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


@frozen
class _Asked:
    """All that a block can ask for: inputs, sums that it goes on from, slots."""

    reads: tuple[tuple[str, str], ...]
    sums: tuple[str, ...]
    slots: tuple[str, ...]

    def key(self, nodes: Nodes, inputs: Inputs, sums: Sums, slots: Slots) -> tuple[object, ...]:
        """What a run of the block hangs on: cases alike in this come to the same."""
        return (
            ByIdentity(nodes),
            tuple([inputs.get(read, MISSING) for read in self.reads]),
            tuple([sums.get(acc, 0) for acc in self.sums]),
            tuple([slots.get(slot, MISSING) for slot in self.slots]),
        )

    def loaded(self, sums: Sums) -> Sums:
        """The sums that it goes on from, and no other."""
        return {acc: sums.get(acc, 0) for acc in self.sums}


def _find_asked(nodes: Nodes) -> _Asked:
    return _Asked(
        tuple({(node.scope, node.field): None for node in nodes if isinstance(node, Read)}),
        tuple({node.acc: None for node in nodes if isinstance(node, Load)}),
        tuple({node.slot: None for node in nodes if isinstance(node, Param)}),
    )
