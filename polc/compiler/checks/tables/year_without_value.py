"""A benefit year without a value.

In: a context. Out: a `year_without_value` at a parameter, or at a line with a table by year:
the policy is in force in a year for which the values given by year say nothing; a hole
between them, or nothing before the first or after the last. Such a year cannot be settled.
"""

from collections.abc import Iterator
from datetime import date

from polc.compiler.checks.check_context import CheckContext, walk
from polc.compiler.checks.tables.years import Years, find_missing
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.statements import (
    ForStatement,
    HighestStatement,
    TypedAlternative,
    TypedStatement,
)
from polc.compiler.typed.nodes.values import Figure, Lookup, Running, Typed
from polc.messages.text import Text, say


def check_year_without_value(context: CheckContext) -> None:
    """Warns once for each parameter and each line."""
    wanted = _years_of(context)
    if wanted is None:
        return
    for parameter in context.program.parameters:
        given = [(value.first, value.last) for value in parameter.values]
        if parameter.by_year and given and not parameter.keys:
            name = say("parameter `{name}`", name=parameter.id)
            _tell(context, name, parameter.origin, given, wanted)
    for benefit in context.program.benefits:
        for statement in all_statements(benefit.statements):
            for part, origin, until in _values_of(statement):
                for table in walk(part):
                    if isinstance(table, Lookup) and _is_by_year(table):
                        rows = [span for row in table.rows for span in row.ranges]
                        span = (wanted[0], _earlier(wanted[1], until))
                        people = _people_of(table, part, benefit)
                        _tell(context, say("this table"), origin, rows, span, people)


def _years_of(context: CheckContext) -> Years | None:
    """The years in which the policy is in force; None where that is not known."""
    found = [dates for dates in context.program.dates if dates.what == "in_force"]
    if len(found) != 1 or found[0].start is None:
        return None
    end = found[0].end
    return date.fromordinal(found[0].start).year, date.fromordinal(end).year if end else None


def _values_of(statement: TypedStatement) -> Iterator[tuple[object, Origin, Typed | None]]:
    """What a statement is worth, with its place and the last day it is asked for."""
    value = value_of(statement)
    if value is not None:
        yield value, statement.origin, None
    if isinstance(statement, HighestStatement):
        for alternative in statement.alternatives:
            yield from _of_alternative(alternative)


def _of_alternative(alternative: TypedAlternative) -> Iterator[tuple[object, Origin, Typed | None]]:
    yield alternative.value, alternative.origin, alternative.until
    for limit in alternative.limits:
        yield limit.value, limit.origin, alternative.until


def _is_by_year(table: Lookup) -> bool:
    return isinstance(table.key, Running) and table.key.name == "year" and table.otherwise is None


def _earlier(end: int | None, until: Typed | None) -> int | None:
    """The last year in question; a day that a parameter says is taken to lie within."""
    if until is None:
        return end
    if not isinstance(until, Figure):
        return 0
    year = date.fromordinal(until.value).year
    return year if end is None else min(year, end)


def _people_of(table: Lookup, value: object, benefit: TypedBenefit) -> tuple[str, ...]:
    """Somebody for whom the table is asked, for a case that shows it."""
    rows = [row for lookup in walk(value) if isinstance(lookup, Lookup) for row in lookup.rows]
    own = [row.identities[0] for row in rows if row.identities and table in walk(row.value)]
    named = [
        identity
        for statement in benefit.statements
        if isinstance(statement, ForStatement) and statement.people is not None
        for identity in statement.people.identities
    ]
    return tuple([*own, *named][:1])


def _tell(
    context: CheckContext,
    what: Text,
    origin: Origin,
    given: list[Years],
    wanted: Years,
    people: tuple[str, ...] = (),
) -> None:
    if not context.is_own(origin):
        return
    for low, high in find_missing(given, wanted):
        first = low or wanted[0]
        if high is not None and first is not None and first > high:
            continue
        findings, span = context.place(origin)
        message = say("{what} has no value for {years}", what=what, years=_spoken(first, high))
        hint = say(
            "add the years, as in `{year}: …` or `from {year}: …`, or end the policy before",
            year=first,
        )
        witness = context.witness(people, year=first)
        findings.warning(
            "year_without_value", message, span, hint, witness=witness, subject=origin.rule
        )
        return


def _spoken(first: int | None, last: int | None) -> Text:
    if last is None:
        return say("{year} and later", year=first)
    if first == last:
        return say("{year}", year=first)
    return say("{first} to {last}", first=first, last=last)
