"""A kind of care of `first of { … }`: rate, limits and pools of one kind of care.

In: the syntax of a case. Out: a `TypedKindOfCare`; lines that belong to the whole benefit are
refused.
"""

from collections.abc import Callable
from typing import Final

from polc.compiler.syntax.nodes.lines import (
    BandsLine,
    BenefitLine,
    CaseBlock,
    CountsLine,
    NotSpecifiedLine,
    Reading,
    TermLine,
)
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import (
    NotSpecifiedStatement,
    TypedKindOfCare,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import BandsStatement, PayStatement, RateStatement
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say

CheckLine = Callable[[BenefitLine, Context], TypedStatement | None]

_CASE_LINES: Final = (TermLine, BandsLine, CountsLine, NotSpecifiedLine, Reading)
_OUTSIDE: Final = ("base", "deductible")


def check_case(node: CaseBlock, context: Context, check_line: CheckLine) -> TypedKindOfCare:
    """A kind of care of `first of`: what is paid, limits and pools; the rest is the benefit's."""
    inner = context.inside(node.name.text)
    condition = None
    if node.condition is not None:
        condition = check_kind(node.condition, "flag", inner.inside("when"))
    statements = []
    for line in node.lines:
        if not isinstance(line, _CASE_LINES) or (
            isinstance(line, TermLine) and line.term in _OUTSIDE
        ):
            message = say(
                "a kind of care says what is paid, limits and pools; this belongs to the benefit"
            )
            context.findings.error("line_outside_case", message, line.span, subject=inner.rule)
            continue
        statement = check_line(line, inner)
        if statement is not None:
            statements.append(statement)
    if len(statements) == len([line for line in node.lines if not isinstance(line, Reading)]):
        _check_pays(node, statements, context)
    return TypedKindOfCare(node.name.text, condition, tuple(statements), inner.origin(node.span))


def _check_pays(node: CaseBlock, statements: list[TypedStatement], context: Context) -> None:
    """A case says what it pays (asked only where all its lines are sound)."""
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
