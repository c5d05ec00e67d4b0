"""A block of nodes as straight lines of whole numbers, in whichever language.

In: a block as its Python function has it, the parameters' figures, how large each step can become,
the lines of a language. Out: the lines of the function's body, which ends with the number of the
demand that refused, or with `BEYOND` where a result or sum leaves 64 bits; what it has given by
then means nothing. A guard is a branch; a value that is taken where its guard may not hold is 0
there; a step that may need more than 64 bits has 128. A table of bands stands for the number that
it has among the tables.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, assert_never

from attrs import field

from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import (
    AnyNode,
    Arm,
    Bands,
    Cap,
    Const,
    Emit,
    Load,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Pure,
    Read,
    Select,
    Store,
)
from polc.compiler.plan.operations.reach import Measured, within_64_bits
from polc.compiler.plan.visit import roots_of
from polc.compiler.readers.closures.generate import FunctionBlock, SlotValue
from polc.compiler.readers.closures.uses import Uses, find_uses, is_within
from polc.compiler.readers.straight.lines import (
    ZERO,
    Kept,
    Lines,
    MachineValue,
    Width,
    figure,
)
from polc.compiler.readers.straight.write_bands import write_bands
from polc.compiler.readers.straight.write_pure import PureStep, write_pure
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

BEYOND: Final = -1
"""What the function is where something that it gives needs more than 64 bits."""

Measure = Callable[[NodeId], Measured]
"""What is known of how large a node's value, and the steps on the way to it, can become."""


BandsTable = tuple[tuple[int, int], ...]


@frozen
class OpenFigure:
    """A figure that the function is called with, not one that is known when it is written; of
    bands the numbers of the `tables` that it may be."""

    tables: tuple[int, ...] = ()


def write_block(
    lines: Lines,
    block: FunctionBlock,
    slots: Mapping[str, SlotValue | OpenFigure],
    measure: Measure,
    *,
    exports: Sequence[NodeId] = (),
    tables: Sequence[BandsTable] = (),
) -> None:
    """Writes the body. The values of the nodes `exports` stand behind its results; `tables` are
    those that a figure which is asked may be."""
    wanted = set(exports)
    roots = [*roots_of(block.nodes), *(node for node in block.nodes if node.id in wanted)]
    uses = find_uses(block.nodes, roots)
    writer = _BlockWriter(
        lines=lines, block=block, uses=uses, figures=slots, measure=measure, tables=[*tables]
    )
    writer.write(exports)


_IN_A_ROW: Final = 16
"""So many lines of a table stand in one expression at most."""


