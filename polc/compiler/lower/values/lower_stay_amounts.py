"""Amounts of the stay so far: of this bill and of the earlier ones of the visit together.

In: an amount of the bill. Out: its node with what the earlier bills had; the sums that carry
them from bill to bill.
"""

from polc.compiler.lower.lowering import Lowering, Stay
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Arm, NodeId, Select
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import Text, say
from polc.records.evolve import evolve


def for_stay(lowering: Lowering) -> Lowering:
    """The lowering under which an amount is one of the stay so far, also beside the benefits
    that are settled for it."""
    so_far = lowering.so_far
    if lowering.stay is not None or so_far.earlier is None:
        return lowering
    block = lowering.block
    sums = (so_far.remaining, so_far.earlier.left)
    origin = Origin("stay.remaining")
    remaining = lowering.arith("stay.remaining.now", "add", sums, None, origin)
    outside = so_far.outside
    if outside:
        both = (outside, so_far.earlier.outside)
        outside = lowering.arith("stay.outside.now", "add", both, None, origin)
    nothing = block.constant(0, "money")
    return evolve(
        lowering,
        so_far=evolve(so_far, remaining=remaining, outside=outside),
        stay=Stay(
            outer=lowering,
            earlier=so_far.earlier,
            left=so_far.earlier.left,
            before=nothing,
            room=so_far.earlier.left,
            kept=nothing,
        ),
    )


def sum_of_bills(lowering: Lowering, key: str, value: NodeId, amount: str = "") -> NodeId:
    """A figure of this bill and of the earlier ones of the stay together; `amount` names it where
    it is one that a case gives."""
    block = lowering.block.plain
    name = f"stay.{key}"
    if name not in block.tallies:
        title = say("what {figure} of the bills of this stay comes to", figure=key)
        acc = take_of_stay(lowering, name, title, amount)
        before = block.load(acc)
        arith, origin = evolve(lowering, block=block).arith, Origin(name)
        some = block.test(f"{name}.some", "gt", (before, block.constant(0, "money")), None, origin)
        earlier = arith(f"{name}.earlier_bills", "max", (before,), some, origin)
        block.tallies[_before(key)] = earlier
        block.tallies[name] = arith(f"{name}.now", "add", (value, earlier), None, origin)
        block.keep(acc, block.tallies[name])
    return block.tallies[name]


def earlier_bills(lowering: Lowering, key: str) -> NodeId:
    """What the earlier bills of the stay have of a figure that was asked of the whole stay."""
    return lowering.block.plain.tallies[_before(key)]


def _before(key: str) -> str:
    return f"stay.{key}.before"


def amount_of_stay(lowering: Lowering, field: str, asked: NodeId, guard: NodeId | None) -> NodeId:
    """An amount of the claim (`asked`, demanded where it may be missing), that of the earlier
    bills of the stay added; a bill that did not give it adds nothing."""
    block = lowering.block.plain
    outer, name = evolve(lowering, block=block), f"stay.{field}"
    raw = block.read("claim", field, "money")
    if asked != raw:
        known = block.test(f"{name}.known", "known", (raw,), None, Origin(name))
        raw = or_nothing(outer, f"{name}.given", known, raw)
    now = sum_of_bills(outer, field, raw, field)
    if asked == raw:
        return now
    both = (asked, earlier_bills(outer, field))
    return outer.arith(f"{name}.asked", "add", both, guard, Origin(name))


def or_nothing(lowering: Lowering, name: str, known: NodeId, value: NodeId) -> NodeId:
    """An amount where it is known, else nothing."""
    block = lowering.block
    return block.add(
        Select(
            id=name,
            kind="money",
            origin=Origin(name),
            key=known,
            arms=(Arm(value, ranges=((1, 1),)),),
            otherwise=block.constant(0, "money"),
        )
    )


def take_of_stay(lowering: Lowering, id_: str, title: Text, amount: str = "") -> str:
    """A sum of each stay."""
    return lowering.accumulators.take(
        Accumulator(id=id_, scope="visit", title=title, amount=amount)
    )
