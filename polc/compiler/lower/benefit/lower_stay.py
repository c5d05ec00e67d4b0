"""A benefit that is settled for the stay so far, and what a claim makes due for earlier ones:
semantics 9 and 10.

In: the terms that stand, the lowering of the bill. Out: the lowering of the stay (amounts of
all its bills so far, sums without what the stay moved before), and in the end what is paid of
this bill, what is due for earlier ones, what both leave.
"""

from polc.compiler.lower.benefit.lower_base import pays_from_own_cost
from polc.compiler.lower.benefit.lower_bills import (
    find_beyond,
    find_room,
    most_of_bill,
    paid_for_stay,
    place_beyond,
)
from polc.compiler.lower.benefit.lower_limits import (
    always_limiting,
    charged_pools,
    pool_accumulator,
)
from polc.compiler.lower.lowering import EarlierBills, GivenPayment, Lowering, Stay
from polc.compiler.lower.stay_block import StayBlock
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import (
    or_nothing,
    take_of_stay,
)
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.steps import EarlierSteps
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.executable import earlier_bills_result
from polc.runtime.periods import OF_YEAR


@frozen(kw_only=True)
class Payment:
    """What is paid of the claim (`own`), what it makes due for earlier ones (`adjustment`,
    empty: nothing can be), both and what was paid for the stay before (`whole`); `taken_back`
    what a bill that the benefit is not for takes from the earlier ones."""

    own: NodeId
    whole: NodeId
    adjustment: NodeId = ""
    taken_back: NodeId | None = None
    steps: EarlierSteps | None = None


def open_stay(
    terms: Terms, lowering: Lowering, earlier: EarlierBills, behind: list[str]
) -> Lowering:
    """The lowering under which every amount is one of the stay so far; the layers `behind` are
    settled bill by bill, pay in policy and keep what they were paid."""
    block, name, so_far = lowering.block, terms.name, lowering.so_far
    origin = terms.origin
    had = block.load(_left_for(lowering, name))
    both = (had, earlier.left)
    if earlier.change:
        sums = (had, earlier.change)
        left = lowering.arith(f"{name}.earlier_rest", "left", sums, None, origin)
        both = (left, earlier.left)
    left = lowering.arith(f"{name}.earlier_bills", "min", both, earlier.goes_on, origin)
    lowering.steps.figures[left] = "earlier_bills"
    before = block.load(paid_for_stay(lowering, name))
    room = find_room(terms, lowering, earlier, behind)
    beyond = find_beyond(terms, lowering, earlier, behind, room)
    kept = lowering.arith(f"{name}.keeps", "min", (before, room), None, origin)
    sums = (so_far.remaining, left)
    remaining = lowering.arith(f"{name}.stay.remaining", "add", sums, None, origin)
    outside = so_far.outside
    if outside:
        both = (outside, earlier.outside)
        outside = lowering.arith(f"{name}.stay.outside", "add", both, None, origin)
    view = StayBlock(
        base=block,
        owner=name,
        accumulators=lowering.accumulators,
        goes_on=earlier.goes_on,
        behind=lowering.settled_for_stay[name],
        **block.shared(),
    )
    return evolve(
        lowering,
        block=view,
        so_far=evolve(so_far, remaining=remaining, outside=outside),
        stay=Stay(
            outer=lowering,
            earlier=earlier,
            left=left,
            before=before,
            room=room,
            kept=kept,
            beyond=beyond,
        ),
    )


def keep_of_year(terms: Terms, lowering: Lowering, others: NodeId) -> Lowering:
    """Of a benefit that is for earlier claims of the year too, what it was paid for them is kept
    as far as they have it left with the `others`."""
    stay = lowering.stay
    assert stay is not None
    outer, name, origin = stay.outer, terms.name, terms.origin
    room = outer.arith(f"{name}.room_of_year", "add", (stay.room, others), None, origin)
    kept = outer.arith(f"{name}.keeps_of_year", "min", (stay.before, room), None, origin)
    return evolve(lowering, stay=evolve(stay, kept=kept))


