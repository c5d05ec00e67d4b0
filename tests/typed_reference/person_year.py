"""The benefits of the person's year, each on its own day.

In: a benefit, the person, the sums so far. Out: its results, None where undetermined.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import define, evolve, field

from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.values import Typed
from tests.typed_reference.ask import Ask, Progress, Sums
from tests.typed_reference.benefit_year import first_of_year, last_of_year
from tests.typed_reference.case import CaseRead
from tests.typed_reference.deductible import deductible_of_layer
from tests.typed_reference.figures import NEVER, RefusedError
from tests.typed_reference.limits import (
    charge,
    lift,
    limits_of,
    pools_of,
    round_want,
    stands,
)
from tests.typed_reference.lines import Alternative, Terms
from tests.typed_reference.payers import divide, find_line, sharing, whole_payer
from tests.typed_reference.people import class_of, meant, those_meant, with_class
from tests.typed_reference.policy import Chosen
from tests.typed_reference.values import exact, value, without_class
from tests.typed_reference.whatever import whatever


@define
class YearResult:
    """The results by name, what each lacks, the sums after it, the pools whose use is not
    known."""

    outputs: dict[str, Any] = field(factory=dict)
    lacking: dict[str, RefusedError] = field(factory=dict)
    after: Sums = field(factory=Sums)


@define
class _Paid:
    """What the benefit pays, and who pays how much of it."""

    amount: int
    parts: dict[str, int] = field(factory=dict)


def year_ask(case: CaseRead, policy: Chosen, sums: Sums, day: int) -> Ask:
    """Rule 17: the person on a day, the figures of the benefit year."""
    return Ask(
        policy=policy,
        person=case.person,
        fields=case.person.fields,
        held=case.person.held_between(day, day),
        day=day,
        benefit_year=case.year,
        sums=sums,
        progress=Progress(),
        class_=None,
        deductible_of=deductible_of_layer,
        year_figure=_figure,
    )


def day_of_benefit(benefit: TypedBenefit, case: CaseRead, policy: Chosen) -> int | None:
    """Rule 17: the first or the last day of the year, or a date of the person."""
    name = policy.terms[benefit.id].as_of or benefit.as_of
    match name:
        case "first_day":
            return first_of_year(case.year, policy).toordinal()
        case "last_day":
            return last_of_year(case.year, policy).toordinal()
        case _:
            return case.person.fields.get(("person", name))


def charges(benefit: TypedBenefit, policy: Chosen, case: CaseRead) -> list[str]:
    """The pools that it charges."""
    ask = year_ask(case, policy, Sums(), NEVER)
    return list(pools_of(policy.terms[benefit.id].pools, ask, limiting=False))


def settle_year_benefit(
    benefit: TypedBenefit, case: CaseRead, policy: Chosen, sums: Sums
) -> YearResult:
    """Rule 17; rule 21: what it lacks makes an output undetermined."""
    day = day_of_benefit(benefit, case, policy)
    if day is not None:
        return _outputs(benefit, _asked(benefit, year_ask(case, policy, sums, day)))
    return _without_day(benefit, case, policy, sums)


def _asked(benefit: TypedBenefit, ask: Ask) -> Ask:
    """Rule 17: the figures of another year where the benefit says so."""
    terms = ask.policy.terms[benefit.id]
    return evolve(ask, figures_by=terms.figures_by, own_figures=terms.own_figures)


def _without_day(benefit: TypedBenefit, case: CaseRead, policy: Chosen, sums: Sums) -> YearResult:
    """Rule 17: it is a day of the year or of the year before; known is what comes to the same
    on all of them."""
    ends = (first_of_year(case.year - 1, policy), last_of_year(case.year, policy))
    days = [day.toordinal() for day in ends]
    held = case.person.held_between(*days)
    first, last = (
        _outputs(
            benefit,
            _asked(
                benefit,
                evolve(year_ask(case, policy, sums.copy(), day), held=held, held_of_month=held),
            ),
        )
        for day in days
    )
    name = policy.terms[benefit.id].as_of or benefit.as_of
    lacks = RefusedError("missing_field", f"person.{name}")
    lacking = {**first.lacking, **last.lacking}
    alike = {
        output: amount
        for output, amount in last.outputs.items()
        if output not in lacking and first.outputs[output] == amount
    }
    if alike.get(benefit.id) != 0 and not _is_same(case, *days):
        alike = {}
    found = YearResult(after=last.after if benefit.id in alike else sums)
    for output in last.outputs:
        found.outputs[output] = alike.get(output)
        if output not in alike:
            found.lacking[output] = lacks
    return found


def _is_same(case: CaseRead, first: int, last: int) -> bool:
    """Whether no identity begins or ends among these days."""
    return all(
        (held.first is None or held.first <= first or held.first > last)
        and (held.last is None or held.last >= last or held.last < first)
        for held in case.person.held
    )


def _outputs(benefit: TypedBenefit, ask: Ask) -> YearResult:
    """Each result on its own: what one lacks does not keep another from being known."""
    terms = ask.policy.terms[benefit.id]
    found = YearResult(after=ask.sums)

    def output(name: str, work: Callable[[], Any]) -> None:
        try:
            found.outputs[name] = whatever(work, ask.policy, lambda result: result)
        except RefusedError as lacks:
            found.outputs[name], found.lacking[name] = None, lacks

    def amount() -> int:
        moved = ask.sums.copy()
        asked = evolve(ask, sums=moved)
        paid = _pay(terms, asked).amount
        charge(benefit.id, terms, asked, paid)
        found.after = moved
        return paid

    output(benefit.id, amount)
    for name, of in terms.leaving:
        output(name, partial(_left, terms, ask, of))
    if terms.payer_output and not _names_a_payer(terms):
        # Rule 21: nobody, whatever is missing.
        found.outputs[terms.payer_output] = None
    elif terms.payer_output:
        output(terms.payer_output, partial(_payer, terms, ask))
        for payer in sharing((*(way.payer for way in terms.ways or ()), *terms.paid_by)):
            output(f"{terms.payer_output}.{payer}", partial(_part, terms, ask, payer))
    return found


def _figure(benefit: str, part: str, ask: Ask) -> int:
    """Rule 15: what another benefit of the same day pays, or leaves."""
    terms = ask.policy.terms[benefit]
    ask = evolve(ask, figures_by=terms.figures_by, own_figures=terms.own_figures)
    if part == "paid":
        return _pay(terms, ask).amount
    ((_, of),) = terms.leaving
    return _left(terms, ask, of)


def _payer(terms: Terms, ask: Ask) -> str | None:
    """Who pays all of it. Rule 21: nobody, whatever is missing, where of the alternatives that are
    for the person none names a payer."""
    return whole_payer(_pay(terms, ask).parts) if _may_name_a_payer(terms, ask) else None


def _part(terms: Terms, ask: Ask, payer: str) -> int:
    """What one of several payers pays."""
    return _pay(terms, ask).parts.get(payer, 0) if _may_name_a_payer(terms, ask) else 0


def _may_name_a_payer(terms: Terms, ask: Ask) -> bool:
    classed = _classed(terms, ask)
    return bool(terms.paid_by) or any(
        way.payer and _is_open(way, classed) for way in terms.ways or ()
    )


def _names_a_payer(terms: Terms) -> bool:
    return bool(terms.paid_by) or any(way.payer for way in terms.ways or ())


def _left(terms: Terms, ask: Ask, of: Typed) -> int:
    """What the benefit leaves of an amount."""
    return int(max(0, value(of, _classed(terms, ask)) - _pay(terms, ask).amount))


def _classed(terms: Terms, ask: Ask) -> Ask:
    """Rule 5: one class for the benefit."""
    ask = without_class(ask)
    among = meant(terms, ask)
    return ask if among is None else with_class(ask, class_of(terms, among, ask))


def _pay(terms: Terms, ask: Ask) -> _Paid:
    """Rule 5: `pay the highest of` tries every alternative whose people include the person,
    whatever the rank; rule 13: the whole within what is left of each pool."""
    ask = without_class(ask)
    among = meant(terms, ask)
    if among is None:
        return _Paid(0)
    ask = with_class(ask, class_of(terms, among, ask))
    if not all(value(condition, ask) for condition in terms.when):
        return _Paid(0)
    won: Alternative | None = None
    entitled = True
    if terms.ways is None:
        assert terms.pay is not None
        want = round_want(terms.rounding, Fraction(exact(terms.pay, ask)), ask)
    else:
        open_ways = [(way, _amount(way, terms, ask)) for way in terms.ways if _is_open(way, ask)]
        amounts = [amount for _, amount in open_ways]
        want = sum(amounts) if terms.sums_ways else max(amounts, default=0)
        won = next((way for way, amount in open_ways if amount == want), None)
        entitled = bool(open_ways)
    lifted = lift(terms, want, ask) if entitled else want
    paid = max(0, min([lifted, *limits_of("", "", terms, ask)]))
    line = won.payer if won is not None and won.payer is not None else None
    return _Paid(paid, divide(line or find_line(terms, ask), paid, ask) if paid > 0 else {})


def _is_open(way: Alternative, ask: Ask) -> bool:
    """Rule 16: `until` includes its day; until no recognition nothing is in time."""
    if way.people is not None and not those_meant(way.people, way.limited, ask):
        return False
    if way.until is not None:
        last = value(way.until, ask)
        if last is None or _day_of_until(ask) > last:
            return False
    return way.condition is None or bool(value(way.condition, ask))


def _day_of_until(ask: Ask) -> int:
    """Rule 17: the day by whose year the figures go, else the day of `as of`, held to the
    benefit year."""
    if ask.figures_by is not None:
        return int(value(ask.figures_by, ask))
    year = ask.benefit_year
    first, last = first_of_year(year, ask.policy), last_of_year(year, ask.policy)
    return min(max(ask.day, first.toordinal()), last.toordinal())


def _amount(way: Alternative, terms: Terms, ask: Ask) -> int:
    """Rule 2: rounded once; rule 13: held by its own floor and ceiling."""
    found = round_want(way.rounding or terms.rounding, Fraction(exact(way.amount, ask)), ask)
    for what, bound in way.bounds:
        if stands(bound, ask):
            figure = value(bound.value, ask)
            found = max(found, figure) if what == "at_least" else min(found, figure)
    return found
