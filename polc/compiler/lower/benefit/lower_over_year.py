"""What a claim makes due over the year's claims: what the year so far comes to less what was paid
of it, which may be for earlier claims, or less than nothing: semantics 19.

In: the terms that stand, what they come to with what the earlier claims leave. Out: what of it is
this claim's, what it makes due for earlier ones.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance, accumulated_scope
from polc.compiler.lower.benefit.lower_due_now import due_of
from polc.compiler.lower.benefit.lower_limits import with_kinds
from polc.compiler.lower.benefit.lower_payment import Computed, keep_advances
from polc.compiler.lower.benefit.lower_stay import Payment, emit_earlier, origin_of_earlier
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import open_sum, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import Ways
from polc.compiler.plan.plan import Accumulator
from polc.compiler.plan.steps import EarlierSteps
from polc.messages.text import say
from polc.records.evolve import evolve


@frozen
class OverYear:
    """The sums of what was paid over the year's claims and of what could be paid of them, and both
    before this claim."""

    paid_sum: str
    most_sum: str
    paid: NodeId
    most: NodeId


def open_over_year(terms: Terms, lowering: Lowering) -> OverYear | None:
    """The sums; None of what is not worked out over the year's claims, or begins with each."""
    scope = accumulated_scope(terms)
    if not terms.over_year or terms.mode != "cumulated" or scope is None:
        return None
    name, take = terms.name, lowering.accumulators.take
    title = say(
        "what {owner} has paid over its claims {period}", owner=name, period=words_of(scope)
    )
    sum_ = Accumulator(id=f"{name}.paid_over_claims", scope=scope, title=title)
    paid = take(open_sum(sum_, (name, "paid"), None))
    title = say(
        "what {owner} could pay over its claims {period}", owner=name, period=words_of(scope)
    )
    most = take(Accumulator(id=f"{name}.most_over_claims", scope=scope, title=title))
    return OverYear(paid, most, lowering.block.load(paid), lowering.block.load(most))


def reach_over_year(
    terms: Terms,
    lowering: Lowering,
    over: OverYear,
    of_claim: tuple[NodeId, NodeId],
    base_needed: NodeId | None,
) -> tuple[NodeId, NodeId]:
    """The most that can be due with what the earlier claims leave; that there is something to
    settle: the claim has a base, or what was paid before may change. `of_claim` are its base and
    the most of it."""
    name, origin, (base, most) = terms.name, terms.origin, of_claim
    unused = (over.most, over.paid)
    left = lowering.arith(f"{name}.earlier_leave", "left", unused, base_needed, origin)
    reach = lowering.arith(f"{name}.with_earlier", "add", (most, left), base_needed, origin)
    settles = lowering.arith(f"{name}.base_or_paid", "max", (base, over.paid), None, origin)
    return reach, settles


def divide_over_year(
    terms: Terms,
    lowering: Lowering,
    over: OverYear,
    computed: Computed[Ways],
    most: NodeId,
    counts: NodeId | None,
) -> Payment:
    """Of what is due this claim gets as much as it has for it; what is due beyond it, or was paid
    and is due no more, is for the earlier ones. The sums stand after the claim, where it counts."""
    name, origin = terms.name, terms.paid_origin
    due = (computed.capped, most)
    own = lowering.arith(f"{name}.of_claim", "min", due, None, evolve(origin, readings=()))
    paid = lowering.arith(f"{name}.paid", "max", (own,), None, evolve(origin, readings=()))
    beyond = (computed.capped, paid)
    amount = lowering.arith(f"{name}.beyond_claim", "left", beyond, None, origin)
    if terms.may_fall:
        fallen = _lower_fallen(terms, lowering, over, computed.advances)
        if counts is not None:
            zero = lowering.block.constant(0, "money")
            fallen = lowering.choose(f"{name}.falls", counts, fallen, zero, None, origin)
        amount = lowering.arith(f"{name}.for_earlier", "sub", (amount, fallen), None, origin)
    moved = lowering.arith(f"{name}.with_adjustment", "add", (paid, amount), None, origin)
    lowering.steps.figures[moved] = name
    sums = (over.paid, moved)
    whole = lowering.arith(f"{name}.paid_in_all", "add", sums, None, origin)
    could = lowering.arith(f"{name}.most_now", "add", (over.most, most), None, origin)
    keep_advances(((over.paid_sum, whole), (over.most_sum, could)), lowering, counts)
    steps = EarlierSteps(
        output=emit_earlier(terms, lowering, amount),
        left=over.most,
        due=whole,
        before=over.paid,
        amount=amount,
        origin=evolve(origin_of_earlier(terms), rule=f"{name}.earlier"),
        of_year=True,
        in_policy=False,
        over_claims=True,
    )
    return Payment(own=paid, whole=moved, adjustment=amount, steps=steps)


def _lower_fallen(
    terms: Terms, lowering: Lowering, over: OverYear, advances: tuple[Advance, ...]
) -> NodeId:
    """By how much what was paid is more than what is due on all claims so far, before limits and
    of every kind of care, where it was due before."""
    name, origin, after = terms.name, terms.paid_origin, dict(advances)
    sums = [acc for acc in map(due_of, with_kinds(terms, lowering)) if acc in after]
    if not sums:
        return lowering.block.constant(0, "money")
    known = tuple(dict.fromkeys(sums))
    due = tuple(after[acc] for acc in known)
    was = tuple(lowering.block.load(acc) for acc in known)
    due_now = lowering.arith(f"{name}.due_in_all", "add", due, None, origin)
    due_before = lowering.arith(f"{name}.due_before", "add", was, None, origin)
    had = lowering.arith(f"{name}.paid_as_due", "min", (over.paid, due_before), None, origin)
    return lowering.arith(f"{name}.fallen", "left", (had, due_now), None, origin)
