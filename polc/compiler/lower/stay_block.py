"""The block as a benefit sees it that is settled for a stay: what its own earlier bills moved
is taken out of every running sum.

In: the block of the claim, the benefit. Out: a view that appends to the same nodes. A sum that
the benefit moves holds, when it is left, what it held without the stay and what the stay comes
to as one bill; beside it stands what of that is the stay's, for the bill after.
"""

from collections.abc import Mapping

from attrs import field

from polc.compiler.lower.accumulators import AccumulatorTable
from polc.compiler.lower.block import PlanBlock
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Arith, Arm, Kind, NodeId, Select
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say
from polc.records.mutable import define
from polc.runtime.periods import OF_VISIT


@define(kw_only=True)
class StayBlock(PlanBlock):
    """`base` is the block it is a view of, `owner` the benefit, `goes_on` the flag that there are
    earlier bills. `behind` are the sums that other benefits move too which are settled for the
    stay after this one, and which: as one bill it has not come to them yet. `without` is what a
    sum holds without the stay, `now` what it holds with the stay as settled."""

    base: PlanBlock
    owner: str
    accumulators: AccumulatorTable
    goes_on: NodeId
    behind: Mapping[str, tuple[str, ...]]
    without: dict[str, NodeId] = field(factory=dict)
    now: dict[str, NodeId] = field(factory=dict)

    @property
    def plain(self) -> PlanBlock:
        """The block that it is a view of."""
        return self.base

    def load(self, acc: str, kind: Kind = "money") -> NodeId:
        """What the sum holds without the earlier bills of this stay, or as kept since."""
        if acc in self.now:
            return self.now[acc]
        if acc not in self.without:
            self.without[acc] = self._load_without(acc, kind)
        return self.without[acc]

    def keep(self, acc: str, value: NodeId) -> None:
        """The sum's newest value; kept for other benefits when this one is done."""
        self.load(acc)
        self.now[acc] = value

    def leave(
        self, moves: NodeId | None, taken_back: NodeId | None, charged: frozenset[str]
    ) -> None:
        """The sums hold what they were kept at, where the bill `moves` them (None: always); where
        it does not, those that are `charged` are less what is `taken_back`."""
        for acc, value in self.now.items():
            if self.accumulators.found[acc].scope == "visit":
                continue
            held, own = self.base.load(acc), self.own(acc)
            before = self.base.load(own)
            of_stay = self._arith(f"{own}.now", "sub", (value, self.without[acc]))
            others = tuple(
                self.base.load(self.own(acc, layer)) for layer in self.behind.get(acc, ())
            )
            if others:
                of_others = self._arith(f"{own}.of_others", "add", others, self.goes_on)
                value = self._arith(f"{own}.with_others", "add", (value, of_others))
            if moves is not None:
                if taken_back is not None and acc in charged:
                    back = self._arith(f"{own}.back", "min", (taken_back, before))
                    held = self._arith(f"{own}.given_back", "sub", (held, back))
                    before = self._arith(f"{own}.left", "sub", (before, back))
                value = self._choose(f"{own}.kept", moves, value, held)
                of_stay = self._choose(f"{own}.counted", moves, of_stay, before)
            self.base.keep(acc, value)
            self.base.keep(own, of_stay)
        self.now.clear()

    def _load_without(self, acc: str, kind: Kind) -> NodeId:
        if self.accumulators.found[acc].scope == "visit":
            return self.constant(0, kind)
        held = self.base.load(acc, kind)
        owners = (self.owner, *self.behind.get(acc, ()))
        own = tuple(self.base.load(self.own(acc, owner), kind) for owner in owners)
        moved = self._arith(f"{self.owner}.{acc}.moved", "add", own, self.goes_on)
        return self._arith(f"{self.owner}.{acc}.without_stay", "sub", (held, moved))

    def own(self, acc: str, owner: str = "") -> str:
        """The sum of what this benefit, or another, moved of a sum in this stay."""
        return sum_of_stay(self.accumulators, acc, owner or self.owner)

    def _arith(
        self, name: str, op: str, args: tuple[NodeId, ...], guard: NodeId | None = None
    ) -> NodeId:
        return self.add(
            Arith(
                id=name,
                kind=self.kinds[args[0]],
                den=self.denominators[args[0]],
                guard=guard,
                origin=Origin(self.owner),
                op=op,  # type: ignore[arg-type]  # one of Arith's operators
                args=args,
            )
        )

    def _choose(self, name: str, flag: NodeId, yes: NodeId, no: NodeId) -> NodeId:
        return self.add(
            Select(
                id=name,
                kind=self.kinds[yes],
                den=self.denominators[yes],
                origin=Origin(self.owner),
                key=flag,
                arms=(Arm(yes, ranges=((1, 1),)),),
                otherwise=no,
            )
        )


def sum_of_stay(accumulators: AccumulatorTable, acc: str, owner: str) -> str:
    """The sum of what a benefit moved of a sum in a stay; of that of a month, a quarter or a
    hospital in the one in which the bill lies: as one bill the stay lies in that of its last."""
    title = say("what {owner} has moved of {sum} in this stay", owner=owner, sum=acc)
    scope = OF_VISIT.get(accumulators.found[acc].scope, "visit")
    return accumulators.take(Accumulator(id=f"{owner}.{acc}.of_stay", scope=scope, title=title))
