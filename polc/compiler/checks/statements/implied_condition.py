"""A condition that holds wherever another line lets a claim come to it.

In: a context. Out: an `implied_condition` at the second of two conditions of a benefit or of what
is told beside the claim, or at the first where that is the weaker one; and at an `only when` that
the benefit's own conditions imply; and at one that no figure can fail, since what it asks is never
below zero.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.checks.certain import is_always_met
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.days_in_force import (
    ask_governing_day,
    conditions_in_force,
    is_told_of_days,
)
from polc.compiler.checks.implies import has_every_case, holds_always, implies, without_origins
from polc.compiler.model.origin import Origin
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    CountsWhenStatement,
    ForStatement,
    HighestStatement,
    NotSpecifiedStatement,
    PaidByStatement,
    PaysWhenStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    CapStatement,
)
from polc.compiler.typed.nodes.values import (
    Every,
    Held,
    Typed,
)
from polc.messages.text import Text, say
from polc.records.evolve import evolve

_LIMITED: Final = (
    AtLeastStatement,
    AtMostStatement,
    CapStatement,
    CountsTowardStatement,
    NotSpecifiedStatement,
    PaidByStatement,
)


@frozen
class AskedCondition:
    """A condition where it stands, and of what it is one."""

    term: str
    condition: Typed
    where: Chosen | None
    origin: Origin


def check_implied_condition(context: CheckContext) -> None:
    """Warns once for each condition of the policy's own file."""
    program = context.program
    in_force = tuple(conditions_in_force(program))
    for benefit in program.benefits:
        if benefit.per == "claim" and in_force:
            _check_days(context, benefit, in_force)
    rules: tuple[TypedBenefit | TypedReport, ...] = (*program.benefits, *program.reports)
    for rule in rules:
        gates = list(gates_of(rule.statements))
        for place, asked in enumerate(gates):
            earlier, later = gates[:place], gates[place + 1 :]
            _check(context, asked, earlier, later)
        whens = [gate for gate in gates if gate.term in ("for", "when")]
        for asked in asked_inside(rule.statements):
            _check(context, asked, whens, [])
    for benefit in program.benefits:
        whens = [gate for gate in gates_of(benefit.statements) if gate.term in ("for", "when")]
        for change in benefit.changes:
            if change.condition is not None:
                asked = AskedCondition("adjust", change.condition, change.where, change.origin)
                _check(context, asked, whens, [])


def _check_days(context: CheckContext, benefit: TypedBenefit, in_force: tuple[Typed, ...]) -> None:
    """The conditions, or parts of them, that every day in force meets."""
    for asked in (*gates_of(benefit.statements), *asked_inside(benefit.statements)):
        condition = ask_governing_day(without_origins(asked.condition), context.program)
        parts = condition.parts if isinstance(condition, Every) else (condition,)
        idle = any(implies(days, part) for days in in_force for part in parts)
        findings, span = context.place(asked.origin)
        if idle and context.is_own(asked.origin) and not is_told_of_days(findings, span):
            findings.warning(
                "implied_condition",
                say("the day that is asked for here passes whenever the policy is in force"),
                span,
                say("take it out, or mend the day or the days in force"),
                subject=asked.origin.rule,
            )


def gates_of(statements: tuple[TypedStatement, ...]) -> Iterator[AskedCondition]:
    """What a claim has to pass, each with what it is a gate of."""
    for statement in statements:
        match statement:
            case ForStatement(people=Held() as people) if not statement.limited:
                yield AskedCondition("for", people, statement.where, statement.origin)
            case WhenStatement() | PaysWhenStatement() | CountsWhenStatement():
                yield AskedCondition(
                    statement.term, statement.condition, statement.where, statement.origin
                )


def asked_inside(statements: tuple[TypedStatement, ...]) -> Iterator[AskedCondition]:
    """The conditions of limits, of who pays, of alternatives, which are asked behind the gates."""
    for statement in all_statements(statements):
        if isinstance(statement, _LIMITED) and statement.condition is not None:
            yield AskedCondition(
                "only_when", statement.condition, statement.where, statement.origin
            )
        elif isinstance(statement, HighestStatement):
            for alternative in statement.alternatives:
                if alternative.condition is not None:
                    yield AskedCondition(
                        "alternative",
                        alternative.condition,
                        alternative.where,
                        alternative.origin,
                    )


def _check(
    context: CheckContext,
    asked: AskedCondition,
    earlier: list[AskedCondition],
    later: list[AskedCondition],
) -> None:
    """Whether a condition is implied by one before it, or by a narrower one after it: of two that
    say the same the second is told."""
    if asked.term == "for" or not context.is_own(asked.origin):
        return
    if holds_always(asked.condition):
        why = say("this condition holds whatever the claim: what it asks is never below zero")
        _report_always(context, asked, why)
        return
    program = context.program
    condition = ask_governing_day(without_origins(asked.condition), program)
    if is_always_met(condition, program):
        why = say("this condition holds whatever the claim: no figure that there may be fails it")
        _report_always(context, asked, why)
        return
    if has_every_case(condition):
        why = say(
            "this condition holds whatever the claim: where one of its parts fails another holds"
        )
        _report_always(context, asked, why)
        return
    for place, gate in enumerate((*earlier, *later)):
        if not _counts_for(gate, asked) or not covers(gate.where, asked.where):
            continue
        if evolve(gate, origin=asked.origin) == asked:
            continue
        given = ask_governing_day(without_origins(gate.condition), program)
        comes_later = place >= len(earlier) and gate.term == asked.term
        if implies(given, condition) and not (comes_later and implies(condition, given)):
            _report_implied(context, asked, gate)
            return


def _report_always(context: CheckContext, asked: AskedCondition, why: Text) -> None:
    findings, span = context.place(asked.origin)
    findings.warning(
        "implied_condition",
        why,
        span,
        say("take it out, or mend the figure or the word of the threshold"),
        subject=asked.origin.rule,
    )


def _counts_for(gate: AskedCondition, asked: AskedCondition) -> bool:
    """Whether what is asked is asked only of claims that passed the gate."""
    return gate.term in ("for", "when") or gate.term == asked.term


def _report_implied(context: CheckContext, asked: AskedCondition, gate: AskedCondition) -> None:
    findings, span = context.place(asked.origin)
    if any((told.code, told.span) == ("implied_condition", span) for told in findings.found):
        return
    findings.warning(
        "implied_condition",
        say("this condition holds wherever it is asked: another says as much"),
        span,
        say("take it out, or mend the one of both that says other than the document"),
        (context.label(gate.origin, say("what passes here meets the condition too")),),
        subject=asked.origin.rule,
    )