@define(kw_only=True)
class _BlockWriter:
    lines: Lines
    block: FunctionBlock
    uses: Uses
    figures: Mapping[str, SlotValue | OpenFigure]
    measure: Measure
    tables: list[BandsTable]
    _values: dict[NodeId, Kept] = field(factory=dict)
    _held_by: dict[NodeId, frozenset[int]] = field(factory=dict)
    _open: list[NodeId] = field(factory=list)
    _results: dict[str, NodeId] = field(factory=dict)
    _stored: dict[str, NodeId] = field(factory=dict)
    _refusals: dict[NodeId, int] = field(init=False)

    @_refusals.default
    def _number_refusals(self) -> dict[NodeId, int]:
        return {node.id: place for place, node in enumerate(self.block.needs, start=1)}

    def write(self, exports: Sequence[NodeId]) -> None:
        for node in self.uses.nodes:
            self._write_node(node)
        self._close_to(())
        for place, output in enumerate(self.block.outputs):
            self._put_out("outputs", place, self._result(output))
        for place, node_id in enumerate(exports, start=len(self.block.outputs)):
            self._put_out("outputs", place, self._value(node_id))
        for place, acc in enumerate(self.block.state):
            kept = self._stored.get(acc)
            value = self.lines.take("before", place) if kept is None else self._value(kept)
            self._put_out("after", place, value)

    def _result(self, output: str) -> MachineValue:
        node_id = self._results.get(output)
        return ZERO if node_id is None else self._value(node_id)

    def _put_out(
        self, place_of: Literal["outputs", "after"], place: int, value: MachineValue
    ) -> None:
        if value.width == "i128" and not value.is_figure:
            self.lines.return_where(self.lines.beyond(value), BEYOND)
        self.lines.give(place_of, place, self.lines.as_wide(value, "i64"))

    def _value(self, node_id: NodeId) -> MachineValue:
        return self.lines.get(self._values[node_id])

    def _keep(self, node: AnyNode, value: MachineValue) -> None:
        """The node's value, for those that take it."""
        self._values[node.id] = self.lines.keep(
            node,
            value,
            self._width(node),
            guarded=bool(self.uses.chains[node.id]),
            escapes=node.id in self.uses.escapes,
        )

    def _width(self, node: AnyNode) -> Width:
        """The bits that hold the node's value."""
        fits = all(map(within_64_bits, self.measure(node.id).reach.parts))
        return "i64" if fits else "i128"

    def _width_inside(self, node: AnyNode) -> Width:
        """The bits that hold it and every step on the way to it, its operands among them."""
        fits = self._width(node) == "i64" and all(map(within_64_bits, self.measure(node.id).inner))
        wide = any(self._width(self.uses.by_id[operand]) == "i128" for operand in node.operands)
        return "i64" if fits and not wide else "i128"

    def _write_node(self, node: AnyNode) -> None:
        if isinstance(node, Emit):
            self._results[node.name] = node.value
            return
        if isinstance(node, Store):
            self._stored[node.acc] = node.value
            return
        self._enter(self.uses.chains[node.id])
        self.lines.start_node(node)
        self._keep(node, self._write_value(node))

    def _write_value(self, node: AnyNode) -> MachineValue:
        lines = self.lines
        width = self._width_inside(node)
        match node:
            case Const():
                return self._constant(node.id, node.value)
            case Param():
                return self._figure(node)
            case Read():
                return lines.take("inputs", self.block.inputs.index((node.scope, node.field)))
            case Load():
                return lines.take("before", self.block.state.index(node.acc))
            case Need():
                value = self._value(node.value)
                missing = lines.compare("eq", value, figure(MISSING))
                self._refuse_where(missing, node)
                self._held_by[node.id] = self._held_by.get(node.value, frozenset())
                return value
            case Select():
                return self._write_select(node, width)
            case Pure():
                operands = [self._value(operand) for operand in node.operands]
                return write_pure(node, operands, self._around(node, width))
            case Bands():
                return self._write_bands(node, width)
            case MaxOf():
                return self._write_max_of(node, width)
            case Cap():
                least = lines.as_wide(self._value(node.uncapped), width)
                for limit in node.limits:
                    least = lines.least(least, self._value(limit.value), width)
                return lines.most(least, ZERO, width)
            case Override():
                return self._write_override(node, width)
            case Store() | Emit():
                return self._value(node.value)
            case _:
                assert_never(node)

    def _figure(self, node: Param) -> MachineValue:
        given = self.figures.get(node.slot, MISSING)
        if not isinstance(given, OpenFigure):
            return self._constant(node.id, given)
        self._held_by[node.id] = frozenset(given.tables)
        return self.lines.take("figures", self.block.slots.index(node.slot))

    def _constant(self, node_id: NodeId, value: SlotValue) -> MachineValue:
        if isinstance(value, int):
            wide = not within_64_bits((value, value))
            return MachineValue(str(value), "i128" if wide else "i64", is_figure=True)
        if value not in self.tables:
            self.tables.append(value)
        place = self.tables.index(value)
        self._held_by[node_id] = frozenset((place,))
        return figure(place)

    def _around(self, node: Pure, width: Width) -> PureStep:
        dens = [self.uses.by_id[operand].den for operand in node.operands]
        may_fall = any(self.measure(operand).reach.hull[0] < 0 for operand in node.operands)
        return PureStep(self.lines, width, dens[0] if dens else 1, may_fall)

    def _write_select(self, node: Select, width: Width) -> MachineValue:
        held = [self._held_by.get(arm.value, frozenset()) for arm in node.arms]
        if node.otherwise is not None:
            held.append(self._held_by.get(node.otherwise, frozenset()))
        self._held_by[node.id] = frozenset().union(*held)
        key = self._value(node.key)
        rest = figure(MISSING) if node.otherwise is None else self._value(node.otherwise)
        for place, arm in enumerate(reversed(node.arms), start=1):
            if place % _IN_A_ROW == 0:
                rest = self.lines.named(rest)
            rest = self.lines.choose(self._matches(arm, key), self._value(arm.value), rest, width)
        return rest

    def _matches(self, arm: Arm, key: MachineValue) -> str:
        lines = self.lines
        if arm.bits:
            return lines.holds(lines.binary("and", key, figure(arm.bits), key.width))
        found: str | None = None
        for low, high in arm.ranges:
            within = lines.true
            if low is not None:
                within = lines.compare("eq" if low == high else "ge", key, figure(low))
            if high is not None and low != high:
                below = lines.compare("le", key, figure(high))
                within = below if low is None else lines.join("and", within, below)
            found = within if found is None else lines.join("or", found, within)
        return lines.false if found is None else found

    def _write_bands(self, node: Bands, width: Width) -> MachineValue:
        def value(node_id: NodeId | None) -> MachineValue | None:
            return None if node_id is None else self._value(node_id)

        key, low, high = self._value(node.table), self._value(node.low), self._value(node.high)
        extras = (value(node.shift), value(node.points), value(node.top))
        found = ZERO
        places = sorted(self._held_by.get(node.table, frozenset()))
        for place in places:
            table, ends = self.tables[place], (low, high)
            amount = write_bands(self.lines, table, ends, extras, width, falls=node.falls)
            if len(places) == 1:
                return amount
            this = self.lines.compare("eq", key, figure(place))
            found = self.lines.named(self.lines.choose(this, amount, found, width))
        return found

    def _write_max_of(self, node: MaxOf, width: Width) -> MachineValue:
        """The largest open amount; amounts may not be below 0 before one is open."""
        lines = self.lines
        best, any_open = ZERO, lines.false
        for place, option in enumerate(node.options):
            amount = self._value(option.amount)
            taken = is_open = lines.holds(self._value(option.open))
            if place:
                more = lines.compare("gt", amount, best)
                taken = lines.join("and", is_open, lines.join("or", lines.deny(any_open), more))
            best = lines.named(lines.choose(taken, amount, best, width))
            if place + 1 < len(node.options):
                both = lines.join("or", any_open, is_open) if place else is_open
                any_open = lines.named_truth(both)
        return best

    def _write_override(self, node: Override, width: Width) -> MachineValue:
        """The amount given, refused above the base; else what was computed."""
        lines = self.lines
        is_given = lines.named_truth(lines.holds(self._value(node.is_given)))
        amount = self._value(node.amount)
        above = lines.compare("gt", amount, self._value(node.base))
        self._refuse_where(lines.join("and", is_given, above), node)
        return lines.choose(is_given, amount, self._value(node.computed), width)

    def _refuse_where(self, truth: str, node: AnyNode) -> None:
        self.lines.return_where(truth, self._refusals[node.id])

    def _enter(self, chain: tuple[NodeId, ...]) -> None:
        """Leaves the branches that the node is not in, and enters those that it is."""
        self._close_to(chain)
        for guard in chain[len(self._open) :]:
            self.lines.enter(self.lines.holds(self._value(guard)))
            self._open.append(guard)

    def _close_to(self, chain: tuple[NodeId, ...]) -> None:
        while self._open and not is_within(tuple(self._open), chain):
            self._open.pop()
            self.lines.leave()
