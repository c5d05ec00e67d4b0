"""Where a stay begins on a line of the year, or of a part of it, that other claims went on with
between its bills: semantics 9.

In: the terms that stand, where the line stands without the stay, the most of it that counts. Out:
the same less what the others have counted above the deductible since its first bill: they found
there what the stay had borne of it, which it cannot have once more, and had of the most what counts
no second time.
"""

from polc.compiler.lower.benefit.lower_rows import choose_row, flag_rows, rows_standing
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import scope_of, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say
from polc.runtime.periods import OF_VISIT, Scope


def leave_out(
    terms: Terms, lowering: Lowering, part: str, point: NodeId, since: NodeId | None
) -> NodeId:
    """A point of the line without what other claims have counted `since` the stay's first bill; as
    it stands where nothing is settled for a stay."""
    if since is None:
        return point
    both, origin = (point, since), terms.origin_of(terms.deductible)
    return lowering.arith(f"{terms.name}.{part}", "left", both, None, origin)


def count_between(
    terms: Terms, lowering: Lowering, pays: NodeId, counted: Accumulator | None
) -> NodeId | None:
    """What other claims have added to a sum, or to that of the claim's row, since the first bill of
    the stay; None where nothing is settled for it."""
    if lowering.stay is None or counted is None:
        return None
    rows = rows_standing(terms.deductible, counted, lowering)
    if rows is None:
        return count_in_one(terms, lowering, counted)
    of_rows = [count_in_one(terms, lowering, row_sum) for row_sum in rows.sums()]
    return choose_row(rows, of_rows, f"{counted.id}.between", lowering, pays)


def count_in_one(terms: Terms, lowering: Lowering, counted: Accumulator) -> NodeId:
    """The same of one sum, where the claim is settled for a stay."""
    stay = lowering.stay
    assert stay is not None
    outer, origin = stay.outer, terms.origin_of(terms.deductible)
    others = lowering.block.load(lowering.accumulators.take(counted))
    title = say("what other claims had counted for {owner} before this stay", owner=terms.owner)
    scope = OF_VISIT.get(counted.scope, "visit")
    kept = Accumulator(id=f"{counted.id}.before_stay", scope=scope, title=title)
    acc = outer.accumulators.take(kept)
    had = outer.block.load(acc)
    goes_on = stay.earlier.goes_on
    if scope != "visit":
        goes_on = _went_on_here(terms, outer, counted, scope)
    first = outer.choose(f"{acc}.first", goes_on, had, others, None, origin)
    outer.block.keep(acc, first)
    return lowering.arith(f"{counted.id}.between", "left", (others, first), None, origin)


def _went_on_here(terms: Terms, outer: Lowering, counted: Accumulator, scope: Scope) -> NodeId:
    """Whether the stay had a bill before in the month, the quarter or the hospital of this one: in
    another it has nothing to do with what claims counted here before."""
    block, origin = outer.block, terms.origin_of(terms.deductible)
    title = say("that this stay had a bill here that {owner} was asked of", owner=terms.owner)
    bills = Accumulator(id=f"{counted.id}.bill_of_stay", scope=scope, title=title)
    acc, nothing = outer.accumulators.take(bills), block.constant(0, "count")
    flag = block.test(f"{acc}.some", "gt", (block.load(acc, "count"), nothing), None, origin)
    block.keep(acc, block.constant(1, "count"))
    return flag


def add_counted(
    terms: Terms, lowering: Lowering, pays: NodeId, whole: Accumulator | None, counted: NodeId
) -> tuple[tuple[str, NodeId], ...]:
    """The sum of what all claims have counted, that of the claim's row where each has its own,
    grown by what is counted."""
    if lowering.stay is None or whole is None:
        return ()
    rows = rows_standing(terms.deductible, whole, lowering)
    if rows is None:
        return (grow_one(terms, lowering, whole, counted),)
    found = []
    for step, row_sum, flag in flag_rows(rows, f"{whole.id}.grows", lowering, pays):
        acc, after = grow_one(terms, lowering, row_sum, counted)
        held = lowering.block.load(acc)
        kept = lowering.choose(f"{step}.kept", flag, after, held, None, rows.origin)
        found.append((acc, kept))
    return tuple(found)


def grow_one(
    terms: Terms, lowering: Lowering, sum_: Accumulator, counted: NodeId
) -> tuple[str, NodeId]:
    """The sum, grown by what is counted."""
    acc = lowering.accumulators.take(sum_)
    both, origin = (lowering.block.load(acc), counted), terms.origin_of(terms.deductible)
    return acc, lowering.arith(f"{acc}.now", "add", both, None, origin)


def find_counted_above(terms: Terms) -> Accumulator | None:
    """The sum of what claims have counted above the deductible, or as the whole once it is reached,
    along the year or a part of it, had all of that counted; None where what is accumulated begins
    with each stay, or is due anew with each claim."""
    deductible, scope = terms.deductible, scope_of(terms.accumulated_period)
    borne = deductible is not None and deductible.counting in ("borne", "once")
    if scope in (None, "visit", "chain") or borne or terms.mode:
        return None
    if deductible is not None and deductible.split is not None:
        return None
    title = say(
        "what {owner} has counted above its deductible {period}",
        owner=terms.owner,
        period=words_of(scope),
    )
    return Accumulator(id=f"{terms.part}.counted_above", scope=scope, title=title)


def find_counted_within(terms: Terms) -> Accumulator | None:
    """The sum of what of it the most that counts has let count."""
    above = find_counted_above(terms)
    if above is None or terms.counted_at_most is None:
        return None
    title = say(
        "what {owner} has counted above its deductible within the most that counts {period}",
        owner=terms.owner,
        period=words_of(above.scope),
    )
    return Accumulator(id=f"{terms.part}.counted_within", scope=above.scope, title=title)
