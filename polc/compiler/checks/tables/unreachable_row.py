"""A line that no case reaches: of a table, a kind of care, an alternative, a benefit, a report.

In: a context. Out: an `unreachable_row` at the line: every case that comes to it has a line
before it, or the conditions around it exclude it; of a pool by identity, that no benefit which it
limits is for these people. An `otherwise` that nothing is left for is an `unreachable_otherwise`.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.days_in_force import DaysInForce, find_days_in_force, is_told_of_days
from polc.compiler.checks.figures import find_people
from polc.compiler.checks.found_case import make_case
from polc.compiler.checks.table_place import find_line, find_table
from polc.compiler.checks.tables.days_left import has_day_left, rest_has_day_left
from polc.compiler.checks.tables.years import find_years_in_force, lies_outside, say_years
from polc.compiler.model.origin import Origin
from polc.compiler.plan.key_words import key_ranges, name_values
from polc.compiler.plan.nodes import Read
from polc.compiler.readers.regions.find_reasons import (
    NO_REASON,
    Reason,
    why_never,
    why_no_kind,
    why_no_row,
)
from polc.compiler.readers.regions.find_tables import FoundTable
from polc.compiler.readers.regions.survey import Never, SurveyedKinds, SurveyedTable
from polc.compiler.report.diagnostics import Label
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool, TypedReport
from polc.compiler.typed.nodes.statement_values import pools_of
from polc.compiler.typed.nodes.values import Lookup
from polc.messages.text import Text, quoted, say
from polc.records.evolve import evolve


def check_unreachable_row(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    survey = context.survey
    for table in survey.tables:
        if context.is_own(table.found.origin):
            _report_table(context, table)
    for kinds in survey.kinds:
        _report_kinds(context, kinds)
    rules: tuple[TypedBenefit | TypedReport, ...]
    rules = (*context.program.benefits, *context.program.reports)
    for rule in rules:
        for never in (closed for closed in survey.closed if closed.rule == rule.id):
            message = say(
                "no case reaches `{benefit}`: its conditions exclude each other",
                benefit=rule.id,
            )
            hint = say("one of `for`, `when` and `pays when` says other than the document")
            _report_never(context, evolve(never, origin=rule.origin), message, hint)
    for never in survey.nobodys:
        message = say("no case reaches this line: its conditions exclude each other")
        _report_never(context, never, message, say("mend its conditions, or take it out"))
    _check_pools(context)
    _check_parameters(context)


def _check_parameters(context: CheckContext) -> None:
    """The figures of parameters for years in which the policy is not in force. A year earlier a
    premium may be paid, and a figure is held to the year before it where it must fall."""
    in_force = find_years_in_force(context.program)
    for parameter in context.program.parameters:
        if (
            not parameter.by_year
            or parameter.falling is not None
            or parameter.not_rising is not None
        ):
            continue
        if parameter.keys or not context.is_own(parameter.origin) or len(parameter.values) < 2:
            continue
        for value in parameter.values:
            if lies_outside((value.first, value.last), in_force, before=1):
                message = say(
                    "no case asks for the figure of {years}: the policy is not in force then",
                    years=say_years(value.first, value.last),
                )
                findings, span = context.place(parameter.origin)
                findings.warning(
                    "unreachable_row",
                    message,
                    span,
                    say("take it out, or mend the year, or when the policy is in force"),
                    subject=parameter.id,
                )


def _check_pools(context: CheckContext) -> None:
    """The lines of a pool for people who meet none of the benefits that it limits."""
    program = context.program
    pools = {pool.id: pool for pool in program.pools}
    people: dict[str, set[str]] = {pool.id: set() for pool in program.pools}
    everyone = set[str]()
    for benefit in program.benefits:
        named = find_people(benefit)
        for name in pools_of(benefit.statements, pools):
            people[name].update(named)
            if not named or benefit.per == "person_year":
                everyone.add(name)
    for pool in program.pools:
        table, met = pool.size, people[pool.id]
        if pool.id in everyone or not met or not context.is_own(pool.origin):
            continue
        if not isinstance(table, Lookup) or table.key is not None:
            continue
        for at, row in enumerate(table.rows):
            if met.isdisjoint(row.identities):
                message = say(
                    "no case reaches the line for {words} of this table: no benefit of the pool "
                    "is for them",
                    words=quoted(row.identities),
                )
                _report_pool(context, pool, at, message, len(table.rows))
        listed = {identity for row in table.rows for identity in row.identities}
        if table.otherwise is not None and met <= listed:
            message = say(
                "the `otherwise` of this table is never reached: everybody whom the benefits of "
                "the pool are for has a line"
            )
            _report_pool(context, pool, None, message, len(table.rows))


def _report_pool(
    context: CheckContext, pool: TypedPool, at: int | None, message: Text, lines: int
) -> None:
    """At the line of this place in the table; None: its `otherwise`."""
    findings, span = context.place(pool.origin)
    written = find_table(context, pool.origin, lines)
    if written is not None:
        rest = [any(key.otherwise for key in entry.keys) for entry in written.entries]
        spans = [
            entry.span
            for entry, is_rest in zip(written.entries, rest, strict=True)
            if is_rest == (at is None)
        ]
        span = spans[at or 0]
    findings.warning(
        "unreachable_row" if at is not None else "unreachable_otherwise",
        message,
        span,
        say("take it out, or name the people in the `for` of the benefit"),
        subject=pool.origin.rule,
    )


def _report_never(context: CheckContext, never: Never, message: Text, hint: Text) -> None:
    if not context.is_own(never.origin):
        return
    findings, span = context.place(never.origin)
    reason = why_never(never.stops, never.cases)
    if reason.excluded is not None and reason.excluded.line == never.origin.line:
        reason = NO_REASON
    findings.warning(
        "unreachable_row",
        message,
        span,
        hint,
        related=_related(context, reason),
        subject=never.origin.rule,
    )


def _related(context: CheckContext, reason: Reason) -> tuple[Label, ...]:
    """The line that has the cases, or the one after which there are none."""
    if reason.taken is not None:
        return (context.label(reason.taken, say("this one has its cases")),)
    if reason.excluded is not None and reason.excluded.line:
        return (context.label(reason.excluded, say("after this condition no case is left")),)
    return ()


def _report_table(context: CheckContext, surveyed: SurveyedTable) -> None:
    found, atoms = surveyed.found, surveyed.atoms
    node, plan = atoms.nodes[found.key], atoms.plan
    dead = sorted(found.dead)
    by_date = isinstance(node, Read) and (node.scope, node.field) == ("system", "date")
    if by_date:
        days, arms = _days_asked(context, found.origin), found.table.arms
        dead = [line for line in range(len(arms)) if not has_day_left(arms, line, days)]
        if days is not None and found.table.otherwise is not None:
            _report_rest_of_days(context, found, days)
    if not dead and (by_date or not found.rest_dead):
        return
    by_year = isinstance(node, Read) and (node.scope, node.field) == ("system", "year")
    in_force = find_years_in_force(context.program) if by_year else []
    table = find_table(context, found.origin, len(found.table.arms))
    findings, place = context.place(found.origin)
    for line in dead:
        ranges = found.table.arms[line].ranges
        words = name_values(node, key_ranges(node, ranges, plan), plan)
        span = None if table is None else find_line(table, words, ranges)
        reason = why_no_row(found, line, surveyed.cases)
        before = quoted(
            word
            for row in reason.rows
            for word in name_values(
                node, key_ranges(node, found.table.arms[row].ranges, plan), plan
            )
        )
        message = say(
            "no case reaches the line for {words} of this table: the conditions on the way to it "
            "exclude it",
            words=quoted(words),
        )
        if reason.rows:
            message = say(
                "no case reaches the line for {words} of this table: the one for {before} has its "
                "cases",
                words=quoted(words),
                before=before,
            )
        if by_date and line not in found.dead:
            message = say(
                "no case reaches the line for {words} of this table: others have all of its days "
                "on which the policy is in force",
                words=quoted(words),
            )
        if by_year and all(lies_outside(years, in_force) for years in ranges):
            message = say(
                "no case reaches the line for {words} of this table: the policy is not in force "
                "then",
                words=quoted(words),
            )
        elif len(in_force) > 1:
            continue
        findings.warning(
            "unreachable_row",
            message,
            span or place,
            say("take it out, or mend the lines and conditions before it"),
            witness=None if reason.case is None else make_case(reason.case, atoms, context),
            subject=found.origin.rule,
        )
    told = any(
        diagnostic.code == "unreachable_otherwise" and diagnostic.subject == found.origin.rule
        for diagnostic in findings.found
    )
    # `is a, b` is a table that no file writes.
    written = table is not None or found.table.kind != "flag"
    if found.rest_dead and written and not told and len(in_force) < 2:
        findings.warning(
            "unreachable_otherwise",
            say("the `otherwise` of this table is never reached"),
            place if table is None else table.span,
            say("take it out: every key that can occur has a line of its own"),
            subject=found.origin.rule,
        )


def _days_asked(context: CheckContext, origin: Origin) -> DaysInForce | None:
    """The days in force, of a table that is asked with the day of a claim."""
    if any(
        benefit.id == origin.owner and benefit.per != "person_year"
        for benefit in context.program.benefits
    ):
        return find_days_in_force(context.program)
    return None


def _report_rest_of_days(context: CheckContext, found: FoundTable, days: DaysInForce) -> None:
    """The line without days beside others that have days, or the `otherwise` of a table by date,
    where every day in force is on another line. A deductible that stands alone says no rest."""
    table = find_table(context, found.origin, len(found.table.arms))
    if table is None or rest_has_day_left(found.table.arms, days):
        return
    rest = next((row for row in table.entries if any(key.otherwise for key in row.keys)), None)
    if rest is None or any(row is not rest and row.span == rest.span for row in table.entries):
        return
    is_line = any(key.otherwise and key.span == rest.span for key in rest.keys)
    findings, _ = context.place(found.origin)
    findings.warning(
        "unreachable_row" if is_line else "unreachable_otherwise",
        say("no case reaches this line: others have every day on which the policy is in force"),
        rest.span,
        say("mend the days of the others or the days in force, or take this line out"),
        subject=found.origin.rule,
    )


def _report_kinds(context: CheckContext, surveyed: SurveyedKinds) -> None:
    found, cases = surveyed.found, surveyed.cases
    for kind in found.dead:
        if not context.is_own(kind.origin):
            continue
        findings, span = context.place(kind.origin)
        if is_told_of_days(findings, span):
            continue
        code, message = _about(kind.condition is None, kind.name)
        hint = say("the kinds of care are asked in order: put the narrower one first")
        if kind.condition is None:
            hint = say("take it out: every claim has a kind of care before it")
        reason = why_no_kind(found, found.kinds.index(kind), surveyed.steps, cases)
        if reason.excluded is not None:
            hint = say("mend its conditions, or take it out")
        findings.warning(
            code,
            message,
            span,
            hint,
            related=_related(context, reason),
            witness=None if reason.case is None else make_case(reason.case, cases.atoms, context),
            subject=kind.origin.rule,
        )


def _about(is_rest: bool, name: str) -> tuple[str, Text]:
    if is_rest:
        return "unreachable_otherwise", say("the `otherwise` of this `first of` is never reached")
    return "unreachable_row", say("no case reaches the kind of care `{name}`", name=name)
