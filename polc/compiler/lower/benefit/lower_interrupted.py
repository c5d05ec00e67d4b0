"""Where a stay begins on a line of the year that other claims went on with between its bills:
semantics 9.

In: the terms that stand, where the line stands without the stay. Out: the same less what the
others have counted above the deductible since its first bill: they found there what the stay had
borne of it, which it cannot have once more.
"""

from polc.compiler.lower.benefit.lower_rows import rows_standing
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import scope_of, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.values.lower_stay_amounts import take_of_stay
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say


def begin_stay(terms: Terms, lowering: Lowering, start: NodeId) -> NodeId:
    """Where the stay begins; as the line stands where nothing is settled for it."""
    stay, counted = lowering.stay, find_counted_above(terms, lowering)
    if stay is None or counted is None:
        return start
    outer, name, origin = stay.outer, terms.name, terms.origin_of(terms.deductible)
    others = lowering.block.load(lowering.accumulators.take(counted))
    title = say("what other claims had counted for {owner} before this stay", owner=terms.owner)
    acc = take_of_stay(outer, f"{terms.part}.counted_before_stay", title)
    part, had = f"{name}.counted_at_first", outer.block.load(acc)
    first = outer.choose(part, stay.earlier.goes_on, had, others, None, origin)
    outer.block.keep(acc, first)
    since = lowering.arith(f"{name}.counted_between", "left", (others, first), None, origin)
    return lowering.arith(f"{name}.begins", "left", (start, since), None, origin)


def count_above(
    terms: Terms, lowering: Lowering, counted: NodeId
) -> tuple[tuple[str, NodeId], ...]:
    """The sum of what all claims have counted above the deductible, grown by what is counted."""
    whole = find_counted_above(terms, lowering)
    if lowering.stay is None or whole is None:
        return ()
    acc = lowering.accumulators.take(whole)
    both, origin = (lowering.block.load(acc), counted), terms.origin_of(terms.deductible)
    after = lowering.arith(f"{terms.name}.counted_above_now", "add", both, None, origin)
    return ((acc, after),)


def find_counted_above(terms: Terms, lowering: Lowering) -> Accumulator | None:
    """The sum of what claims have counted above the deductible along the year or a part of it; None
    where what is accumulated begins with each stay, has several lines, or is due anew with each
    claim."""
    deductible, scope = terms.deductible, scope_of(terms.accumulated_period)
    excess = deductible is None or deductible.counting == "excess"
    if scope in (None, "visit", "chain") or not excess or terms.mode or terms.counted_at_most:
        return None
    if deductible is not None and deductible.split is not None:
        return None
    title = say(
        "what {owner} has counted above its deductible {period}",
        owner=terms.owner,
        period=words_of(scope),
    )
    found = Accumulator(id=f"{terms.part}.counted_above", scope=scope, title=title)
    return None if rows_standing(deductible, found, lowering) is not None else found
