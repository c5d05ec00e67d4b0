"""The terms that the benefits of claims and those of the person's year share, traced: bounds,
rounding, limits.

In: steps, a run. Out: entries, where a term did something, or could have.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.plan.nodes import Cap, NodeId, Round
from polc.compiler.plan.payment_steps import BoundStep, RoundingSteps, StretchSteps
from polc.compiler.readers.trace.arithmetic import explain_arithmetic, write_difference
from polc.compiler.readers.trace.entries import Telling
from polc.runtime.amounts import MOST_MONEY, UNLIMITED
from polc.runtime.explanation import (
    ARITHMETIC,
    EXACT,
    FROM,
    LEFT,
    LIMIT,
    ROUNDED,
    ROUNDED_HOW,
    ROUNDED_TO,
    TO,
    WANTED,
    Entry,
    Fact,
    Money,
    Words,
)

_NONE: Final = UNLIMITED - MOST_MONEY
"""What is left of no limit is none, whatever was used of it."""


def explain_most_counted(
    stretch: StretchSteps, most: BoundStep, telling: Telling
) -> Iterator[Entry]:
    """What the year may count held what is counted: what earlier claims came to above the
    deductible is taken from it."""
    start, edge = stretch.before, stretch.edge
    # Of a year that has a line of its own beside its deductibles, the figure is what is left.
    taken = 0
    if start is not None and stretch.accumulated is None and edge not in telling.run.open:
        den = telling.facts.node(edge).den
        before = telling.fen(start) * den - telling.fen(edge)
        taken = before if before > 0 and den == 1 else 0
    yield from explain_bound(most, telling, taken)


def explain_bound(bound: BoundStep, telling: Telling, taken: int = 0) -> Iterator[Entry]:
    """What an `at least` lifted, or an `at most` held; of its figure `taken` is used already."""
    before, after = telling.money(bound.before), telling.money(bound.after)
    if isinstance(before, Words) or isinstance(after, Words):
        return
    if telling.is_unlimited(bound.before):
        if telling.reached(bound.after) and not telling.is_unlimited(bound.after):
            held = (Fact(FROM, Words("none")), Fact(TO, after))
            why = telling.facts.why(bound.after)
            facts = (*held, *explain_arithmetic(bound.figure, telling), *why)
            origin = telling.facts.cited_by(bound.figure, bound.origin)
            yield telling.entry("bound", "limited", origin, facts)
        return
    change = after.fen * before.den - before.fen * after.den
    if telling.reached(bound.after) and change:
        facts = (
            Fact(FROM, before),
            Fact(TO, after),
            *_explain_figure(bound.figure, taken, telling),
            *telling.facts.why(bound.after),
        )
        origin = telling.facts.cited_by(bound.figure, bound.origin)
        yield telling.entry("bound", "raised" if change > 0 else "limited", origin, facts)


def _explain_figure(figure: NodeId, taken: int, telling: Telling) -> tuple[Fact, ...]:
    if taken:
        return (Fact(ARITHMETIC, Words(write_difference(figure, taken, telling))),)
    return explain_arithmetic(figure, telling)


def explain_rounding(steps: RoundingSteps | None, telling: Telling) -> Iterator[Entry]:
    """What was rounded, where a line says how: half-up to the fen needs no line."""
    if steps is None or steps.origin is None:
        return
    exact, rounded = telling.money(steps.exact), telling.money(steps.rounded)
    if isinstance(exact, Words) or isinstance(rounded, Words):
        return
    if exact.fen != rounded.fen * exact.den:
        node = telling.facts.node(steps.rounded)
        assert isinstance(node, Round)
        facts = (
            Fact(EXACT, exact),
            Fact(ROUNDED, rounded),
            Fact(ROUNDED_TO, Money(node.unit)),
            Fact(ROUNDED_HOW, Words("down" if node.mode == "down" else "half-up")),
        )
        yield telling.entry("rounding", "applied", steps.origin, facts)


def explain_limits(taken: NodeId | None, telling: Telling) -> Iterator[Entry]:
    """`limited` where the payment stands at the limit and more was wanted, else `within`.
    The base is told only where it holds the payment; a limit of nothing at all is none."""
    node = telling.facts.node(taken) if taken is not None else None
    if not isinstance(node, Cap) or not telling.reached(node.id):
        return
    wanted, paid = telling.run.values.get(node.uncapped, 0), telling.fen(node.id)
    assert isinstance(wanted, int)
    for limit in node.limits:
        left = telling.run.values.get(limit.value)
        if left is None and limit.value not in telling.run.open:
            left = 0  # a figure of a layer that pays nothing was not computed
        if not isinstance(left, int) or left >= _NONE:
            continue
        # An amount that is not known was not needed because a limit holds it.
        is_open = node.uncapped in telling.run.open
        binding = paid == max(0, left) and (is_open or wanted > paid)
        if binding or limit.name != "base":
            facts = (
                Fact(WANTED, telling.amount(node.uncapped)),
                Fact(LIMIT, Words(limit.name)),
                Fact(LEFT, Money(left)),
                *(explain_arithmetic(limit.value, telling) if limit.name != "base" else ()),
                *telling.facts.why(limit.value),
            )
            origin = limit.origin
            if limit.name != "base":
                origin = telling.facts.cited_by(limit.value, limit.origin)
            yield telling.entry("limit", "limited" if binding else "within", origin, facts)
