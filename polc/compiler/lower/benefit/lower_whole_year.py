"""A deductible of the year that counts the whole: what the claim that reaches it makes due for
the claims before: semantics 10.

In: the terms that stand, what they come to with what the earlier claims have left. Out: what of
it is this claim's and what is for earlier ones; after all layers, what the claims so far have
left.
"""

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_stay import (
    Payment,
    emit_earlier,
    name_bills_of_stay,
    origin_of_earlier,
)
from polc.compiler.lower.lowering import Lowering, WholeYear
from polc.compiler.lower.stay_block import sum_of_stay
from polc.compiler.lower.terms import Terms
from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import EarlierSteps
from polc.messages.text import say


def counts_whole_of_year(terms: Terms) -> bool:
    """Whether reaching its deductible makes something due for the claims before."""
    deductible = terms.deductible
    return (
        deductible is not None
        and deductible.period == "year"
        and deductible.counting in ("whole_reached", "whole_exceeded")
    )


def add_earlier_claims(
    terms: Terms, lowering: Lowering, most: NodeId, base_needed: NodeId | None
) -> NodeId:
    """The most that can be due with what the earlier claims of the year have left."""
    left = load_earlier_claims(terms, lowering)
    sums = (most, left)
    return lowering.arith(f"{terms.name}.with_earlier", "add", sums, base_needed, terms.origin)


def divide(terms: Terms, lowering: Lowering, due: NodeId, most: NodeId, paid: NodeId) -> Payment:
    """Of what is due as much as the claim has left, the rest for the earlier ones."""
    name, origin = terms.name, terms.origin_of(terms.deductible)
    amount = lowering.arith(f"{name}.for_earlier", "left", (due, most), None, origin)
    if lowering.given is not None:
        nothing = lowering.block.constant(0, "money")
        is_given, part = lowering.given.is_given, f"{name}.for_earlier.due"
        amount = lowering.choose(part, is_given, nothing, amount, None, origin)
    whole = lowering.arith(f"{name}.with_adjustment", "add", (paid, amount), None, origin)
    steps = EarlierSteps(
        output=emit_earlier(terms, lowering, amount),
        left=load_earlier_claims(terms, lowering),
        due=whole,
        before=None,
        amount=amount,
        origin=origin_of_earlier(terms),
        of_year=True,
        in_policy=not pays_from_own_cost(terms),
        of_stay=name_bills_of_stay(terms, lowering),
    )
    return Payment(own=paid, whole=whole, adjustment=amount, steps=steps)


def keep_left(whole: WholeYear, lowering: Lowering) -> None:
    """After all layers: what this claim has left is there for a later one, what was made due
    for earlier claims is not."""
    block, name, so_far = lowering.block, whole.benefit, lowering.so_far
    origin = Origin(name)
    zero = block.constant(0, "money")
    counts = block.test(f"{name}.counted.some", "gt", (whole.counted, zero), None, origin)
    own = lowering.choose(f"{name}.leaves", counts, so_far.remaining, zero, None, origin)
    made_due = so_far.adjusted or zero
    acc = _acc(name, lowering)
    moves = [(acc, made_due)]
    if whole.for_stay:
        # Of the stay itself is what was made due for its own bills. What others took of them is
        # not: for whose it was nobody knows, so it is missing on both sides.
        assert so_far.earlier is not None
        of_stay = sum_of_stay(lowering.accumulators, acc, name)
        moves.append((of_stay, so_far.earlier.change or zero))
    for moved, due in moves:
        more = lowering.arith(f"{moved}.more", "sub", (own, due), None, origin)
        sums = (block.load(moved), more)
        block.keep(moved, lowering.arith(f"{moved}.now", "add", sums, None, origin))


def _acc(name: str, lowering: Lowering) -> str:
    title = say("what the claims of this year have left for {owner}", owner=name)
    return lowering.accumulators.take(Accumulator(id=f"{name}.year_left", title=title))


def load_earlier_claims(terms: Terms, lowering: Lowering) -> NodeId:
    """What the earlier claims have left, those of this stay aside where it is settled as one."""
    block, name = lowering.block, terms.name
    held = block.load(_acc(name, lowering))
    nothing = block.constant(0, "money")
    return lowering.arith(f"{name}.earlier_claims", "max", (held, nothing), None, terms.origin)
