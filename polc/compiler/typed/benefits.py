"""Benefits: their statements, and what a benefit must and may not say.

In: the syntax of a benefit. Out: a `TypedBenefit` without its changes.
"""

from attrs import evolve

from polc.compiler.report.source import Span
from polc.compiler.syntax.lines import Benefit, Reading, TermLine
from polc.compiler.typed.context import Context
from polc.compiler.typed.lines import check_day, check_line
from polc.compiler.typed.modes import check_modes
from polc.compiler.typed.program import TypedBenefit
from polc.compiler.typed.statements import (
    AsOfStatement,
    CasesStatement,
    ClassStatement,
    CountsWhenStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PayerStatement,
    PaysWhenStatement,
    TypedStatement,
)
from polc.compiler.typed.term_names import term_name
from polc.compiler.typed.term_statements import (
    BandsStatement,
    BaseStatement,
    CapStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    TypedSplit,
)
from polc.compiler.typed.typed import Lookup, field_of
from polc.compiler.typed.values import find_choice, report_choice
from polc.messages.text import NOTHING, Text, say
from polc.runtime.vocabulary import CHINESE_CHOICES

_PAYS = (RateStatement, BandsStatement, CasesStatement, PayStatement, NotSpecifiedStatement)
_YEARLY = (HighestStatement, PayStatement)
_OF_CLAIMS = (
    BaseStatement,
    DeductibleStatement,
    RateStatement,
    BandsStatement,
    CapStatement,
    ModeStatement,
    CasesStatement,
    OnceStatement,
    ClassStatement,
    PaysWhenStatement,
    CountsWhenStatement,
    NotSpecifiedStatement,
)
_OF_YEAR = (HighestStatement, LeavingStatement, AsOfStatement, PayerStatement)


def check_benefit(node: Benefit, layer: int, context: Context) -> TypedBenefit:
    """The benefit with its statements; changes are added by the caller."""
    context = evolve(context, rule=node.name.text, of_year=node.per == "person_year")
    written = [line for line in node.lines if not isinstance(line, Reading)]
    statements = []
    for line in written:
        statement = check_line(line, context)
        if statement is None:
            continue
        if isinstance(statement, DeductibleStatement) and isinstance(line, TermLine):
            statement = _place_split(statement, line, node, context)
        statements.append(statement)
    _check_pays(node, statements, len(written), context)
    _check_terms(node, statements, context)
    if node.per != "person_year":
        check_modes(tuple(statements), _lines_of(node, context), context)
    return TypedBenefit(
        node.name.text,
        node.title,
        node.per,
        "" if node.per != "person_year" else check_day(node.as_of, context),
        layer,
        tuple(statements),
        (),
        context.origin(node.span),
    )


def _check_pays(
    node: Benefit, statements: list[TypedStatement], written: int, context: Context
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


def _check_terms(node: Benefit, statements: list[TypedStatement], context: Context) -> None:
    """Terms of claims in a benefit of the year, and the other way round."""
    wrong: tuple[type[TypedStatement], ...] = _OF_CLAIMS if node.per == "person_year" else _OF_YEAR
    per = say("a person's year") if node.per == "person_year" else say("claims")
    by_start = _lines_of(node, context)
    for statement in statements:
        if isinstance(statement, wrong):
            span = by_start.get(statement.origin.line, node.name.span)
            term = term_name(statement.term)
            message = say(
                "`{name}` pays for {per}, and a {term} has no meaning there",
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


def _lines_of(node: Benefit, context: Context) -> dict[int, Span]:
    """The lines of the benefit by the number under which each begins."""
    written = (line for line in node.lines if not isinstance(line, Reading))
    return {context.source.line_of(line.span.start): line.span for line in written}


def _instead(statement: TypedStatement) -> Text:
    """What to write in a benefit of the person's year."""
    if isinstance(statement, PaysWhenStatement | CountsWhenStatement):
        return say("write `when …`: of a person's year nothing is counted")
    return NOTHING


def _place_split(
    deductible: DeductibleStatement, line: TermLine, node: Benefit, context: Context
) -> DeductibleStatement:
    """Which row of the rate table a deductible that is divided is taken from first."""
    if line.split is None:
        return deductible
    rows = _rate_table(node, context)
    if rows is None:
        hint = say("write the rate as a table, `rate { in_city: 80%; in_province: 70% } by place`")
        message = say("a deductible that is divided needs a rate table whose lines are the parts")
        context.findings.error(
            "split_without_table", message, line.split.span, hint, subject=deductible.origin.rule
        )
        return deductible
    if line.split.part is None:
        return deductible
    field = field_of(rows.key) if rows.key is not None else None
    word = CHINESE_CHOICES.get(line.split.part.text, line.split.part.text)
    place = find_choice(field, word) if field is not None else None
    if place is None:
        if field is not None:
            report_choice(field, word, line.split.part.span, context)
        return deductible
    for at, row in enumerate(rows.rows):
        if any(
            (low is None or low <= place) and (high is None or place <= high)
            for low, high in row.ranges
        ):
            return evolve(deductible, split=TypedSplit("first", at))
    message = say("the rate table has no line for `{part}`", part=line.split.part.text)
    context.findings.error(
        "split_without_table", message, line.split.part.span, subject=line.split.part.text
    )
    return deductible


def _rate_table(node: Benefit, context: Context) -> Lookup | None:
    """The benefit's rate, where it is a table by a field of the case."""
    for line in node.lines:
        if isinstance(line, TermLine) and line.term == "rate":
            known = len(context.findings.found)
            rate = check_line(line, context)
            del context.findings.found[known:]
            value = rate.value if isinstance(rate, RateStatement) else None
            if isinstance(value, Lookup) and value.key is not None:
                return value
    return None
