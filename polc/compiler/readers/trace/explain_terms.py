"""The terms that the benefits of claims and those of the person's year share, traced: bounds,
rounding, limits.

In: steps, a run. Out: entries, where a term did something, or could have.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.plan.nodes import Cap, NodeId, Round
from polc.compiler.plan.payment_steps import BoundStep, RoundingSteps
from polc.compiler.readers.trace.arithmetic import explain_arithmetic
from polc.compiler.readers.trace.entries import Telling
from polc.runtime.amounts import MOST_MONEY, UNLIMITED
from polc.runtime.explanation import (
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


def explain_bound(bound: BoundStep, telling: Telling) -> Iterator[Entry]:
    """What an `at least` lifted, or an `at most` held."""
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
            *explain_arithmetic(bound.figure, telling),
            *telling.facts.why(bound.after),
        )
        origin = telling.facts.cited_by(bound.figure, bound.origin)
        yield telling.entry("bound", "raised" if change > 0 else "limited", origin, facts)


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
