"""The plan's blocks as Python functions over integers.

In: a plan. Out: a `FunctionBlock` for each: what the function is called with, and a maker that
takes the parameters' figures and returns it. Source is generated when the function is first made,
once for a plan; other parameters only call the maker again. The source stands in `linecache` under
a name made from its hash, as long as the maker lives, so that a traceback can show it.
"""

import linecache
import weakref
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Any, Final
from weakref import WeakValueDictionary

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Emit,
    Load,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Store,
)
from polc.compiler.plan.operations.days import CALLED
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import roots_of, slice_for, stores_of, stores_read_by
from polc.compiler.readers.closures.uses import find_uses
from polc.compiler.readers.closures.write_function import FunctionWriter
from polc.compiler.readers.closures.write_trace import TraceWriter, group_by_guards
from polc.records.evolve import evolve

SlotValue = int | tuple[tuple[int, int], ...]
Settle = Callable[..., tuple[int, ...]]
Trace = Callable[..., dict[NodeId, SlotValue] | None]


@frozen(kw_only=True)
class FunctionBlock:
    """One function of `nodes`, generated when it is first made. It is called with `inputs` and then
    `state`, in order, and returns (error, *outputs, *new state): error 0, or k where
    `needs[k - 1]` refused. `never_negative` are nodes of which that is known. Of `only_for` each
    input says whether the claims give it for which the function is: its error is `NOT_FOR` where
    one does not; None: it is for all."""

    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    outputs: tuple[str, ...]
    needs: tuple[AnyNode, ...]
    slots: tuple[str, ...]
    nodes: tuple[AnyNode, ...] = field(eq=False, repr=False)
    never_negative: frozenset[NodeId] = field(default=frozenset(), eq=False, repr=False)
    only_for: tuple[bool, ...] | None = field(default=None, repr=False)
    _makers: list[Callable[..., Settle]] = field(init=False, factory=list, eq=False, repr=False)

    @property
    def source(self) -> str:
        """The text of the function, inside that of its maker."""
        writer = FunctionWriter(
            uses=find_uses(self.nodes, roots_of(self.nodes)),
            inputs={read: f"a{place}" for place, read in enumerate(self.inputs)},
            state={acc: f"s{place}" for place, acc in enumerate(self.state)},
            slots={slot: f"p{place}" for place, slot in enumerate(self.slots)},
            outputs=self.outputs,
            places={need.id: place for place, need in enumerate(self.needs, start=1)},
            never_negative=self.never_negative,
            only_for=self.only_for,
        )
        return writer.write()

    def make(self, values: tuple[SlotValue, ...]) -> Settle:
        """The function under the values of `slots`; one that nobody supplied is `MISSING`."""
        if not self._makers:
            self._makers.append(compile_maker(self.source))
        return self._makers[0](*values)


def generate_claim(plan: Plan) -> FunctionBlock:
    """The function of one claim; its state is every accumulator of the plan, in order."""
    return generate_block(plan.claim, tuple(accumulator.id for accumulator in plan.accumulators))


def generate_outputs(
    nodes: Sequence[AnyNode], names: Collection[str] | None = None
) -> dict[str, FunctionBlock]:
    """A function for each result of a block (or those named), with only what that result
    hangs on and the sums that it reads moved on."""
    found: dict[str, FunctionBlock] = {}
    for node in nodes:
        if isinstance(node, Emit) and (names is None or node.name in names):
            first = names is None and not found
            own = stores_of(nodes) if first else stores_read_by(nodes, node)
            found[node.name] = describe(slice_for(nodes, node, *own), ())
    return found


def generate_block(block: Sequence[AnyNode], accumulators: tuple[str, ...]) -> FunctionBlock:
    """The function of a block with these accumulators, in this order."""
    needed = slice_for(block, *roots_of(block))
    return evolve(describe(needed, accumulators), nodes=tuple(block))


def generate_variant(
    general: FunctionBlock,
    nodes: Sequence[AnyNode],
    never_negative: Collection[NodeId],
    only_for: Sequence[int] | None = None,
) -> FunctionBlock:
    """The function of a block that comes to the same as another for some claims, called as that
    one is: with its inputs and sums, its results, and the places of its demands. `only_for` says
    of each input whether those claims give it: the function refuses others."""
    slots = describe(slice_for(nodes, *roots_of(nodes)), ()).slots
    return evolve(
        general,
        slots=slots,
        nodes=tuple(nodes),
        never_negative=frozenset(never_negative),
        only_for=None if only_for is None else tuple(map(bool, only_for)),
    )


@frozen(kw_only=True)
class TraceBlock:
    """A function that gives the value of every node of a block that it reaches, by node, and None
    where a demand fails; it is called with `inputs` and then `state`."""

    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    slots: tuple[str, ...]
    _maker: Callable[..., Trace] = field(eq=False, repr=False)
    _groups: tuple[tuple[NodeId, ...], ...] = field(eq=False, repr=False)

    def make(self, values: tuple[SlotValue, ...]) -> Trace:
        """The function under the values of `slots`; one that nobody supplied is `MISSING`."""
        return self._maker(*values, *self._groups)


def generate_trace(nodes: Sequence[AnyNode]) -> TraceBlock:
    """The function that traces these nodes."""
    block = describe(tuple(nodes), ())
    uses = find_uses(nodes, nodes)
    writer = TraceWriter(
        uses=uses,
        inputs={read: f"a{place}" for place, read in enumerate(block.inputs)},
        state={acc: f"s{place}" for place, acc in enumerate(block.state)},
        slots={slot: f"p{place}" for place, slot in enumerate(block.slots)},
        outputs=(),
        places={need.id: place for place, need in enumerate(block.needs, start=1)},
    )
    return TraceBlock(
        inputs=block.inputs,
        state=block.state,
        slots=block.slots,
        maker=compile_maker(writer.write()),
        groups=tuple(group_by_guards(uses.nodes, uses.chains)),
    )


def describe(needed: tuple[AnyNode, ...], accumulators: tuple[str, ...]) -> FunctionBlock:
    """What a function of these nodes is called with and gives; without accumulators of a
    plan its state is the sums that it reads or moves."""
    reads: dict[tuple[str, str], None] = {}
    slots: dict[str, None] = {}
    sums: dict[str, None] = {}
    outputs, needs = [], []
    for node in needed:
        match node:
            case Read():
                reads[node.scope, node.field] = None
            case Param():
                slots[node.slot] = None
            case Load() | Store():
                sums[node.acc] = None
            case Need() | Override():
                needs.append(node)
            case Emit():
                outputs.append(node.name)
            case _:  # nothing that a call or its result has
                pass
    return FunctionBlock(
        inputs=tuple(reads),
        state=accumulators or tuple(sums),
        outputs=tuple(outputs),
        needs=tuple(needs),
        slots=tuple(slots),
        nodes=needed,
    )


_MAKERS: Final[WeakValueDictionary[str, Callable[..., Any]]] = WeakValueDictionary()
"""By source: blocks that differ only in what they cite have one function."""


def compile_maker(source: str) -> Callable[..., Any]:
    """The maker of a source that a writer wrote."""
    known = _MAKERS.get(source)
    if known is not None:
        return known
    name = f"<polc {sha256(source.encode()).hexdigest()[:16]}>"
    space: dict[str, Any] = {"__builtins__": {"min": min, "max": max, "zip": zip}, **CALLED}
    exec(compile(source, name, "exec"), space)
    maker: Callable[..., Any] = space["make"]
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    weakref.finalize(maker, linecache.cache.pop, name, None)
    return _MAKERS.setdefault(source, maker)
