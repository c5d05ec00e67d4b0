"""What the earlier bills of a stay have left, from one benefit to the next: semantics 9.

In: what is paid of the claim, and what it makes due for earlier ones. Out: what of it is of the
stay's earlier bills, what they have left in policy and of their costs, and after all layers.
"""

from collections.abc import Sequence

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_bills import (
    find_costs_before,
    find_within_before,
    paid_for_stay,
    paid_in_stay,
)
from polc.compiler.lower.benefit.lower_stay import Payment
from polc.compiler.lower.lowering import EarlierBills, LoweredSoFar, Lowering
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import (
    amount_of_stay,
    earlier_bills,
    take_of_stay,
)
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say
from polc.records.evolve import evolve


def start_stays(
    lowering: Lowering, asked: bool, *, on_bill: bool, of_year: Sequence[str]
) -> LoweredSoFar:
    """What the bills before have left before any benefit; `asked`: something is of the stay,
    `on_bill`: some benefits pay on the whole bills, or out of policy; `of_year`: those that make
    due what is of earlier claims of the year."""
    so_far = lowering.so_far
    if not asked:
        return so_far
    before = _sum_before(lowering, "in_policy")
    cost = find_costs_before(lowering) if on_bill else ""
    zero = lowering.block.constant(0, "money")
    some = (cost or before, zero)
    flag = lowering.block.test("stay.goes_on", "gt", some, None, Origin("stay.so_far"))
    earlier = EarlierBills(left=before, outside=zero, cost=cost, goes_on=flag)
    if on_bill:
        earlier = evolve(earlier, within=find_within_before(lowering), by_bill=zero)
    if of_year:
        earlier = _take_for_others(lowering, earlier, of_year)
    return evolve(so_far, adjusted=zero, earlier=earlier)


def _take_for_others(
    lowering: Lowering, earlier: EarlierBills, of_year: Sequence[str]
) -> EarlierBills:
    """With what claims of other visits made due for the year's claims since the stay's last bill:
    for which of them nobody knows here, so it is taken from what the stay's bills have left after
    all. It is what a benefit paid, so those before it and it itself find their bases whole."""
    block, origin, arith = lowering.block, Origin("stay.so_far"), lowering.arith
    after_all, taken = block.load(_left_after_all(lowering)), dict[str, NodeId]()
    for name in of_year:
        sums = (block.load(_due_elsewhere(lowering, name)), block.load(_seen(lowering, name)))
        since = arith(f"{name}.due_since", "left", sums, None, origin)
        had = (after_all, block.constant(0, "money"))
        room = arith(f"{name}.after_all.room", "max", had, None, origin)
        more = arith(f"{name}.taken", "min", (since, room), None, origin)
        after_all = arith(f"{name}.after_all.now", "sub", (after_all, more), None, origin)
        acc = _taken_for_others(lowering, name)
        taken[name] = arith(f"{name}.taken_in_all", "add", (block.load(acc), more), None, origin)
        block.keep(acc, taken[name])
    return evolve(earlier, after_all=after_all, taken=taken)


@frozen
class _OfStay:
    """What of the earlier bills of the stay a benefit was paid in all, by how much this claim
    changes that; each empty where it is nothing."""

    paid: NodeId
    change: NodeId = ""


def leave_earlier(
    terms: Terms, lowering: Lowering, payment: Payment, after: LoweredSoFar, *, of_year: bool
) -> LoweredSoFar:
    """What the payment leaves of earlier claims and bills, beside what it leaves of this one;
    `of_year`: what it makes due is of earlier claims of the year."""
    name, origin, earlier = terms.name, terms.origin, after.earlier
    on_bill = pays_from_own_cost(terms)
    outer = lowering.stay.outer if lowering.stay is not None else lowering
    if payment.adjustment and not on_bill:
        sums = (after.adjusted or outer.block.constant(0, "money"), payment.adjustment)
        adjusted = outer.arith(f"{name}.adjusted", "add", sums, None, origin)
        after = evolve(after, adjusted=adjusted)
    if earlier is None:
        return after
    of_stay = _find_of_stay(terms, lowering, payment, earlier, of_year=of_year)
    if earlier.after_all and of_stay.change and not on_bill:
        both = (earlier.after_all, of_stay.change)
        after_all = outer.arith(f"{name}.stay_after_all", "sub", both, None, origin)
        earlier = evolve(earlier, after_all=after_all)
    if of_stay.change and not on_bill:
        moved = tuple(part for part in (earlier.change, of_stay.change) if part)
        change = outer.arith(f"{name}.stay_change", "add", moved, None, origin)
        earlier = evolve(earlier, change=change)
    if earlier.cost:
        both = (earlier.cost, of_stay.paid)
        cost = outer.arith(f"{name}.cost_of_earlier", "left", both, None, origin)
        earlier = evolve(earlier, cost=cost)
    if on_bill:
        if lowering.stay is None and earlier.within:
            both = (earlier.by_bill, payment.own)
            by_bill = outer.arith(f"{name}.by_bill", "add", both, None, origin)
            earlier = evolve(earlier, by_bill=by_bill)
        sums = (earlier.outside, of_stay.paid)
        outside = outer.arith(f"{name}.earlier_outside", "add", sums, None, origin)
        return evolve(after, earlier=evolve(earlier, outside=outside))
    if earlier.within:
        both = (earlier.within, of_stay.paid)
        within = outer.arith(f"{name}.within_of_earlier", "left", both, None, origin)
        earlier = evolve(earlier, within=within)
    rest, taken = (earlier.left, of_stay.paid), {**earlier.taken}
    left = outer.arith(f"{name}.left_of_earlier", "left", rest, None, origin)
    if name in taken:
        rest = (left, taken.pop(name))
        left = outer.arith(f"{name}.left_beside_taken", "left", rest, None, origin)
    return evolve(after, earlier=evolve(earlier, left=left, taken=taken))


