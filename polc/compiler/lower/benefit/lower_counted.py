"""What the year counts above the deductibles of its stays or claims, and how much of it may count:
semantics 9.

In: the terms that stand, the base, the effective deductible. Out: the stretch that is paid. Along a
deductible of the year, or without one, the most that counts is a point of what is accumulated; else
it is what the claims before have left of it.
"""

from polc.compiler.lower.benefit.lower_accumulated import Stretch, lower_stretch
from polc.compiler.lower.benefit.lower_interrupted import (
    add_counted,
    count_between,
    find_counted_within,
)
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import SCOPES, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import Excess, NodeId
from polc.compiler.plan.payment_steps import BoundStep
from polc.compiler.plan.plan import Accumulator
from polc.compiler.typed.nodes.term_statements import CountedAtMostStatement
from polc.messages.text import say
from polc.records.evolve import evolve


def lower_counted(
    terms: Terms, lowering: Lowering, pays: NodeId, base: NodeId, edge: NodeId
) -> Stretch:
    """What of this claim is counted, within what the year may count."""
    found, most = lower_stretch(terms, lowering, pays, base, edge), terms.counted_at_most
    if terms.counts_of_year:
        return _count_of_year(terms, lowering, pays, base, found)
    if most is None:
        return found
    name, start = terms.name, found.steps.before
    assert start is not None
    size = lowering.value(most.value, f"{name}.most_counted", pays, most.origin)
    within = find_counted_within(terms)
    since = count_between(terms, lowering, pays, within)
    if since is not None:
        part = f"{name}.most_counted.left"
        size = lowering.arith(part, "left", (size, since), pays, most.origin)
    point = lowering.arith(f"{name}.counted_up_to", "add", (found.edge, size), pays, most.origin)
    over = lowering.block.add(
        Excess(
            id=f"{name}.over",
            kind="money",
            guard=pays,
            origin=most.origin,
            start=start,
            length=base,
            edge=point,
        )
    )
    found = _without(terms, most, over, size, lowering, pays, found)
    more = add_counted(terms, lowering, pays, within, found.counted)
    return evolve(found, advances=(*found.advances, *more))


def _count_of_year(
    terms: Terms, lowering: Lowering, pays: NodeId, base: NodeId, found: Stretch
) -> Stretch:
    """A claim whose payment is given counts with the whole of its base: what its deductible was the
    case does not say."""
    name, most = terms.name, terms.counted_at_most
    origin = terms.origin_of(most or terms.bands)
    acc = lowering.accumulators.take(_counted_of(terms))
    before = lowering.block.load(acc)
    if most is not None:
        size = lowering.value(most.value, f"{name}.most_counted", pays, origin)
        left = lowering.arith(f"{name}.most_counted.left", "left", (size, before), pays, origin)
        over = lowering.arith(f"{name}.over", "left", (found.counted, left), pays, origin)
        found = _without(terms, most, over, left, lowering, pays, found)
    end = lowering.arith(f"{name}.counted_to", "add", (before, found.counted), pays, origin)
    moved, given = found.counted, lowering.given
    if given is not None:
        step = f"{name}.counted_or_given"
        moved = lowering.choose(step, given.is_given, base, moved, None, origin)
    after = lowering.arith(f"{name}.counted_after", "add", (before, moved), None, origin)
    steps = evolve(found.steps, accumulated=before)
    return evolve(found, of_year=end, advances=(*found.advances, (acc, after)), steps=steps)


def _without(
    terms: Terms,
    most: CountedAtMostStatement,
    over: NodeId,
    figure: NodeId,
    lowering: Lowering,
    pays: NodeId,
    found: Stretch,
) -> Stretch:
    """The stretch without what lies over the most that counts."""
    name = terms.name
    sums = (found.counted, over)
    counted = lowering.arith(f"{name}.counted_at_most", "sub", sums, pays, most.origin)
    high = lowering.arith(f"{name}.high_counted", "sub", (found.high, over), pays, most.origin)
    held = BoundStep("at_most", found.counted, counted, most.origin, figure)
    steps = evolve(found.steps, counted=counted, most_counted=held)
    return evolve(found, counted=counted, high=high, steps=steps, over=over)


def _counted_of(terms: Terms) -> Accumulator:
    """What the year has counted; an opening says it as what the benefit has counted."""
    own, scope = terms.own_opening("line"), SCOPES[terms.counts_for]
    return Accumulator(
        id=f"{terms.part}.counted_of_year",
        scope=scope,
        title=say(
            "what {owner} has counted above its deductibles {period}",
            owner=terms.owner,
            period=words_of(scope),
        ),
        opens=((terms.owner, "line"),),
        own=own,
        sometimes=((terms.owner, "line"),) if own is not None else (),
    )
