"""The deductible of a benefit with its adjustments, and the points that raise its rate.

In: a benefit's terms and adjustments, an `Ask`. Out: whole fen, and by how much adjustments
moved it.
"""

from fractions import Fraction
from typing import TypeVar, get_args

from attrs import evolve, frozen

from polc.compiler.typed.nodes.changes import (
    BenefitChange,
    DeductibleChange,
    DeductibleLoweredTo,
    DeductibleRaisedBy,
    DeductibleTakenAway,
    RateLowered,
    RateRaised,
)
from polc.compiler.typed.nodes.statements import ForStatement
from polc.compiler.typed.nodes.values import Held
from tests.typed_reference.ask import Ask
from tests.typed_reference.figures import half_up
from tests.typed_reference.lines import Deductible, Terms
from tests.typed_reference.people import class_of, meant, with_class
from tests.typed_reference.values import exact, held_of, value, without_class

C = TypeVar("C", bound=BenefitChange)


@frozen
class Effective:
    """The deductible that counts, and how far adjustments moved it."""

    amount: int = 0
    shift: int = 0


def changes_for(benefit: str, ask: Ask, *kinds: type[C]) -> list[C]:
    """Rule 7: the adjustments of a benefit that stand for this person, whatever class
    counts, in the order of the file; each once. Rule 4: they reach back as the benefit does."""
    owner = next(owner for owner in ask.policy.program.benefits if owner.id == benefit)
    lines = [
        line
        for line in owner.statements
        if isinstance(line, ForStatement) and line.people and ask.policy.stands(line.where)
    ]
    return [
        change
        for change in owner.changes
        if isinstance(change, kinds)
        and ask.policy.stands(change.where)
        and (change.people.everyone or _is_one_of(change.people, lines, ask))
        and (change.condition is None or value(change.condition, ask))
    ]


def _is_one_of(people: Held, lines: list[ForStatement], ask: Ask) -> bool:
    """Rule 4: held, or within the reach of a recognition, of a part in brackets while its
    condition holds."""
    if held_of(people, ask):
        return True
    for line in lines:
        assert line.people is not None
        if held_of(evolve(people, reaching=line.people.reaching), ask):
            return True
        for part in line.limited:
            reached = held_of(evolve(people, reaching=part.people.reaching), ask)
            if reached and value(part.condition, without_class(ask)):
                return True
    return False


def effective_deductible(benefit: str, terms: Terms, ask: Ask) -> Effective:
    """Rules 1 and 7: adjusted, held to its bounds, rounded when it is complete."""
    line = terms.deductible
    if line is None:
        return Effective()
    printed = Fraction(exact(line.amount, ask))
    changes = changes_for(benefit, ask, *get_args(DeductibleChange))
    if ask.policy.rounding.each_step:
        printed = half_up(printed)
    current = printed
    for place, change in enumerate(changes):
        of = printed if change.combining == "best" else current
        lowered = _lower(change, of, ask)
        if change.combining == "best" and place > 0:
            lowered = min(lowered, current)
        current = lowered
    found = _within_bounds(line, current, ask)
    # Rule 11: edges move by as much as adjustments change it.
    return Effective(found, found - _within_bounds(line, printed, ask))


def _within_bounds(line: Deductible, amount: Fraction, ask: Ask) -> int:
    """Rule 9: held by `at least` and `at most`, never below zero, then whole fen."""
    for bound in line.bounds:
        if not bound.per_year:
            limit = value(bound.value, ask)
            amount = max(amount, limit) if bound.op == "at_least" else min(amount, limit)
    return int(half_up(max(Fraction(0), amount)))


def _lower(change: DeductibleChange, amount: Fraction, ask: Ask) -> Fraction:
    """Rule 2: at every step, where the policy rounds so."""
    if isinstance(change, DeductibleTakenAway):
        return Fraction(0)
    if isinstance(change, DeductibleLoweredTo):
        return Fraction(exact(change.value, ask))
    if isinstance(change, DeductibleRaisedBy):
        raised = amount * (1 + value(change.value, ask))
        return half_up(raised) if ask.policy.rounding.each_step else Fraction(raised)
    lowered = amount * (1 - within_whole(value(change.value, ask)))
    return half_up(lowered) if ask.policy.rounding.each_step else Fraction(lowered)


def within_whole(rate: Fraction) -> Fraction:
    """Rule 1: no percentage that a line says is below 0 or above 100."""
    return min(max(rate, Fraction(0)), Fraction(1))


def raised_by(benefit: str, ask: Ask) -> tuple[Fraction, Fraction | None]:
    """Rule 7: the points of all adjustments, or the best of them, and what the rate may not
    pass."""
    points, top = Fraction(0), None
    for place, change in enumerate(changes_for(benefit, ask, RateRaised, RateLowered)):
        more = value(change.value, ask)
        if isinstance(change, RateLowered):
            more = -more
        better = change.combining == "best" and place > 0
        points = max(points, more) if better else points + more
        if isinstance(change, RateRaised) and change.most is not None:
            most = Fraction(change.most, 1_000_000)
            top = most if top is None else min(top, most)
    return points, top


def deductible_of_layer(benefit: str, ask: Ask) -> int:
    """Rule 15: the effective deductible as a term, whether this claim reaches it or not;
    nothing where the layer is not for this person."""
    terms = ask.policy.terms[benefit]
    among = meant(terms, ask)
    if among is None:
        return 0
    return effective_deductible(benefit, terms, with_class(ask, class_of(terms, among, ask))).amount
