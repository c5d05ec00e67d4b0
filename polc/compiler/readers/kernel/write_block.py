"""A block of nodes as one LLVM function over 64-bit integers.

In: a block as its Python function has it, the parameters' figures, how large each step can become.
Out: the text of a function `i64 @NAME(ptr inputs, ptr before, ptr outputs, ptr after)`, which is 0,
or the number of the demand that refused, or `BEYOND` where a result or sum leaves 64 bits; the rest
then means nothing. A guard is a branch; a
value that is taken where its guard may not hold is 0 there; a step that may need more than 64 bits
has 128. A table of bands stands for the number that it has among the block's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, assert_never

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
from polc.compiler.readers.kernel.lines import ZERO, Lines, MachineValue, Width, figure
from polc.compiler.readers.kernel.write_bands import write_bands
from polc.compiler.readers.kernel.write_pure import PureStep, write_pure
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

BEYOND: Final = -1
"""What the function is where something that it gives needs more than 64 bits."""

Measure = Callable[[NodeId], Measured]
"""What is known of how large a node's value, and the steps on the way to it, can become."""


def write_block(
    name: str,
    block: FunctionBlock,
    slots: Mapping[str, SlotValue],
    measure: Measure,
    exports: Sequence[NodeId] = (),
) -> str:
    """The function's text. The values of the nodes `exports` stand behind its results."""
    wanted = set(exports)
    roots = [*roots_of(block.nodes), *(node for node in block.nodes if node.id in wanted)]
    uses = find_uses(block.nodes, roots)
    writer = _BlockWriter(block=block, uses=uses, figures=slots, measure=measure)
    return writer.write(name, exports)


@frozen
class _Variable:
    """Where the value of a node stands, from one branch to the next."""

    name: str
    width: Width


