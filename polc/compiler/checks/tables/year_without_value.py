"""A benefit year without a value.

In: a context. Out: a `year_without_value` at a parameter, or at a line with a table by year:
the policy is in force in a year for which the values given by year say nothing; a hole
between them, or nothing before the first or after the last. Such a year cannot be settled. Where
it is not known when the policy is in force, a hole is told all the same.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.found_case import make_case
from polc.compiler.checks.tables.years import Years, find_missing, say_years
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.plan.nodes import AnyNode, Param, Read, Select
from polc.compiler.readers.regions.atoms import ValueAtom
from polc.compiler.readers.regions.search import Found, TooManyError
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.statements import (
    FiguresByStatement,
    HighestStatement,
    TypedAlternative,
    TypedStatement,
)
from polc.compiler.typed.nodes.values import Figure, Lookup, Running, Typed
from polc.messages.text import Text, say
from polc.runtime.benefit_year import year_of_day


def check_year_without_value(context: CheckContext) -> None:
    """Warns once for each parameter and each line."""
    in_force = _years_of(context)
    for parameter in context.program.parameters:
        given = [(value.first, value.last) for value in parameter.values]
        if parameter.by_year and given and not parameter.keys:
            name = say("parameter `{name}`", name=parameter.id)
            asked = _asks_parameter(parameter.id)
            _report_year(
                context, name, parameter.origin, given, in_force or _first_to_last(given), asked
            )
    for benefit in context.program.benefits:
        if any(isinstance(line, FiguresByStatement) for line in benefit.statements):
            continue
        for statement in all_statements(benefit.statements):
            for part, origin, until in _values_of(statement):
                for table in walk_records(part):
                    if isinstance(table, Lookup) and _is_by_year(table):
                        rows = [span for row in table.rows for span in row.ranges]
                        wanted = in_force or _first_to_last(rows)
                        span = (wanted[0], _earlier(wanted[1], until))
                        _report_year(
                            context, say("this table"), origin, rows, span, _asks_table(origin)
                        )


def _years_of(context: CheckContext) -> Years | None:
    """The years in which the policy is in force; None where that is not known."""
    found = [dates for dates in context.program.dates if dates.what == "in_force"]
    if len(found) != 1 or found[0].start is None:
        return None
    end = found[0].end
    begins = max((line.begins for line in context.program.dates), default=1)
    start = year_of_day(found[0].start, begins)
    return start, year_of_day(end, begins) if end else None


def _first_to_last(given: list[Years]) -> Years:
    """From the first year that is given to the last one that begins a row."""
    begins = [low for low, _ in given if low is not None]
    ends = [high if high is not None else low for low, high in given]
    last = [end for end in ends if end is not None]
    return min(begins, default=0), max(last, default=0)


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


def _report_year(
    context: CheckContext,
    what: Text,
    origin: Origin,
    given: list[Years],
    wanted: Years,
    asked: Callable[[AnyNode], bool],
) -> None:
    if not context.is_own(origin):
        return
    for low, high in find_missing(given, wanted):
        first = low or wanted[0]
        if high is not None and first is not None and first > high:
            continue
        findings, span = context.place(origin)
        message = say("{what} has no value for {years}", what=what, years=say_years(first, high))
        hint = say(
            "add the years, as in `{year}: …` or `from {year}: …`, or end the policy before",
            year=first,
        )
        witness = None if first is None else _find_case(context, first, asked)
        findings.warning(
            "year_without_value", message, span, hint, witness=witness, subject=origin.rule
        )
        return


def _asks_parameter(name: str) -> Callable[[AnyNode], bool]:
    return lambda node: isinstance(node, Param) and node.slot == name


def _asks_table(origin: Origin) -> Callable[[AnyNode], bool]:
    place = (origin.file, origin.line)
    return lambda node: isinstance(node, Select) and (node.origin.file, node.origin.line) == place


def _find_case(
    context: CheckContext, year: int, asked: Callable[[AnyNode], bool]
) -> dict[str, Any] | None:
    """A case of the year that asks for the value, or None where none was found."""
    for cases in context.survey.blocks:
        nodes = cases.atoms.nodes
        read = next((node for node in nodes.values() if _is_year(node)), None)
        known: Found = {} if read is None else {ValueAtom(read.id): (year, year)}
        for node in nodes.values():
            if not asked(node):
                continue
            with suppress(TooManyError):
                found = cases.find(
                    lambda partial, node=node: (
                        node.guard is None or partial.flag(node.guard)  # type: ignore[misc]  # its default
                    ),
                    known,
                )
                if found is not None:
                    return make_case({**found, **known}, cases.atoms, context)
    return None


def _is_year(node: AnyNode) -> bool:
    return isinstance(node, Read) and (node.scope, node.field) == ("system", "year")
