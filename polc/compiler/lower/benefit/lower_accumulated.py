"""What is accumulated along a period, and how much of a claim lies above the deductible:
semantics 9, 10.

In: the terms that stand, the base, the effective deductible. Out: the stretch that is
paid, and the running sums that move with it. Every mode is named: the excess over the
deductible (the default), the whole once it is reached or exceeded, what lies above the yuan
already borne, what is due on all that is accumulated less what was due before, a total that
starts again after a payment.
"""

from typing import Literal

from polc.compiler.lower.benefit.lower_interrupted import (
    add_counted,
    count_between,
    find_counted_above,
    leave_out,
)
from polc.compiler.lower.benefit.lower_last_year import add_last_year
from polc.compiler.lower.benefit.lower_rows import keep_row, load_row, rows_standing
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import open_sum, scope_of, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import Arm, DeductibleTaken, Excess, NodeId, Select
from polc.compiler.plan.payment_steps import BoundStep, StretchSteps
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.term_statements import DeductibleStatement
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.periods import OF_YEAR, Scope

Advance = tuple[str, NodeId]
"""An accumulator and what it holds after the claim."""


@frozen(kw_only=True)
class Stretch:
    """`counted` is what the rate is applied to; with bands it is the end of what is
    accumulated, up to `high`. `edge` is the deductible that was taken off; `of_year` up to where
    the year has counted, if that is added up; `over` what of the stretch does not count, because
    the year has counted all it may."""

    counted: NodeId
    high: NodeId
    edge: NodeId
    steps: StretchSteps
    advances: tuple[Advance, ...] = ()
    of_year: NodeId | None = None
    over: NodeId | None = None


def lower_stretch(
    terms: Terms, lowering: Lowering, pays: NodeId, base: NodeId, edge: NodeId
) -> Stretch:
    """What of this claim is counted, by the benefit's mode."""
    deductible = terms.deductible
    name, origin = terms.name, terms.origin_of(terms.deductible)
    counting = deductible.counting if deductible is not None else "excess"
    start = accumulated_before(terms, lowering, pays)
    if lowering.splits_stays and deductible is not None and deductible.period == "stay":
        start = add_last_year(terms, lowering, pays, start)
    above = find_counted_above(terms)
    since = count_between(terms, lowering, pays, above)
    if counting == "excess":
        start = leave_out(terms, lowering, "begins", start, since)
    high = lowering.arith(f"{name}.high", "add", (start, base), pays, origin)
    bounds = deductible.held if deductible is not None else ()
    bound = next((bound for bound in bounds if bound.per_year), None)
    acc, held = "", None
    if bound is not None:
        acc = lowering.accumulators.take(borne_of_year(terms))
        most = lowering.value(bound.value, f"{name}.most_borne", pays, origin)
        used = lowering.block.load(acc)
        left = lowering.arith(f"{name}.most_borne.left", "left", (most, used), pays, origin)
        ordinary = edge
        edge = lowering.arith(f"{name}.edge", "min", (edge, left), pays, origin)
        held = BoundStep("at_most", ordinary, edge, origin, left)
    if deductible is not None and counting in ("borne", "once"):
        found = _borne(terms, deductible, lowering, pays, base, edge, high)
        found = evolve(found, steps=evolve(found.steps, accumulated=start))
    elif counting == "excess":
        found = _excess(terms, lowering, pays, base, edge, start, high)
    else:
        found = _whole(terms, lowering, pays, base, edge, start, high, since)
    more = add_counted(terms, lowering, pays, above, found.counted)
    found = evolve(found, advances=(*found.advances, *more))
    if bound is None:
        return found
    taken = lowering.arith(f"{name}.borne_of_claim", "left", (base, found.counted), pays, origin)
    used = lowering.block.load(acc)
    after = lowering.arith(f"{name}.most_borne.after", "add", (used, taken), None, origin)
    steps = evolve(found.steps, bound=held)
    return evolve(found, steps=steps, advances=(*found.advances, (acc, after)))


