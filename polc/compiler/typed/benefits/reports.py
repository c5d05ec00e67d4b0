"""Rights, alerts and limits of shares: their statements.

In: the syntax of a report. Out: a `TypedReport`.
"""

from polc.compiler.model.running_figures import BEARER_WORDS
from polc.compiler.syntax.nodes.reports import (
    Alert,
    BorneBySyntax,
    DueSyntax,
    Entitlement,
    LimitRule,
    ShareSyntax,
    StartSyntax,
)
from polc.compiler.syntax.nodes.statements import Reading, TermSyntax, WhenSyntax
from polc.compiler.typed.benefits.check_statement import check_statement
from polc.compiler.typed.benefits.terms import check_term, standing_of
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedReport
from polc.compiler.typed.nodes.statements import (
    BorneByStatement,
    DueStatement,
    ShareStatement,
    StartStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say
from polc.records.evolve import evolve

Report = Entitlement | Alert | LimitRule


def check_report(node: Report, context: Context) -> TypedReport:
    """The report with its statements."""
    per = node.per if isinstance(node, Entitlement) else "claim"
    context = evolve(context.of(node.name.text), of_year=per == "person_year")
    statements: list[TypedStatement] = []
    written = 0
    statement: TypedStatement | None
    for line in node.statements:
        match line:
            case Reading():
                continue
            case DueSyntax() if per == "person_year":
                message = say(
                    "`{name}` is of the person's year, and a claim has what is due",
                    name=node.name.text,
                )
                hint = say("write `per claim` after the right's name")
                context.findings.error(
                    "line_outside_benefit", message, line.span, hint, subject=node.name.text
                )
                continue
            case WhenSyntax() if line.what != "both":
                _refuse_gate(node, line, context)
                written += 1
                continue
            case StartSyntax() | DueSyntax() | ShareSyntax() | BorneBySyntax():
                statement = _check_own(line, context)
            case TermSyntax():
                statement = check_term(line, context, "rate")
            case _:
                statement = check_statement(line, context)
        written += 1
        if statement is not None:
            statements.append(statement)
    if len(statements) == written:
        _check_says(node, {statement.term for statement in statements}, context)
    what = {Entitlement: "entitlement", Alert: "alert", LimitRule: "limit"}[type(node)]
    origin = context.origin(node.span, node.cites)
    return TypedReport(
        id=node.name.text,
        title=node.title,
        what=what,  # type: ignore[arg-type]  # one of three words
        per=per,
        statements=tuple(statements),
        origin=origin,
    )


def _refuse_gate(node: Report, line: WhenSyntax, context: Context) -> None:
    """`pays when` and `counts when`: a right, an alert and a limit pay and count nothing."""
    name = node.name.text
    message = say(
        "`{name}` pays nothing, and `{term}` has no meaning there",
        name=name,
        term=term_name(f"{line.what}_when"),
    )
    hint = say("write `when …`: it holds or does not hold as a whole")
    context.findings.error("line_outside_benefit", message, line.span, hint, subject=name)


def _check_own(
    line: StartSyntax | DueSyntax | ShareSyntax | BorneBySyntax, context: Context
) -> TypedStatement | None:
    match line:
        case StartSyntax():
            inner = context.inside("from")
            day = check_kind(line.day, "date", inner)
            return StartStatement(day=day, **standing_of(line, inner)) if day is not None else None
        case DueSyntax():
            inner = context.inside("due")
            amount = check_kind(line.amount, "money", inner)
            if amount is None:
                return None
            return DueStatement(moment=line.moment, amount=amount, **standing_of(line, inner))
        case ShareSyntax():
            inner = context.inside("share")
            part = check_kind(line.part, "money", inner)
            whole = check_kind(line.whole, "money", inner)
            if part is None or whole is None:
                return None
            return ShareStatement(part=part, whole=whole, **standing_of(line, inner))
        case BorneBySyntax():
            inner = context.inside("borne_by")
            condition = None
            if line.condition is not None:
                condition = check_kind(line.condition, "flag", inner)
            return BorneByStatement(
                bearer=BEARER_WORDS.get(line.bearer.text, line.bearer.text),
                condition=condition,
                **standing_of(line, inner),
            )


def _check_says(node: Report, says: set[str], context: Context) -> None:
    """An alert has a condition; a limit says of what it is a share, how much, who bears it."""
    findings, span, name = context.findings, node.name.span, node.name.text
    if isinstance(node, Alert) and "when" not in says:
        message = say("`{name}` does not say when a person is reported", name=name)
        findings.error("no_condition", message, span, say("add `when …`"), subject=name)
    if isinstance(node, LimitRule):
        for term, what, hint in (
            ("share", say("of what it is a share"), say("add `share of AMOUNT in AMOUNT`")),
            ("at_most", say("how large the share may be"), say("add `at most 10%`")),
            ("borne_by", say("who bears what lies over it"), say("add `borne by institution`")),
        ):
            if term not in says:
                message = say("`{name}` does not say {what}", name=name, what=what)
                findings.error("incomplete_limit", message, span, hint, subject=name)
