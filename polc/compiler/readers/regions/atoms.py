"""What a plan asks of a case, and the cells into which its conditions part the answers.

In: the nodes of a block as it is run. Out: for each atom its cells, intervals of its values
within which every condition and table of the block answers alike. Money is fen, a date an
ordinal, a choice the place of its word.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice, pairwise
from typing import Final

from attrs import field

from polc.compiler.model.parameters import LISTED_COUNTS
from polc.compiler.model.record import frozen
from polc.compiler.plan.key_words import field_of
from polc.compiler.plan.nodes import (
    AnyNode,
    Arith,
    Const,
    Kind,
    Need,
    NodeId,
    Read,
    Select,
    Test,
    YearOf,
    YearsBetween,
)
from polc.compiler.plan.plan import Plan
from polc.compiler.plan.visit import hangs_on, walk
from polc.records.mutable import define
from polc.runtime.amounts import MOST_COUNT, MOST_MONEY, RATE_UNIT
from polc.runtime.benefit_year import year_of_day
from polc.runtime.days import year_of
from polc.runtime.vocabulary import in_municipality

Cell = tuple[int, int]
"""The least and the most value, both included."""

YES: Final[Cell] = (1, 1)
NO: Final[Cell] = (0, 0)
COMPARISONS: Final = ("eq", "lt", "le", "gt", "ge")


@frozen
class ValueAtom:
    """A value that the plan takes from outside or that nothing here takes apart."""

    node: NodeId


@frozen
class FlagAtom:
    """A condition that nothing here takes apart: `of` says what is compared."""

    of: tuple[str, ...]


@frozen
class HeldAtom:
    """Whether the person holds the identity of a bit, on the day or in the year."""

    when: str
    bit: int


Atom = ValueAtom | FlagAtom | HeldAtom


@define(kw_only=True)
class Atoms:
    """The atoms of one block; `nodes` by id, `figures` the nodes that hold a figure with a
    name of its own. Where the block goes on from another, `before` are the atoms of that, and
    `own` the nodes that it does not have."""

    plan: Plan
    nodes: Mapping[NodeId, AnyNode]
    figures: Mapping[NodeId, str]
    free_day: bool = False
    """Whether the day that is looked at may lie in another year: a date of the person."""
    before: "Atoms | None" = None
    own: tuple[AnyNode, ...] = ()
    _splits: dict[NodeId, set[int]] = field(factory=dict, init=False)
    _named: dict[NodeId, set[int]] = field(factory=dict, init=False)
    _alike: dict[tuple[NodeId, NodeId], NodeId] = field(factory=dict, init=False)
    _cells: dict[NodeId, tuple[Cell, ...]] = field(factory=dict, init=False)
    _next_above: dict[NodeId, NodeId | None] = field(factory=dict, init=False)
    _ranks: dict[NodeId, tuple[NodeId, int]] = field(factory=dict, init=False)
    """Of each value the last above it, and how many there are."""
    _held_for: dict[int, tuple[int, ...]] = field(factory=dict, init=False)
    _asked: dict[NodeId, frozenset[NodeId]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        for node in self.own if self.before is not None else self.nodes.values():
            if isinstance(node, Test) and node.op in COMPARISONS:
                self._split_compared(*node.args)
            elif isinstance(node, Select):
                ranges = [range_ for arm in node.arms for range_ in arm.ranges]
                named = [end for range_ in ranges for end in range_ if end is not None]
                edges = [edge for range_ in ranges for edge in _edges(*range_)]
                self._split(self.root(node.key), edges, named)

    def root(self, node_id: NodeId) -> NodeId:
        """The node that has the value: behind demands, and behind steps that hand it on; of an
        age the first node of it."""
        while node_id not in self.figures:
            node = self.nodes[node_id]
            if isinstance(node, Need):
                node_id = node.value
                inside = self.nodes[node_id]
                if node.code == "base_below_zero" and isinstance(inside, Select):
                    # What comes out below zero refuses the case: there is one value.
                    node_id = inside.arms[0].value
            elif isinstance(node, Arith) and len(node.args) == 1:
                node_id = node.args[0]
            else:
                break
        node = self.nodes[node_id]
        return self._find_alike(node) if isinstance(node, YearsBetween) else node_id

    def _find_alike(self, node: YearsBetween) -> NodeId:
        """The first node of the same two days: an age is worked out anew by each condition that
        asks for it."""
        days = self.root(node.first), self.root(node.day)
        known = None if self.before is None else self.before._alike.get(days)
        return known or self._alike.setdefault(days, node.id)

    def cells(self, root: NodeId) -> tuple[Cell, ...]:
        """The cells of a value, in order."""
        if root not in self._cells:
            self._cells[root] = tuple(self._find_cells(self.nodes[root]))
        return self._cells[root]

    def held_for(self, bit: int) -> tuple[int, ...]:
        """The identities whose holders hold one: itself, and those that are treated as it."""
        if bit not in self._held_for:
            treated = (people for people, as_ in self.plan.equivalences if as_ >> bit & 1)
            self._held_for[bit] = (
                bit,
                *(treated_bit for people in treated for treated_bit in bits_of(people)),
            )
        return self._held_for[bit]

    def is_listed(self, root: NodeId) -> bool:
        """Whether a value is a number that stands for one of few things."""
        known = field_of(self.nodes[root], self.plan)
        return known is not None and known.kind == "count" and known.name in LISTED_COUNTS

    def above(self, root: NodeId) -> Iterator[NodeId]:
        """Values that this one never passes, the nearest first: of a bill the whole, what was left
        before."""
        above = self._find_above(root)
        while above is not None:
            yield above
            above = self._find_above(above)

    def is_above(self, upper: NodeId, lower: NodeId) -> bool:
        """Whether the one value is among those `above` the other."""
        (top, rank), (other_top, other_rank) = self._rank(upper), self._rank(lower)
        if top != other_top or rank >= other_rank:
            return False
        return next(islice(self.above(lower), other_rank - rank - 1, None)) == upper

    def _find_above(self, root: NodeId) -> NodeId | None:
        if root not in self._next_above:
            node = self.nodes[root]
            found = None
            if isinstance(node, Read) and (node.scope, node.field) == ("claim", "in_policy"):
                bills = (
                    bill.id
                    for bill in self.nodes.values()
                    if isinstance(bill, Read) and (bill.scope, bill.field) == ("claim", "total")
                )
                # A block reads an input once.
                found = next(bills, None)
            elif isinstance(node, Arith) and node.op in ("sub", "left") and node.kind == "money":
                found = self.root(node.args[0])
            self._next_above[root] = found
        return self._next_above[root]

    def _rank(self, root: NodeId) -> tuple[NodeId, int]:
        """Of every layer there is one above the other: no longer list is kept of each."""
        if root not in self._ranks:
            waiting = [root]
            for value in self.above(root):
                if value in self._ranks:
                    break
                waiting.append(value)
            while waiting:
                value = waiting.pop()
                above = self._find_above(value)
                top, rank = (value, -1) if above is None else self._ranks[above]
                self._ranks[value] = top, rank + 1
        return self._ranks[root]

    def asked_by(self, node_id: NodeId) -> frozenset[NodeId]:
        """The nodes without operands that a value or a flag hangs on."""
        if node_id not in self._asked:
            below = walk((node_id,), self.nodes, hangs_on)
            self._asked[node_id] = frozenset(node.id for node in below if not hangs_on(node))
        return self._asked[node_id]

    def _split_compared(self, left: NodeId, right: NodeId) -> None:
        """Each side is parted at the figures that the other may be."""
        for parted, compared in ((left, right), (right, left)):
            figures = [leaf for leaf in self._leaves(compared) if isinstance(leaf, int)]
            edges = [edge for figure in figures for edge in (figure, figure + 1)]
            for leaf in self._leaves(parted):
                if isinstance(leaf, str):
                    self._split(leaf, edges, figures)

    def _split(self, root: NodeId, edges: Iterable[int], named: Iterable[int]) -> None:
        self._splits.setdefault(root, set()).update(edges)
        self._named.setdefault(root, set()).update(named)

    def _edges_of(self, root: NodeId) -> set[int]:
        """Where a value is parted."""
        own = self._splits.get(root, set())
        return own if self.before is None else own | self.before._edges_of(root)

    def _figures_of(self, root: NodeId) -> set[int]:
        """What a value is compared with."""
        own = self._named.get(root, set())
        return own if self.before is None else own | self.before._figures_of(root)

    def _leaves(self, node_id: NodeId) -> Iterator[NodeId | int]:
        """What a value may be: figures, and roots of values that are not known."""
        root = self.root(node_id)
        node = self.nodes[root]
        if isinstance(node, Const) and isinstance(node.value, int):
            yield node.value
        elif isinstance(node, Select) and root not in self.figures:
            for operand in node.operands[1:]:
                yield from self._leaves(operand)
        else:
            yield root

    def _find_cells(self, node: AnyNode) -> Iterator[Cell]:
        edges = self._edges_of(node.id)
        known = field_of(node, self.plan)
        if known is not None and known.choices:
            for choice in range(len(known.choices)):
                if not self.plan.municipality or in_municipality(known.name, choice) == choice:
                    yield choice, choice
        elif known is not None and self.is_listed(node.id):
            listed = {int(word) for word in LISTED_COUNTS[known.name]}
            listed |= self._figures_of(node.id)
            yield from ((figure, figure) for figure in range(min(listed), max(listed) + 1))
        else:
            low, high = self._domain(node)
            starts = [low, *sorted(edge for edge in edges if low < edge <= high), high + 1]
            yield from ((start, after - 1) for start, after in pairwise(starts))

    def _is_near(self, node: YearOf) -> bool:
        day = self.nodes[self.root(node.day)]
        return isinstance(day, Read) and (day.scope, day.field) in _NEAR_DAYS

    def _domain(self, node: AnyNode) -> Cell:
        dates = self.plan.dates
        start, end = dates.start or 1, dates.end or date.max.toordinal()
        if isinstance(node, Read) and node.scope == "system" and node.field == "year":
            return year_of_day(start, dates.year_begins), year_of_day(end, dates.year_begins)
        if isinstance(node, YearOf) and self._is_near(node):
            return max(1, year_of(start) - 1), year_of(end)
        if (
            isinstance(node, Read)
            and (node.scope, node.field)
            in (
                ("system", "date"),
                ("claim", dates.rules),
            )
            and not self.free_day
        ):
            return start, end
        low = 1 if isinstance(node, YearOf) else 0
        if isinstance(node, Arith) and node.op == "sub" and self._find_above(node.id) is None:
            low = -MOST_MONEY
        return low, _MOST[node.kind]


_NEAR_DAYS: Final = (
    ("person", "premium_paid"),
    ("system", "date"),
    ("claim", "date"),
    ("claim", "admitted"),
    ("claim", "settled"),
)
"""Days that lie in the benefit year or in the one before."""

_MOST: Final[Mapping[Kind, int]] = {
    "money": MOST_MONEY,
    "rate": RATE_UNIT,
    "count": MOST_COUNT,
    "flag": 1,
    "date": date.max.toordinal(),
    "mask": 0,
    "choice": 0,
    "bands": 0,
}


def _edges(low: int | None, high: int | None) -> Iterator[int]:
    """Where a range begins, and where it is over."""
    if low is not None:
        yield low
    if high is not None:
        yield high + 1


def bits_of(mask: int) -> list[int]:
    """The places of the bits that are set."""
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
