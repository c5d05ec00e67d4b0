"""Days for which a line holds and on which the policy is not in force.

In: a context. Out: a `line_without_effect` at the days of each line, row of a table `by date`, kind
of care or adjustment that holds on none of the days in force, and at a limit, an alternative or an
adjustment whose own condition asks for such a day.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.days_in_force import (
    DaysInForce,
    ask_governing_day,
    conditions_in_force,
    find_days_in_force,
    is_told_of_days,
)
from polc.compiler.checks.implies import excludes, without_origins
from polc.compiler.checks.statements.implied_condition import asked_inside
from polc.compiler.model.walk import walk_records
from polc.compiler.names.scope import LocatedItem
from polc.compiler.report.findings import Findings
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.adjustments import Adjust
from polc.compiler.syntax.nodes.statements import BenefitSyntax, WhenSyntax
from polc.compiler.syntax.nodes.values import Key, OnDays
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.values import Every, Typed
from polc.messages.text import say


def check_idle_days(context: CheckContext) -> None:
    """Warns once for the days of each line of the policy's own file."""
    known = find_days_in_force(context.program)
    if known is None:
        return
    of_claims = {
        benefit.id: benefit for benefit in context.program.benefits if benefit.per != "person_year"
    }
    for located in context.located:
        item = located.item
        if located.source.name != context.main or not isinstance(item, BenefitSyntax | Adjust):
            continue
        rule = item.name.text if isinstance(item, BenefitSyntax) else item.benefit.text
        if rule in of_claims:
            for span in dict.fromkeys(_days_outside(context, located, known)):
                _report(context.own, span, rule)
    in_force = tuple(conditions_in_force(context.program))
    for benefit in of_claims.values():
        _check_conditions(context, benefit, in_force)


def _days_outside(
    context: CheckContext, located: LocatedItem, known: DaysInForce
) -> Iterator[Span]:
    """The days that hold on none in force, of what the file itself says. What `applies` says closes
    the whole benefit, which is told of the benefit."""
    inherited = [line.node for line in located.inherited_statements]
    item = located.item
    dated = [*context.parts(item, OnDays), *context.parts(item, Key)]
    left_out = {id(part) for part in walk_records(tuple(inherited))} if dated else set()
    left_out.update(id(part.condition) for part in context.parts(item, WhenSyntax))
    for part in dated:
        if id(part) in left_out:
            continue
        match part:
            case OnDays() if known.has_none_of(part.first, part.last):
                yield part.span
            case Key(of_days=True) if known.has_none_of(part.low, part.high):
                yield part.span


def _check_conditions(
    context: CheckContext, benefit: TypedBenefit, in_force: tuple[Typed, ...]
) -> None:
    """The conditions of limits, alternatives and adjustments that no day in force meets."""
    asked = [
        (line.condition, line.origin, *context.place(line.origin))
        for line in asked_inside(benefit.statements)
    ]
    blocks = set[int]()
    for change in benefit.changes:
        if change.condition is not None and change.block not in blocks:
            blocks.add(change.block)
            findings, span = context.place(change.origin)
            asked.append((change.condition, change.origin, findings, _head_of(context, span)))
    for written, origin, findings, span in asked:
        condition = ask_governing_day(without_origins(written), context.program)
        parts = condition.parts if isinstance(condition, Every) else (condition,)
        idle = any(excludes(days, part) for days in in_force for part in parts)
        if idle and context.is_own(origin) and not is_told_of_days(findings, span):
            _report(findings, span, origin.rule)


def _head_of(context: CheckContext, change: Span) -> Span:
    """Of the `adjust` around a change what stands before it, else the change."""
    for adjust in context.own_items(Adjust):
        if adjust.span.start <= change.start < adjust.span.end:
            head = context.own.source.text[adjust.span.start : adjust.changes[0].span.start]
            return Span(adjust.span.start, adjust.span.start + len(head.rstrip(" \n{｛")))
    return change


def _report(findings: Findings, span: Span, rule: str) -> None:
    why = say("the policy is not in force on these days")
    message = say("this line has no effect: {why}", why=why)
    hint = say("take it out, or mend its days or the days in force")
    findings.warning("line_without_effect", message, span, hint, subject=rule)
