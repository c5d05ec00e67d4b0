"""Benefits: their statements, and what a benefit must and may not say.

In: the syntax of a benefit. Out: a `TypedBenefit` without its changes.
"""

from itertools import chain

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import BenefitSyntax, HighestSyntax, Reading
from polc.compiler.typed.benefits.check_statement import check_day, check_statement
from polc.compiler.typed.benefits.more_than_left import check_more_than_left
from polc.compiler.typed.benefits.shares import check_one_payer
from polc.compiler.typed.consistency.counted import check_counted
from polc.compiler.typed.consistency.figures_by import check_own_figures
from polc.compiler.typed.consistency.modes import (
    check_modes,
    check_never_falling,
    check_year_as_a_whole,
)
from polc.compiler.typed.consistency.row_sums import check_row_sums
from polc.compiler.typed.consistency.splits import check_splits
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    ClassStatement,
    CountsWhenStatement,
    FiguresByStatement,
    FirstOfStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PayerStatement,
    PaysWhenStatement,
    RivalStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
)
from polc.messages.text import NOTHING, Text, say
from polc.records.evolve import evolve

_PAYS = (RateStatement, BandsStatement, FirstOfStatement, PayStatement, NotSpecifiedStatement)
_YEARLY = (HighestStatement, PayStatement)
_OF_CLAIMS = (
    BaseStatement,
    DeductibleStatement,
    RateStatement,
    BandsStatement,
    CapStatement,
    CountedAtMostStatement,
    ModeStatement,
    FirstOfStatement,
    OnceStatement,
    RivalStatement,
    ClassStatement,
    PaysWhenStatement,
    CountsWhenStatement,
    NotSpecifiedStatement,
)
_OF_YEAR = (HighestStatement, LeavingStatement, AsOfStatement, FiguresByStatement, PayerStatement)


def check_benefit(node: BenefitSyntax, layer: int, context: Context) -> TypedBenefit:
    """The benefit with its statements; changes are added by the caller."""
    context = evolve(context.of(node.name.text), of_year=node.per == "person_year")
    written = [line for line in node.statements if not isinstance(line, Reading)]
    statements = []
    for line in written:
        statement = check_statement(line, context)
        if statement is None:
            continue
        statements.append(statement)
    _check_pays(node, statements, len(written), context)
    _check_terms(node, statements, context)
    alternatives = (line.alternatives for line in written if isinstance(line, HighestSyntax))
    check_more_than_left(statements, tuple(chain.from_iterable(alternatives)), context)
    check_own_figures(statements, written, context)
    if node.per != "person_year":
        check_modes(tuple(statements), _lines_of(node, context), context)
        over_year = node.per == "claims_of_year"
        check_counted(tuple(statements), _lines_of(node, context), over_year, context)
        if node.per == "claim":
            check_never_falling(tuple(statements), _lines_of(node, context), context)
        if node.per == "claims_of_year":
            check_year_as_a_whole(tuple(statements), _lines_of(node, context), context)
            check_one_payer(statements, _lines_of(node, context), context)
        if len(statements) == len(written):
            check_splits(zip(statements, written, strict=True), context)
            check_row_sums(zip(statements, written, strict=True), over_year, context)
    return TypedBenefit(
        id=node.name.text,
        title=node.title,
        per=node.per,
        as_of="" if node.per != "person_year" else check_day(node.as_of, context),
        layer=layer,
        statements=tuple(statements),
        changes=(),
        origin=context.origin(node.span, node.cites),
    )


def _check_pays(
    node: BenefitSyntax, statements: list[TypedStatement], written: int, context: Context
) -> None:
    """A benefit says what it pays (asked only where all its lines are sound)."""
    wanted: tuple[type[TypedStatement], ...] = _YEARLY if node.per == "person_year" else _PAYS
    says = any(isinstance(statement, wanted) for statement in statements)
    if not says and len(statements) == written:
        message = say("`{name}` does not say what it pays", name=node.name.text)
        hint = say("write `rate 70%`, or `rate 100%` where it pays all that is left")
        if node.per == "person_year":
            hint = say("write `pay 500 yuan`, or `pay the highest of { … }`")
        context.findings.error("no_rate", message, node.name.span, hint, subject=node.name.text)


def _check_terms(node: BenefitSyntax, statements: list[TypedStatement], context: Context) -> None:
    """Terms of claims in a benefit of the year, and the other way round."""
    wrong: tuple[type[TypedStatement], ...] = _OF_CLAIMS if node.per == "person_year" else _OF_YEAR
    per = say("a person's year") if node.per == "person_year" else say("claims")
    by_start = _lines_of(node, context)
    for statement in statements:
        if isinstance(statement, wrong):
            span = by_start.get(statement.origin.line, node.name.span)
            term = term_name(statement.term)
            message = say(
                "`{name}` pays for {per}, and `{term}` has no meaning there",
                name=node.name.text,
                per=per,
                term=term,
            )
            context.findings.error(
                "line_outside_benefit",
                message,
                span,
                _instead(statement),
                subject=node.name.text,
            )


def _lines_of(node: BenefitSyntax, context: Context) -> dict[int, Span]:
    """The lines of the benefit by the number under which each begins."""
    written = (line for line in node.statements if not isinstance(line, Reading))
    return {context.source.line_of(line.span.start): line.span for line in written}


def _instead(statement: TypedStatement) -> Text:
    """What to write in a benefit of the person's year."""
    if isinstance(statement, PaysWhenStatement | CountsWhenStatement):
        return say("write `when …`: of a person's year nothing is counted")
    return NOTHING
