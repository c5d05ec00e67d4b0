"""The plan's blocks as Python functions over integers.

In: a plan. Out: a `FunctionBlock` for each: a maker that takes the parameters' figures and returns
the function. Source is generated once for a plan; other parameters only call the maker
again. The source stands in `linecache` under a name made from its hash, as long as the
maker lives, so that a traceback can show it.
"""

import linecache
import weakref
from collections.abc import Callable, Collection, Sequence
from hashlib import sha256
from typing import Any, Final
from weakref import WeakValueDictionary

from attrs import evolve, field

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

SlotValue = int | tuple[tuple[int, int], ...]
Settle = Callable[..., tuple[int, ...]]


@frozen(kw_only=True)
class FunctionBlock:
    """One generated function of `nodes`. It is called with `inputs` and then `state`, in order, and
    returns (error, *outputs, *new state): error 0, or k where `needs[k - 1]` refused.
    `make` takes the values of `slots`; a value nobody supplied is `MISSING`."""

    inputs: tuple[tuple[str, str], ...]
    state: tuple[str, ...]
    outputs: tuple[str, ...]
    needs: tuple[AnyNode, ...]
    slots: tuple[str, ...]
    make: Callable[[tuple[SlotValue, ...]], Settle]
    source: str
    nodes: tuple[AnyNode, ...] = field(eq=False, repr=False)


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
            found[node.name] = generate_block(slice_for(nodes, node, *own), ())
    return found


_BLOCKS: Final[WeakValueDictionary[tuple[Any, ...], FunctionBlock]] = WeakValueDictionary()
"""By nodes and sums: choosing a reading leaves most blocks of a policy as they are."""


def generate_block(block: Sequence[AnyNode], accumulators: tuple[str, ...]) -> FunctionBlock:
    """The function of a block with these accumulators, in this order."""
    key = (tuple(block), accumulators)
    known = _BLOCKS.get(key)
    return known if known is not None else _BLOCKS.setdefault(key, _generate(block, accumulators))


def generate_variant(
    general: FunctionBlock, nodes: Sequence[AnyNode], never_negative: Collection[NodeId]
) -> FunctionBlock:
    """The function of a block that comes to the same as another for some claims, called as that
    one is: with its inputs and sums, its results, and the places of its demands."""
    uses = find_uses(nodes, roots_of(nodes))
    slots = dict.fromkeys(node.slot for node in uses.nodes if isinstance(node, Param))
    writer = FunctionWriter(
        uses=uses,
        inputs={read: f"a{place}" for place, read in enumerate(general.inputs)},
        state={acc: f"s{place}" for place, acc in enumerate(general.state)},
        slots={slot: f"p{place}" for place, slot in enumerate(slots)},
        outputs=general.outputs,
        places={need.id: place for place, need in enumerate(general.needs, start=1)},
        never_negative=frozenset(never_negative),
    )
    source = writer.write()
    return evolve(
        general, slots=tuple(slots), make=_maker_of(source), source=source, nodes=tuple(nodes)
    )


def _generate(block: Sequence[AnyNode], accumulators: tuple[str, ...]) -> FunctionBlock:
    uses = find_uses(block, roots_of(block))
    reads = dict.fromkeys((node.scope, node.field) for node in uses.nodes if isinstance(node, Read))
    slots = dict.fromkeys(node.slot for node in uses.nodes if isinstance(node, Param))
    used = dict.fromkeys(node.acc for node in uses.nodes if isinstance(node, Load | Store))
    state = accumulators or tuple(used)
    needs = tuple(node for node in uses.nodes if isinstance(node, Need | Override))
    writer = FunctionWriter(
        uses=uses,
        inputs={read: f"a{place}" for place, read in enumerate(reads)},
        state={acc: f"s{place}" for place, acc in enumerate(state)},
        slots={slot: f"p{place}" for place, slot in enumerate(slots)},
        outputs=tuple(node.name for node in uses.nodes if isinstance(node, Emit)),
        places={need.id: place for place, need in enumerate(needs, start=1)},
    )
    source = writer.write()
    return FunctionBlock(
        inputs=tuple(reads),
        state=state,
        outputs=writer.outputs,
        needs=needs,
        slots=tuple(slots),
        make=_maker_of(source),
        source=source,
        nodes=tuple(block),
    )


def _maker_of(source: str) -> Callable[[tuple[SlotValue, ...]], Settle]:
    maker = _compile(source)

    def make(values: tuple[SlotValue, ...]) -> Settle:
        settle: Settle = maker(*values)
        return settle

    return make


_MAKERS: Final[WeakValueDictionary[str, Callable[..., Any]]] = WeakValueDictionary()
"""By source: blocks that differ only in what they cite have one function."""


def _compile(source: str) -> Callable[..., Any]:
    known = _MAKERS.get(source)
    if known is not None:
        return known
    name = f"<polc {sha256(source.encode()).hexdigest()[:16]}>"
    space: dict[str, Any] = {"__builtins__": {"min": min, "max": max}, **CALLED}
    exec(compile(source, name, "exec"), space)
    maker: Callable[..., Any] = space["make"]
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    weakref.finalize(maker, linecache.cache.pop, name, None)
    return _MAKERS.setdefault(source, maker)
