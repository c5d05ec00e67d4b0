"""Benefits and adjustments: their lines typed, each with its rule's name and clause.

In: the syntax of a benefit. Out: a `TypedBenefit` without its changes, or changes.
"""

from typing import Final

from attrs import evolve

from polc.compiler.similar import suggest
from polc.compiler.syntax.lines import (
    Adjust,
    Alternative,
    BandsLine,
    Benefit,
    BenefitLine,
    CaseBlock,
    CasesLine,
    Change,
    CountsLine,
    ForLine,
    HighestLine,
    LeavingLine,
    ModeLine,
    Reading,
    SilentLine,
    TermLine,
    WhenLine,
)
from polc.compiler.syntax.nodes import Parameter
from polc.compiler.syntax.values import BandTable, Name
from polc.compiler.typecheck.context import Context
from polc.compiler.typecheck.typed import (
    BandsValue,
    ByReading,
    Figure,
    Held,
    Lookup,
    ParameterValue,
    Typed,
    TypedAlternative,
    TypedBenefit,
    TypedCase,
    TypedChange,
    TypedLine,
    ValueKind,
)
from polc.compiler.typecheck.values import check_kind
from polc.runtime.amounts import RATE_UNIT, UNLIMITED, format_rate
from polc.runtime.vocabulary import find_field

_TERM_KINDS: Final[dict[str, ValueKind]] = {
    "base": "money",
    "deductible": "money",
    "rate": "rate",
    "cap": "money",
    "at_least": "money",
    "at_most": "money",
}
_MOST_RATE: Final = RATE_UNIT


def check_benefit(node: Benefit, layer: int, context: Context) -> TypedBenefit:
    """The benefit with its lines; changes are added by the caller."""
    context = evolve(context, rule=node.name.text)
    lines = [
        typed
        for line in node.lines
        if not isinstance(line, Reading) and (typed := _check_line(line, node, context)) is not None
    ]
    says = {line.term for line in lines}
    if (
        node.per == "claim"
        and not says & {"rate", "bands", "cases"}
        and len(lines) == sum(not isinstance(line, Reading) for line in node.lines)
    ):
        message = f"`{node.name.text}` does not say what it pays"
        hint = "write `rate 70%`, or `rate 100%` where it pays all that is left"
        context.findings.error("no_rate", message, node.name.span, hint)
    return TypedBenefit(
        node.name.text,
        node.title,
        node.per,
        _check_day(node, context),
        layer,
        tuple(lines),
        (),
        context.origin(node.span),
    )


def _check_day(node: Benefit, context: Context) -> str:
    if node.per == "claim":
        return ""
    if not isinstance(node.as_of, Name):
        return node.as_of or "first_day"
    field = find_field(node.as_of.text)
    if field is not None and field.scope == "person" and field.kind == "date":
        return field.name
    hint = suggest(node.as_of.text, ["enrolled", "recognised", "premium_paid"])
    message = f"`{node.as_of.text}` is no date of the person"
    context.findings.error("unknown_name", message, node.as_of.span, hint)
    return "first_day"


def _check_line(line: BenefitLine, benefit: Benefit, context: Context) -> TypedLine | None:
    rule = benefit.name.text
    match line:
        case ForLine():
            inner = evolve(context, rule=f"{rule}.for")
            people = Held(context.scope.people(line.people, context.findings))
            return _line("for", line, inner, people if line.people else None)
        case WhenLine():
            inner = evolve(context, rule=f"{rule}.when")
            condition = check_kind(line.condition, "flag", inner)
            return _line("when", line, inner, condition) if condition is not None else None
        case TermLine():
            return _check_term(line, rule, context)
        case BandsLine():
            return _check_bands(line, rule, context)
        case CountsLine():
            inner = evolve(context, rule=f"{rule}.counts_toward")
            found = (context.scope.look_up(one, context.findings, "pool") for one in line.pools)
            pools = tuple(symbol.id for symbol in found if symbol is not None)
            typed = _line("counts_toward", line, inner, None)
            return evolve(typed, pools=pools, charges=line.charges)
        case SilentLine():
            inner = evolve(context, rule=f"{rule}.not_specified")
            return _line("silent", line, inner, None)
        case CasesLine():
            cases = tuple(_check_case(one, benefit, context) for one in line.cases)
            return evolve(_line("cases", line, context, None), cases=cases)
        case ModeLine():
            inner = evolve(context, rule=f"{rule}.deductible")
            return evolve(_line("mode", line, inner, None), mode=line.mode)
        case LeavingLine():
            inner = evolve(context, rule=line.name.text)
            value = check_kind(line.amount, "money", inner)
            typed = _line("leaving", line, inner, value)
            return evolve(typed, name=line.name.text, title=line.title)
        case HighestLine():
            inner = evolve(context, rule=rule)
            found_ones = (_check_alternative(one, inner) for one in line.alternatives)
            alternatives = tuple(one for one in found_ones if one is not None)
            return evolve(_line("highest", line, inner, None), alternatives=alternatives)
        case Reading():
            return None


