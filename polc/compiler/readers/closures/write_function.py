"""A block of nodes as the source of one function.

In: the nodes that matter, their inputs and running sums. Out: source text of a maker that
takes the parameters' slots and returns the function. Guards become nested ifs; a value
that is used where its guard may not hold starts at 0; a pure value that is used once is
written where it is used; what hangs on parameters alone is computed in the maker.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final, assert_never

from attrs import field

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
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
    PureNode,
    Read,
    Select,
    Store,
)
from polc.compiler.plan.operations.operation import Expression, Operation, Statements
from polc.compiler.plan.operations.table import operation_of
from polc.compiler.readers.closures.signs import is_never_negative
from polc.compiler.readers.closures.statements import (
    write_bands,
    write_cap,
    write_max_of,
    write_override,
)
from polc.compiler.readers.closures.tables import write_select
from polc.compiler.readers.closures.uses import Uses, is_within
from polc.records.mutable import define
from polc.runtime.amounts import MISSING

NOT_FOR: Final = -1
"""The error of a claim that the function is not for."""


@define(kw_only=True)
class FunctionWriter:
    """Writes one function. `inputs`, `state` and `slots` have the names of its arguments;
    `places` says of each node that may refuse which error it is; `never_negative` are values
    of which that is known, beside those that show it; `only_for` says of each input whether it is
    given, and None where all claims are settled."""

    uses: Uses
    inputs: dict[tuple[str, str], str]
    state: dict[str, str]
    slots: dict[str, str]
    outputs: tuple[str, ...]
    places: Mapping[NodeId, int]
    never_negative: frozenset[NodeId] = frozenset()
    only_for: tuple[bool, ...] | None = None
    lines: list[str] = field(factory=list)
    hoisted: list[str] = field(factory=list)
    _names: dict[NodeId, str] = field(factory=dict)
    _in_maker: set[NodeId] = field(factory=set)
    _open: list[NodeId] = field(factory=list)
    _emitted: dict[str, str] = field(factory=dict)
    _stored: dict[str, str] = field(factory=dict)
    _named: set[NodeId] = field(factory=set)
    _flags: frozenset[NodeId] = frozenset()

    def write(self) -> str:
        """The maker's source."""
        self._prepare()
        body = [*self._refusing(), *self._starting(), *self.lines]
        results = [self._emitted.get(name, "0") for name in self.outputs]
        results += [self._stored.get(acc, argument) for acc, argument in self.state.items()]
        body.append(f"return (0, {', '.join(results)})" if results else "return (0,)")
        arguments = ", ".join((*self.inputs.values(), *self.state.values()))
        return "\n".join(
            (
                f"def make({', '.join(self.slots.values())}):",
                *(f"    {line}" for line in self.hoisted),
                f"    def settle({arguments}):",
                *(f"        {line}" for line in body),
                "    return settle",
                "",
            )
        )

    def _refusing(self) -> list[str]:
        """What refuses the claims that the function is not for. What is given is hardly ever below
        zero, as what stands for a missing input is: to be so is quicker to see than to be that."""
        if not self.only_for:
            return []
        pairs = zip(self.inputs.values(), self.only_for, strict=True)
        others = (f"{name} < 0" if given else f"{name} != {MISSING}" for name, given in pairs)
        return [f"if {' or '.join(others)}: return ({NOT_FOR},)"]

    def _prepare(self) -> None:
        """Writes every node."""
        nodes = self.uses.nodes
        self._flags = frozenset(node.id for node in nodes if node.kind == "flag")
        self._find_named()
        for node in nodes:
            self._write_node(node)

    def _starting(self) -> list[str]:
        """What stands before the nodes."""
        starts = sorted(self._starts(), key=lambda name: (len(name), name))
        return [f"{' = '.join(starts)} = 0"] if starts else []

    def _find_named(self) -> None:
        """Values that must stand under a name: mentioned twice, guards, statements."""
        for node in self.uses.nodes:
            self._named.update(self._mentioned_twice(node))
            if node.guard is not None:
                self._named.add(node.guard)

    def _mentioned_twice(self, node: AnyNode) -> Collection[NodeId]:
        """The operands that a node's source may have more than once."""
        match node:
            case Const() | Read() | Param() | Load() | Store() | Emit():
                return ()
            case Select():
                return (node.key,)
            case Arith() if self._is_alias(node):
                return node.operands
            case Pure():
                source = self._operation(node).source
                if isinstance(source, Statements):
                    return node.operands
                places = source.mentions_twice(len(node.operands))
                return [node.operands[place] for place in places]
            case Cap():
                return node.operands[1:]
            case Need() | Bands() | MaxOf() | Override():
                return node.operands
            case _:
                assert_never(node)

    def _starts(self) -> list[str]:
        """Names that are taken where their guard may not hold."""
        return [
            self._names[node_id]
            for node_id in self.uses.escapes
            if self._names.get(node_id, "").startswith("v")
        ]

    def _value(self, node_id: NodeId) -> str:
        return self._names[node_id]

    def _write_node(self, node: AnyNode) -> None:
        match node:
            case Const():
                value = node.value
                self._names[node.id] = str(value) if isinstance(value, int) else "()"
                self._in_maker.add(node.id)
            case Read():
                self._names[node.id] = self.inputs[node.scope, node.field]
            case Param():
                self._names[node.id] = self.slots[node.slot]
                self._in_maker.add(node.id)
            case Load():
                self._names[node.id] = self.state[node.acc]
            case Need():
                self._write_need(node)
            case Emit():
                self._write_emit(node)
            case Store():
                self._write_store(node)
            case Select():
                by_flag = node.key in self._flags
                self._write_expression(node, write_select(node, self._value, by_flag=by_flag))
            case Pure():
                self._write_operation(node)
            case Bands():
                table = self.uses.by_id[node.table]
                known = table if isinstance(table, Const) else None
                self._write_lines(node, partial(write_bands, node, write=self._value, table=known))
            case MaxOf():
                self._write_lines(node, partial(write_max_of, node, write=self._value))
            case Cap():
                may_fall = not (
                    self.never_negative.issuperset(node.operands)
                    or is_never_negative(node, self.uses.by_id)
                )
                self._write_lines(
                    node, partial(write_cap, node, write=self._value, may_fall=may_fall)
                )
            case Override():
                refuse = self._refusal(node)
                self._write_lines(
                    node, partial(write_override, node, write=self._value, refuse=refuse)
                )
            case _:
                assert_never(node)

    def _write_lines(self, node: AnyNode, write: Callable[[str], list[str]]) -> None:
        name = f"v{len(self._names)}"
        self._names[node.id] = name
        self._put(node, write(name))

    def _write_operation(self, node: PureNode) -> None:
        operands = [self._value(operand) for operand in node.operands]
        source = self._operation(node).source
        match source:
            case Statements():
                self._write_lines(node, lambda name: source.write(name, *operands))
            case Expression() if self._is_alias(node):
                self._names[node.id] = operands[0]
                if node.operands[0] in self._in_maker:
                    self._in_maker.add(node.id)
            case Expression():
                self._write_expression(node, source.write(*operands))
            case _:
                assert_never(source)

    def _is_alias(self, node: PureNode) -> bool:
        """A sum or an extreme of one operand is that operand, where both are asked together."""
        return isinstance(node, Arith) and len(node.args) == 1 and node.id not in self.uses.escapes

    def _operation(self, node: PureNode) -> Operation:
        return operation_of(node, lambda operand: self.uses.by_id[operand].den)

    def _write_expression(self, node: AnyNode, text: str) -> None:
        """Text that stands under a name, or where its value is used."""
        guarded = node.guard is not None and node.id in self.uses.escapes
        if all(operand in self._in_maker for operand in node.operands) and not guarded:
            name = f"h{len(self._names)}"
            self.hoisted.append(f"{name} = {text}")
            self._names[node.id] = name
            self._in_maker.add(node.id)
        elif self._may_inline(node):
            self._names[node.id] = text
        else:
            name = f"v{len(self._names)}"
            self._names[node.id] = name
            self._put(node, [f"{name} = {bare(text)}"])

    def _may_inline(self, node: AnyNode) -> bool:
        """Used once, not where its guard may not hold, and nowhere that wants a name."""
        return (
            self.uses.counts[node.id] == 1
            and node.id not in self._named
            and node.id not in self.uses.escapes
        )

    def _refusal(self, node: AnyNode) -> str:
        zeros = ", 0" * (len(self.outputs) + len(self.state))
        return f"return ({self.places[node.id]}{zeros or ','})"

    def _write_need(self, node: Need) -> None:
        """A parameter's absence is known when the function is made."""
        value = self._value(node.value)
        missing = f"{value} == {MISSING}"
        if node.value in self._in_maker:
            self._in_maker.add(node.id)
            name = f"m{len(self._names)}"
            self.hoisted.append(f"{name} = {missing}")
            missing = name
        lines = [f"if {missing}: {self._refusal(node)}"]
        if node.id in self.uses.escapes:
            name = f"v{len(self._names)}"
            lines.append(f"{name} = {value}")
            value = name
            self._in_maker.discard(node.id)
        self._names[node.id] = value
        self._put(node, lines)

    def _write_emit(self, node: Emit) -> None:
        value = self._value(node.value)
        if node.kind == "flag":
            value = f"(1 if {value} else 0)"
        self._names[node.id] = value
        self._emitted[node.name] = value

    def _write_store(self, node: Store) -> None:
        value = self._value(node.value)
        self._names[node.id] = value
        self._stored[node.acc] = value

    def _put(self, node: AnyNode, lines: list[str]) -> None:
        """Appends lines inside the ifs of the node's guards."""
        chain = self.uses.chains[node.id]
        while self._open and not is_within(tuple(self._open), chain):
            self._open.pop()
        for guard in chain[len(self._open) :]:
            self.lines.append(f"{'    ' * len(self._open)}if {bare(self._value(guard))}:")
            self._open.append(guard)
        self.lines += [f"{'    ' * len(self._open)}{line}" for line in lines]


def bare(text: str) -> str:
    """Without the outermost brackets, where they enclose all of it."""
    if not text.startswith("(") or not text.endswith(")"):
        return text
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and at < len(text) - 1:
            return text
    return text[1:-1]
