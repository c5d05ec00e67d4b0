"""Two constructs that say one thing.

In: a context. Out: a `said_twice` at the second: a line that stands in its benefit already, a
`limited by` or a `charges` beside the `counts toward` that does so too, a group with the members
of another, a name or a part that its list has already, a band with the rate of the band below it,
a row of a table, or a kind of care, that says what its `otherwise` says.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import Span, find_people, find_span
from polc.compiler.checks.implies import without_origins
from polc.compiler.checks.rates_of_benefit import rates_of
from polc.compiler.checks.statements.report_repetition import report_repetition
from polc.compiler.checks.table_place import find_table
from polc.compiler.model.origin import NO_ORIGIN, Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import Span as TextSpan
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.items import CountAs, Group, GroupMember
from polc.compiler.syntax.nodes.reports import Alert, Entitlement, LimitRule
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.syntax.nodes.values import Name, RowSyntax, Syntax, Table
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    RoundStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import BandsStatement
from polc.compiler.typed.nodes.values import Lookup, MovingBands, ParameterValue, Running, field_of
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.vocabulary import PLACE_FIELDS

_DAY: Final = Running("date", "date")
"""The day that governs a claim."""


def check_said_twice(context: CheckContext) -> None:
    """Warns of lines, pools and groups of the policy's own file."""
    for benefit in context.program.benefits:
        for statements in _blocks(benefit.statements):
            _check_statements(context, statements)
    for report in context.program.reports:
        _check_statements(context, report.statements)
    _check_groups(context)
    for node in context.own_items(
        BenefitSyntax, Adjust, Group, CountAs, Entitlement, Alert, LimitRule
    ):
        _check_names(context, node)
    _check_bands(context)
    _check_rows(context)


def _blocks(statements: tuple[TypedStatement, ...]) -> Iterator[tuple[TypedStatement, ...]]:
    """The statements, and those of each kind of care."""
    yield statements
    for statement in statements:
        if isinstance(statement, FirstOfStatement):
            for kind in statement.kinds:
                yield from _blocks(kind.statements)


def _check_statements(context: CheckContext, statements: tuple[TypedStatement, ...]) -> None:
    seen: dict[TypedStatement, TypedStatement] = {}
    charged: dict[str, list[CountsTowardStatement]] = {}
    for statement in statements:
        earlier = seen.setdefault(evolve(statement, origin=NO_ORIGIN), statement)
        if earlier is not statement:
            message = say("this line says again what another says")
            report_repetition(context, message, statement.origin, earlier.origin)
        if isinstance(statement, CountsTowardStatement):
            _check_pools(context, statement, charged)
        elif isinstance(statement, ForStatement):
            _check_parts(context, statement)
        elif isinstance(statement, FirstOfStatement):
            _check_kinds(context, statement)
        elif isinstance(statement, RoundStatement):
            _check_rounding(context, statement)


def _check_rounding(context: CheckContext, line: RoundStatement) -> None:
    """A rounding as that of the whole policy."""
    for whole in context.program.dates:
        alike = (whole.unit, whole.down) == (line.unit, line.down)
        if whole.what == "round" and alike and covers(whole.where, line.where):
            message = say("the whole policy is rounded so")
            report_repetition(context, message, line.origin, whole.origin)


def _check_parts(context: CheckContext, line: ForStatement) -> None:
    """A part of a `for` whose people another part names already, under its condition or under
    none."""
    always = set(line.people.members) if line.people is not None else set()
    parts = [without_origins(part) for part in line.limited]
    for place, part in enumerate(parts):
        members = set(part.people.members)
        again = members <= always or any(
            earlier.condition == part.condition and members <= set(earlier.people.members)
            for earlier in parts[:place]
        )
        if again:
            message = say("a part of this `for` says again what another says")
            report_repetition(context, message, line.origin, line.origin)
            return


