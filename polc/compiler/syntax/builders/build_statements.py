"""Trees of the lines of a benefit, and of its alternatives, to their syntax nodes."""

from collections.abc import Sequence
from typing import Final, Literal

from polc.compiler.syntax.builders.build_class_terms import build_class, spread_classes
from polc.compiler.syntax.builders.build_matrix import build_matrix
from polc.compiler.syntax.builders.build_people import build_people
from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_shares import build_shares
from polc.compiler.syntax.builders.build_terms import (
    build_term,
    names_of,
    only_when,
    place_of,
)
from polc.compiler.syntax.builders.build_values import (
    build_bands,
    build_cites,
    build_value,
    build_where,
    the_value,
)
from polc.compiler.syntax.builders.cite_lines import cite_alternatives, cite_kinds, cite_lines
from polc.compiler.syntax.builders.class_terms import ClassTerms
from polc.compiler.syntax.builders.dated_lines import (
    DatedLine,
    days_of,
    hold_for,
    join_dated,
    within_days,
)
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    first,
    has,
    name_of,
    names_in,
    number_of,
    span_of,
    text_of,
)
from polc.compiler.syntax.nodes.statements import (
    Alternative,
    AsOfSyntax,
    BandsSyntax,
    BenefitStatementSyntax,
    ClassSyntax,
    CountsTowardSyntax,
    Edges,
    FiguresBySyntax,
    FirstOfSyntax,
    ForSyntax,
    HighestSyntax,
    KindOfCareSyntax,
    LeavingSyntax,
    ModeSyntax,
    NotForSyntax,
    NotSpecifiedSyntax,
    OnceSyntax,
    PaidBySyntax,
    PayerOutputSyntax,
    RivalSyntax,
    RoundSyntax,
    Term,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import NO_CITATION, Name

_TERMS: Final[dict[str, Term]] = {
    "base_line": "base",
    "deductible_line": "deductible",
    "rate_line": "rate",
    "pay_line": "pay",
    "cap_line": "cap",
    "counted_line": "counted",
    "floor_line": "at_least",
    "ceiling_line": "at_most",
}


def build_statement(tree: Branch) -> BenefitStatementSyntax:
    """One line that stands for itself."""
    days = None if tree.data == "applies_line" else days_of(tree)
    return hold_for(_build_line(tree), days)


def _build_line(tree: Branch) -> BenefitStatementSyntax:  # noqa: C901  # one case for each kind
    """One line, without the days for which it holds."""
    place = place_of(tree)
    rule = str(tree.data)
    if rule in _TERMS:
        return build_term(tree, _TERMS[rule])
    match rule:
        case "for_line":
            people = build_people(tree)
            held: Literal["day", "month", "year"] = "day"
            if has(tree, "HELD_THIS_MONTH", "HELD_THIS_YEAR"):
                held = "year" if has(tree, "HELD_THIS_YEAR") else "month"
            return ForSyntax(people.names, people.limited, people.reaching, held, **place)
        case "not_for_line":
            return NotForSyntax(names_of(tree), **place)
        case "when_line":
            what: Literal["both", "pays", "counts"] = "pays" if has(tree, "PAYS_WHEN") else "both"
            what = "counts" if has(tree, "COUNTS_WHEN") else what
            return WhenSyntax(the_value(tree), what, **place)
        case "applies_line":
            days = days_of(tree)
            assert days is not None
            return WhenSyntax(days, **place)
        case "bands_line":
            written = branch(tree, "bands")
            bands = build_bands(written) if written is not None else names_in(tree)[0]
            return BandsSyntax(bands, _edges_of(tree), **place)
        case "counts_line":
            limits = has(tree, "COUNTS_TOWARD")
            return CountsTowardSyntax(names_of(tree), True, limits, only_when(tree), **place)
        case "limited_line":
            return CountsTowardSyntax(names_of(tree), False, True, only_when(tree), **place)
        case "silent_line":
            return NotSpecifiedSyntax(only_when(tree), **place)
        case "rival_line":
            return RivalSyntax(names_in(tree)[0], **place)
        case "once_line":
            return OnceSyntax(**place)
        case "round_line":
            return RoundSyntax(unit_of(tree), has(tree, "ROUND_DOWN_TO"), **place)
        case "class_line":
            return ClassSyntax("by_amount" if has(tree, "CLASS_BY_AMOUNT") else "lowest", **place)
        case "paid_by_line":
            return PaidBySyntax(names_in(tree)[0], only_when(tree), build_shares(tree), **place)
        case "payer":
            return PayerOutputSyntax(names_in(tree)[0], text_of(first(tree, "STRING")), **place)
        case "as_of_line":
            return AsOfSyntax(day_of(tree), **place)
        case "figures_line":
            own = branch(tree, "by_year")
            if own is None:
                return FiguresBySyntax(the_value(tree), **place)
            by = branch(own, "by")
            assert by is not None
            names = tuple(names_in(own))
            return FiguresBySyntax(the_value(tree), names, names_in(by)[0], **place)
        case "cases_line":
            kinds = tuple(_build_kind_of_care(kind) for kind in branches(tree, "case"))
            return FirstOfSyntax(cite_kinds(kinds, place["cites"]), **place)
        case "mode_line":
            return ModeSyntax(_mode_of(tree), **place)
        case "leaving_line":
            title = text_of(first(tree, "STRING"))
            return LeavingSyntax(names_in(tree)[0], title, the_value(tree), **place)
        case "highest_line":
            alternatives = tuple(
                build_alternative(alternative) for alternative in branches(tree, "alternative")
            )
            readings = tuple(build_reading(reading) for reading in branches(tree, "reading"))
            cited = cite_alternatives(alternatives, place["cites"])
            return HighestSyntax(cited, has(tree, "PAY_SUM"), readings, **place)
        case "reading":
            return build_reading(tree)
        case _:
            raise AssertionError(rule)


def unit_of(tree: Branch) -> int:
    """What is rounded to, in fen."""
    figure = first(tree, "MONEY")
    assert figure is not None
    return number_of(figure).value


def day_of(tree: Branch) -> str | Name:
    """The day of `as of`: `first_day`, `last_day`, or a name."""
    named = first(tree, "NAME")
    if named is not None:
        return name_of(named)
    return "last_day" if has(tree, "LAST_DAY") else "first_day"


def _edges_of(tree: Branch) -> Edges:
    edges = branch(tree, "edges")
    if has(tree, "PER_HOUSEHOLD") or (edges is not None and has(edges, "PER_HOUSEHOLD")):
        return "household"
    if has(tree, "PER_YEAR") or (edges is not None and has(edges, "ALONG_YEAR")):
        return "year"
    if edges is None or has(edges, "EDGES_FIXED"):
        return "fixed"
    return "above" if has(edges, "EDGES_ABOVE") else "moved"


def _mode_of(tree: Branch) -> Literal["cumulated", "start_again", "never_falling"]:
    if has(tree, "NEVER_FALLING"):
        return "never_falling"
    return "start_again" if has(tree, "START_AGAIN") else "cumulated"


def build_lines(
    lines: Sequence[Branch], *, people: bool = True
) -> tuple[BenefitStatementSyntax, ...]:
    """The statements of a benefit, of one kind of care of it without `people`: where the first
    class with terms of its own stood, the people and the tables of all of them."""
    dated: list[DatedLine] = []
    classes: list[ClassTerms] = []
    at = 0
    for line in lines:
        if line.data in ("class_terms", "class_matrix"):
            at = at if classes else len(join_dated(dated))
            classes += build_matrix(line) if line.data == "class_matrix" else [build_class(line)]
        else:
            days = None if line.data == "applies_line" else days_of(line)
            dated.append(DatedLine(_build_line(line), days))
    found = join_dated(dated)
    named = people and not any(isinstance(line, ForSyntax) for line in found)
    found[at:at] = spread_classes(classes, named=named)
    return tuple(found)


def _build_kind_of_care(tree: Branch) -> KindOfCareSyntax:
    rest = first(tree, "OTHERWISE")
    name = Name("rest", span=span_of(rest)) if rest is not None else names_in(tree)[0]
    parts = [part for part in branches(tree) if part.data not in ("cites", "during")]
    condition = None if rest is not None else within_days(build_value(parts.pop(0)), days_of(tree))
    cites = build_cites(tree)
    return KindOfCareSyntax(
        name,
        text_of(first(tree, "STRING")),
        condition,
        cite_lines(build_lines(parts, people=False), cites),
        cites,
        span=span_of(tree),
    )


def build_alternative(tree: Branch) -> Alternative:
    """`dibao for dibao: 90% of premium, at least 320 yuan`."""
    until, when = branch(tree, "until"), branch(tree, "when_part")
    limits = []
    for limit in branches(tree, "limit"):
        term: Term = "at_least" if has(limit, "AT_LEAST") else "at_most"
        limits.append(build_term(limit, term))
    rounding = [build_statement(line) for line in branches(tree, "round_line")]
    payer = branch(tree, "paid_by")
    people = build_people(tree)
    cites = build_cites(tree)
    if cites is NO_CITATION and payer is not None:
        cites = build_cites(payer)
    return Alternative(
        name=names_in(tree)[0],
        people=people.names,
        until=the_value(until) if until is not None else None,
        condition=the_value(when) if when is not None else None,
        value=the_value(tree),
        limits=tuple(limits),
        rounding=tuple(line for line in rounding if isinstance(line, RoundSyntax)),
        limited=people.limited,
        reaching=people.reaching,
        payer=names_in(payer)[0] if payer is not None else None,
        shares=build_shares(payer) if payer is not None else (),
        where=build_where(tree),
        cites=cites,
        span=span_of(tree),
    )