def _line(term: str, line: BenefitLine, context: Context, value: Typed | None) -> TypedLine:
    assert not isinstance(line, Reading)
    where = context.choices(line.where)
    readings = (where[0],) if where is not None else ()
    return TypedLine(term, context.origin(line.span, line.cites, readings), where, value)  # type: ignore[arg-type]  # a term's name


_CASE_LINES: Final = (TermLine, BandsLine, CountsLine, SilentLine, Reading)
_OUTSIDE: Final = ("base", "deductible")


def _check_case(node: CaseBlock, benefit: Benefit, context: Context) -> TypedCase:
    """A case of `first of`: rate or bands, limits and pools; the rest is the benefit's."""
    rule = f"{benefit.name.text}.{node.name.text}"
    inner = evolve(context, rule=rule)
    condition = None
    if node.condition is not None:
        condition = check_kind(node.condition, "flag", evolve(inner, rule=f"{rule}.when"))
    lines = []
    for line in node.lines:
        if not isinstance(line, _CASE_LINES) or (
            isinstance(line, TermLine) and line.term in _OUTSIDE
        ):
            message = "a case sets rate or bands, limits and pools; this belongs to the benefit"
            context.findings.error("line_outside_case", message, line.span)
            continue
        typed = _check_line(line, evolve(benefit, name=evolve(benefit.name, text=rule)), inner)
        if typed is not None:
            lines.append(typed)
    return TypedCase(node.name.text, condition, tuple(lines), inner.origin(node.span))


def _check_term(line: TermLine, rule: str, context: Context) -> TypedLine | None:
    inner = evolve(context, rule=f"{rule}.{line.term}")
    kind = _TERM_KINDS[line.term]
    value = check_kind(line.value, kind, inner, none=line.term == "cap")
    if value is None:
        return None
    if line.term == "rate":
        _check_most_rate(value, line, inner)
    if line.term == "cap" and line.period is None and not _is_none(value):
        hint = "write `per year`, `per stay` or `per claim` after it"
        context.findings.error("missing_period", "this cap has no period", line.span, hint)
        return None
    if line.term == "deductible" and line.period is None and not _is_zero(value):
        hint = "write `per year`, `per stay` or `per claim` before the amount"
        context.findings.error("missing_period", "this deductible has no period", line.span, hint)
        return None
    if line.counting == "borne" and line.period not in (None, "year"):
        hint = "per stay and per claim it is simply the deductible"
        message = "only a yearly deductible can count what was borne"
        context.findings.error("mode_without_year", message, line.span, hint)
        return None
    return evolve(_line(line.term, line, inner, value), period=line.period, counting=line.counting)


def _is_none(value: Typed) -> bool:
    return isinstance(value, Figure) and value.value == UNLIMITED


def _is_zero(value: Typed) -> bool:
    return isinstance(value, Figure) and value.value == 0


def _check_most_rate(value: Typed, line: TermLine, context: Context) -> None:
    """No rate above 100%, wherever in a table or a choice it stands."""
    match value:
        case Figure():
            if value.value > _MOST_RATE:
                hint = f"`{format_rate(value.value)}` would pay more than the cost"
                context.findings.error(
                    "rate_over_100", "this rate is above 100%", line.value.span, hint
                )
        case Lookup():
            rest = (value.otherwise,) if value.otherwise is not None else ()
            for one in (*(row.value for row in value.rows), *rest):
                _check_most_rate(one, line, context)
        case ByReading():
            for _, one in value.choices:
                _check_most_rate(one, line, context)
        case _:
            pass


