"""The nodes that every lowering appends: sums, products, rounding, choices.

In: the block that is being built. Out: ids of new nodes.
"""

from polc.compiler.lower.block import PlanBlock
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Arith, Arm, Kind, NodeId, Round, Scale, Select, Times
from polc.runtime.amounts import RATE_UNIT


@frozen
class RoundingRule:
    """How payments are rounded: to `unit` fen, half-up or down; `each_step`: a product of a
    product is rounded before it is multiplied again; `origin` the line that says so."""

    unit: int = 1
    down: bool = False
    each_step: bool = False
    origin: Origin | None = None


@frozen
class Appender:
    """A block, and what is appended to it."""

    block: PlanBlock

    def level(
        self, name: str, args: tuple[NodeId, ...], guard: NodeId | None, origin: Origin
    ) -> tuple[NodeId, ...]:
        """The same values over one denominator."""
        dens = [self.block.denominators[operand] for operand in args]
        found = []
        for place, operand in enumerate(args, start=1):
            while self.block.denominators[operand] < max(dens):
                whole = self.block.constant(RATE_UNIT, "rate")
                operand = self.scale(f"{name}.level.{place}", operand, whole, guard, origin)
            found.append(operand)
        return tuple(found)

    def arith(
        self, name: str, op: str, args: tuple[NodeId, ...], guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """A sum or an extreme."""
        return self.block.add(
            Arith(
                id=name,
                kind=self.block.kinds[args[0]],
                den=self.block.denominators[args[0]],
                guard=guard,
                origin=origin,
                op=op,  # type: ignore[arg-type]  # one of Arith's operators
                args=args,
            )
        )

    def scale(
        self, name: str, amount: NodeId, rate: NodeId, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """amount × rate, exact; of a rate a rate."""
        return self.block.add(
            Scale(
                id=name,
                kind=self.block.kinds[amount],
                den=self.block.denominators[amount] * RATE_UNIT,
                guard=guard,
                origin=origin,
                amount=amount,
                rate=rate,
            )
        )

    def times(
        self, name: str, unit: NodeId, count: NodeId, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """unit × count, exact."""
        return self.block.add(
            Times(
                id=name,
                kind=self.block.kinds[unit],
                den=self.block.denominators[unit],
                guard=guard,
                origin=origin,
                unit=unit,
                count=count,
            )
        )

    def round(
        self,
        name: str,
        value: NodeId,
        guard: NodeId | None,
        origin: Origin,
        rounding: RoundingRule | None = None,
    ) -> NodeId:
        """Half-up to the fen (a rate to the millionth), or as a payment is rounded."""
        how = rounding or RoundingRule()
        return self.block.add(
            Round(
                id=name,
                kind=self.block.kinds[value],
                guard=guard,
                origin=origin,
                value=value,
                unit=how.unit,
                mode="down" if how.down else "half_up",
            )
        )

    def choose(
        self, name: str, flag: NodeId, yes: NodeId, no: NodeId, guard: NodeId | None, origin: Origin
    ) -> NodeId:
        """`yes` where the flag is 1, else `no`."""
        return self.block.add(
            Select(
                id=name,
                kind=self.block.kinds[yes],
                den=self.block.denominators[yes],
                guard=guard,
                origin=origin,
                key=flag,
                arms=(Arm(yes, ranges=((1, 1),)),),
                otherwise=no,
            )
        )

    def as_kind(self, name: str, value: NodeId, kind: Kind, origin: Origin) -> NodeId:
        """The same figure, said to be of another kind."""
        node = Arith(id=name, kind=kind, origin=origin, op="max", args=(value,))
        return self.block.add(node)
