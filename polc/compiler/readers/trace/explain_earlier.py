"""What a claim makes due for earlier ones, traced, as an entry of an explanation.

In: the steps that lowering wrote down, a run. Out: an entry where the earlier ones have a part
in what is paid.
"""

from collections.abc import Iterator

from polc.compiler.model.origin import Origin
from polc.compiler.plan.steps import EarlierSteps
from polc.compiler.readers.trace.entries import Telling
from polc.runtime.explanation import (
    EARLIER_BILLS,
    EARLIER_CLAIMS,
    FOR_EARLIER,
    PAID_BEFORE,
    TOGETHER,
    Entry,
    Fact,
)


def explain_earlier(steps: EarlierSteps, telling: Telling, row: Origin | None) -> Iterator[Entry]:
    """What the earlier ones have left, what is due with them, what of it was paid before and
    what is for them; the rest is this claim's. The `row` that decided is cited, where one did."""
    if steps.over_claims and not telling.fen(steps.amount):
        return
    of_stay, before = steps.before is not None, steps.before or steps.amount
    moved = (steps.amount, before, steps.left) if of_stay else (steps.amount,)
    if not any(map(telling.fen, moved)):
        return
    facts = [Fact(TOGETHER, telling.money(steps.due))]
    if not steps.over_claims:
        left = EARLIER_BILLS if of_stay else EARLIER_CLAIMS
        facts.insert(0, Fact(left, telling.money(steps.left)))
    if of_stay:
        facts.append(Fact(PAID_BEFORE, telling.money(before)))
    facts.append(Fact(FOR_EARLIER, telling.money(steps.amount)))
    origin = steps.origin
    if row is not None and len(origin.clauses) > 1:
        origin = telling.facts.cite(origin, row)
    yield telling.entry("earlier", "applied", origin, facts)