def _borne(
    terms: Terms,
    deductible: DeductibleStatement,
    lowering: Lowering,
    pays: NodeId,
    base: NodeId,
    edge: NodeId,
    high: NodeId,
) -> Stretch:
    """What lies above the yuan that are still to be borne; nothing is, once it was collected.
    Of a claim whose payment is given, what that leaves was borne."""
    block, name, origin = lowering.block, terms.name, deductible.origin
    acc = lowering.accumulators.take(borne_of(terms, deductible.period or "year"))
    used = before = block.load(acc)
    zero = block.constant(0, "money")
    if deductible.continued is not None:
        some = block.test(f"{name}.borne_before", "gt", (used, zero), pays, origin)
        goes_on = lowering.flag(deductible.continued, f"{name}.continued", some, origin)
        used = before = lowering.choose(f"{name}.to_continue", goes_on, used, zero, pays, origin)
        lowering.steps.note_conditions(before, (goes_on,))
    if deductible.counting == "once":
        collected = block.test(f"{name}.collected", "gt", (used, zero), pays, origin)
        edge = lowering.choose(f"{name}.to_collect", collected, zero, edge, pays, origin)
        used = zero
    borne = block.add(
        DeductibleTaken(
            id=f"{name}.borne",
            kind="money",
            guard=pays,
            origin=origin,
            used=used,
            length=base,
            edge=edge,
        )
    )
    now = borne
    given = lowering.given
    if given is not None:
        part, left = f"{name}.borne_if_given", (base, given.amount)
        rest = lowering.arith(part, "left", left, given.is_given, origin)
        now = lowering.choose(f"{name}.borne_now", given.is_given, rest, borne, None, origin)
    after = lowering.arith(f"{name}.borne_after", "add", (block.load(acc), now), None, origin)
    counted = lowering.arith(f"{name}.counted", "sub", (base, borne), pays, origin)
    how: Literal["once", "borne"] = "once" if deductible.counting == "once" else "borne"
    steps = StretchSteps(how=how, counted=counted, edge=edge, before=before, origin=origin)
    return Stretch(counted=counted, high=high, edge=edge, steps=steps, advances=((acc, after),))


def _excess(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    base: NodeId,
    edge: NodeId,
    start: NodeId,
    high: NodeId,
) -> Stretch:
    name = terms.name
    cumulated = terms.mode == "cumulated"
    counted = lowering.block.add(
        Excess(
            id=f"{name}.counted",
            kind="money",
            guard=pays,
            origin=terms.origin_of(terms.deductible),
            start=lowering.block.constant(0, "money") if cumulated else start,
            length=high if cumulated else base,
            edge=edge,
        )
    )
    origin = terms.origin_of(terms.deductible)
    steps = StretchSteps(
        how="excess", counted=counted, edge=edge, before=start, origin=origin, cumulated=cumulated
    )
    return Stretch(counted=counted, high=high, edge=edge, steps=steps)


def _whole(
    terms: Terms,
    lowering: Lowering,
    pays: NodeId,
    base: NodeId,
    edge: NodeId,
    start: NodeId,
    high: NodeId,
    since: NodeId | None,
) -> Stretch:
    """The whole once the deductible is reached or exceeded: the claim that gets there brings the
    earlier ones with it, but for what other claims have counted `since` the stay's first bill."""
    block, name = lowering.block, terms.name
    origin = terms.origin_of(terms.deductible)
    of_reached = terms.deductible is not None and terms.deductible.counting == "whole_reached"
    op = "ge" if of_reached else "gt"
    reached = block.test(f"{name}.reached", op, (high, edge), pays, origin)
    end = leave_out(terms, lowering, "ends", high, since)
    if terms.mode == "cumulated":
        own = high
    else:
        begins = leave_out(terms, lowering, "begins", start, since)
        before = block.test(f"{name}.reached_before", op, (begins, edge), pays, origin)
        own = lowering.choose(f"{name}.own", before, base, end, pays, origin)
    counted = block.add(
        Select(
            id=f"{name}.counted",
            kind="money",
            guard=pays,
            origin=origin,
            key=reached,
            arms=(Arm(own, ranges=((1, 1),)),),
            otherwise=block.constant(0, "money"),
        )
    )
    how: Literal["whole_reached", "whole_exceeded"]
    how = "whole_reached" if of_reached else "whole_exceeded"
    steps = StretchSteps(
        how=how,
        counted=counted,
        edge=edge,
        before=start,
        origin=origin,
        cumulated=terms.mode == "cumulated",
        between=since,
    )
    return Stretch(counted=counted, high=end, edge=edge, steps=steps)


