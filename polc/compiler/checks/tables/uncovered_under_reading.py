"""A table, or a `first of`, that has no line for a case under another reading than the default.

In: a context. Out: an `uncovered_key` as of the default readings, with the choice under which
the gap is: what stands under that choice alone, or is asked for more cases then. Looked at are
the benefits whose tables the default readings leave without a line for some key, or do not ask.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.implies import has_every_line
from polc.compiler.checks.tables.uncovered_key import report_kinds, report_table
from polc.compiler.lower.kept_lowering import KeptLowering
from polc.compiler.lower.lower import lower
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.readers.regions.survey import Survey, survey_benefits
from polc.compiler.typed.nodes.chosen import Chosen, stands
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.statements import (
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    NotForStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.values import (
    ByReading,
    FieldValue,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    ParameterValue,
    Running,
    TallyValue,
    Typed,
)
from polc.records.evolve import evolve

Tried = tuple[str, str, str]
"""A benefit, a reading that its gaps may hang on, a choice of it."""

MOST_TRIED: Final = 40
"""Choices of one policy: each is a plan of its own."""


def check_uncovered_under_reading(context: CheckContext) -> None:
    """Warns once for each table and each `first of` that is covered under the defaults."""
    tried: dict[tuple[str, str], set[str]] = {}
    for benefit in context.program.benefits:
        if context.is_own(benefit.origin):
            for name, reading, choice in _choices(benefit, context):
                tried.setdefault((reading, choice), set()).add(name)
    if not tried:
        return
    told = set(_gaps(context.survey))
    whole = frozenset(table.found.keys for table in context.survey.tables if table.found.is_whole)
    asked = frozenset[str]().union(*tried.values())
    program = _without_others(context.program, asked)
    kept = context.kept if context.kept.many else KeptLowering(program)
    for (reading, choice), names in islice(tried.items(), MOST_TRIED):
        plan = lower(program, {reading: choice}, kept)
        found = survey_benefits(plan, frozenset(names), whole)
        for table in found.tables:
            gap = (table.found.keys.file, table.found.keys.line)
            if table.found.case is not None and gap not in told:
                told.add(gap)
                report_table(context, table.found, table.atoms, (reading, choice))
        for kinds in found.kinds:
            origin = kinds.found.kinds[0].origin
            if kinds.found.case is not None and (origin.file, origin.line) not in told:
                told.add((origin.file, origin.line))
                report_kinds(context, kinds.found, kinds.cases.atoms, (reading, choice))


def _without_others(program: Program, names: frozenset[str]) -> Program:
    """The program without what has no say in these benefits: reports, and other benefits of the
    person's year."""
    benefits = tuple(
        benefit
        for benefit in program.benefits
        if benefit.id in names or benefit.per != "person_year"
    )
    return evolve(program, benefits=benefits, reports=())


def _gaps(survey: Survey) -> Iterator[tuple[str, int]]:
    """What is told already, by its place."""
    for table in survey.tables:
        if table.found.case is not None:
            yield table.found.keys.file, table.found.keys.line
    for kinds in survey.kinds:
        if kinds.found.case is not None:
            origin = kinds.found.kinds[0].origin
            yield origin.file, origin.line


def _choices(benefit: TypedBenefit, context: CheckContext) -> Iterator[Tried]:
    """The choices under which a table or the kinds of care stand that the default readings do
    not have; and for those that the conditions of the benefit keep from having a gap, the
    choices that change these conditions."""
    open_lines = {
        table.found.keys.line for table in context.survey.tables if not table.found.is_whole
    }
    for statement in all_statements(benefit.statements):
        for value, origin, where in _values_of(statement):
            if not any(map(_is_open, walk_records(value))):
                continue
            if _is_absent(where, context):
                yield from _chosen(benefit, where, context)
                continue
            for reading, choice in _open_choices(value, context):
                yield benefit.id, reading, choice
            if origin.line in open_lines or isinstance(value, FirstOfStatement):
                for reading, choice in _other_conditions(benefit, _asked_by(value), context):
                    if where is not None and where[0] == reading and choice not in where[1]:
                        continue
                    standing = _standing(benefit, (reading, choice), context)
                    if any(_is_open(part, standing) for part in walk_records(value)):
                        yield benefit.id, reading, choice


