"""The line of a benefit, and how much of a claim lies above its deductible: semantics 9, 10.

In: the terms that stand, the base, the effective deductible. Out: the stretch that is
paid, and the running sums that move with it. Every mode is named: the excess over the
line (the default), the whole once the line is reached or exceeded, what lies above the
yuan already borne, what is due on the whole line less what was due before, a line that
starts again after a payment.
"""

from typing import Final

from attrs import frozen

from polc.compiler.plan.lower_limits import AccumulatorTable, Terms
from polc.compiler.plan.lower_values import Lowering
from polc.compiler.plan.nodes import Above, Arm, Borne, NodeId, Pick
from polc.compiler.plan.plan import Accumulator

SCOPES: Final = {"year": "year", "stay": "visit"}


@frozen
class Stretch:
    """`counted` is what the rate is applied to; with bands it is the end of the line up to
    `high`."""

    counted: NodeId
    high: NodeId


def lower_stretch(
    terms: Terms,
    lowering: Lowering,
    accumulators: AccumulatorTable,
    due: NodeId,
    base: NodeId,
    edge: NodeId,
) -> Stretch:
    """What of this claim is counted, by the benefit's mode."""
    block, name = lowering.block, terms.benefit.id
    origin = terms.origin_of("deductible")
    line = terms.line("deductible")
    counting = line.counting if line is not None else "excess"
    start = line_start(terms, lowering, accumulators)
    high = lowering.arith(f"{name}.high", "add", (start, base), due, origin)
    if counting == "borne":
        acc = accumulators.take(_borne_of(terms))
        used = block.load(acc)
        borne = block.add(
            Borne(
                id=f"{name}.borne",
                kind="money",
                guard=due,
                origin=origin,
                used=used,
                length=base,
                edge=edge,
            )
        )
        after = lowering.arith(f"{name}.borne_after", "add", (used, borne), None, origin)
        block.keep(acc, after)
        counted = lowering.arith(f"{name}.counted", "sub", (base, borne), due, origin)
        return Stretch(counted, high)
    if terms.mode == "cumulated":
        start = block.constant(0, "money")
    if counting == "excess":
        length = high if terms.mode == "cumulated" else base
        counted = block.add(
            Above(
                id=f"{name}.counted",
                kind="money",
                guard=due,
                origin=origin,
                start=start,
                length=length,
                edge=edge,
            )
        )
        return Stretch(counted, high)
    op = "ge" if counting == "whole_reached" else "gt"
    reached = block.test(f"{name}.reached", op, (high, edge), due, origin)
    before = block.test(f"{name}.reached_before", op, (start, edge), due, origin)
    own = lowering.choose(f"{name}.own", before, base, high, due, origin)
    counted = block.add(
        Pick(
            id=f"{name}.counted",
            kind="money",
            guard=due,
            origin=origin,
            key=reached,
            arms=(Arm(own, ranges=((1, 1),)),),
            otherwise=block.constant(0, "money"),
        )
    )
    return Stretch(counted, high)


def lower_due_now(
    terms: Terms, lowering: Lowering, accumulators: AccumulatorTable, due: NodeId, want: NodeId
) -> NodeId:
    """With `cumulated less paid`: what is due on the whole line, less what was due before
    caps on earlier claims."""
    if terms.mode != "cumulated":
        return want
    name = terms.benefit.id
    acc = accumulators.take(
        Accumulator(f"{name}.due_so_far", "year", f"what {name} owed this year before limits")
    )
    before = lowering.block.load(acc)
    origin = terms.origin_of("mode")
    now = lowering.arith(f"{name}.due_now", "left", (want, before), due, origin)
    after = lowering.arith(f"{name}.due_after", "add", (before, now), None, origin)
    lowering.block.keep(acc, after)
    return now


def line_start(terms: Terms, lowering: Lowering, accumulators: AccumulatorTable) -> NodeId:
    """Where on its line this claim begins; 0 for terms per claim."""
    scope = SCOPES.get(terms.line_period or "")
    if scope is None:
        return lowering.block.constant(0, "money")
    return lowering.block.load(accumulators.take(_line_of(terms, scope)))


def advance_line(
    terms: Terms,
    lowering: Lowering,
    accumulators: AccumulatorTable,
    base: NodeId,
    paid: NodeId,
) -> None:
    """The line moves on by the base, paid or not (0 where the benefit was not open); where
    it starts again after a payment it goes back to 0."""
    scope = SCOPES.get(terms.line_period or "")
    if scope is None:
        return
    name, block = terms.benefit.id, lowering.block
    acc = accumulators.take(_line_of(terms, scope))
    start = block.load(acc)
    moved = lowering.arith(f"{name}.line_after", "add", (start, base), None, terms.origin)
    if terms.mode == "start_again":
        zero = block.constant(0, "money")
        origin = terms.origin_of("mode")
        pays = block.test(f"{name}.starts_again", "gt", (paid, zero), None, origin)
        moved = lowering.choose(f"{name}.line_again", pays, zero, moved, None, origin)
    block.keep(acc, moved)


def _line_of(terms: Terms, scope: str) -> Accumulator:
    name = terms.benefit.id
    opens = ((name, "line"),) if scope == "year" else ()
    title = f"what {name} has counted this {scope}"
    return Accumulator(f"{name}.line", scope, title, opens)  # type: ignore[arg-type]  # a scope's name


def _borne_of(terms: Terms) -> Accumulator:
    name = terms.benefit.id
    title = f"what of the deductible of {name} was borne this year"
    return Accumulator(f"{name}.borne_so_far", "year", title, ((name, "borne"),))