@define(kw_only=True)
class _BlockWriter:
    block: FunctionBlock
    uses: Uses
    figures: Mapping[str, SlotValue]
    measure: Measure
    lines: Lines = field(factory=Lines)
    _values: dict[NodeId, MachineValue] = field(factory=dict)
    _variables: dict[NodeId, _Variable] = field(factory=dict)
    _tables: list[tuple[tuple[int, int], ...]] = field(factory=list)
    _held_by: dict[NodeId, frozenset[int]] = field(factory=dict)
    _open: list[tuple[NodeId, str]] = field(factory=list)
    _results: dict[str, NodeId] = field(factory=dict)
    _stored: dict[str, NodeId] = field(factory=dict)
    _refusals: dict[NodeId, int] = field(init=False)

    @_refusals.default
    def _number_refusals(self) -> dict[NodeId, int]:
        return {node.id: place for place, node in enumerate(self.block.needs, start=1)}

    def write(self, name: str, exports: Sequence[NodeId]) -> str:
        for node in self.uses.nodes:
            self._write_node(node)
        self._close_to(())
        for place, output in enumerate(self.block.outputs):
            self._put_out("outputs", place, self._result(output))
        for place, node_id in enumerate(exports, start=len(self.block.outputs)):
            self._put_out("outputs", place, self._value(node_id))
        for place, acc in enumerate(self.block.state):
            kept = self._stored.get(acc)
            value = self._load_from("before", place) if kept is None else self._value(kept)
            self._put_out("after", place, value)
        start = [
            line
            for variable in self._variables.values()
            for line in (
                f"  {variable.name} = alloca {variable.width}",
                f"  store {variable.width} 0, ptr {variable.name}",
            )
        ]
        places = (
            "ptr noalias %inputs, ptr noalias %before, ptr noalias %outputs, ptr noalias %after"
        )
        head = f"define internal i64 @{name}({places}) alwaysinline {{"
        return "\n".join((head, *start, *self.lines.text, "  ret i64 0", "}", ""))

    def _result(self, output: str) -> MachineValue:
        node_id = self._results.get(output)
        return ZERO if node_id is None else self._value(node_id)

    def _put_out(self, place_of: str, place: int, value: MachineValue) -> None:
        narrow = self.lines.as_wide(value, "i64")
        if value.width == "i128" and not value.is_figure:
            again = self.lines.as_wide(narrow, "i128")
            self._return_where(self.lines.compare("ne", again, value), BEYOND)
        self.lines.add(f"store i64 {narrow.text}, ptr {self._pointer(place_of, place)}")

    def _load_from(self, place_of: str, place: int) -> MachineValue:
        return self.lines.value(f"load i64, ptr {self._pointer(place_of, place)}", "i64")

    def _pointer(self, place_of: str, place: int) -> str:
        return self.lines.truth(f"getelementptr i64, ptr %{place_of}, i64 {place}")

    def _value(self, node_id: NodeId) -> MachineValue:
        variable = self._variables.get(node_id)
        if variable is None:
            return self._values[node_id]
        return self.lines.value(f"load {variable.width}, ptr {variable.name}", variable.width)

    def _keep(self, node: AnyNode, value: MachineValue) -> None:
        """The node's value, under a name where it is taken in other branches too."""
        if not self.uses.chains[node.id]:
            self._values[node.id] = value
            return
        variable = _Variable(f"%v{len(self._variables)}", self._width(node))
        self._variables[node.id] = variable
        fitting = self.lines.as_wide(value, variable.width)
        self.lines.add(f"store {variable.width} {fitting.text}, ptr {variable.name}")

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
        self._keep(node, self._write_value(node))

    def _write_value(self, node: AnyNode) -> MachineValue:
        lines = self.lines
        width = self._width_inside(node)
        match node:
            case Const():
                return self._constant(node.id, node.value)
            case Param():
                return self._constant(node.id, self.figures.get(node.slot, MISSING))
            case Read():
                return self._load_from("inputs", self.block.inputs.index((node.scope, node.field)))
            case Load():
                return self._load_from("before", self.block.state.index(node.acc))
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

    def _constant(self, node_id: NodeId, value: SlotValue) -> MachineValue:
        if isinstance(value, int):
            wide = not within_64_bits((value, value))
            return MachineValue(str(value), "i128" if wide else "i64", is_figure=True)
        if value not in self._tables:
            self._tables.append(value)
        place = self._tables.index(value)
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
        for arm in reversed(node.arms):
            rest = self.lines.choose(self._matches(arm, key), self._value(arm.value), rest, width)
        return rest

    def _matches(self, arm: Arm, key: MachineValue) -> str:
        lines = self.lines
        if arm.bits:
            return lines.holds(lines.binary("and", key, figure(arm.bits), key.width))
        found = "false"
        for low, high in arm.ranges:
            within = "true"
            if low is not None:
                within = lines.compare("eq" if low == high else "sge", key, figure(low))
            if high is not None and low != high:
                below = lines.compare("sle", key, figure(high))
                within = lines.truth(f"and i1 {within}, {below}")
            found = within if found == "false" else lines.truth(f"or i1 {found}, {within}")
        return found

    def _write_bands(self, node: Bands, width: Width) -> MachineValue:
        def value(node_id: NodeId | None) -> MachineValue | None:
            return None if node_id is None else self._value(node_id)

        key, low, high = self._value(node.table), self._value(node.low), self._value(node.high)
        extras = (value(node.shift), value(node.points), value(node.top))
        found = ZERO
        places = sorted(self._held_by.get(node.table, frozenset()))
        for place in places:
            table, ends = self._tables[place], (low, high)
            amount = write_bands(self.lines, table, ends, extras, width, falls=node.falls)
            if len(places) == 1:
                return amount
            this = self.lines.compare("eq", key, figure(place))
            found = self.lines.choose(this, amount, found, width)
        return found

    def _write_max_of(self, node: MaxOf, width: Width) -> MachineValue:
        """The largest open amount; amounts may not be below 0 before one is open."""
        lines = self.lines
        best, any_open = ZERO, "false"
        for option in node.options:
            amount = self._value(option.amount)
            is_open = lines.holds(self._value(option.open))
            more = lines.compare("sgt", amount, best)
            first = lines.truth(f"xor i1 {any_open}, true")
            better = lines.truth(f"or i1 {first}, {more}")
            taken = lines.truth(f"and i1 {is_open}, {better}")
            best = lines.choose(taken, amount, best, width)
            any_open = lines.truth(f"or i1 {any_open}, {is_open}")
        return best

    def _write_override(self, node: Override, width: Width) -> MachineValue:
        """The amount given, refused above the base; else what was computed."""
        lines = self.lines
        is_given = lines.holds(self._value(node.is_given))
        amount = self._value(node.amount)
        above = lines.compare("sgt", amount, self._value(node.base))
        self._refuse_where(lines.truth(f"and i1 {is_given}, {above}"), node)
        return lines.choose(is_given, amount, self._value(node.computed), width)

    def _refuse_where(self, truth: str, node: AnyNode) -> None:
        self._return_where(truth, self._refusals[node.id])

    def _return_where(self, truth: str, error: int) -> None:
        refuse, go_on = self.lines.new_label("refuse"), self.lines.new_label("go_on")
        self.lines.add(f"br i1 {truth}, label %{refuse}, label %{go_on}")
        self.lines.label(refuse)
        self.lines.add(f"ret i64 {error}")
        self.lines.label(go_on)

    def _enter(self, chain: tuple[NodeId, ...]) -> None:
        """Leaves the branches that the node is not in, and enters those that it is."""
        self._close_to(chain)
        for guard in chain[len(self._open) :]:
            inside, outside = self.lines.new_label("where"), self.lines.new_label("after")
            truth = self.lines.holds(self._value(guard))
            self.lines.add(f"br i1 {truth}, label %{inside}, label %{outside}")
            self.lines.label(inside)
            self._open.append((guard, outside))

    def _close_to(self, chain: tuple[NodeId, ...]) -> None:
        while self._open and not is_within(tuple(guard for guard, _ in self._open), chain):
            _, outside = self._open.pop()
            self.lines.add(f"br label %{outside}")
            self.lines.label(outside)