def _find_of_stay(
    terms: Terms, lowering: Lowering, payment: Payment, earlier: EarlierBills, *, of_year: bool
) -> _OfStay:
    name, origin, stay = terms.name, terms.origin, lowering.stay
    if of_year and earlier.after_all:
        return _divide_of_year(terms, lowering, payment, earlier.after_all)
    if stay is not None:
        sums = (payment.whole, payment.own)
        paid = stay.outer.arith(f"{name}.paid_earlier", "left", sums, None, origin)
        return _OfStay(paid, payment.adjustment)
    acc = paid_for_stay(lowering, name)
    before = lowering.block.load(acc)
    whole = lowering.arith(f"{name}.paid_of_stay", "add", (before, payment.own), None, origin)
    lowering.block.keep(acc, whole)
    return _OfStay(before)


def _divide_of_year(
    terms: Terms, lowering: Lowering, payment: Payment, after_all: NodeId
) -> _OfStay:
    """Of what is due for earlier claims of the year the stay's own bills come first, as far as
    they have something left; the rest is of claims of other visits."""
    name, origin, stay = terms.name, terms.origin, lowering.stay
    outer = stay.outer if stay is not None else lowering
    acc = paid_in_stay(outer, name) if stay is not None else paid_for_stay(outer, name)
    before = outer.block.load(acc)
    if stay is not None:
        sums = (payment.whole, payment.own)
        paid = outer.arith(f"{name}.paid_earlier", "left", sums, None, origin)
        paid = outer.arith(f"{name}.of_this_stay", "min", (paid, stay.room), None, origin)
        both = (paid, before)
        change = outer.arith(f"{name}.for_this_stay", "sub", both, None, origin)
    else:
        zero = outer.block.constant(0, "money")
        room = outer.arith(f"{name}.stay_room", "max", (after_all, zero), None, origin)
        both = (payment.adjustment, room)
        change = outer.arith(f"{name}.for_this_stay", "min", both, None, origin)
        paid = outer.arith(f"{name}.paid_earlier", "add", (before, change), None, origin)
    whole = outer.arith(f"{name}.paid_of_stay", "add", (paid, payment.own), None, origin)
    outer.block.keep(acc, whole)
    both = (payment.adjustment, change)
    others = outer.arith(f"{name}.for_other_stays", "sub", both, None, origin)
    elsewhere = _due_elsewhere(outer, name)
    sums = (outer.block.load(elsewhere), others)
    outer.block.keep(elsewhere, outer.arith(f"{name}.elsewhere", "add", sums, None, origin))
    if payment.steps is not None:
        emitted = evolve(terms.paid_origin, readings=())
        outer.block.emit(payment.steps.of_stay, change, emitted)
    return _OfStay(paid, change)


def keep_after_all(lowering: Lowering, of_year: Sequence[str]) -> None:
    """After all layers: what the bills of the stay have left, this one too, and what those that
    make something due for claims of the year had made due elsewhere till now."""
    so_far, block = lowering.so_far, lowering.block
    if so_far.earlier is None or not so_far.earlier.after_all:
        return
    sums = (so_far.earlier.after_all, so_far.remaining)
    left = lowering.arith("stay.after_all.with_this", "add", sums, None, Origin("stay.so_far"))
    block.keep(_left_after_all(lowering), left)
    for name in of_year:
        block.keep(_seen(lowering, name), block.load(_due_elsewhere(lowering, name)))


def _sum_before(lowering: Lowering, field: str) -> NodeId:
    """What an amount of the earlier bills comes to."""
    amount_of_stay(lowering, field, lowering.block.read("claim", field, "money"), None)
    return earlier_bills(lowering, field)


def _left_after_all(lowering: Lowering) -> str:
    return take_of_stay(lowering, "stay.after_all", say("what the bills of this stay have left"))


def _taken_for_others(lowering: Lowering, name: str) -> str:
    title = say(
        "what claims of other visits took of the bills of this stay for {owner}", owner=name
    )
    return take_of_stay(lowering, f"{name}.taken_for_others", title)


def _seen(lowering: Lowering, name: str) -> str:
    title = say(
        "what {owner} made due for claims of other visits till the last bill of this stay",
        owner=name,
    )
    return take_of_stay(lowering, f"{name}.seen_elsewhere", title)


def _due_elsewhere(lowering: Lowering, name: str) -> str:
    title = say("what {owner} made due this year for claims of other visits", owner=name)
    return lowering.accumulators.take(Accumulator(id=f"{name}.due_elsewhere", title=title))