def accumulated_before(terms: Terms, lowering: Lowering, pays: NodeId | None) -> NodeId:
    """What was accumulated before this claim, of its row where each has its own; 0 for terms
    per claim."""
    scope = accumulated_scope(terms)
    if scope is None:
        return lowering.block.constant(0, "money")
    rows = rows_standing(terms.deductible, _accumulated_of(terms, scope), lowering)
    if rows is not None:
        return load_row(rows, f"{terms.name}.accumulated", lowering, pays)
    return lowering.block.load(lowering.accumulators.take(_accumulated_of(terms, scope)))


def advance_accumulated(terms: Terms, lowering: Lowering, base: NodeId, paid: NodeId) -> None:
    """What is accumulated grows by the base, paid or not (0 where the claim does not count);
    where it starts again after a payment it goes back to 0."""
    scope = accumulated_scope(terms)
    if scope is None:
        return
    name, block = terms.name, lowering.block
    whole = _accumulated_of(terms, scope)
    rows = rows_standing(terms.deductible, whole, lowering)
    if rows is not None:
        zero = block.constant(0, "money")
        either = lowering.arith(f"{name}.sum_moves", "max", (base, paid), None, terms.origin)
        moves = block.test(f"{name}.sum_moved", "gt", (either, zero), None, terms.origin)
        keep_row(
            rows,
            f"{name}.accumulated",
            lowering,
            moves,
            lambda step, start: _moved(terms, lowering, step, start, base, paid),
        )
        return
    acc = lowering.accumulators.take(whole)
    block.keep(acc, _moved(terms, lowering, name, block.load(acc), base, paid))


def _moved(
    terms: Terms, lowering: Lowering, name: str, start: NodeId, base: NodeId, paid: NodeId
) -> NodeId:
    """What is accumulated after the claim."""
    block = lowering.block
    moved = lowering.arith(f"{name}.accumulated_after", "add", (start, base), None, terms.origin)
    if terms.mode == "start_again":
        zero = block.constant(0, "money")
        origin = terms.origin_of(terms.mode_statement)
        pays = block.test(f"{name}.starts_again", "gt", (paid, zero), None, origin)
        moved = lowering.choose(f"{name}.accumulated_again", pays, zero, moved, None, origin)
    return moved


def accumulated_scope(terms: Terms) -> Scope | None:
    """Along what is accumulated; None where every claim begins at nothing, as in a chain, of which
    what was borne goes on alone."""
    period = terms.accumulated_period
    return None if period == "chain" else scope_of(period)


def _accumulated_of(terms: Terms, scope: Scope) -> Accumulator:
    title = say("what {owner} has counted {period}", owner=terms.owner, period=words_of(scope))
    own = terms.own_opening("line")
    counted = Accumulator(id=f"{terms.part}.accumulated", scope=scope, title=title)
    if own is not None and scope in OF_YEAR:
        # What an opening says of the benefit is of the amount that its other kinds share.
        return evolve(counted, own=own)
    return open_sum(counted, (terms.owner, "line"), own)


def borne_of(terms: Terms, period: str) -> Accumulator:
    """The sum of what of the deductible was borne, of the year, the month and so on, or of the
    chain."""
    title = say(
        "what of the deductible of {owner} was borne {period}",
        owner=terms.owner,
        period=words_of(scope_of(period) or "chain"),
    )
    if period == "chain":
        return Accumulator(id=f"{terms.part}.borne_in_chain", scope="chain", title=title)
    borne = Accumulator(
        id=f"{terms.part}.borne_so_far", scope=scope_of(period) or "year", title=title
    )
    of_several = terms.part != terms.owner
    return open_sum(
        borne, (terms.owner, "borne"), terms.own_opening("borne"), of_several=of_several
    )


def borne_of_year(terms: Terms) -> Accumulator:
    """The sum of what the deductibles of the year came to."""
    title = say("what the deductibles of {owner} came to this year", owner=terms.owner)
    return Accumulator(
        id=f"{terms.part}.borne_of_year",
        scope="year",
        title=title,
        opens=((terms.owner, "borne"),),
        own=terms.own_opening("borne"),
        sometimes=((terms.owner, "borne"),) if terms.part != terms.owner else (),
    )
