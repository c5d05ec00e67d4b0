"""What a benefit pays of a stretch: its want, its limits, the least of them.

In: the terms that stand, the stretch that is counted. Out: the rounded want and the
payment. Rounded once, half-up to the fen; lifted by `at least`; held by every limit.
"""

from polc.compiler.plan.lower_limits import AccumulatorTable, Terms, lower_limits
from polc.compiler.plan.lower_line import Stretch, lower_due_now
from polc.compiler.plan.lower_terms import lower_rate
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Bands, NodeId, Round, Take
from polc.compiler.typecheck.typed import TypedLine


def lower_payment(
    terms: Terms,
    lowering: Lowering,
    accumulators: AccumulatorTable,
    due: NodeId,
    base: NodeId,
    stretch: Stretch,
    shift: NodeId | None,
) -> tuple[NodeId, NodeId]:
    """The want before limits, and the payment."""
    name = terms.benefit.id
    want = _lower_want(terms, lowering, due, stretch, shift)
    want = lower_due_now(terms, lowering, accumulators, due, want)
    limits = lower_limits(terms, lowering, accumulators, due, base)
    taken = lowering.block.add(
        Take(
            id=f"{name}.computed",
            kind="money",
            guard=due,
            origin=terms.paid_origin(),
            want=want,
            limits=limits,
        )
    )
    return want, taken


def _lower_want(
    terms: Terms, lowering: Lowering, due: NodeId, stretch: Stretch, shift: NodeId | None
) -> NodeId:
    """What is due before limits, rounded once; lifted by `at least`."""
    block, name = lowering.block, terms.benefit.id
    line = terms.line("bands")
    if line is not None:
        assert line.value is not None
        points, top = lower_rate(terms, lowering, due, None)
        table = lowering.value(line.value, f"{name}.table", due, line.origin)
        low = lowering.arith(
            f"{name}.low", "sub", (stretch.high, stretch.counted), due, line.origin
        )
        exact = block.add(
            Bands(
                id=f"{name}.exact",
                kind="money",
                den=1_000_000,
                guard=due,
                origin=line.origin,
                low=low,
                high=stretch.high,
                table=table,
                shift=_shift_of(line, lowering, terms, shift),
                points=points,
                top=top,
            )
        )
        origin = line.origin
    else:
        rate_line = terms.line("rate")
        origin = terms.origin_of("rate")
        if rate_line is None or rate_line.value is None:
            rate = block.constant(1_000_000, "rate")
        else:
            rate = lowering.value(rate_line.value, f"{name}.rate", due, origin)
        points, top = lower_rate(terms, lowering, due, rate)
        if points is not None:
            rate = lowering.arith(f"{name}.rate.raised", "add", (rate, points), due, origin)
        if top is not None:
            rate = lowering.arith(f"{name}.rate.held", "min", (rate, top), due, origin)
        exact = lowering.scale(f"{name}.exact", stretch.counted, rate, due, origin)
    want = block.add(
        Round(id=f"{name}.rounded", kind="money", guard=due, origin=origin, value=exact)
    )
    for place, floor in enumerate(terms.lines("at_least"), start=1):
        assert floor.value is not None
        least = lowering.value(floor.value, f"{name}.at_least.{place}", due, floor.origin)
        want = lowering.arith(f"{name}.lifted.{place}", "max", (want, least), due, floor.origin)
    return want


def _shift_of(
    line: TypedLine, lowering: Lowering, terms: Terms, moved: NodeId | None
) -> NodeId | None:
    """By how much the band edges move: not, with the deductible's change, or by all of it."""
    if line.edges == "fixed":
        return None
    return moved if line.edges == "moved" else terms.effective_deductible
