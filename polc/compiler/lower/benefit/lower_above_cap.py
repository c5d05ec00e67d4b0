"""What of the cost lies above the limits of a benefit, in the units of its base: semantics 15.

In: what was counted, how it was priced, what the limits leave of that. Out: an amount in fen. The
limits take from the end of what was counted: from the last band backwards as much cost as, at its
rate, comes to what was cut off. With it goes what the year counts no more.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance, Stretch
from polc.compiler.lower.benefit.lower_bands import Priced
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId, Share
from polc.compiler.plan.payment_steps import AtRate, PaymentSteps


@frozen
class Capped:
    """The rounded amount and what is left of it within the limits; how, and what moves."""

    uncapped: NodeId
    capped: NodeId
    steps: PaymentSteps
    advances: tuple[Advance, ...]


def lower_above_cap(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    stretch: Stretch,
    priced: Priced,
    held: Capped,
) -> NodeId:
    """Nothing where no limit cuts anything off, whatever the payment was rounded to."""
    block, name, origin = lowering.block, f"{terms.name}.above_cap", priced.origin
    sums = (held.uncapped, held.capped)
    cut = block.test(f"{name}.is_cut", "gt", sums, pays, origin)
    leveled = lowering.level(name, (priced.exact, held.capped), cut, origin)
    unpaid = lowering.arith(f"{name}.unpaid", "left", leveled, cut, origin)
    lowering.steps.figures[unpaid] = f"{terms.part}.unpaid"
    parts, portions = list[NodeId](), _portions(priced)
    for place, (amount, rate) in reversed(list(enumerate(portions, start=1))):
        if len(portions) > 1:
            lowering.steps.figures[amount] = f"{terms.part}.band.{place}"
        step = f"{name}.{place}"
        part, unpaid = _take_back(step, amount, rate, unpaid, lowering, cut, origin)
        parts.append(part)
    if stretch.over is not None:
        parts.append(stretch.over)
    return lowering.arith(name, "add", tuple(parts), pays, origin)


def _portions(priced: Priced) -> list[tuple[NodeId, NodeId]]:
    """What was counted at each rate, from the first on. Typing (`above_cap.py`) lets nothing else
    be asked of."""
    pricing = priced.pricing
    if isinstance(pricing, AtRate):
        return [(pricing.amount, pricing.rate)]
    assert priced.portions
    return [(portion.amount, portion.rate) for portion in priced.portions]


def _take_back(
    step: str,
    amount: NodeId,
    rate: NodeId,
    unpaid: NodeId,
    lowering: Lowering,
    cut: NodeId,
    origin: Origin,
) -> tuple[NodeId, NodeId]:
    """What of one part lies above the limits, and what of the unpaid is left to the parts before.
    At a rate of 0% all of the part does, as long as anything is unpaid."""
    block = lowering.block
    goes_on = block.test(f"{step}.goes_on", "any", (unpaid,), cut, origin)
    full = lowering.scale(f"{step}.full", amount, rate, goes_on, origin)
    partly = block.test(f"{step}.partly", "lt", (unpaid, full), goes_on, origin)
    cost = block.add(
        Share(
            id=f"{step}.cost",
            kind="money",
            guard=partly,
            origin=origin,
            amount=block.constant(1, "money"),
            part=unpaid,
            whole=rate,
        )
    )
    # It is less than the part anyhow, which whoever measures the plan cannot know.
    cost = lowering.arith(f"{step}.within", "min", (cost, amount), partly, origin)
    part = lowering.choose(step, partly, cost, amount, goes_on, origin)
    return part, lowering.arith(f"{step}.rest", "left", (unpaid, full), goes_on, origin)
