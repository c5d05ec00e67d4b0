"""`cumulated less paid` and `start again after a payment` beside a deductible that has no line
for them.

In: a benefit's statements. Out: diagnostics at the mode: what each claim has for itself, what
was borne, and what is divided over parts go on in a way of their own.
"""

from typing import TypeGuard

from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart, covers
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement, TypedStatement
from polc.compiler.typed.nodes.term_statements import BandsStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import Figure
from polc.messages.text import Text, say


def check_modes(
    statements: tuple[TypedStatement, ...], span_of: dict[int, Span], context: Context
) -> None:
    """Each mode against the deductibles beside which it may stand; `span_of` the line of the
    file by its number."""
    for mode in statements:
        if not isinstance(mode, ModeStatement) or mode.mode == "never_falling":
            continue
        span = span_of.get(mode.origin.line)
        idle, wrong = _without_line(mode, statements)
        if span is None or (idle is None and wrong is None):
            continue
        why = wrong or idle
        message = say("how the line goes on is said of a deductible without one: {why}", why=why)
        hint = say("take it out, or write a deductible `per year` or `per stay` of the whole")
        if mode.mode == "start_again":
            hint = say("take it out, or write a deductible `per year` of the whole")
        rule, findings = mode.origin.rule, context.findings
        if wrong is not None:
            findings.error("mode_without_year", message, span, hint, subject=rule)
        else:
            findings.warning("line_without_effect", message, span, hint, subject=rule)


def check_year_as_a_whole(
    statements: tuple[TypedStatement, ...], span_of: dict[int, Span], context: Context
) -> None:
    """Help over the year's claims is what the year comes to less what was due before: a
    deductible of which the next claim finds some borne is counted twice in that, and `cumulated
    less paid` says what it does anyhow; behind a deductible each part of which has a line of its
    own each claim is paid for itself, and nothing falls."""
    for mode in statements:
        span = span_of.get(mode.origin.line)
        if isinstance(mode, ModeStatement) and mode.mode == "never_falling" and span is not None:
            _check_kept(mode, span, statements, context)
        if not isinstance(mode, ModeStatement) or mode.mode != "cumulated" or span is None:
            continue
        if _without_line(mode, statements) == (None, None):
            message = say(
                "what is paid over the year's claims is the difference to the year so far anyhow"
            )
            context.findings.warning(
                "line_without_effect", message, span, say("take it out"), subject=mode.origin.rule
            )
    for line in all_statements(statements):
        if not isinstance(line, DeductibleStatement) or line.counting not in ("borne", "once"):
            continue
        span = span_of.get(line.origin.line)
        if span is not None:
            message = say(
                "what is paid over the year's claims is worked out on the year as a whole, and "
                "what was borne of this deductible is of each claim"
            )
            hint = say("write the deductible `per year`, without `borne` and `collected once`")
            rule = line.origin.rule
            context.findings.error("mode_without_year", message, span, hint, subject=rule)


def _check_kept(
    mode: ModeStatement, span: Span, statements: tuple[TypedStatement, ...], context: Context
) -> None:
    """`never falling` beside such a deductible."""
    parts = (line.split for line in statements if _stands_beside(line, mode))
    if any(split is not None and split.how == "each" for split in parts):
        message = say("nothing that is paid can fall: each part of the deductible has its own line")
        context.findings.warning(
            "line_without_effect", message, span, say("take it out"), subject=mode.origin.rule
        )


def _stands_beside(line: TypedStatement, mode: ModeStatement) -> TypeGuard[DeductibleStatement]:
    """Whether it is a deductible that stands wherever the mode does."""
    return isinstance(line, DeductibleStatement) and covers(line.where, mode.where)


def check_never_falling(
    statements: tuple[TypedStatement, ...], span_of: dict[int, Span], context: Context
) -> None:
    """What each claim is paid falls by no later one: there is nothing to keep."""
    for mode in statements:
        span = span_of.get(mode.origin.line)
        if isinstance(mode, ModeStatement) and mode.mode == "never_falling" and span is not None:
            message = say("only what is due over the year's claims can fall")
            hint = say("take it out, or write the benefit `over the year's claims`")
            rule, findings = mode.origin.rule, context.findings
            findings.error("mode_without_year", message, span, hint, subject=rule)


def _without_line(
    mode: ModeStatement, statements: tuple[TypedStatement, ...]
) -> tuple[Text | None, Text | None]:
    """Why the mode has no effect, and why it cannot be meant: None where it is not so."""
    beside = [
        statement
        for statement in all_statements(statements)
        if statement is not mode and not are_apart(statement.where, mode.where)
    ]
    lines = [statement for statement in beside if isinstance(statement, DeductibleStatement)]
    bands = any(isinstance(statement, BandsStatement) for statement in beside)
    idle: Text | None = None
    counted = bands or any(line.value != Figure("money", 0) for line in lines)
    if mode.mode == "start_again" and not counted:
        idle = say("there is nothing to start again")
    for line in lines:
        periods: set[str | None] = {period for period, _ in line.periods}
        periods = periods or {line.period}
        if line.split is not None and (mode.mode == "start_again" or line.split.how == "each"):
            return None, say("it is divided, and each part goes on by its own line")
        if line.split is not None:
            idle = say("it is divided, and each claim gets what the year so far is due anyhow")
        elif line.counting in ("borne", "once"):
            return None, say("what was borne of it counts")
        elif periods <= {"claim", "chain"}:
            idle = say("it is taken from each claim")
        elif mode.mode == "start_again" and periods <= {"claim", "chain", "stay"}:
            idle = say("the bills of a stay are settled as one, and have it taken once")
    return idle, None
