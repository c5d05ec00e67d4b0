"""A benefit of a claim, or over the year's claims: asked in the order of rule 21.

In: a benefit, the `Ask` of the claim. Out: what it pays; the sums and the figures of the
claim move on.
"""

from collections.abc import Callable

from attrs import define, evolve

from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.values import Running
from tests.typed_reference import stays
from tests.typed_reference.ask import Ask, Figures
from tests.typed_reference.computed import (
    Computed,
    borne_without_pay,
    compute,
    due_key,
    due_opens,
    kind_of_care,
    own_line,
)
from tests.typed_reference.figures import RefusedError
from tests.typed_reference.limits import charge, check_known, opens_of, pools_of, stands, used_of
from tests.typed_reference.lines import PoolLine, Terms
from tests.typed_reference.outcome import Outcome
from tests.typed_reference.over_year import divide_over_year, open_over_year
from tests.typed_reference.payers import Payers, find_payer, pay_layer
from tests.typed_reference.people import class_of, meant, with_class, without_conditions
from tests.typed_reference.rivals import loses_to_rival
from tests.typed_reference.split import moves_of_parts
from tests.typed_reference.stay_bills import (
    most_of_bill,
    pays_on_bill,
    room_of_earlier,
    sparing_policy,
)
from tests.typed_reference.stay_terms import asks_amount
from tests.typed_reference.stretch import (
    Moves,
    borne_key,
    counted_before,
    counted_key,
    line_key,
    line_start,
    line_table,
)
from tests.typed_reference.units import units_after, units_key
from tests.typed_reference.values import value
from tests.typed_reference.whole_year import counts_whole_of_year, year_left


@define
class Worked:
    """What a benefit comes to: `meant` whether it is for the claim at all (or its payment is
    given), `paid`, with it what is for earlier claims of the year."""

    meant: bool
    paid: int = 0
    for_earlier: int = 0


def settle_benefit(benefit: TypedBenefit, ask: Ask, behind: list[str]) -> Outcome:
    """Rule 21: is the amount given, is it for this person, do its conditions hold, does it
    pay, is there a base; then its terms. It stops at the first that is false or nothing.
    rule 9: one that is settled for the stay is asked of all its bills so far as one; the
    layers `behind` go by the bill and keep what they were paid."""
    terms, progress = ask.policy.terms[benefit.id], ask.progress
    if benefit.id in ask.policy.for_stay:
        return _settle_for_stay(benefit, terms, ask, behind)
    said_before, remaining = progress.silent, progress.remaining
    if loses_to_rival(benefit, terms, ask, _work_out):
        progress.layers[benefit.id] = Figures(left=remaining)
        return Outcome(0, progress.silent)
    worked, asked = _work_out(benefit, terms, ask, 0)
    amounts = (worked.paid, worked.for_earlier)
    found = Outcome(worked.paid, progress.silent, worked.for_earlier)
    if benefit.per == "claim":
        if worked.meant:
            found.of_earlier = pay_layer(
                benefit.id, terms, asked, asked, amounts, on_bill=pays_on_bill(terms)
            )
        if counts_whole_of_year(terms):
            stays.leave_of_year(benefit.id, ask, *amounts, 0)
        else:
            stays.leave(benefit.id, ask, *amounts, on_bill=pays_on_bill(terms))
        _tell_total(benefit.id, ask, worked.paid + worked.for_earlier)
    else:
        # Rule 19: it stands under the person's year and lowers no claim's remainder.
        progress.silent = said_before
        found.of_earlier = Payers(find_payer(terms, asked, amounts))
    if worked.meant:
        progress.layers[benefit.id].left = progress.remaining
    else:
        progress.layers[benefit.id] = Figures(left=remaining)
    return found


def _settle_for_stay(benefit: TypedBenefit, terms: Terms, ask: Ask, behind: list[str]) -> Outcome:
    """Rule 9: the stay is due what its bills so far are due as one; of that the bill gets what
    it has left, what is due beyond it or was paid too much is of the earlier ones."""
    name, progress = benefit.id, ask.progress
    opened = stays.open_stay(name, ask)
    room = room_of_earlier(terms, ask, behind)
    others = year_left(name) if counts_whole_of_year(terms) else None
    of_year = 0 if others is None else max(0, opened.stay.sums.of(others))
    kept = min(opened.before, room + of_year)
    worked, asked = _work_out(
        benefit, terms, opened.stay, kept, lambda: most_of_bill(terms, ask) + room
    )
    if worked.meant:
        due = worked.paid
        stays.keep_moves(opened)
    else:
        due = min([kept, *_kept_of_pools(terms, opened)])
        stays.give_back(opened, pools_of(_all_pools(terms), ask, limiting=False), due)
    own = min(max(0, due - kept), most_of_bill(terms, ask)) if worked.meant else 0
    given = ask.claim is not None and name in ask.claim.paid
    if worked.meant and not given:
        own = sparing_policy(name, ask, behind, (due, own))
    adjustment = due - opened.before - own
    stays.keep_left(opened, meant=worked.meant)
    of_stay = worked.meant and due > 0
    on_bill, amounts = pays_on_bill(terms), (own, adjustment)
    of_earlier = pay_layer(name, terms, ask, asked, amounts, on_bill=on_bill, of_stay=of_stay)
    if others is None:
        stays.leave(name, ask, own, adjustment, on_bill=on_bill)
    else:
        stays.leave_of_year(name, ask, own, adjustment, room)
    whole = opened.stay.progress.layers[name]
    whole.left = progress.remaining + progress.earlier_left
    progress.stay_layers[name] = whole
    progress.layers[name] = stays.figures_of_bill(name, whole, ask)
    progress.layers[name].paid, progress.layers[name].left = own, progress.remaining
    _tell_total(name, ask, own + adjustment)
    return Outcome(own, progress.silent, adjustment, of_earlier)


