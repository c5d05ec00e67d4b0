"""A part of a condition that decides nothing beside its other parts.

In: a context. Out: an `implied_condition` at the line: of parts with `or` between them one that no
case meets, or that another holds for anyhow; of parts with `and` between them one that every case
meets, or that another implies.
"""

from collections.abc import Iterator

from polc.compiler.checks.certain import is_always_met, is_never_met
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.days_in_force import ask_governing_day, is_told_of_days
from polc.compiler.checks.implies import implies, without_origins
from polc.compiler.checks.statements.implied_condition import asked_inside, gates_of
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import FirstOfStatement
from polc.compiler.typed.nodes.values import Either, Every, Typed
from polc.messages.text import Text, say


def check_idle_part(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    told: set[tuple[str, int]] = set()
    for origin, condition in _conditions(context):
        place = (origin.file, origin.line)
        if not context.is_own(origin) or place in told:
            continue
        asked = ask_governing_day(without_origins(condition), context.program)
        why = next(filter(None, (_why(context, part) for part in walk_records(asked))), None)
        if why is not None:
            told.add(place)
            _report(context, origin, why)


def _conditions(context: CheckContext) -> Iterator[tuple[Origin, Typed]]:
    """Every condition with the place of its line."""
    program = context.program
    rules = [benefit.statements for benefit in program.benefits]
    for statements in (*rules, *(report.statements for report in program.reports)):
        for asked in (*gates_of(statements), *asked_inside(statements)):
            yield asked.origin, asked.condition
        for line in all_statements(statements):
            if isinstance(line, FirstOfStatement):
                for kind in line.kinds:
                    if kind.condition is not None:
                        yield kind.origin, kind.condition
    for benefit in program.benefits:
        for change in benefit.changes:
            if change.condition is not None:
                yield change.origin, change.condition
    for tally in program.tallies:
        if tally.condition is not None:
            yield tally.origin, tally.condition


def _why(context: CheckContext, node: object) -> Text | None:
    """Why a part of this decides nothing; None where each does."""
    program = context.program
    if isinstance(node, Either):
        if any(is_never_met(part, program) for part in node.parts):
            return say("a part of this condition decides nothing: no case meets it")
        if _has_implied(node.parts, weaker=False):
            return say("a part of this condition decides nothing: where it holds another does")
    elif isinstance(node, Every):
        if any(is_always_met(part, program) for part in node.parts):
            return say("a part of this condition decides nothing: every case meets it")
        if _has_implied(node.parts, weaker=True):
            return say("a part of this condition decides nothing: where another holds it does")
    return None


def _has_implied(parts: tuple[Typed, ...], *, weaker: bool) -> bool:
    """Whether one of the parts holds wherever another does (`weaker`), or only where it does."""
    return any(
        implies(beside, part) if weaker else implies(part, beside)
        for at, part in enumerate(parts)
        for place, beside in enumerate(parts)
        if place != at
    )


def _report(context: CheckContext, origin: Origin, why: Text) -> None:
    findings, span = context.place(origin)
    told = any((known.code, known.span) == ("implied_condition", span) for known in findings.found)
    if told or is_told_of_days(findings, span):
        return
    findings.warning(
        "implied_condition",
        why,
        span,
        say("take the part out, or mend its figure or its word"),
        subject=origin.rule,
    )
