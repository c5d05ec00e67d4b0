"""Values and conditions, asked straight from the typed program.

In: a typed value, an `Ask`. Out: fen (exact, or whole once the expression is complete), a
fraction of one for rates, an ordinal, a count, a flag. What is missing refuses where it is
reached (rule 21).
"""

from calendar import monthrange
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any, assert_never

from attrs import evolve

from polc.compiler.model.walk import walk
from polc.compiler.typed.nodes import values as t
from tests.typed_reference.ask import Ask, highest
from tests.typed_reference.benefit_year import first_of_year, last_of_year, year_of
from tests.typed_reference.figures import (
    NotCoveredError,
    RefusedError,
    half_up,
    is_no_day,
    months_later,
)
from tests.typed_reference.policy import plain
from tests.typed_reference.stays import amount_of_stay, of_stay
from tests.typed_reference.tallies import ask_tally

MILLION = 10**6
_OF_DAYS = ("date", "days", "months")
_OF_BILL = ("in_policy", "total")
_SUMMED = t.Scaled | t.MultipleOf | t.SumOf | t.ExtremeOf


def value(asked: t.Typed, ask: Ask) -> Any:
    """Rule 1: whole fen, of a rate whole millionths, rounded half-up once, when the expression is
    complete."""
    found = exact(asked, ask)
    if isinstance(asked, _SUMMED) and asked.kind == "money":
        return int(half_up(Fraction(found)))
    if isinstance(asked, _SUMMED) and asked.kind == "rate":
        return half_up(Fraction(found) * MILLION) / MILLION
    return found


def exact(asked: t.Typed, ask: Ask) -> Any:  # noqa: C901  # one case for each kind of value
    """The same before it is rounded."""
    match asked:
        case t.Figure():
            return plain(asked.kind, asked.value)
        case t.BandsValue():
            return plain("bands", asked.rows)
        case t.ParameterValue():
            return _parameter(asked, ask)
        case t.FieldValue():
            found = _field(asked.field.scope, asked.field.name, ask)
            known = ask.policy.program.fields if ask.amounts_of_stay else ()
            if asked.kind == "money" and asked.field.scope == "claim" and asked.field in known:
                return amount_of_stay(asked.field.name, found, ask)
            return found
        case t.Running():
            return _running(asked, ask)
        case t.OfStay():
            if isinstance(asked.part, t.FieldValue) and asked.part.field.name not in _OF_BILL:
                name = asked.part.field.name
                return amount_of_stay(name, _field("claim", name, ask), ask)
            return value(asked.part, ask if ask.whole else of_stay(ask))
        case t.LayerValue():
            return _layer(asked, ask)
        case t.TallyValue():
            found = ask_tally(asked.tally, ask, value)
            return None if asked.kind == "date" and not found else found
        case t.Held():
            return bool(held_of(asked, ask))
        case t.HeldSince():
            day = ask.claim.identity_day if ask.claim is not None else ask.day
            return ask.person.since(ask.policy.meant(asked.members), day)
        case t.CalendarYear():
            return year_of(value(asked.day, ask), ask.policy)
        case t.MonthsLater():
            day, months = value(asked.day, ask), value(asked.months, ask)
            if is_no_day(day) or is_no_day(months):
                return None
            return months_later(day, int(-months if asked.earlier else months))
        case t.ExtremeOf():
            return _extreme(asked, [exact(part, ask) for part in asked.parts])
        case t.SumOf():
            left, right = exact(asked.left, ask), exact(asked.right, ask)
            if asked.kind in _OF_DAYS and (is_no_day(left) or is_no_day(right)):
                return None
            return left + right if asked.op == "add" else left - right
        case t.Scaled():
            return _scaled(asked, ask)
        case t.MultipleOf():
            return _multiple(asked, ask)
        case t.RoundedTo():
            return _rounded(asked, ask)
        case t.PortionOf():
            return _portion(asked, ask)
        case t.Lookup():
            return _look_up(asked, ask)
        case t.ByReading():
            return value(dict(asked.choices)[ask.policy.choices[asked.reading]], ask)
        case t.ComparisonOf():
            return _compare(asked, ask)
        case t.Every():
            return all(value(part, ask) for part in asked.parts)
        case t.Either():
            return any(value(part, ask) for part in asked.parts)
        case t.Not():
            return not value(asked.part, ask)
        case t.MovingBands():
            raise NotCoveredError("moving bands as a value")
        case _:
            assert_never(asked)


