"""A block of nodes as the source of one function.

In: the nodes that matter, their inputs and running sums. Out: source text of a maker that
takes the parameters' slots and returns the function. Guards become nested ifs; a value
that is used where its guard may not hold starts at 0; a pure value that is used once is
written where it is used; what hangs on parameters alone is computed in the maker.
"""

from attrs import define, field

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Bands,
    Cap,
    Const,
    DeductibleTaken,
    Emit,
    Excess,
    Load,
    MaxOf,
    Need,
    NodeId,
    Override,
    Param,
    Read,
    Store,
)
from polc.compiler.plan.visit import operands
from polc.compiler.readers.closures.expressions import EXPRESSIONS, takes_names, write_expression
from polc.compiler.readers.closures.signs import is_never_negative
from polc.compiler.readers.closures.statements import (
    write_bands,
    write_cap,
    write_deductible_taken,
    write_excess,
    write_max_of,
    write_override,
)
from polc.compiler.readers.closures.uses import Uses, is_within
from polc.runtime.amounts import MISSING

_STATEMENTS = (Excess, DeductibleTaken, Bands, MaxOf, Cap, Override)


@define
class FunctionWriter:
    """Writes one function. `arguments` are the names of inputs, sums and slots by node
    or accumulator; `needs` collects what may refuse, in order."""

    uses: Uses
    inputs: dict[tuple[str, str], str]
    state: dict[str, str]
    slots: dict[str, str]
    outputs: tuple[str, ...]
    needs: list[AnyNode] = field(factory=list)
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
        nodes = self.uses.nodes
        self._flags = frozenset(node.id for node in nodes if node.kind == "flag")
        self._find_named()
        for node in self.uses.nodes:
            self._write_node(node)
        starts = sorted(self._starts(), key=lambda name: (len(name), name))
        body = [f"{' = '.join(starts)} = 0"] if starts else []
        body += [f"{name} = {argument}" for name, argument in self._kept_sums()]
        body += self.lines
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

    def _find_named(self) -> None:
        """Values that must stand under a name: mentioned twice, guards, statements."""
        for node in self.uses.nodes:
            self._named.update(takes_names(node))
            if isinstance(node, _STATEMENTS):
                self._named.update(operands(node))
            if isinstance(node, Need):
                self._named.add(node.value)
            if node.guard is not None:
                self._named.add(node.guard)

    def _starts(self) -> list[str]:
        """Names that are taken where their guard may not hold."""
        return [
            self._names[node_id]
            for node_id in self.uses.escapes
            if self._names.get(node_id, "").startswith("v")
        ]

    def _kept_sums(self) -> list[tuple[str, str]]:
        return [
            (name, self.state[acc]) for acc, name in self._stored.items() if name.startswith("n")
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
            case _:
                self._write_value(node)

    def _write_value(self, node: AnyNode) -> None:
        if isinstance(node, _STATEMENTS):
            name = f"v{len(self._names)}"
            self._names[node.id] = name
            self._put(node, self._statements(node, name))
            return
        if isinstance(node, Arith) and len(node.args) == 1 and node.id not in self.uses.escapes:
            self._names[node.id] = self._value(node.args[0])
            if node.args[0] in self._in_maker:
                self._in_maker.add(node.id)
            return
        assert isinstance(node, EXPRESSIONS)
        text = write_expression(node, self._value, self._denominator, self._flags)
        guarded = node.guard is not None and node.id in self.uses.escapes
        if all(one in self._in_maker for one in operands(node)) and not guarded:
            name = f"h{len(self._names)}"
            self.hoisted.append(f"{name} = {text}")
            self._names[node.id] = name
            self._in_maker.add(node.id)
        elif self._may_inline(node):
            self._names[node.id] = text
        else:
            name = f"v{len(self._names)}"
            self._names[node.id] = name
            self._put(node, [f"{name} = {_bare(text)}"])

    def _may_inline(self, node: AnyNode) -> bool:
        """Used once, not where its guard may not hold, and nowhere that wants a name."""
        return (
            self.uses.counts[node.id] == 1
            and node.id not in self._named
            and node.id not in self.uses.escapes
        )

    def _statements(self, node: AnyNode, name: str) -> list[str]:
        match node:
            case Excess():
                return write_excess(node, name, self._value)
            case DeductibleTaken():
                return write_deductible_taken(node, name, self._value)
            case Bands():
                table = self.uses.by_id[node.table]
                known = table if isinstance(table, Const) else None
                return write_bands(node, name, self._value, known)
            case MaxOf():
                return write_max_of(node, name, self._value)
            case Cap():
                sound = is_never_negative(node, self.uses.by_id)
                return write_cap(node, name, self._value, may_fall=not sound)
            case Override():
                return write_override(node, name, self._value, self._refusal(node))
            case _:
                raise AssertionError(type(node).__name__)

    def _refusal(self, node: AnyNode) -> str:
        self.needs.append(node)
        zeros = ", 0" * (len(self.outputs) + len(self.state))
        return f"return ({len(self.needs)}{zeros or ','})"

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
        if node.guard is not None:
            name = f"v{len(self._names)}"
            self._names[node.id] = name
            self._put(node, [f"{name} = {_bare(value)}"])
            self._emitted[node.name] = name
            self.lines.insert(0, f"{name} = 0")
        else:
            self._names[node.id] = value
            self._emitted[node.name] = value

    def _write_store(self, node: Store) -> None:
        value = self._value(node.value)
        self._names[node.id] = value
        if node.guard is None:
            self._stored[node.acc] = value
            return
        name = f"n{len(self._names)}"
        earlier = self._stored.get(node.acc)
        if earlier is not None and not earlier.startswith("n"):
            self._close()
            self.lines.append(f"{name} = {_bare(earlier)}")
        elif earlier is not None:
            name = earlier
        self._stored[node.acc] = name
        self._put(node, [f"{name} = {_bare(value)}"])

    def _denominator(self, node_id: NodeId) -> int:
        return self.uses.by_id[node_id].den

    def _put(self, node: AnyNode, lines: list[str]) -> None:
        """Appends lines inside the ifs of the node's guards."""
        chain = self.uses.chains[node.id]
        while self._open and not is_within(tuple(self._open), chain):
            self._open.pop()
        for guard in chain[len(self._open) :]:
            self.lines.append(f"{'    ' * len(self._open)}if {_bare(self._value(guard))}:")
            self._open.append(guard)
        self.lines += [f"{'    ' * len(self._open)}{line}" for line in lines]

    def _close(self) -> None:
        self._open.clear()


def _bare(text: str) -> str:
    """Without the outermost brackets, where they enclose all of it."""
    if not text.startswith("(") or not text.endswith(")"):
        return text
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and at < len(text) - 1:
            return text
    return text[1:-1]
