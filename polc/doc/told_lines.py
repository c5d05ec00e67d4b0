"""What each line of a policy comes to in words.

In: a program, how its values are said. Out: by the rule, the file and the line where something
stands, the sentences of it: statements of benefits and rights, rows with a clause of their own,
alternatives, adjustments, groups, parameters, pools, days.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import Chosen, stands
from polc.compiler.typed.nodes.program import Program, TypedDates
from polc.compiler.typed.nodes.statements import (
    FirstOfStatement,
    HighestStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.values import Lookup
from polc.messages.text import Text, either, joined, listed, say
from polc.runtime.days import FOREVER
from polc.wording.changes import tell_adjustment
from polc.wording.statements import PERIODS, tell_alternative, tell_statement
from polc.wording.values import Wording

Line = tuple[str, str, int]
Told = tuple[Origin, Text]


def tell_lines(program: Program, words: Wording) -> Mapping[Line, tuple[Text, ...]]:
    """The sentences by line."""
    found: dict[Line, dict[Text, None]] = {}
    for origin, told in _all(program, words):
        found.setdefault((origin.rule, origin.file, origin.line), {})[told] = None
    return {line: tuple(sentences) for line, sentences in found.items()}


def _all(program: Program, words: Wording) -> Iterator[Told]:
    for benefit in program.benefits:
        yield benefit.origin, say("benefit {name}", name=words.names.of(benefit.id))
        yield from _statements(benefit.statements, program, words)
        for change in benefit.changes:
            told = tell_adjustment(change, words)
            yield change.origin, _under(change.where, told, program, words)
    for report in program.reports:
        yield report.origin, say("{name}", name=words.names.of(report.id))
        yield from _statements(report.statements, program, words)
    yield from _declared(program, words)


def _statements(
    statements: Iterable[TypedStatement], program: Program, words: Wording
) -> Iterator[Told]:
    for statement in statements:
        told = tell_statement(statement, words)
        if not _is_of_several_lines(statement):
            yield statement.origin, _under(statement.where, told, program, words)
        yield from _rows(statement, words)
        if isinstance(statement, HighestStatement):
            for way in statement.alternatives:
                yield way.origin, _under(way.where, tell_alternative(way, words), program, words)
                for line in (*way.limits, *way.rounding):
                    told = tell_statement(line, words)
                    yield line.origin, _under(line.where, told, program, words)
        elif isinstance(statement, FirstOfStatement):
            for kind in statement.kinds:
                if kind.condition is not None:
                    condition = words.value(kind.condition)
                    yield kind.origin, say("only when {condition}", condition=condition)
                yield from _statements(kind.statements, program, words)


_INNER_QUOTES: Final = str.maketrans("“”", "‘’")
"""A title stands in quotation marks itself."""


def _under(where: Chosen | None, told: Text, program: Program, words: Wording) -> Text:
    """A statement with the choices of a reading under which it stands."""
    if where is None:
        return told
    reading = next(known for known in program.readings if known.id == where[0])
    titles = [choice.title or choice.id for choice in reading.choices if choice.id in where[1]]
    name = (reading.title or words.names.of(reading.id)).translate(_INNER_QUOTES)
    if stands(where, words.chosen):
        return say(
            "{statement} (where {reading} is read as: {choices})",
            statement=told, reading=name, choices=either(titles),
        )  # fmt: skip
    return say(
        "{statement} (not so read: {reading} would have to be read as {choices})",
        statement=told, reading=name, choices=either(titles),
    )  # fmt: skip


def _is_of_several_lines(statement: TypedStatement) -> bool:
    """Whether it is lines that hold for a time, of which each is told as a row of it."""
    value = getattr(statement, "value", None)
    return (
        isinstance(value, Lookup)
        and not statement.origin.clauses
        and all(row.origin.clauses for row in value.all_rows)
    )


def _rows(statement: TypedStatement, words: Wording) -> Iterator[Told]:
    """Rows of a table that have a clause of their own."""
    value = getattr(statement, "value", None)
    if isinstance(value, Lookup):
        for row in value.all_rows:
            if row.origin.rule:
                yield row.origin, words.row(value, row)


def _declared(program: Program, words: Wording) -> Iterator[Told]:
    for parameter in program.parameters:
        figure = words.figures.get(parameter.id)
        name = parameter.title or words.names.of(parameter.id)
        yield (
            parameter.origin,
            say("{name}: {value}", name=name, value=figure or say("to be supplied")),
        )
    for pool in program.pools:
        yield (
            pool.origin,
            say(
                "{pool}: at most {size} {period}",
                pool=words.names.of(pool.id),
                size=words.value(pool.size),
                period=PERIODS[pool.period],
            ),
        )
    for tally in program.tallies:
        yield tally.origin, say("counted: {name}", name=words.names.of(tally.id))
    for cited in program.cited:
        if cited.members:
            people = listed(map(words.names.of, cited.members))
            yield (
                cited.origin,
                say("{name}: {value}", name=_titled(cited.title, cited.origin), value=people),
            )
        elif cited.title:
            yield cited.origin, say("{word}", word=cited.title)
        elif cited.what == "layers":
            layers = [benefit for benefit in program.benefits if benefit.per != "person_year"]
            order = sorted(layers, key=lambda benefit: benefit.layer)
            names = listed(words.names.of(benefit.id) for benefit in order)
            yield cited.origin, say("paid in this order: {layers}", layers=names)
        elif cited.what == "rank":
            names = listed(map(words.names.of, program.ranked))
            yield cited.origin, say("of several identities the first of: {people}", people=names)
    for line in program.dates:
        yield line.origin, _dates(line, words)
    for items in (
        program.declared.targets,
        program.declared.deadlines,
        program.declared.obligations,
    ):
        for item in items:
            yield item.origin, say("{word}", word=item.title)


def _titled(title: str, origin: Origin) -> str:
    return title or origin.rule


def _dates(line: TypedDates, words: Wording) -> Text:
    """In force, the day that counts, how figures are rounded."""
    match line.what:
        case "in_force":
            return in_force_words(line.start, line.end)
        case "rules":
            return say("by the day: {day}", day=words.names.of(line.day))
        case "identities":
            return say("identities by the day: {day}", day=words.names.of(line.day))
        case "round":
            return say("amounts are rounded")
        case "benefit_year":
            return say("the benefit year begins in month {month}", month=line.begins)
        case _:
            return say("a stay across years")


def in_force_words(start: int | None, end: int | None) -> Text:
    """From when, and to when."""
    days = []
    if start is not None:
        days.append(say("in force from {day}", day=date.fromordinal(start).isoformat()))
    if end is not None and end < FOREVER:
        days.append(say("in force to {day}", day=date.fromordinal(end).isoformat()))
    return joined(days) if days else say("the day from which it is in force is open")