def _extreme(asked: t.ExtremeOf, parts: list[Any]) -> Any:
    """The highest or the lowest; of days the latest is none where one is, the earliest is the
    first that is a day."""
    if asked.kind in _OF_DAYS:
        days = [part for part in parts if not is_no_day(part)]
        if asked.op == "max" and len(days) < len(parts):
            return None
        return max(days) if asked.op == "max" else min(days, default=None)
    return max(parts) if asked.op == "max" else min(parts)


def held_of(people: t.Held, ask: Ask) -> frozenset[str]:
    """Rules 4 and 6: those of a list that are held on the day that counts, or on any day of
    the year."""
    held = ask.held
    if people.on == "year":
        year = ask.benefit_year
        first, last = first_of_year(year, ask.policy), last_of_year(year, ask.policy)
        held = ask.person.held_between(first.toordinal(), last.toordinal())
    if people.on == "month":
        start = date.fromordinal(_day_of_identities(ask)).replace(day=1)
        end = start.replace(day=monthrange(start.year, start.month)[1])
        of_month = ask.person.held_between(start.toordinal(), end.toordinal())
        held = of_month if ask.held_of_month is None else ask.held_of_month
    reached = frozenset(
        identity
        for reach in people.reaching
        for identity in ask.policy.meant(reach.members)
        if _reaches(identity, reach, ask)
    )
    return (held | reached) & ask.policy.meant(people.members)


def _day_of_identities(ask: Ask) -> int:
    return ask.claim.identity_day if ask.claim is not None else ask.day


def _reaches(identity: str, reach: t.Reaching, ask: Ask) -> bool:
    """Rule 4: from some time before the first day of the spell on, that of the day or else the
    next; from the first day of that month."""
    day = _day_of_identities(ask)
    since = ask.person.since(frozenset((identity,)), day)
    back = value(reach.back, ask) if reach.back is not None else 0
    if is_no_day(since) or is_no_day(back):
        return False
    if since < 1:
        return True
    if reach.back is None:
        return day >= date.fromordinal(since).replace(day=1).toordinal()
    if reach.back.kind == "months":
        return day >= months_later(since, -int(back))
    return day >= since - int(back)


def _field(scope: str, name: str, ask: Ask) -> int:
    if (scope, name) not in ask.fields:
        if f"{scope}.{name}" in ask.policy.assumed:
            return _assumed(scope, name, ask)
        raise RefusedError("missing_field", f"{scope}.{name}")
    return ask.fields[scope, name]


def _assumed(scope: str, name: str, ask: Ask) -> int:
    """Rule 21: a figure that could be supplied; no bill's total is below what it has in policy."""
    figure = int(ask.policy.assumed[f"{scope}.{name}"])
    if (scope, name) != ("claim", "total") or ask.claim is None:
        return figure
    figure = max(figure, ask.claim.fields["claim", "in_policy"])
    return amount_of_stay(name, figure, ask) if ask.whole else figure


def _parameter(asked: t.ParameterValue, ask: Ask) -> Any:
    """A parameter has one value for a year; that of a table is named by its keys,
    which are fields of the case."""
    keys = []
    for name in ask.policy.parameters[asked.parameter].keys:
        if name == "identity":
            keys.append(asked.identity)
            continue
        field = ask.policy.field_of(name)
        key = _field(field.scope, field.name, ask)
        keys.append(field.choices[key] if field.choices else str(key))
    year = ask.benefit_year
    if ask.figures_by is not None and asked.parameter not in ask.own_figures:
        year = _year_of_figures(ask)
        if abs(year - ask.benefit_year) > 1:
            # No figure of such a year is given, but what comes to the same by any is known.
            if asked.parameter in ask.policy.assumed:
                return ask.policy.assumed[asked.parameter]
            raise RefusedError("missing_parameter", asked.parameter)
    return ask.policy.figure(asked.parameter, tuple(keys), year)


def _year_of_figures(ask: Ask) -> int:
    """Rule 17: the benefit year, unless the benefit's figures go by another day."""
    if ask.figures_by is None:
        return ask.benefit_year
    return year_of(value(ask.figures_by, ask), ask.policy)