def _check_bands(line: BandsLine, rule: str, context: Context) -> TypedLine | None:
    inner = evolve(context, rule=f"{rule}.bands")
    value: Typed | None
    if isinstance(line.bands, BandTable):
        value = check_bands(line.bands, inner)
    else:
        symbol = context.scope.look_up(line.bands, context.findings, "parameter")
        if symbol is None:
            return None
        assert isinstance(symbol.node, Parameter)
        kind = symbol.node.type.kind
        if kind != "bands":
            message = f"`{symbol.id}` is a parameter of kind {kind}, not bands"
            context.findings.error("wrong_kind", message, line.bands.span)
            return None
        value = ParameterValue("bands", symbol.id)
    if value is None:
        return None
    return evolve(_line("bands", line, inner, value), edges=line.edges)


def check_bands(table: BandTable, context: Context) -> BandsValue | None:
    """Bands written out: edges must rise, the last one is open."""
    rows: list[tuple[int, int]] = []
    for row in table.rows:
        edge = UNLIMITED
        if row.edge is not None:
            typed = check_kind(row.edge, "money", context)
            if typed is None:
                return None
            if not isinstance(typed, Figure):
                context.findings.error("edge_not_fixed", "an edge is a figure", row.span)
                return None
            edge = typed.value
        if row.rate > _MOST_RATE:
            context.findings.error("rate_over_100", "this rate is above 100%", row.span)
            return None
        if rows and edge <= rows[-1][0]:
            context.findings.error("edges_fall", "this edge is not above the one before", row.span)
            return None
        rows.append((edge, row.rate))
    if rows[-1][0] != UNLIMITED:
        hint = "end with `above: 0%` if nothing is paid there"
        message = "nothing is said above the last edge"
        context.findings.error("open_bands", message, table.rows[-1].span, hint)
        return None
    return BandsValue(tuple(rows))


def _check_alternative(node: Alternative, context: Context) -> TypedAlternative | None:
    inner = evolve(context, rule=f"{context.rule}.{node.name.text}")
    people = Held(context.scope.people(node.people, context.findings)) if node.people else None
    value = check_kind(node.value, "money", evolve(inner, rule=inner.rule))
    until = check_kind(node.until, "date", inner) if node.until is not None else None
    condition = check_kind(node.condition, "flag", inner) if node.condition is not None else None
    limits = tuple(
        typed
        for limit in node.limits
        if (typed := _check_term(limit, inner.rule, inner)) is not None
    )
    if value is None:
        return None
    clauses = (*node.cites.clauses, *(one for limit in node.limits for one in limit.cites.clauses))
    locator = next(
        (c for c in (node.cites, *(one.cites for one in node.limits)) if c.locator), node.cites
    )
    origin = inner.origin(node.span, evolve(locator, clauses=clauses))
    return TypedAlternative(node.name.text, people, until, condition, value, limits, origin)


def check_adjust(node: Adjust, context: Context) -> tuple[str, tuple[TypedChange, ...]] | None:
    """The benefit an adjustment changes, and its changes."""
    target = context.scope.look_up(node.benefit, context.findings, "benefit")
    people = context.scope.people(node.people, context.findings)
    if target is None:
        return None
    found = (_check_change(one, target.id, people, node, context) for one in node.changes)
    return target.id, tuple(one for one in found if one is not None)


def _check_change(
    node: Change, benefit: str, people: tuple[str, ...], adjust: Adjust, context: Context
) -> TypedChange | None:
    kinds: dict[str, ValueKind] = {
        "deductible_by": "rate",
        "deductible_to": "money",
        "points": "points",
    }
    part = {"points": "rate", "no_cap": "cap"}.get(node.attribute, "deductible")
    inner = evolve(context, rule=f"{benefit}.adjust.{part}")
    value = None
    if node.value is not None:
        value = check_kind(node.value, kinds[node.attribute], inner)
        if value is None:
            return None
    where = context.choices(node.where)
    cites = node.cites if node.cites.clauses or node.cites.locator else adjust.cites
    origin = inner.origin(node.span, cites, (where[0],) if where is not None else ())
    return TypedChange(node.attribute, people, value, node.most, where, origin)