def given_for_stay(given: GivenPayment, terms: Terms, lowering: Lowering) -> GivenPayment:
    """With what is given of this bill the stay is paid so much."""
    stay = lowering.stay
    if stay is None:
        return given
    known = or_nothing(lowering, f"{terms.name}.given_or_nothing", given.is_given, given.amount)
    amount = lowering.arith(
        f"{terms.name}.given_for_stay", "add", (stay.kept, known), None, terms.origin
    )
    return evolve(given, amount=amount)


def hold_within_stay(
    terms: Terms, lowering: Lowering, most: NodeId, base_needed: NodeId | None, behind: list[str]
) -> NodeId:
    """No more than this bill and the earlier ones have left, where layers behind keep what they
    were paid, the whole bills were paid on, or claims of other visits took of them."""
    stay = lowering.stay
    if stay is None or not (behind or stay.earlier.cost or stay.earlier.taken):
        return most
    name, origin = terms.name, terms.origin
    sums = (most_of_bill(terms, stay.outer, base_needed), stay.room)
    both = lowering.arith(f"{name}.room", "add", sums, base_needed, origin)
    return lowering.arith(f"{name}.held", "min", (most, both), base_needed, origin)


def close_stay(
    terms: Terms,
    lowering: Lowering,
    base_needed: NodeId | None,
    paid: NodeId,
    *,
    of_year: bool,
) -> Payment:
    """What the stay is due less what the earlier bills keep of what it was paid: of this bill as
    much as it has left, the rest for the earlier ones; less than nothing where they were paid
    more. A bill that the benefit is not for leaves the stay as it is, but for what other layers
    took of it and of its pools."""
    name, origin, stay = terms.name, terms.origin, lowering.stay
    assert stay is not None
    outer, block = stay.outer, stay.outer.block
    due, taken_back = paid, None
    if base_needed is not None:
        kept = _keep_within_pools(terms, lowering, stay, base_needed, stay.kept)
        due = outer.choose(f"{name}.due", base_needed, paid, kept, None, origin)
        lost = outer.arith(f"{name}.taken_back", "left", (stay.before, kept), None, origin)
        zero = block.constant(0, "money")
        taken_back = outer.choose(f"{name}.back", base_needed, zero, lost, None, origin)
    more = outer.arith(f"{name}.more", "left", (due, stay.kept), None, origin)
    most = most_of_bill(terms, outer, base_needed)
    own = outer.arith(f"{name}.own", "min", (more, most), None, origin)
    if stay.beyond:
        placed = place_beyond(terms, outer, due, stay.beyond, own, most, base_needed)
        given = lowering.given
        # What is given of this bill is what it is paid.
        own = (
            placed
            if given is None
            else outer.choose(f"{name}.own_or_given", given.is_given, own, placed, None, origin)
        )
    change = outer.arith(f"{name}.change", "sub", (due, stay.before), None, origin)
    adjustment = outer.arith(f"{name}.for_earlier", "sub", (change, own), None, origin)
    block.keep(paid_for_stay(outer, name), due)
    found = outer.so_far.remaining
    if base_needed is not None:
        nothing = block.constant(0, "money")
        found = outer.choose(f"{name}.found", base_needed, found, nothing, None, origin)
    left_after = outer.arith(f"{name}.earlier_now", "add", (stay.left, found), None, origin)
    block.keep(
        take_of_stay(outer, f"{name}.earlier_left", say("what bills left for {owner}", owner=name)),
        left_after,
    )
    steps = EarlierSteps(
        output=emit_earlier(terms, outer, adjustment),
        left=stay.left,
        due=due,
        before=stay.before,
        amount=adjustment,
        origin=origin_of_earlier(terms),
        of_year=of_year,
        in_policy=not pays_from_own_cost(terms),
        of_stay=name_bills_of_stay(terms, outer) if of_year else "",
    )
    return Payment(own=own, whole=due, adjustment=adjustment, taken_back=taken_back, steps=steps)


