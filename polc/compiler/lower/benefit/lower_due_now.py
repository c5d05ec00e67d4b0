"""What is due on all that is accumulated less what was due before: semantics 9.

In: the terms that stand, what all that is accumulated comes to before limits. Out: what of it is
due now, and the sum of what was due.
"""

from polc.compiler.lower.benefit.lower_accumulated import Advance, accumulated_scope
from polc.compiler.lower.lowering import Lowering
from polc.compiler.lower.scopes import open_sum, words_of
from polc.compiler.lower.terms import Terms
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.payment_steps import DueNow
from polc.compiler.plan.plan import Accumulator
from polc.messages.text import say


def lower_due_now(
    terms: Terms, lowering: Lowering, pays: NodeId, uncapped: NodeId
) -> tuple[NodeId, DueNow | None, tuple[Advance, ...]]:
    """With `cumulated less paid`: what is due on all that is accumulated, less what was due
    before caps on the earlier claims, or given for them."""
    scope = accumulated_scope(terms)
    if terms.mode != "cumulated" or scope is None:
        return uncapped, None, ()
    name = terms.name
    title = say(
        "what {owner} owed {period} before limits", owner=terms.owner, period=words_of(scope)
    )
    own = terms.own_opening("paid")
    owed = Accumulator(id=due_of(terms), scope=scope, title=title)
    owed = open_sum(owed, (terms.owner, "paid"), own, of_several=own is not None)
    acc = lowering.accumulators.take(owed)
    before = lowering.block.load(acc)
    origin = terms.origin_of(terms.mode_statement or terms.deductible)
    now = lowering.arith(f"{name}.due_now", "left", (uncapped, before), pays, origin)
    if terms.may_fall:
        # What is due is a function of the claims so far: it stands as they make it.
        after = lowering.choose(f"{name}.due_after", pays, uncapped, before, None, origin)
        return now, DueNow(uncapped, before, now, origin), ((acc, after),)
    settled = now
    given = lowering.given
    if given is not None:
        part = f"{name}.due_or_given"
        settled = lowering.choose(part, given.is_given, given.amount, now, None, origin)
    after = lowering.arith(f"{name}.due_after", "add", (before, settled), None, origin)
    return now, DueNow(uncapped, before, now, origin), ((acc, after),)


def due_of(terms: Terms) -> str:
    """The sum of what was due before limits, where what is due is that less what was."""
    return f"{terms.part}.entitled_so_far"
