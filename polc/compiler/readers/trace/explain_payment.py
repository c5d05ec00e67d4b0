"""From what is counted to what is paid of a claim, traced, as the entries of an explanation.

In: the steps of a payment, a run. Out: an entry for each term that took part, and what the
payment itself took: the rate, or the parts with a rate each.
"""

from collections.abc import Iterator
from typing import assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.plan.nodes import Bands, NodeId, Scale
from polc.compiler.plan.payment_steps import (
    AtRate,
    ChangeStep,
    Flat,
    InPortions,
    OverBands,
    PaymentSteps,
    PortionStep,
    Pricing,
)
from polc.compiler.readers.trace.arithmetic import explain_arithmetic, explain_counted_rate
from polc.compiler.readers.trace.entries import Telling
from polc.compiler.readers.trace.explain_bands import (
    as_written,
    explain_bands,
    explain_portions,
)
from polc.compiler.readers.trace.explain_terms import (
    explain_bound,
    explain_limits,
    explain_rounding,
)
from polc.runtime.explanation import (
    CAP,
    COUNTED,
    DUE,
    DUE_BEFORE,
    IS_BEST,
    PART_OF_BASE,
    PART_OF_DEDUCTIBLE,
    RAISED_TO,
    RATE,
    RATE_AT_MOST,
    RATE_LOWERED_BY,
    RATE_RAISED_BY,
    Entry,
    Fact,
    Rate,
    Words,
)


def explain_payment(steps: PaymentSteps, telling: Telling) -> Iterator[Entry]:
    """The adjustments of the rate, the parts with rates of their own, rounding, floors, what
    was due before, the limits."""
    for place, change in enumerate(telling.met(steps.changes)):
        yield _explain_points(change, place > 0, telling)
    if isinstance(steps.pricing, InPortions):
        yield from _explain_portions(steps.pricing, telling)
    yield from explain_rounding(steps.rounding, telling)
    for floor in steps.floors:
        yield from explain_bound(floor, telling)
    due = steps.due_now
    if due is not None and telling.fen(due.before):
        facts = (
            Fact(DUE, telling.money(due.whole)),
            Fact(DUE_BEFORE, telling.money(due.before)),
        )
        yield telling.entry("due", "applied", due.origin, facts)
    for change in telling.met(steps.lifted_caps):
        to: tuple[Fact, ...] = (Fact(CAP, Words("none")),)
        if change.before is not None and change.after is not None:
            to = (
                Fact(CAP, telling.money(change.before)),
                Fact(RAISED_TO, telling.money(change.after)),
            )
        lifted = (*to, *telling.facts.behind(change.flag))
        yield telling.entry("adjustment", "adjusted", change.origin, lifted)
    yield from explain_limits(steps.taken, telling)


def _explain_points(change: ChangeStep, is_after: bool, telling: Telling) -> Entry:
    assert change.after is not None
    points = telling.fen(change.after)
    facts = [Fact(RATE_RAISED_BY, telling.rate(change.after))]
    if points < 0:
        facts = [Fact(RATE_LOWERED_BY, Rate(-points))]
    if change.most is not None:
        facts.append(Fact(RATE_AT_MOST, telling.rate(change.most)))
    if change.best and is_after:
        facts.append(Fact(IS_BEST, Words("yes")))
    facts += telling.facts.behind(change.flag)
    origin = telling.facts.cited_by(change.after, change.origin)
    return telling.entry("adjustment", "adjusted", origin, facts)


def _explain_portions(pricing: InPortions, telling: Telling) -> Iterator[Entry]:
    """Each part, where they come from lines that are cited on their own, and of a deductible that
    is divided where something lies in it."""
    divided = [portion for portion in pricing.portions if _lies_in(portion, telling)]
    some = [(portion, _row_of(portion, telling)) for portion in divided or _taken(pricing, telling)]
    if len({origin for _, origin in some}) < 2 and not divided:
        return
    for portion, origin in some:
        facts = (
            *_place_of(portion, telling),
            Fact(COUNTED, telling.money(portion.amount)),
            Fact(RATE, telling.rate(portion.rate)),
        )
        yield telling.entry("portion", "applied", origin, facts)


def _lies_in(portion: PortionStep, telling: Telling) -> bool:
    """Whether something of what a deductible is divided among lies in a part, as far as known."""
    part = portion.divided
    return part is not None and (part.whole in telling.run.open or telling.fen(part.whole) > 0)


def _place_of(portion: PortionStep, telling: Telling) -> tuple[Fact, ...]:
    """Which part it is, what lies in it, and what of the deductible that bears."""
    part = portion.divided
    if part is None:
        return ()
    return (
        telling.facts.row_of_key(part.key, part.ranges),
        Fact(PART_OF_BASE, telling.money(part.whole)),
        Fact(PART_OF_DEDUCTIBLE, telling.money(part.borne)),
    )


def find_deciding_line(pricing: Pricing, telling: Telling) -> Origin:
    """The line that decided what is due."""
    facts, origin = telling.facts, pricing.origin
    match pricing:
        case AtRate():
            return facts.row_of(pricing.value) or origin
        case OverBands():
            return facts.row_of(_bands_of(pricing, telling).table) or origin
        case InPortions():
            rows = {_row_of(portion, telling) for portion in _taken(pricing, telling)}
            return rows.pop() if len(rows) == 1 else origin
        case Flat():
            return facts.row_of(pricing.exact) or origin
        case _:
            assert_never(pricing)


def explain_pricing(pricing: Pricing, counted: NodeId, telling: Telling) -> tuple[Fact, ...]:
    """What is due, and what that took."""
    facts = telling.facts
    found = [Fact(COUNTED, telling.money(counted))]
    match pricing:
        case AtRate():
            found.append(Fact(RATE, telling.rate(pricing.rate)))
            found += as_written([telling.fen(pricing.value)], [telling.fen(pricing.rate)])
            found += explain_counted_rate(pricing.rate, telling)
            found += facts.looked_up(pricing.value)
        case OverBands():
            bands = _bands_of(pricing, telling)
            found += explain_bands(bands, telling)
            found += facts.looked_up(bands.table)
        case InPortions():
            found += explain_portions(pricing.portions, telling)
            for portion in _taken(pricing, telling):
                found += facts.looked_up(portion.value)
        case Flat():
            exact = facts.node(pricing.exact)
            if isinstance(exact, Scale):
                found.append(Fact(RATE, telling.rate(exact.rate)))
            found += explain_arithmetic(pricing.exact, telling, always=True)
            found += facts.looked_up(pricing.exact) or facts.behind(pricing.exact)
        case _:
            assert_never(pricing)
    return tuple(found)


def _bands_of(pricing: OverBands, telling: Telling) -> Bands:
    node = telling.facts.node(pricing.exact)
    assert isinstance(node, Bands)
    return node


def _taken(pricing: InPortions, telling: Telling) -> list[PortionStep]:
    """The parts that something is in."""
    return [portion for portion in pricing.portions if telling.fen(portion.amount)]


def _row_of(portion: PortionStep, telling: Telling) -> Origin:
    return telling.facts.row_of(portion.value) or portion.origin