def _running(asked: t.Running, ask: Ask) -> int:
    """Rule 8: `remaining` is the in-policy cost less all in-policy payments so far,
    `own_cost` the whole bill less all payments."""
    match asked.name:
        case "remaining":
            if ask.claim is None:
                return _field("claim", "in_policy", ask)
            return ask.progress.remaining
        case "own_cost":
            in_policy = _field("claim", "in_policy", ask)
            total = _field("claim", "total", ask)
            remaining = ask.progress.remaining if ask.claim is not None else in_policy
            paid = in_policy - remaining + ask.progress.outside
            return total - paid
        case "year":
            return _year_of_figures(ask)
        case "date":
            return ask.day
        case "age":
            return _years_completed(_field("person", "born", ask), ask.day)
        case "first_day":
            return first_of_year(ask.benefit_year, ask.policy).toordinal()
        case "last_day":
            return last_of_year(ask.benefit_year, ask.policy).toordinal()


def _years_completed(born: int, day: int) -> int:
    """Rule 8: how many birthdays have come; that of 29 February is on the 28th of a common
    year."""
    first = date.fromordinal(born)
    years = 0
    while first.year + years < date.max.year:
        try:
            birthday = first.replace(year=first.year + years + 1)
        except ValueError:
            birthday = date(first.year + years + 1, 2, 28)
        if birthday.toordinal() > day:
            break
        years += 1
    return years


def _layer(asked: t.LayerValue, ask: Ask) -> int:
    """Rule 15; rule 14: a given payment's layer is asked for its terms where something else
    reads them."""
    if asked.of_year:
        assert ask.year_figure is not None
        return ask.year_figure(asked.benefit, asked.part, ask)
    if asked.part == "deductible":
        return ask.deductible_of(asked.benefit, ask)
    return int(getattr(ask.progress.layers[asked.benefit], asked.part))


def _scaled(asked: t.Scaled, ask: Ask) -> Fraction:
    """Rule 3: products are exact; rule 2: `at every step` rounds each before the next."""
    amount = Fraction(exact(asked.amount, ask))
    if ask.policy.rounding.each_step and asked.kind == "money":
        amount = half_up(amount)
    rate: Fraction = value(asked.rate, ask)
    return amount * rate


def _multiple(asked: t.MultipleOf, ask: Ask) -> Fraction:
    """Rule 3: the same of so many times a unit."""
    unit = Fraction(exact(asked.unit, ask))
    if ask.policy.rounding.each_step and asked.kind == "money":
        unit = half_up(unit)
    return unit * int(value(asked.count, ask))


def _rounded(asked: t.RoundedTo, ask: Ask) -> int:
    """Rule 3: the nearest whole number of a unit, or the one below."""
    units = Fraction(exact(asked.value, ask)) / asked.unit
    return int(floor(units) if asked.down else half_up(units)) * asked.unit


def _portion(asked: t.PortionOf, ask: Ask) -> int:
    """Rule 3: a × b / c to the fen, nothing where c is nothing."""
    amount, part, of = (value(operand, ask) for operand in (asked.amount, asked.part, asked.whole))
    return int(half_up(Fraction(amount * part, of))) if of else 0


def _look_up(asked: t.Lookup, ask: Ask) -> Any:
    """Rule 5: a table by identity is looked up by the class that counts; a table without a
    line for the case refuses it."""
    if asked.key is None:
        met = (row for row in asked.rows if ask.class_ in ask.policy.meant(row.members))
    else:
        key = value(asked.key, ask)
        met = (row for row in asked.rows if within(key, row.ranges))
    for row in met:
        return value(row.value, ask)
    if asked.otherwise is None:
        raise RefusedError("not_covered", "a table")
    return value(asked.otherwise, ask)


def within(key: int, ranges: tuple[tuple[int | None, int | None], ...]) -> bool:
    """Whether a figure lies in one of these ranges, both ends included."""
    return any((low is None or low <= key) and (top is None or key <= top) for low, top in ranges)


def _compare(asked: t.ComparisonOf, ask: Ask) -> bool:
    """Rule 16: `reaches` and `up to` include the figure, `over` and `under` exclude it; no day
    compares with none, and nothing with what the case leaves out."""
    for part in walk((asked.left, asked.right)):
        optional = isinstance(part, t.FieldValue) and part.field.optional
        if optional and (part.field.scope, part.field.name) not in ask.fields:
            return False
    left, right = value(asked.left, ask), value(asked.right, ask)
    if asked.left.kind in _OF_DAYS and (is_no_day(left) or is_no_day(right)):
        return False
    match asked.op:
        case "ge":
            return bool(left >= right)
        case "gt":
            return bool(left > right)
        case "le":
            return bool(left <= right)
        case "lt":
            return bool(left < right)
        case "eq":
            return bool(left == right)


def without_class(ask: Ask) -> Ask:
    """Rule 5: where no benefit's class is known yet, the highest identity held counts."""
    return evolve(ask, class_=highest(ask.held, ask.policy))