def _check_kinds(context: CheckContext, line: FirstOfStatement) -> None:
    """The kind of care before `otherwise` that says what `otherwise` says, with its clauses."""
    if len(line.kinds) < 2 or line.kinds[-1].condition is not None:
        return
    last, rest = line.kinds[-2:]
    own, others = (without_origins(kind.statements) for kind in (last, rest))
    cited = [tuple(said.origin.clauses for said in kind.statements) for kind in (last, rest)]
    if own == others and cited[0] == cited[1]:
        message = say("this kind of care says what `otherwise` says")
        report_repetition(context, message, last.origin, rest.origin)


def _check_pools(
    context: CheckContext,
    counts: CountsTowardStatement,
    charged: dict[str, list[CountsTowardStatement]],
) -> None:
    """Whether one statement charges and limits and another of the same pool only one of both."""
    if counts.condition is not None or counts.where is not None:
        return
    for pool in counts.pools:
        for earlier in charged.setdefault(pool, []):
            does = {(counts.charges, counts.limits), (earlier.charges, earlier.limits)}
            if does == {(True, True), (False, True)}:
                message = say("what counts toward `{pool}` is limited by it too", pool=pool)
                report_repetition(context, message, counts.origin, earlier.origin)
            elif does == {(True, True), (True, False)}:
                message = say("what counts toward `{pool}` is charged to it too", pool=pool)
                report_repetition(context, message, counts.origin, earlier.origin)
        charged[pool].append(counts)


def _check_names(context: CheckContext, item: Syntax) -> None:
    """A name that a list of names has already, by its id or by its title."""
    for part in context.parts(item, tuple):
        seen: dict[str, Name] = {}
        for name in _names_in(part):
            symbol = context.scope.words.get(name.text)
            earlier = seen.setdefault(name.text if symbol is None else symbol.id, name)
            if earlier is not name:
                label = context.own.place(earlier.span, say("this says it already"))
                context.own.warning(
                    "said_twice",
                    say("`{name}` stands in this list already", name=name.text),
                    name.span,
                    say("take one of them out"),
                    (label,),
                    subject=name.text,
                )


def _names_in(members: tuple[object, ...]) -> Iterator[Name]:
    """The names of a list, of people or of pools; a member of a group under the choices of a
    reading stands for itself."""
    for member in members:
        if isinstance(member, Name):
            yield member
        elif isinstance(member, GroupMember) and member.where is None:
            yield member.name


def _check_bands(context: CheckContext) -> None:
    """Two neighbouring bands of one rate for everybody, of a benefit or of a parameter."""
    message = say("two neighbouring bands have one rate: the edge changes nothing")
    everybody = ("", *(identity.id for identity in context.program.identities))
    for benefit in context.program.benefits:
        people = find_people(benefit) or everybody
        for statement in all_statements(benefit.statements):
            if isinstance(statement, BandsStatement) and not isinstance(
                statement.value, ParameterValue
            ):
                rates = rates_of(statement.value, context.program)
                spans = (find_span(rate, people, context.program) for rate in rates)
                if any(_is_one_rate(lower, upper) for lower, upper in pairwise(spans)):
                    report_repetition(context, message, statement.origin, statement.origin)
    for parameter in context.program.parameters:
        values = [dated.value for dated in parameter.values]
        bands = [rows for rows in values if isinstance(rows, tuple)]
        if any(lower[1] == upper[1] for rows in bands for lower, upper in pairwise(rows)):
            report_repetition(context, message, parameter.origin, parameter.origin)


def _check_rows(context: CheckContext) -> None:
    """A row of what `otherwise` has, without a clause of its own. The terms of a class are one row,
    which says again what everybody else has where each of them does."""
    of_classes: dict[TextSpan, list[tuple[Origin, bool]]] = {}
    for origin, value in _valued(context):
        if not context.is_own(origin):
            continue
        dated = _dated_bands(value)
        _check_dated_bands(context, dated, origin)
        for part in walk_records(value):
            if isinstance(part, Lookup) and part.rows and part not in dated:
                _check_rows_of(context, part, origin, of_classes)
    for span, terms in of_classes.items():
        if all(repeats for _, repeats in terms):
            _report_row(context, terms[0][0], span)


