"""Clauses without a rule, targets, deadlines, obligations, departures: declared data.

In: their syntax. Out: what the plan carries of them.
"""

from polc.compiler.model import declared as d
from polc.compiler.model.origin import Origin
from polc.compiler.syntax.nodes.declared import (
    CountedFrom,
    DeadlineSyntax,
    DueDaySyntax,
    NoRule,
    ObligationSyntax,
    RollSyntax,
    TargetSyntax,
)
from polc.compiler.syntax.nodes.inherit import Departs
from polc.compiler.syntax.nodes.statements import Reading, StatementSyntax
from polc.compiler.syntax.nodes.values import Citation
from polc.compiler.typed.context import Context
from polc.messages.text import say


def check_accounts(node: NoRule, context: Context) -> tuple[d.ClauseDisposition, ...]:
    """One entry for each clause."""
    found = []
    for account in node.accounts:
        cites = Citation(account.source, account.locator, account.clauses, span=account.span)
        origin = context.of("no_rule").origin(account.span, cites)
        found += [
            d.ClauseDisposition(clause, account.status, origin.cite, account.reason, account.path)
            for clause in account.clauses
        ]
    return tuple(found)


def check_target(node: TargetSyntax, context: Context) -> d.Target:
    """A target with what it aims at."""
    context = context.of(node.name.text)
    aims = tuple(
        d.Aim(aim.op, aim.rate, aim.tolerance, context.choices(aim.where), _origin(aim, context))
        for aim in node.aims
    )
    if not aims:
        message = say("`{name}` does not say what is aimed at", name=node.name.text)
        hint = say("add `at least 90%`, `about 70%`, or `unspecified`")
        context.findings.error(
            "no_condition", message, node.name.span, hint, subject=node.name.text
        )
    origin = context.origin(node.span, node.cites)
    return d.Target(
        id=node.name.text,
        title=node.title,
        part=node.part,
        whole=node.whole,
        aims=aims,
        origin=origin,
    )


def check_deadline(node: DeadlineSyntax, context: Context) -> d.Deadline:
    """A deadline with its days."""
    context = context.of(node.name.text)
    due: list[d.DueDay] = []
    rolls: list[d.Roll] = []
    counted: list[d.Counted] = []
    for line in node.statements:
        where = None if isinstance(line, Reading) else context.choices(line.where)
        match line:
            case DueDaySyntax():
                after = ""
                if line.after is not None:
                    symbol = context.names.look_up(line.after, context.findings, "deadline")
                    after = symbol.id if symbol is not None else ""
                if line.what == "monthly" and line.day is not None and not 1 <= line.day <= 31:
                    message = say("no month has a day {day}", day=line.day)
                    context.findings.error("bad_figure", message, line.span, subject=node.name.text)
                origin = _origin(line, context)
                day = d.DueDay(
                    what=line.what,
                    day=line.day,
                    included=line.included,
                    after=after,
                    where=where,
                    origin=origin,
                )
                due.append(day)
            case RollSyntax():
                rolls.append(d.Roll(line.days, where, _origin(line, context)))
            case CountedFrom():
                counted.append(d.Counted(line.same_day, where, _origin(line, context)))
            case Reading():
                pass
    if not due:
        message = say("`{name}` does not say when it is due", name=node.name.text)
        hint = say("add `on or before 2022-02-28`, `every month on or before 5`, or `unspecified`")
        context.findings.error(
            "no_condition", message, node.name.span, hint, subject=node.name.text
        )
    origin = context.origin(node.span)
    return d.Deadline(
        id=node.name.text,
        title=node.title,
        due=tuple(due),
        rolls=tuple(rolls),
        counted=tuple(counted),
        origin=origin,
    )


def check_obligation(node: ObligationSyntax, context: Context) -> d.Obligation:
    """A duty without a figure."""
    context = context.of(node.name.text)
    origin = context.origin(node.span, node.cites)
    return d.Obligation(node.name.text, node.title, node.bearer, origin)


def check_departure(node: Departs, context: Context) -> d.Departure:
    """A requirement that is not met on purpose."""
    context = context.of("departs")
    origin = context.origin(node.span, node.cites)
    return d.Departure(node.framework.text, node.requirement.text, node.reason, origin)


def _origin(line: StatementSyntax, context: Context) -> Origin:
    where = context.choices(line.where)
    return context.origin(line.span, line.cites, (where[0],) if where is not None else ())
