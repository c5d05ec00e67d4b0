"""The lines of a benefit or a report: each typed, with its rule's name and its clause.

In: the syntax of a line. Out: its statement, or None after a diagnostic.
"""

from typing import Final, assert_never

from polc.compiler.names.reserved import taken_in_results
from polc.compiler.report.similar import suggest
from polc.compiler.syntax.nodes.statements import (
    AsOfSyntax,
    BandsSyntax,
    BenefitStatementSyntax,
    ClassSyntax,
    CountsTowardSyntax,
    FiguresBySyntax,
    FirstOfSyntax,
    ForSyntax,
    HighestSyntax,
    LeavingSyntax,
    ModeSyntax,
    NotForSyntax,
    NotSpecifiedSyntax,
    OnceSyntax,
    PaidBySyntax,
    PayerOutputSyntax,
    Reading,
    RivalSyntax,
    RoundSyntax,
    TermSyntax,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.benefits.alternatives import check_alternative
from polc.compiler.typed.benefits.kinds_of_care import check_kind_of_care
from polc.compiler.typed.benefits.named_once import check_named_once
from polc.compiler.typed.benefits.people import check_limited, check_people
from polc.compiler.typed.benefits.rivals import check_rival
from polc.compiler.typed.benefits.shares import check_shares
from polc.compiler.typed.benefits.terms import check_term, standing_of
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    ClassStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    FiguresByStatement,
    FirstOfStatement,
    ForStatement,
    HighestStatement,
    LeavingStatement,
    ModeStatement,
    NotForStatement,
    NotSpecifiedStatement,
    OnceStatement,
    PaidByStatement,
    PayerStatement,
    PaysWhenStatement,
    RoundStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import BandsStatement
from polc.compiler.typed.nodes.values import CalendarYear, Figure, Held
from polc.compiler.typed.values.bands import check_bands_line
from polc.compiler.typed.values.check_value import check_kind, check_value
from polc.compiler.typed.written import write_people
from polc.messages.text import say
from polc.records.evolve import evolve

_DAYS: Final = ("enrolled", "recognised", "premium_paid")
_WHEN: Final[dict[str, type[WhenStatement | PaysWhenStatement | CountsWhenStatement]]] = {
    "both": WhenStatement,
    "pays": PaysWhenStatement,
    "counts": CountsWhenStatement,
}


def check_statement(  # noqa: C901  # one case for each kind of statement
    line: BenefitStatementSyntax, context: Context
) -> TypedStatement | None:
    """The statement; `context.rule` is that of its benefit or kind of care."""
    context = context.at(line)
    match line:
        case ForSyntax():
            inner = context.inside("for")
            named = line.people or line.limited
            standing = standing_of(line, inner)
            if line.of_classes:
                written = write_people(line, inner.source.text)
                standing["origin"] = evolve(standing["origin"], written=written)
            people = check_people(line, line.held, inner) if named else None
            return ForStatement(
                people=people,
                limited=check_limited(line.limited, people, line.held, inner),
                **standing,
            )
        case NotForSyntax():
            inner = context.inside("not_for")
            people = Held(inner.members(line.people))
            return NotForStatement(people=people, **standing_of(line, inner))
        case WhenSyntax():
            kind = _WHEN[line.what]
            inner = context.inside(kind.term)
            condition = check_kind(line.condition, "flag", inner)
            if condition is None:
                return None
            return kind(condition=condition, **standing_of(line, inner))
        case TermSyntax():
            return check_term(line, context)
        case BandsSyntax():
            inner = context.inside("bands")
            value = check_bands_line(line, inner)
            if value is None:
                return None
            return BandsStatement(value=value, edges=line.edges, **standing_of(line, inner))
        case CountsTowardSyntax():
            return _check_counts(line, context.inside("counts_toward"))
        case NotSpecifiedSyntax():
            inner = context.inside("not_specified")
            flag = None
            if line.condition is not None:
                flag = check_kind(line.condition, "flag", inner)
                if flag is None:
                    return None
            return NotSpecifiedStatement(condition=flag, **standing_of(line, inner))
        case FirstOfSyntax():
            check_named_once(line.kinds, context)
            kinds = tuple(check_kind_of_care(kind, context, check_statement) for kind in line.kinds)
            return FirstOfStatement(kinds=kinds, **standing_of(line, context))
        case ModeSyntax():
            inner = context.inside("deductible")
            return ModeStatement(mode=line.mode, **standing_of(line, inner))
        case LeavingSyntax():
            # A rule of its own, asked by the benefit in which it stands.
            inner = evolve(context, rule=line.name.text, part=line.name.text)
            _check_result(line.name, context)
            # A wrong amount is reported; the output's name is known all the same.
            amount = check_kind(line.amount, "money", inner) or Figure("money", 0)
            return LeavingStatement(
                name=line.name.text, title=line.title, amount=amount, **standing_of(line, inner)
            )
        case HighestSyntax():
            check_named_once(line.alternatives, context)
            found = (check_alternative(alternative, context) for alternative in line.alternatives)
            alternatives = tuple(alternative for alternative in found if alternative is not None)
            return HighestStatement(
                how="sum" if line.sums else "highest",
                alternatives=alternatives,
                **standing_of(line, context),
            )
        case RivalSyntax():
            return check_rival(line, context.inside("rival"))
        case OnceSyntax():
            return OnceStatement(**standing_of(line, context.inside("once")))
        case RoundSyntax():
            inner = context.inside("round")
            return RoundStatement(unit=line.unit, down=line.down, **standing_of(line, inner))
        case ClassSyntax():
            return ClassStatement(how=line.how, **standing_of(line, context))
        case PaidBySyntax():
            return _check_paid_by(line, context.inside("paid_by"))
        case PayerOutputSyntax():
            _check_result(line.name, context)
            return PayerStatement(
                name=line.name.text, title=line.title, **standing_of(line, context)
            )
        case AsOfSyntax():
            return AsOfStatement(day=check_day(line.day, context), **standing_of(line, context))
        case FiguresBySyntax():
            inner = context.inside("figures_by")
            return _check_figures(line, inner)
        case Reading():
            return None
        case _:
            assert_never(line)


def check_day(day: str | Name, context: Context) -> str:
    """The day of `as of`: the first or the last of the year, or a date of the person."""
    if not isinstance(day, Name):
        return day or "first_day"
    field = context.find_field(day.text)
    if field is not None and field.scope == "person" and field.kind == "date":
        return field.name
    hint = suggest(day.text, _DAYS)
    message = say("`{day}` is no date of the person", day=day.text)
    context.findings.error("unknown_name", message, day.span, hint, subject=day.text)
    return "first_day"


def _check_figures(line: FiguresBySyntax, context: Context) -> FiguresByStatement | None:
    """The day whose year it is."""
    year = check_value(line.year, context)
    if year is None:
        return None
    if not isinstance(year, CalendarYear):
        context.findings.error(
            "wrong_kind",
            say("figures go by the year of a day"),
            line.year.span,
            say("write `figures by year of premium_paid`"),
            subject=context.rule,
        )
        return None
    if line.by is not None and line.by.text not in ("year", "年度"):
        message = say("a figure that does not go by this day goes by the benefit year")
        hint = say("write `{name} by year`", name=line.own[0].text)
        context.findings.error("wrong_kind", message, line.by.span, hint, subject=context.rule)
        return None
    found = [context.names.look_up(name, context.findings, "parameter") for name in line.own]
    own = tuple(symbol.id for symbol in found if symbol is not None)
    return FiguresByStatement(day=year.day, own=own, **standing_of(line, context))


def _check_counts(line: CountsTowardSyntax, context: Context) -> CountsTowardStatement:
    found = (context.names.look_up(pool, context.findings, "pool") for pool in line.pools)
    pools = tuple(symbol.id for symbol in found if symbol is not None)
    condition = check_kind(line.condition, "flag", context) if line.condition is not None else None
    return CountsTowardStatement(
        pools=pools,
        charges=line.charges,
        limits=line.limits,
        condition=condition,
        **standing_of(line, context),
    )


def _check_result(name: Name, context: Context) -> None:
    """The name of a result beside the benefit's own."""
    taken = taken_in_results("report", name.text)
    if taken is not None:
        hint = say("give it another name")
        context.findings.error("reserved_name", taken, name.span, hint, subject=name.text)


def _check_paid_by(line: PaidBySyntax, context: Context) -> PaidByStatement | None:
    symbol = context.names.look_up(line.payer, context.findings, "payer")
    condition = check_kind(line.condition, "flag", context) if line.condition is not None else None
    if symbol is None:
        return None
    shares = check_shares(line.shares, symbol.id, context)
    standing = standing_of(line, context)
    return PaidByStatement(payer=symbol.id, condition=condition, shares=shares, **standing)