def _kept_of_pools(terms: Terms, opened: stays.Open) -> list[int]:
    """Rule 9: of what the earlier bills charged to a pool they keep as far as it is left; where one
    limits them always, the layers before take back no more than they come to now."""
    found = []
    for pool in pools_of(_all_pools(terms), opened.bill, limiting=True):
        own = stays.moved_of_pool(opened, pool)
        if own:
            check_known(pool, opened.bill)
            size = value(opened.bill.policy.pools[pool].size, opened.bill)
            left = max(0, size - used_of(pool, opened.stay))
            found.append(max(0, opened.before - max(0, own - left)))
    charged = pools_of(_all_pools(terms), opened.bill, limiting=False)
    for pool, lines in pools_of(terms.pools, opened.bill, limiting=True).items():
        if pool not in charged and any(line.condition is None for line in lines):
            size = value(opened.bill.policy.pools[pool].size, opened.bill)
            left = max(0, size - used_of(pool, opened.stay))
            before = opened.bill.before.of((f"pool {pool}", ""), *opens_of(pool, opened.bill))
            more = max(0, used_of(pool, opened.bill) - before)
            found.append(max(left, opened.before - more))
    return found


def _all_pools(terms: Terms) -> list[PoolLine]:
    return [*terms.pools, *(line for kind in terms.kinds or () for line in kind.terms.pools)]


def _tell_total(name: str, ask: Ask, paid: int) -> None:
    """Rule 9: what a sum over the claims counts of the layer."""
    progress = ask.progress
    figures = progress.layers.get(name, Figures())
    left = progress.remaining - progress.adjusted
    progress.total_layers[name] = evolve(figures, paid=paid, left=left)


def _work_out(
    benefit: TypedBenefit,
    terms: Terms,
    ask: Ask,
    before: int,
    most_of_stay: Callable[[], int] | None = None,
) -> tuple[Worked, Ask]:
    """What the claim, or the stay as one bill, comes to; the sums and figures move on."""
    assert ask.claim is not None
    progress = ask.progress
    given = ask.claim.paid.get(benefit.id) if benefit.per == "claim" else None
    if given is not None:
        given += before
    among, opened, meant_at_all, ask = _ask_conditions(terms, ask, given)
    if not meant_at_all:
        # Rule 12: nothing is paid and nothing accumulates.
        progress.layers[benefit.id] = Figures(left=progress.remaining)
        return Worked(meant=False), ask
    base = _base(terms, ask)
    most = _most(terms, ask, base)
    if most_of_stay is not None:
        most = min(most, most_of_stay())
    over = open_over_year(benefit.id, terms, ask)
    settles = base if over is None else max(base, over.paid)
    due = opened and _pays(benefit, terms, ask, settles)
    if due and _is_silent(terms, ask):
        progress.silent, due = True, False
    computed = Computed(class_=ask.class_)
    reach = most
    if benefit.per == "claim" and counts_whole_of_year(terms):
        reach += max(0, ask.sums.of(year_left(benefit.id)))
    reach = reach if over is None else over.reach(most)
    if due:
        computed = compute(benefit, terms, ask, among or frozenset(), base, reach)
        ask = with_class(ask, computed.class_)
        progress.silent = progress.silent or computed.silent
    elif opened and settles > 0:
        computed.moves = borne_without_pay(benefit.id, terms, ask, among or frozenset(), base)
    if given is not None and given > most:
        raise RefusedError("given_more_than_base", benefit.id)
    paid = computed.taken if given is None else given
    for_earlier = 0
    if over is not None:
        paid, for_earlier = divide_over_year(benefit.id, terms, ask, over, computed, most)
    elif given is None and not ask.whole:
        for_earlier = max(0, paid - most)
        paid -= for_earlier
    if given is not None:
        computed.moves |= _given_moves(benefit.id, terms, ask, base, given)
    moved = paid + for_earlier
    progress.layers[benefit.id] = Figures(
        base,
        max(0, base - computed.counted) if due else 0,
        computed.want,
        max(0, computed.want - computed.taken),
        min(base, computed.above_cap),
        moved if ask.whole else paid,
    )
    counts = given is not None or opened
    _advance(benefit.id, terms, ask, base if counts else 0, moved, computed.moves)
    kind = kind_of_care(terms, ask)
    charge(benefit.id, terms, ask, moved, of_kind=() if kind is None else kind.terms.pools)
    if kind is not None:
        charge(f"{benefit.id} {kind.name}", kind.terms, ask, moved, elsewhere=terms.pools)
    if terms.once:
        key = (f"once of {benefit.id}", "")
        ask.sums.kept[key] = ask.sums.of(key, (benefit.id, "paid")) + moved
    return Worked(meant=True, paid=paid, for_earlier=for_earlier), ask


