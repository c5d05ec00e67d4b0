"""A kind of care of `first of { … }`: its deductible, rate, limits and pools.

In: the syntax of a kind of care. Out: a `TypedKindOfCare`; statements that belong to the whole
benefit are refused.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import (
    BandsSyntax,
    BenefitStatementSyntax,
    CountsTowardSyntax,
    KindOfCareSyntax,
    NotSpecifiedSyntax,
    Reading,
    TermSyntax,
)
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import (
    NotSpecifiedStatement,
    TypedKindOfCare,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say

CheckStatement = Callable[[BenefitStatementSyntax, Context], TypedStatement | None]

_INSIDE: Final = (TermSyntax, BandsSyntax, CountsTowardSyntax, NotSpecifiedSyntax, Reading)
_OUTSIDE: Final = ("base", "counted")


def check_kind_of_care(
    node: KindOfCareSyntax, context: Context, check_statement: CheckStatement
) -> TypedKindOfCare:
    """A kind of care of `first of`: what is paid, limits and pools; the rest is the benefit's."""
    inner = context.inside(node.name.text)
    condition = None
    if node.condition is not None:
        condition = check_kind(node.condition, "flag", inner.inside("when"))
    statements = []
    for line in node.statements:
        if not isinstance(line, _INSIDE) or (
            isinstance(line, TermSyntax) and line.term in _OUTSIDE
        ):
            message = say(
                "a kind of care says its deductible, what is paid, limits and pools; this belongs "
                "to the benefit"
            )
            context.findings.error("line_outside_case", message, line.span, subject=inner.rule)
            continue
        statement = check_statement(line, inner)
        if statement is not None:
            _check_line(statement, line.span, inner)
            statements.append(statement)
    if len(statements) == len([line for line in node.statements if not isinstance(line, Reading)]):
        _check_pays(node, statements, context)
    origin = inner.origin(node.span, node.cites)
    return TypedKindOfCare(node.name.text, node.title, condition, tuple(statements), origin)


def _check_line(statement: TypedStatement, span: Span, context: Context) -> None:
    """A deductible of a kind of care is one of each year, stay or claim, of what lies above it."""
    if not isinstance(statement, DeductibleStatement):
        return
    periods = {statement.period, *(period for period, _ in statement.periods)}
    countings = {statement.counting, *(counting for counting, _ in statement.countings)}
    whole = countings & {"whole_reached", "whole_exceeded"}
    per_year = any(bound.per_year for bound in statement.held)
    if (
        countings & {"borne", "once"}
        or (whole and "year" in periods)
        or statement.split is not None
        or per_year
    ):
        message = say(
            "a deductible of a kind of care takes what lies below it, of each year, stay or claim"
        )
        hint = say("write it beside `first of`, for all of them, or a benefit for this one")
        context.findings.error("line_outside_case", message, span, hint, subject=context.rule)


def _check_pays(node: KindOfCareSyntax, statements: list[TypedStatement], context: Context) -> None:
    """A kind of care says what it pays (asked only where all its statements are sound)."""
    pays = (RateStatement, BandsStatement, PayStatement)
    if not any(
        statement.condition is None
        if isinstance(statement, NotSpecifiedStatement)
        else isinstance(statement, pays)
        for statement in statements
    ):
        message = say("`{name}` does not say what it pays", name=node.name.text)
        hint = say("write `rate 70%`, or `rate 100%` where it pays all that is left")
        context.findings.error("no_rate", message, node.name.span, hint, subject=node.name.text)
