"""The lines of a benefit or a report: each typed, with its rule's name and its clause.

In: the syntax of a line. Out: a `TypedLine`, or None after a diagnostic.
"""

from typing import Final

from attrs import evolve

from polc.compiler.report.similar import suggest
from polc.compiler.syntax.lines import (
    AsOfLine,
    BandsLine,
    BenefitLine,
    CasesLine,
    ClassLine,
    CountsLine,
    ForLine,
    HighestLine,
    LeavingLine,
    ModeLine,
    NotForLine,
    OnceLine,
    PaidByLine,
    PayerLine,
    Reading,
    RoundLine,
    SilentLine,
    TermLine,
    WhenLine,
)
from polc.compiler.syntax.values import Name
from polc.compiler.typed.alternatives import check_alternative
from polc.compiler.typed.bands import check_bands_line
from polc.compiler.typed.cases import check_case
from polc.compiler.typed.context import Context
from polc.compiler.typed.people import check_limited
from polc.compiler.typed.program import TermName, TypedLine
from polc.compiler.typed.terms import check_term, typed_line
from polc.compiler.typed.typed import Held
from polc.compiler.typed.values import check_kind
from polc.messages.text import say

_DAYS: Final = ("enrolled", "recognised", "premium_paid")
_WHEN: Final[dict[str, TermName]] = {
    "both": "when",
    "pays": "pays_when",
    "counts": "counts_when",
}


def check_line(  # noqa: C901  # one case for each kind of line
    line: BenefitLine, context: Context
) -> TypedLine | None:
    """The line; `context.rule` is that of its benefit or case."""
    context = context.at(line)
    rule = context.rule
    match line:
        case ForLine():
            inner = evolve(context, rule=f"{rule}.for")
            people = Held(inner.members(line.people), line.this_year)
            named = line.people or line.limited
            typed = typed_line("for", line, inner, people if named else None)
            return evolve(typed, limited=check_limited(line.limited, line.this_year, inner))
        case NotForLine():
            inner = evolve(context, rule=f"{rule}.not_for")
            return typed_line("not_for", line, inner, Held(inner.members(line.people)))
        case WhenLine():
            term = _WHEN[line.what]
            inner = evolve(context, rule=f"{rule}.{term}")
            condition = check_kind(line.condition, "flag", inner)
            return typed_line(term, line, inner, condition) if condition is not None else None
        case TermLine():
            return check_term(line, context)
        case BandsLine():
            inner = evolve(context, rule=f"{rule}.bands")
            value = check_bands_line(line, inner)
            if value is None:
                return None
            return evolve(typed_line("bands", line, inner, value), edges=line.edges)
        case CountsLine():
            return _check_counts(line, evolve(context, rule=f"{rule}.counts_toward"))
        case SilentLine():
            inner = evolve(context, rule=f"{rule}.not_specified")
            flag = None
            if line.condition is not None:
                flag = check_kind(line.condition, "flag", inner)
                if flag is None:
                    return None
            return evolve(typed_line("silent", line, inner, None), condition=flag)
        case CasesLine():
            cases = tuple(check_case(one, context, check_line) for one in line.cases)
            return evolve(typed_line("cases", line, context, None), cases=cases)
        case ModeLine():
            inner = evolve(context, rule=f"{rule}.deductible")
            return evolve(typed_line("mode", line, inner, None), mode=line.mode)
        case LeavingLine():
            inner = evolve(context, rule=line.name.text)
            amount = check_kind(line.amount, "money", inner)
            typed = typed_line("leaving", line, inner, amount)
            return evolve(typed, name=line.name.text, title=line.title)
        case HighestLine():
            found = (check_alternative(one, context) for one in line.alternatives)
            alternatives = tuple(one for one in found if one is not None)
            how = "sum" if line.sums else "highest"
            return evolve(
                typed_line("highest", line, context, None), alternatives=alternatives, how=how
            )
        case OnceLine():
            return typed_line("once", line, evolve(context, rule=f"{rule}.once"), None)
        case RoundLine():
            typed = typed_line("round", line, evolve(context, rule=f"{rule}.round"), None)
            return evolve(typed, unit=line.unit, down=line.down)
        case ClassLine():
            return evolve(typed_line("class", line, context, None), how=line.how)
        case PaidByLine():
            return _check_paid_by(line, evolve(context, rule=f"{rule}.paid_by"))
        case PayerLine():
            typed = typed_line("payer", line, context, None)
            return evolve(typed, name=line.name.text, title=line.title)
        case AsOfLine():
            day = check_day(line.day, context)
            return evolve(typed_line("as_of", line, context, None), name=day)
        case Reading():
            return None


def check_day(day: str | Name, context: Context) -> str:
    """The day of `as of`: the first or the last of the year, or a date of the person."""
    if not isinstance(day, Name):
        return day or "first_day"
    field = context.find_field(day.text)
    if field is not None and field.scope == "person" and field.kind == "date":
        return field.name
    hint = suggest(day.text, _DAYS)
    message = say("`{day}` is no date of the person", day=day.text)
    context.findings.error("unknown_name", message, day.span, hint)
    return "first_day"


def _check_counts(line: CountsLine, context: Context) -> TypedLine:
    found = (context.names.look_up(one, context.findings, "pool") for one in line.pools)
    pools = tuple(symbol.id for symbol in found if symbol is not None)
    condition = check_kind(line.condition, "flag", context) if line.condition is not None else None
    typed = typed_line("counts_toward", line, context, None)
    return evolve(typed, pools=pools, charges=line.charges, limits=line.limits, condition=condition)


def _check_paid_by(line: PaidByLine, context: Context) -> TypedLine | None:
    symbol = context.names.look_up(line.payer, context.findings, "payer")
    condition = check_kind(line.condition, "flag", context) if line.condition is not None else None
    if symbol is None:
        return None
    return evolve(typed_line("paid_by", line, context, None), name=symbol.id, condition=condition)