def _ask_conditions(
    terms: Terms, ask: Ask, given: int | None
) -> tuple[frozenset[str] | None, bool, bool, Ask]:
    """Who of those meant is held; whether every condition holds, and whether those do that ask
    for no amount of the stay; the `Ask` of the class that counts."""
    if given is not None:
        among = without_conditions(terms, ask)
        return among, False, True, with_class(ask, class_of(terms, among, ask))
    held = meant(terms, ask)
    if held is None:
        return None, False, False, ask
    ask = with_class(ask, class_of(terms, held, ask))
    of_bill = [when for when in terms.when if not (ask.whole and asks_amount(when))]
    if not all(value(condition, ask) for condition in of_bill):
        return held, False, False, ask
    rest = [condition for condition in terms.when if condition not in of_bill]
    return held, all(value(condition, ask) for condition in rest), True, ask


def _is_silent(terms: Terms, ask: Ask) -> bool:
    """Rule 22: nothing, with a flag, for the claims of which the document says nothing."""
    if terms.silent is None or not (terms.says_what or terms.kinds is not None):
        return False
    return stands(terms.silent, ask)


def _base(terms: Terms, ask: Ask) -> int:
    """Rule 8: what is left, unless the file says otherwise; a base that it computes and that
    comes to less than nothing refuses the case."""
    if terms.base is None:
        return max(0, ask.progress.remaining)
    found = int(value(terms.base, evolve(ask, amounts_of_stay=ask.whole)))
    if found < 0 and not isinstance(terms.base, Running):
        raise RefusedError("base_below_zero", "base")
    return max(0, found)


def _most(terms: Terms, ask: Ask, base: int) -> int:
    """Rule 8: never more than the base, than what is left in policy, nor, out of policy and after
    a payment on the whole bill, than what is left of the bill."""
    if pays_on_bill(terms) and not terms.outside:
        return base
    most = base if terms.base is None else min(base, max(0, ask.progress.remaining))
    most = base if terms.outside else most
    paid = terms.outside or (ask.progress.outside > 0 and not ask.whole)
    return min(most, value(Running("money", "own_cost"), ask)) if paid else most


def _pays(benefit: TypedBenefit, terms: Terms, ask: Ask, base: int) -> bool:
    """Rules 12 and 21: `pays when`, not yet paid where it pays once a year, a base."""
    if not all(value(condition, ask) for condition in terms.pays_when):
        return False
    if terms.once and ask.sums.of((f"once of {benefit.id}", ""), (benefit.id, "paid")):
        return False
    return base > 0


def _given_moves(name: str, terms: Terms, ask: Ask, base: int, given: int) -> Moves:
    """Rule 14: what a given payment leaves of its base counts as borne, and all of it counts along
    the year; with `cumulated less paid` the given amount is what was due."""
    found: Moves = {}
    kind, line = kind_of_care(terms, ask), terms
    part = name if kind is None else f"{name} {kind.name}"
    if kind is not None and kind.terms.deductible is not None:
        line, part = own_line(name, kind, terms)
    elif terms.deductible is not None and terms.deductible.counting in ("borne", "once"):
        key, opens = borne_key(name, terms, ask)
        found[key] = ask.sums.of(key, *opens) + max(0, base - given)
    if terms.most_units is not None:
        found[units_key(name)] = units_after(name, terms, ask)
    if terms.counts_of_year and line is terms:
        found[counted_key(name, terms, ask)] = counted_before(name, terms, ask) + base
    due = due_key(part, line, ask)
    if due is not None:
        found[due] = ask.sums.of(due, *due_opens(part, due)) + given
    return found


def _advance(name: str, terms: Terms, ask: Ask, base: int, paid: int, moves: Moves) -> None:
    """Rules 9, 12 and 14: the line moves on by the base, paid or not, where the claim counts,
    and so does what was borne and what was due; it starts again after a payment where the
    benefit says so."""
    counts = all(value(condition, ask) for condition in terms.counts_when)
    counted = base if counts else 0
    kind, part = kind_of_care(terms, ask), name
    if kind is not None and kind.terms.deductible is not None:
        terms, part = own_line(name, kind, terms)
    ask.progress.counted[name] = counted if part == name else 0
    moves = moves if counts else {}
    if terms.deductible is not None and terms.deductible.split:
        moves |= moves_of_parts(name, terms, ask, counted)
    moving = counted or paid or line_table(terms, ask) is None
    key = line_key(part, terms, ask) if moving else None
    if key is not None:
        moves[key] = line_start(part, terms, ask) + counted
        if terms.mode == "start_again" and paid > 0:
            moves[key] = 0
    ask.sums.kept |= moves