def _values_of(statement: TypedStatement) -> Iterator[tuple[object, Origin, Chosen | None]]:
    """Tables and kinds of care, with the choices under which they stand."""
    if isinstance(statement, HighestStatement):
        for alternative in statement.alternatives:
            yield alternative.value, alternative.origin, alternative.where
    elif isinstance(statement, FirstOfStatement):
        yield statement, statement.kinds[0].origin, statement.where
    else:
        yield value_of(statement), statement.origin, statement.where


def _is_open(part: object, standing: tuple[Typed, ...] = ()) -> bool:
    """Whether it is a table by a value, other than the year, or a `first of`, without the
    rest; a table not where it has a line for every figure that the `standing` conditions let
    pass."""
    if isinstance(part, FirstOfStatement):
        return all(kind.condition is not None for kind in part.kinds)
    if not isinstance(part, Lookup) or part.key is None or part.otherwise is not None:
        return False
    by_year = isinstance(part.key, Running) and part.key.name == "year"
    return not by_year and not has_every_line(part, standing)


def _standing(
    benefit: TypedBenefit, tried: tuple[str, str], context: CheckContext
) -> tuple[Typed, ...]:
    """The conditions of a benefit under one choice beside the defaults."""
    chosen = {reading.id: reading.default for reading in context.program.readings}
    chosen |= [tried]
    return tuple(
        statement.condition
        for statement in benefit.statements
        if isinstance(statement, WhenStatement) and stands(statement.where, chosen)
    )


def _open_choices(value: object, context: CheckContext) -> Iterator[tuple[str, str]]:
    """The choices, other than the defaults, that put a table without the rest into a value."""
    usual = {reading.id: reading.default for reading in context.program.readings}
    for part in walk_records(value):
        if isinstance(part, ByReading):
            for choice, chosen in part.choices:
                if choice != usual[part.reading] and any(map(_is_open, walk_records(chosen))):
                    yield part.reading, choice


def _other_conditions(
    benefit: TypedBenefit, asked: frozenset[str], context: CheckContext
) -> Iterator[tuple[str, str]]:
    """The choices under which other conditions stand than under the defaults, or ask for another
    figure; of the conditions that ask what the key is made of, or what such a condition asks
    beside it."""
    conditions = [
        statement
        for statement in benefit.statements
        if isinstance(statement, WhenStatement | ForStatement | NotForStatement)
    ]
    near: list[WhenStatement | ForStatement | NotForStatement] = []
    while found := [
        condition
        for condition in conditions
        if condition not in near and not asked.isdisjoint(_asked_by(condition))
    ]:
        near += found
        asked = asked.union(*map(_asked_by, found))
    figures = {part.reading for part in walk_records(tuple(near)) if isinstance(part, ByReading)}
    for reading in context.program.readings:
        if reading.id in figures:
            yield from (
                (reading.id, choice) for choice in reading.settled if choice != reading.default
            )
            continue
        hanging = [
            condition.where[1]
            for condition in near
            if condition.where is not None and condition.where[0] == reading.id
        ]
        usual = [reading.default in choices for choices in hanging]
        for choice in reading.settled:
            if [choice in choices for choices in hanging] != usual:
                yield reading.id, choice


def _asked_by(node: object) -> frozenset[str]:
    """The inputs and figures that a part of a benefit asks."""
    found = set[str]()
    for part in walk_records(node):
        match part:
            case FieldValue():
                found.add(part.field.name)
            case Running():
                found.add(part.name)
            case ParameterValue():
                found.add(part.parameter)
            case LayerValue():
                found.add(part.benefit)
            case TallyValue():
                found.add(part.tally)
            case Held() | HeldSince():
                found.add("identities")
    return frozenset(found)


def _is_absent(where: Chosen | None, context: CheckContext) -> bool:
    """Whether a line does not stand under the default readings."""
    if where is None:
        return False
    name, choices = where
    return all(
        reading.default not in choices for reading in context.program.readings if reading.id == name
    )


def _chosen(benefit: TypedBenefit, where: Chosen | None, context: CheckContext) -> Iterator[Tried]:
    """The choices under which a line stands that can be settled and are no default."""
    for reading in context.program.readings:
        if where is not None and reading.id == where[0]:
            for choice in reading.settled:
                if choice != reading.default and choice in where[1]:
                    yield benefit.id, reading.id, choice