def _keep_within_pools(
    terms: Terms, lowering: Lowering, stay: Stay, base_needed: NodeId, kept: NodeId
) -> NodeId:
    """What the earlier bills keep where this one is none of theirs: of what they charged to a
    pool no more than is left of it, since layers before may have come to more. Where a pool limits
    them always and is not charged, no more is taken back than those layers now come to."""
    charged, view = charged_pools(terms, lowering), lowering.block
    limiting = charged_pools(terms, lowering, limiting=True)
    if not isinstance(view, StayBlock):
        return kept
    # A pool that only a part which pays nothing stands under has no sum: nothing is charged to it.
    known = view.accumulators.found.keys()
    pools = {acc: pool for acc, pool in limiting.items() if acc in charged.keys() & known}
    outer_pools = {
        acc: pool
        for acc, pool in always_limiting(terms, lowering).items()
        if acc in known - charged.keys()
    }
    if not pools and not outer_pools:
        return kept
    name, origin = terms.name, terms.origin
    outer, block = stay.outer, stay.outer.block
    other = block.test(f"{name}.other_bill", "not", (base_needed,), None, origin)
    zero = block.constant(0, "money")
    keeps = [kept]
    for _, pool in sorted(pools.items()):
        acc = lowering.accumulators.take(pool_accumulator(pool))
        part, own = f"{name}.keeps.{pool.id}", block.load(view.own(acc))
        some = block.test(f"{part}.charged", "gt", (own, zero), None, origin)
        guard = block.test(part, "and", (some, other), None, origin)
        size = outer.value(pool.size, part, guard, pool.origin)
        left = outer.arith(f"{part}.left", "left", (size, view.load(acc)), guard, pool.origin)
        over = outer.arith(f"{part}.over", "left", (own, left), guard, pool.origin)
        within = outer.arith(f"{part}.within", "left", (stay.before, over), guard, pool.origin)
        keeps.append(outer.choose(f"{part}.kept", guard, within, kept, None, pool.origin))
    # Of earlier bills that were paid nothing, no pool takes anything back.
    had = block.test(f"{name}.some_before", "gt", (stay.before, zero), None, origin)
    paid_other = block.test(f"{name}.paid_other_bill", "and", (had, other), None, origin)
    for acc, pool in sorted(outer_pools.items()):
        part = f"{name}.keeps.{pool.id}"
        size = outer.value(pool.size, part, paid_other, pool.origin)
        left = outer.arith(f"{part}.left", "left", (size, view.load(acc)), paid_other, pool.origin)
        used = (block.load(acc), block.load_first(acc))
        more = outer.arith(f"{part}.more", "left", used, paid_other, pool.origin)
        rest = outer.arith(f"{part}.rest", "left", (stay.before, more), paid_other, pool.origin)
        within = outer.arith(f"{part}.within", "max", (left, rest), paid_other, pool.origin)
        keeps.append(outer.choose(f"{part}.kept", paid_other, within, kept, None, pool.origin))
    return outer.arith(f"{name}.kept_of_pools", "min", tuple(keeps), None, origin)


def emit_earlier(terms: Terms, lowering: Lowering, amount: NodeId) -> str:
    """What the claim makes due for earlier ones, as a result."""
    output = f"{terms.name}.for_earlier_claims"
    lowering.block.emit(output, amount, evolve(terms.paid_origin, readings=()))
    return output


def name_bills_of_stay(terms: Terms, lowering: Lowering) -> str:
    """The result that says what is due for the bills of the same stay, of what is due for earlier
    claims of the year; empty where nothing is settled for a stay."""
    earlier = lowering.so_far.earlier
    return earlier_bills_result(terms.name) if earlier is not None and earlier.after_all else ""


def _left_for(lowering: Lowering, name: str) -> str:
    """The sum of what the bills of the stay that a benefit is for had left for it."""
    title = say("what the bills of this stay left for {owner}", owner=name)
    return take_of_stay(lowering, f"{name}.earlier_left", title)


def origin_of_earlier(terms: Terms) -> Origin:
    """The deductible that the stay or the year reaches, else what is paid."""
    deductible = terms.deductible
    origin = terms.paid_origin
    if deductible is not None and deductible.period in ("stay", "chain", *OF_YEAR):
        origin = deductible.origin
    return evolve(origin, rule=f"{terms.name}.earlier", readings=())