def _valued(context: CheckContext) -> Iterator[tuple[Origin, object]]:
    """What may have a table, each with its line."""
    program = context.program
    rules: tuple[TypedBenefit | TypedReport, ...] = (*program.benefits, *program.reports)
    for rule in rules:
        for statement in all_statements(rule.statements):
            if isinstance(statement, HighestStatement):
                for alternative in statement.alternatives:
                    yield alternative.origin, (alternative.value, alternative.limits)
            elif not isinstance(statement, FirstOfStatement):
                yield statement.origin, statement
    for benefit in program.benefits:
        for change in benefit.changes:
            yield change.origin, change
    for pool in program.pools:
        yield pool.origin, pool.size
    for tally in program.tallies:
        yield tally.origin, tally


def _dated_bands(value: object) -> tuple[Lookup, ...]:
    """The figures of bands of several periods, which are lines of their own: all are tables of the
    same days."""
    bands = value.value if isinstance(value, BandsStatement) else None
    if not isinstance(bands, MovingBands):
        return ()
    figures = [figure for row in bands.rows for figure in row if figure is not None]
    tables = tuple(figure for figure in figures if isinstance(figure, Lookup))
    days = {tuple(row.ranges for row in table.rows) for table in tables}
    by_day = all(table.key == _DAY for table in tables)
    return tables if by_day and len(tables) == len(figures) and len(days) == 1 else ()


def _check_dated_bands(context: CheckContext, tables: Sequence[Lookup], origin: Origin) -> None:
    """A line of bands of some days that has every figure of the bands of all other days."""
    for rows in zip(*(table.rows for table in tables), strict=True):
        cited = any(row.origin.clauses for row in rows)
        same = all(row.value == table.otherwise for row, table in zip(rows, tables, strict=True))
        if same and not cited:
            _, place = context.place(rows[0].origin if rows[0].origin.line else origin)
            _report_row(context, origin, place)


def _check_rows_of(
    context: CheckContext,
    table: Lookup,
    origin: Origin,
    of_classes: dict[TextSpan, list[tuple[Origin, bool]]],
) -> None:
    field = field_of(table.key) if table.key is not None else None
    narrows = field is not None and field.name in PLACE_FIELDS
    written: Table | None = None
    for at, row in enumerate(table.rows):
        # Of places the next wider one would have what a row leaves out.
        after = table.rows[at:] if narrows else (row,)
        uncited = row.origin == NO_ORIGIN or (row.origin.own and not row.origin.clauses)
        repeats = uncited and all(later.value == table.otherwise for later in after)
        if table.key is not None and not repeats:
            continue
        written = written or find_table(context, origin, len(table.rows))
        entries = [] if written is None else [*filter(_has_key, written.entries)]
        if at < len(entries) and entries[at].own:
            of_classes.setdefault(entries[at].span, []).append((origin, repeats))
        elif repeats:
            _, place = context.place(origin)
            _report_row(context, origin, place if narrows or not entries else entries[at].span)


def _has_key(entry: RowSyntax) -> bool:
    return not any(key.otherwise for key in entry.keys)


def _report_row(context: CheckContext, origin: Origin, span: TextSpan) -> None:
    findings, _ = context.place(origin)
    findings.warning(
        "said_twice",
        say("this row says what the `otherwise` of its table says"),
        span,
        say("take it out, or write the figure that it has in the document"),
        subject=origin.rule,
    )


def _is_one_rate(lower: Span | None, upper: Span | None) -> bool:
    return lower is not None and lower == upper and all(low == high for low, high in lower.values())


def _check_groups(context: CheckContext) -> None:
    """Two groups of the same members, as they are written."""
    seen: dict[frozenset[tuple[str, str]], Group] = {}
    for node in context.own_items(Group):
        members = frozenset((member.name.text, str(member.where)) for member in node.members)
        earlier = seen.setdefault(members, node)
        if earlier is not node:
            message = say(
                "the groups `{one}` and `{other}` have the same members",
                one=earlier.name.text,
                other=node.name.text,
            )
            label = context.own.place(earlier.name.span, say("this says it already"))
            context.own.warning(
                "said_twice",
                message,
                node.name.span,
                say("take one of them out"),
                (label,),
                subject=node.name.text,
            )
