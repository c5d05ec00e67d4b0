"""What a benefit pays of a claim: its want, its limits, the least of them.

In: the terms that stand, the base. Out: the rounded want, the payment, the terms that led
to it. Rounded once; lifted by `at least`; held by every limit.
"""

from attrs import frozen

from polc.compiler.lower.lower_bands import lower_exact
from polc.compiler.lower.lower_limits import lower_limits, met
from polc.compiler.lower.lower_line import Advance, lower_due_now, lower_stretch
from polc.compiler.lower.lower_split import lower_split
from polc.compiler.lower.lower_terms import Deductible, lower_deductible
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.steps import Rounding
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Cap, NodeId


@frozen
class Computed:
    """`want` before limits and `taken` after them, the stretch that was counted, the
    effective deductible, and the accumulators that move."""

    want: NodeId
    taken: NodeId
    deductible: Deductible
    counted: NodeId
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
        exact, stretch = lower_split(terms, lowering, live, due, base, deductible.effective)
        origin = terms.origin_of("rate")
    else:
        stretch = lower_stretch(terms, lowering, due, base, deductible.effective)
        exact, origin = lower_exact(terms, lowering, due, stretch, deductible)
    want, taken, advances = lower_taken(terms, lowering, due, most, exact, origin)
    return Computed(want, taken, deductible, stretch.counted, (*stretch.advances, *advances))


def lower_taken(
    terms: Terms,
    lowering: Lowering,
    due: NodeId,
    most: NodeId,
    exact: NodeId,
    origin: Origin,
) -> tuple[NodeId, NodeId, tuple[Advance, ...]]:
    """The rounded want and what is left of it within the limits."""
    want = round_payment(terms, lowering, due, exact, f"{terms.benefit.id}.rounded", origin)
    want = lift(terms, lowering, due, want)
    want, advances = lower_due_now(terms, lowering, due, want)
    taken = lowering.block.add(
        Cap(
            id=f"{terms.benefit.id}.computed",
            kind="money",
            guard=due,
            origin=terms.paid_origin(),
            want=want,
            limits=lower_limits(terms, lowering, due, most),
        )
    )
    return want, taken, advances


def round_payment(
    terms: Terms, lowering: Lowering, due: NodeId | None, exact: NodeId, name: str, origin: Origin
) -> NodeId:
    """The amount rounded once: half-up to the fen, or as the benefit or the policy says."""
    line = terms.line("round")
    how = lowering.rounding
    if line is not None:
        how = Rounding(line.unit, line.down)
        origin = line.origin
    return lowering.round(name, exact, due, origin, how)


def lift(terms: Terms, lowering: Lowering, due: NodeId | None, want: NodeId) -> NodeId:
    """The want, lifted by every `at least` that stands."""
    name = terms.benefit.id
    for place, floor in enumerate(terms.lines("at_least"), start=1):
        assert floor.value is not None
        flag = met(floor, lowering, f"{name}.at_least.{place}", due)
        least = lowering.value(floor.value, f"{name}.at_least.{place}", flag or due, floor.origin)
        lifted = lowering.arith(
            f"{name}.lifted.{place}", "max", (want, least), flag or due, floor.origin
        )
        if flag is not None:
            step = f"{name}.lifted.{place}.standing"
            lifted = lowering.choose(step, flag, lifted, want, due, floor.origin)
        want = lifted
    return want


def keep_advances(advances: tuple[Advance, ...], lowering: Lowering) -> None:
    """The accumulators hold their new values from here on."""
    for acc, after in advances:
        lowering.block.keep(acc, after)
