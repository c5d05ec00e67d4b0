"""A condition of a limit, of who pays or of an adjustment that no claim meets.

In: a context. Out: a `line_without_effect` at its line: it asks of one value what excludes itself,
or what a condition excludes that lets a claim come to it. Where a whole benefit is closed so, or an
alternative, the survey of its cases tells it.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.days_in_force import ask_governing_day, is_told_of_days
from polc.compiler.checks.implies import excludes, holds_never, without_origins
from polc.compiler.checks.statements.implied_condition import (
    AskedCondition,
    asked_inside,
    gates_of,
)
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.messages.text import say


def check_excluded_condition(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    program = context.program
    rules: tuple[TypedBenefit | TypedReport, ...] = (*program.benefits, *program.reports)
    for rule in rules:
        whens = [gate for gate in gates_of(rule.statements) if gate.term == "when"]
        for asked in _asked_behind(rule):
            if context.is_own(asked.origin) and _is_never_met(context, asked, whens):
                _report(context, asked)


def _asked_behind(rule: TypedBenefit | TypedReport) -> Iterator[AskedCondition]:
    """What is asked of a claim that passed the conditions of the whole."""
    for asked in asked_inside(rule.statements):
        if asked.term != "alternative":
            yield asked
    for change in rule.changes if isinstance(rule, TypedBenefit) else ():
        if change.condition is not None:
            yield AskedCondition("adjust", change.condition, change.where, change.origin)


def _is_never_met(
    context: CheckContext, asked: AskedCondition, whens: list[AskedCondition]
) -> bool:
    program = context.program
    condition = ask_governing_day(without_origins(asked.condition), program)
    return holds_never(condition) or any(
        covers(gate.where, asked.where)
        and excludes(ask_governing_day(without_origins(gate.condition), program), condition)
        for gate in whens
    )


def _report(context: CheckContext, asked: AskedCondition) -> None:
    findings, span = context.place(asked.origin)
    if is_told_of_days(findings, span):
        return
    why = say("no claim that comes to it meets its condition")
    findings.warning(
        "line_without_effect",
        say("this line has no effect: {why}", why=why),
        span,
        say("mend the figures or the words of the condition, or take the line out"),
        subject=asked.origin.rule,
    )
