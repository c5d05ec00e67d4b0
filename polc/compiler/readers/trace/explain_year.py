"""A benefit of the person's year, traced, as the entries of an explanation.

In: the steps that lowering wrote down, a run. Out: entries: every alternative with its amount
or the reason why it did not count, what lifted and held it, what was paid.
"""

from collections.abc import Iterator, Sequence

from polc.compiler.model.origin import Origin
from polc.compiler.plan.steps import AlternativeSteps, Leaving, PayerPart, YearSteps
from polc.compiler.readers.trace.arithmetic import (
    explain_arithmetic,
    write_difference,
    write_sum,
)
from polc.compiler.readers.trace.entries import NOT_NEEDED, Telling, status_of
from polc.compiler.readers.trace.explain_conditions import explain_conditions
from polc.compiler.readers.trace.explain_terms import (
    explain_bound,
    explain_limits,
    explain_rounding,
)
from polc.runtime.explanation import AMOUNT, ARITHMETIC, FROM, TO, Entry, Fact, Money, Words


def explain_year(steps: YearSteps, output: str, telling: Telling) -> Iterator[Entry]:
    """One output: the alternatives, and what was paid; or what is left to the person."""
    paid = telling.run.outputs[output]
    left = next((leaving for leaving in steps.leaving if leaving.output == output), None)
    if left is not None:
        yield _explain_left(left, paid, telling)
        return
    parts = [part for part in steps.parts if part.output == output]
    if parts:
        yield _explain_part(parts, paid, steps, telling)
        return
    stop = telling.find_stop(steps.stops)
    if stop is not None:
        why = telling.facts.behind(stop.flag)
        yield telling.entry("stop", status_of(stop), stop.origin, why, paid)
        return
    yield from explain_conditions(steps.stops, telling)
    match steps.how:
        case "highest":
            yield from _explain_highest(steps, paid, telling)
        case "sum":
            yield from _explain_sum(steps, paid, telling)
        case "flat":
            yield from explain_rounding(steps.rounding, telling)
            yield from _explain_limits(steps, telling)
            exact = steps.uncapped if steps.rounding is None else steps.rounding.exact
            made = explain_arithmetic(exact, telling, always=True)
            facts = (*made, *telling.facts.behind(steps.uncapped))
            origin = _cited_by(steps.origin, telling.facts.row_of(exact), telling)
            yield telling.entry("payment", "paid", origin, facts, paid)


def _explain_left(left: Leaving, amount: int, telling: Telling) -> Entry:
    # What is paid may not be known and be more than there is to leave, whatever it is.
    written = Words(write_difference(left.of, telling.fen(left.paid), telling))
    arithmetic = Fact(ARITHMETIC, NOT_NEEDED if left.paid in telling.run.open else written)
    facts = (arithmetic, *telling.facts.behind(left.of))
    return telling.entry("left", "left", left.origin, facts, amount)


def _explain_part(
    parts: Sequence[PayerPart], amount: int, steps: YearSteps, telling: Telling
) -> Entry:
    """What one of several payers pays, in the first of the ways that is the one."""
    held = (part for part in parts if part.flag is None or telling.holds(part.flag))
    way = next(held, None)
    if way is None or not amount:
        return telling.entry("payment", "paid", steps.origin if way is None else way.origin, (), 0)
    made = write_sum(way.amounts, telling)
    return telling.entry("payment", "paid", way.origin, made, amount)


def _explain_highest(steps: YearSteps, paid: int, telling: Telling) -> Iterator[Entry]:
    best = telling.fen(steps.uncapped)
    winner: AlternativeSteps | None = None
    for alternative in steps.alternatives:
        if not telling.holds(alternative.open):
            yield _left_out(alternative, telling)
            continue
        wins = winner is None and telling.fen(alternative.amount) == best
        yield from _explain_terms(alternative, telling)
        if wins:
            winner = alternative
        else:
            facts = (
                Fact(AMOUNT, telling.amount(alternative.amount)),
                *_made_of(alternative, telling),
            )
            origin = _decided_by(alternative, telling)
            yield telling.entry("alternative", "not the highest", origin, facts)
    yield from _explain_limits(steps, telling)
    if winner is None:
        yield telling.entry("payment", "not_for", steps.origin, (), paid)
    else:
        facts = (Fact(AMOUNT, telling.amount(winner.amount)), *_made_of(winner, telling))
        yield telling.entry("payment", "paid", _decided_by(winner, telling), facts, paid)


def _explain_sum(steps: YearSteps, paid: int, telling: Telling) -> Iterator[Entry]:
    for alternative in steps.alternatives:
        if not telling.holds(alternative.open):
            yield _left_out(alternative, telling)
            continue
        yield from _explain_terms(alternative, telling)
        facts = (Fact(AMOUNT, telling.amount(alternative.amount)), *_made_of(alternative, telling))
        yield telling.entry("alternative", "part", _decided_by(alternative, telling), facts)
    yield from _explain_limits(steps, telling)
    yield telling.entry("payment", "paid", steps.origin, (), paid)


def _made_of(alternative: AlternativeSteps, telling: Telling) -> tuple[Fact, ...]:
    """What it hangs on, and the figure before it is rounded and held."""
    made = explain_arithmetic(alternative.exact, telling, always=True)
    flags = [stop.flag for stop in alternative.stops]
    why = [fact for flag in flags for fact in telling.facts.behind(flag)]
    why += [fact for flag in flags for fact in telling.facts.why(flag)]
    return (*made, *dict.fromkeys((*telling.facts.behind(alternative.amount), *why)))


def _decided_by(alternative: AlternativeSteps, telling: Telling) -> Origin:
    """The alternative, cited by what decided its amount: the bound that holds or lifts it, else
    the row of its table."""
    held = (bound for bound in alternative.bounds if any(explain_bound(bound, telling)))
    bounds = [bound.origin for bound in held if bound.origin.clauses]
    row = bounds[-1] if bounds else telling.facts.row_of(alternative.exact)
    return _cited_by(alternative.origin, row, telling)


def _cited_by(rule: Origin, decided: Origin | None, telling: Telling) -> Origin:
    """The rule with the clause of what decided its amount."""
    return rule if decided is None else telling.facts.cite(rule, decided)


def _left_out(alternative: AlternativeSteps, telling: Telling) -> Entry:
    """Why an alternative takes no part: its people, its last day, its condition."""
    stop = telling.find_stop(alternative.stops)
    if stop is None:
        return telling.entry("alternative", "not_for", alternative.origin)
    why = telling.facts.behind(stop.flag)
    return telling.entry("alternative", status_of(stop), alternative.origin, why)


def _explain_terms(alternative: AlternativeSteps, telling: Telling) -> Iterator[Entry]:
    """What rounded an alternative, lifted it and held it."""
    yield from explain_rounding(alternative.rounding, telling)
    for bound in alternative.bounds:
        yield from explain_bound(bound, telling)


def _explain_limits(steps: YearSteps, telling: Telling) -> Iterator[Entry]:
    """What lifted the whole, and the limits that held it."""
    for floor in steps.floors:
        before, after = telling.money(floor.before), telling.money(floor.after)
        if isinstance(before, Words) and isinstance(after, Money):
            # It comes to this whatever the figure is that was not needed.
            yield telling.entry(
                "bound", "raised", floor.origin, (Fact(FROM, before), Fact(TO, after))
            )
        yield from explain_bound(floor, telling)
    yield from explain_limits(steps.taken, telling)
