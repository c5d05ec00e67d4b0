"""Rights, alerts and limits of shares: their lines typed.

In: the syntax of a report. Out: a `TypedReport`.
"""

from attrs import evolve

from polc.compiler.syntax.lines import Reading, TermLine
from polc.compiler.syntax.reports import (
    Alert,
    BearerLine,
    DueLine,
    Entitlement,
    LimitRule,
    ShareLine,
    StartLine,
)
from polc.compiler.typed.context import Context
from polc.compiler.typed.lines import check_line
from polc.compiler.typed.program import TypedLine, TypedReport
from polc.compiler.typed.terms import check_term, typed_line
from polc.compiler.typed.values import check_kind
from polc.messages.text import say

Report = Entitlement | Alert | LimitRule


def check_report(node: Report, context: Context) -> TypedReport:
    """The report with its lines."""
    per = node.per if isinstance(node, Entitlement) else "claim"
    context = evolve(context, rule=node.name.text, of_year=per == "person_year")
    lines: list[TypedLine] = []
    written = 0
    for line in node.lines:
        match line:
            case Reading():
                continue
            case DueLine() if per == "person_year":
                message = say(
                    "`{name}` is of the person's year, and a claim has what is due",
                    name=node.name.text,
                )
                hint = say("write `per claim` after the right's name")
                context.findings.error("line_outside_benefit", message, line.span, hint)
                continue
            case StartLine() | DueLine() | ShareLine() | BearerLine():
                typed = _check_own(line, context)
            case TermLine():
                typed = check_term(line, context, "rate")
            case _:
                typed = check_line(line, context)
        written += 1
        if typed is not None:
            lines.append(typed)
    if len(lines) == written:
        _check_says(node, {line.term for line in lines}, context)
    what = {Entitlement: "entitlement", Alert: "alert", LimitRule: "limit"}[type(node)]
    origin = context.origin(node.span)
    return TypedReport(node.name.text, node.title, what, per, tuple(lines), origin)  # type: ignore[arg-type]  # one of three words


def _check_own(
    line: StartLine | DueLine | ShareLine | BearerLine, context: Context
) -> TypedLine | None:
    rule = context.rule
    match line:
        case StartLine():
            inner = evolve(context, rule=f"{rule}.from")
            day = check_kind(line.day, "date", inner)
            return typed_line("start", line, inner, day) if day is not None else None
        case DueLine():
            inner = evolve(context, rule=f"{rule}.due")
            amount = check_kind(line.amount, "money", inner)
            if amount is None:
                return None
            return evolve(typed_line("due", line, inner, amount), how=line.moment)
        case ShareLine():
            inner = evolve(context, rule=f"{rule}.share")
            part = check_kind(line.part, "money", inner)
            whole = check_kind(line.whole, "money", inner)
            if part is None or whole is None:
                return None
            return evolve(typed_line("share", line, inner, part), whole=whole)
        case BearerLine():
            inner = evolve(context, rule=f"{rule}.borne_by")
            condition = None
            if line.condition is not None:
                condition = check_kind(line.condition, "flag", inner)
            typed = typed_line("borne_by", line, inner, None)
            return evolve(typed, name=line.bearer.text, condition=condition)


def _check_says(node: Report, says: set[str], context: Context) -> None:
    """An alert has a condition; a limit says of what it is a share, how much, who bears it."""
    findings, span, name = context.findings, node.name.span, node.name.text
    if isinstance(node, Alert) and "when" not in says:
        message = say("`{name}` does not say when a person is reported", name=name)
        findings.error("no_condition", message, span, say("add `when …`"))
    if isinstance(node, LimitRule):
        for term, what, hint in (
            ("share", say("of what it is a share"), say("add `share of AMOUNT in AMOUNT`")),
            ("at_most", say("how large the share may be"), say("add `at most 10%`")),
            ("borne_by", say("who bears what lies over it"), say("add `borne by institution`")),
        ):
            if term not in says:
                message = say("`{name}` does not say {what}", name=name, what=what)
                findings.error("incomplete_limit", message, span, hint)
