"""Flags, tables and identities of a plan where some of what it asks is known.

In: the atoms of a block and the cells chosen so far. Out: whether a flag holds, in which cell a
value lies; what hangs on more than is known raises `OpenError` with the atom to choose next.

No amount is given by the case: a benefit whose payment is given asks nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from attrs import field

from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Class,
    Const,
    Mask,
    Need,
    NodeId,
    Read,
    Select,
    Test,
)
from polc.compiler.readers.regions.atoms import (
    COMPARISONS,
    NO,
    YES,
    Atom,
    Atoms,
    Cell,
    FlagAtom,
    HeldAtom,
    ValueAtom,
    bits_of,
)
from polc.records.mutable import define

T = TypeVar("T")

_ANSWER: Final = (YES, NO)


class OpenError(Exception):
    """The answer hangs on an atom that is not known."""

    def __init__(self, atom: Atom, cells: tuple[Cell, ...]) -> None:
        super().__init__(atom)
        self.atom = atom
        self.cells = cells


class RefusedError(Exception):
    """No case comes here: a table on the way has no line for it, or a tally cannot be so."""


Answer = tuple[bool, frozenset[Atom]]
"""Whether something holds, and the atoms on which that hangs."""


@define(kw_only=True)
class Partial:
    """A block of which some atoms are known. What was answered stays so, however much more
    becomes known: what `extend` gives asks its `parent` first. `used` are the atoms that the
    answer so far hangs on. `person` is whom the case is of, where that is settled: the bit of the
    one identity, -1 of somebody without."""

    atoms: Atoms
    known: Mapping[Atom, Cell]
    parent: "Partial | None" = None
    person: int | None = None
    used: set[Atom] = field(factory=set)
    _answers: dict[tuple[NodeId, int], Answer] = field(factory=dict)
    _open: dict[tuple[NodeId, int], OpenError] = field(factory=dict)

    def extend(self, more: Mapping[Atom, Cell]) -> "Partial":
        """The same with more atoms known."""
        known = {**self.known, **more}
        return Partial(atoms=self.atoms, known=known, parent=self, person=self.person)

    def every(self, flags: Iterable[NodeId]) -> bool:
        """Whether all of the flags hold."""
        return not self._any(lambda flag: not self.flag(flag), flags)

    def none(self, flags: Iterable[NodeId]) -> bool:
        """Whether none of them does."""
        return not self._any(self.flag, flags)

    def flag(self, node_id: NodeId) -> bool:
        """Whether a flag holds; one whose guard does not hold is no."""
        node = self.atoms.nodes[node_id]
        return self._answer((node_id, -1), node, lambda: self._ask(node))

    def asked(self, node_id: NodeId) -> bool:
        """Whether a flag would hold if it were asked, whatever guards it."""
        return self._ask(self.atoms.nodes[node_id])

    def has(self, node_id: NodeId, bit: int) -> bool:
        """Whether an identity is among those that a node holds."""
        node = self.atoms.nodes[node_id]
        return self._answer((node_id, bit), node, lambda: self._has(node, bit))

    def _answer(self, key: tuple[NodeId, int], node: AnyNode, ask: Callable[[], bool]) -> bool:
        """An answer with what it hangs on, found once."""
        found = self._find_answer(key)
        if found is None:
            around, self.used = self.used, set()
            try:
                holds = self._guarded(node, ask)
            except OpenError as open_:
                self._open[key] = open_
                raise
            found = self._answers[key] = holds, frozenset(self.used)
            self.used = around
        holds, used = found
        self.used |= used
        return holds

    def _find_answer(self, key: tuple[NodeId, int]) -> Answer | None:
        """What was answered before; raised again where it was open."""
        asked: Partial | None = self
        while asked is not None:
            if key in asked._answers:
                return asked._answers[key]
            asked = asked.parent
        if key in self._open:
            # Where it was raised before would be kept, with all that was known there.
            raise self._open[key].with_traceback(None)
        return None

    def _guarded(self, node: AnyNode, ask: Callable[[], bool]) -> bool:
        """The answer where the guard holds, else no. Where that is open, what is inside is
        asked: it may be no whatever is around it, and else says best what to choose next."""
        around = None
        if node.guard is not None:
            try:
                if not self.flag(node.guard):
                    return False
            except OpenError as open_:
                self.used, around = set(), open_
        try:
            inside = ask()
        except RefusedError:
            if around is None:
                raise
            raise around from None
        if inside and around is not None:
            raise around
        return inside

    def value(self, node_id: NodeId) -> Cell:
        """In which cell a value lies."""
        root = self.atoms.root(node_id)
        node = self.atoms.nodes[root]
        if isinstance(node, Const) and isinstance(node.value, int):
            return node.value, node.value
        if root not in self.atoms.figures:
            if node.kind == "flag":
                return YES if self.flag(root) else NO
            if isinstance(node, Select):
                return self.value(self.line_of(node))
            if isinstance(node, Arith) and node.op == "add" and node.kind == "count":
                parts = [self.value(operand) for operand in node.args]
                return sum(low for low, _ in parts), sum(high for _, high in parts)
        return self._cell_of(root, node)

    def line_of(self, table: Select) -> NodeId:
        """The value of the line that a table comes to."""
        for arm in table.arms:
            if arm.bits and self._any(lambda bit: self.has(table.key, bit), bits_of(arm.bits)):
                return arm.value
            if arm.ranges and lies_in(self.value(table.key), arm.ranges):
                return arm.value
        if table.otherwise is None:
            raise RefusedError
        return table.otherwise

    def _has(self, node: AnyNode, bit: int) -> bool:
        match node:
            case Need():
                return self.has(node.value, bit)
            case Const():
                return isinstance(node.value, int) and bool(node.value >> bit & 1)
            case Mask():
                return bool(node.among >> bit & 1) and self.has(node.held, bit)
            case Class():
                higher = range(bit)
                return self.has(node.held, bit) and not self._any(
                    lambda ranked: self.has(node.held, ranked), higher
                )
            case Select():
                return self.has(self.line_of(node), bit)
            case Arith():
                return self._any(lambda operand: self.has(operand, bit), node.args)
            case Read(scope="system"):
                return self._holds(node.field, bit)
            case _:
                return self._chosen(FlagAtom(("has", node.id, str(bit))), _ANSWER) == YES

    def _holds(self, when: str, bit: int) -> bool:
        """Held itself, or for one that is treated as it."""
        held_for = self.atoms.held_for(bit)
        if self.person is not None:
            return self.person in held_for
        return self._any(lambda held: self._chosen(HeldAtom(when, held), _ANSWER) == YES, held_for)

    def _ask(self, node: AnyNode) -> bool:
        """A flag's own condition, its guard aside."""
        match node:
            case Const():
                return node.value == 1
            case Need():
                return self.flag(node.value)
            case Select():
                return self.flag(self.line_of(node))
            case Test(op="and"):
                return not self._any(lambda flag: not self.flag(flag), node.args)
            case Test(op="or"):
                return self._any(self.flag, node.args)
            case Test(op="not"):
                return not self.flag(node.args[0])
            case Test(op="any"):
                held = node.args[0]
                mask = self.atoms.nodes[held]
                everybody = (1 << len(self.atoms.plan.identities)) - 1
                bits = bits_of(mask.among if isinstance(mask, Mask) else everybody)
                return self._any(lambda bit: self.has(held, bit), bits)
            case Test() if node.op in COMPARISONS:
                return self._compare(node.op, *node.args)
            case Test(op="known"):
                asked = self.atoms.nodes[node.args[0]]
                if isinstance(asked, Read) and asked.scope == "paid":
                    return False
        if isinstance(node, Read):
            return self._chosen(ValueAtom(node.id), _ANSWER) == YES
        return self._chosen(FlagAtom(("flag", node.id)), _ANSWER) == YES

    def _compare(self, op: str, left: NodeId, right: NodeId) -> bool:
        """All six are one comparison, `more`, so that a condition and its opposite are one
        atom."""
        match op:
            case "gt":
                return self._more(left, right)
            case "lt":
                return self._more(right, left)
            case "ge":
                return not self._more(right, left)
            case "le":
                return not self._more(left, right)
            case _:
                pairs = ((left, right), (right, left))
                return not self._any(lambda pair: self._more(*pair), pairs)

    def _more(self, left: NodeId, right: NodeId) -> bool:
        (low, high), (other_low, other_high) = self.value(left), self.value(right)
        if low > other_high:
            return True
        if high <= other_low:
            return False
        roots = self.atoms.root(left), self.atoms.root(right)
        return self._chosen(FlagAtom(("more", *roots)), _ANSWER) == YES

    def _cell_of(self, root: NodeId, node: AnyNode) -> Cell:
        cells = self.atoms.cells(root)
        if root in self.atoms.figures and node.kind == "count" and isinstance(node, Arith):
            within = self.value(node.args[0])
            cells = tuple(cell for cell in cells if cell[0] <= within[1] and within[0] <= cell[1])
            if self.known.get(ValueAtom(root), cells[0]) not in cells:
                raise RefusedError
        return cells[0] if len(cells) == 1 else self._chosen(ValueAtom(root), cells)

    def _chosen(self, atom: Atom, cells: tuple[Cell, ...]) -> Cell:
        found = self.known.get(atom)
        if found is None:
            raise OpenError(atom, cells)
        self.used.add(atom)
        return found

    def _any(self, holds: Callable[[T], bool], things: Iterable[T]) -> bool:
        """Whether it holds of one of them, asked until it does; what is open does not hide a
        later yes. A yes hangs on that one alone."""
        first: OpenError | None = None
        before, passed = self.used, set[Atom]()
        for thing in things:
            self.used = set()
            try:
                if holds(thing):
                    self.used |= before
                    return True
                passed |= self.used
            except OpenError as open_:
                first = first or open_
        self.used = before | passed
        if first is not None:
            raise first
        return False


def lies_in(cell: Cell, ranges: Iterable[tuple[int | None, int | None]]) -> bool:
    """Whether a cell lies in one of the ranges (None: open); no cell lies across an end."""
    return any(
        (low is None or low <= cell[0]) and (high is None or cell[1] <= high)
        for low, high in ranges
    )
