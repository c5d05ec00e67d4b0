"""What a benefit pays of a claim: its want, its limits, the least of them.

In: the terms that stand, the base. Out: the rounded want, the payment, the steps that led
to it. Rounded once; lifted by `at least`; held by every limit.
"""

from attrs import frozen

from polc.compiler.lower.appender import Rounding
from polc.compiler.lower.lower_bands import Priced, lower_exact
from polc.compiler.lower.lower_limits import lower_limits, met
from polc.compiler.lower.lower_line import Advance, lower_due_now, lower_stretch
from polc.compiler.lower.lower_split import lower_split
from polc.compiler.lower.lower_terms import Deductible, lower_deductible
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Cap, NodeId
from polc.compiler.plan.steps import Bound, Computation, PaymentSteps, RoundingSteps, Ways


@frozen
class Computed:
    """`want` before limits and `taken` after them, the stretch that was counted, the
    effective deductible, the accumulators that move, the steps."""

    want: NodeId
    taken: NodeId
    deductible: Deductible
    counted: NodeId
    advances: tuple[Advance, ...]
    steps: Ways


@frozen
class Taken:
    """The rounded want and what is left of it within the limits; how, and what moves."""

    want: NodeId
    taken: NodeId
    steps: PaymentSteps
    advances: tuple[Advance, ...]


def lower_payment(
    terms: Terms,
    lowering: Lowering,
    live: NodeId | None,
    due: NodeId,
    base: NodeId,
    most: NodeId,
) -> Computed:
    """The deductible, the stretch, the want, the payment."""
    deductible = lower_deductible(terms, lowering, due)
    if terms.split is not None:
        edge = deductible.effective
        priced, stretch = lower_split(terms, terms.split, lowering, live, due, base, edge)
    else:
        stretch = lower_stretch(terms, lowering, due, base, deductible.effective)
        priced = lower_exact(terms, lowering, due, stretch, deductible)
    found = lower_taken(terms, lowering, due, most, priced)
    steps = Computation(deductible.steps, stretch.steps, found.steps)
    advances = (*stretch.advances, *found.advances)
    return Computed(found.want, found.taken, deductible, stretch.counted, advances, steps)


def lower_taken(
    terms: Terms,
    lowering: Lowering,
    due: NodeId,
    most: NodeId,
    priced: Priced,
) -> Taken:
    """The want, rounded, lifted, held by the limits."""
    name = f"{terms.name}.rounded"
    rounding = round_payment(terms, lowering, due, priced.exact, name, priced.origin)
    floors, want = lift(terms, lowering, due, rounding.rounded)
    want, due_now, advances = lower_due_now(terms, lowering, due, want)
    found = lower_limits(terms, lowering, due, most)
    taken = lowering.block.add(
        Cap(
            id=f"{terms.name}.computed",
            kind="money",
            guard=due,
            origin=terms.paid_origin,
            want=want,
            limits=found.limits,
        )
    )
    lifted = found.lifted_caps
    steps = PaymentSteps(priced.pricing, priced.changes, rounding, floors, due_now, lifted, taken)
    return Taken(want, taken, steps, advances)


def round_payment(
    terms: Terms, lowering: Lowering, due: NodeId | None, exact: NodeId, name: str, origin: Origin
) -> RoundingSteps:
    """The amount rounded once: half-up to the fen, or as the benefit or the policy says."""
    how = lowering.rounding
    if terms.round is not None:
        how = Rounding(terms.round.unit, terms.round.down, origin=terms.round.origin)
        origin = terms.round.origin
    rounded = lowering.round(name, exact, due, origin, how)
    return RoundingSteps(exact, rounded, how.origin)


def lift(
    terms: Terms, lowering: Lowering, due: NodeId | None, want: NodeId
) -> tuple[tuple[Bound, ...], NodeId]:
    """The want, lifted by every `at least` that stands."""
    name, told = terms.name, []
    for place, floor in enumerate(terms.at_least, start=1):
        flag = met(floor, lowering, f"{name}.at_least.{place}", due)
        least = lowering.value(floor.value, f"{name}.at_least.{place}", flag or due, floor.origin)
        lifted = lowering.arith(
            f"{name}.lifted.{place}", "max", (want, least), flag or due, floor.origin
        )
        if flag is not None:
            step = f"{name}.lifted.{place}.standing"
            lifted = lowering.choose(step, flag, lifted, want, due, floor.origin)
        told.append(Bound("at_least", want, lifted, floor.origin))
        want = lifted
    return tuple(told), want


def keep_advances(advances: tuple[Advance, ...], lowering: Lowering) -> None:
    """The accumulators hold their new values from here on."""
    for acc, after in advances:
        lowering.block.keep(acc, after)
