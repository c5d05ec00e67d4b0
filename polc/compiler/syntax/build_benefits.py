"""Trees of benefits, adjustments and readings to their syntax nodes."""

from typing import Final, Literal

from attrs import evolve

from polc.compiler.syntax.build_values import (
    a_value,
    build_bands,
    build_cites,
    build_value,
    build_where,
    the_value,
)
from polc.compiler.syntax.lines import (
    Adjust,
    Alternative,
    BandsLine,
    Benefit,
    BenefitLine,
    CaseBlock,
    CasesLine,
    Change,
    ChoiceNode,
    Counting,
    CountsLine,
    ForLine,
    HighestLine,
    LeavingLine,
    ModeLine,
    Period,
    Reading,
    SilentLine,
    Term,
    TermLine,
    WhenLine,
)
from polc.compiler.syntax.read_tree import (
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
    tokens,
)
from polc.compiler.syntax.values import Name, Number
from polc.runtime.amounts import UNLIMITED

_TERMS: Final[dict[str, Term]] = {
    "base_line": "base",
    "deductible_line": "deductible",
    "rate_line": "rate",
    "cap_line": "cap",
    "floor_line": "at_least",
    "ceiling_line": "at_most",
}
_PERIODS: Final[dict[str, Period]] = {
    "PER_YEAR": "year",
    "PER_STAY": "stay",
    "PER_CLAIM": "claim",
}


def build_benefit(tree: Branch) -> Benefit:
    """`benefit NAME "title" per claim { … }`."""
    per = branch(tree, "per")
    assert per is not None
    as_of = branch(tree, "as_of")
    day: str | Name = ""
    if as_of is not None:
        named = first(as_of, "NAME")
        day = name_of(named) if named is not None else "first_day"
        day = "last_day" if has(as_of, "LAST_DAY") else day
    lines = tuple(build_line(line) for line in branches(tree) if line.data not in ("per", "as_of"))
    return Benefit(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        "claim" if has(per, "PER_CLAIM") else "person_year",
        day,
        lines,
        span=span_of(tree),
    )


def build_line(tree: Branch) -> BenefitLine:
    """One line of a benefit."""
    span, where, cites = span_of(tree), build_where(tree), build_cites(tree)
    rule = str(tree.data)
    if rule in _TERMS:
        return _build_term(tree, _TERMS[rule])
    match rule:
        case "for_line":
            return ForLine(build_people(tree), where=where, cites=cites, span=span)
        case "when_line":
            return WhenLine(the_value(tree), where=where, cites=cites, span=span)
        case "bands_line":
            written = branch(tree, "bands")
            bands = build_bands(written) if written is not None else names_in(tree)[0]
            return BandsLine(bands, _edges_of(tree), where=where, cites=cites, span=span)
        case "counts_line":
            names = branch(tree, "names")
            assert names is not None
            return CountsLine(names_in(names), where=where, cites=cites, span=span)
        case "limited_line":
            names = branch(tree, "names")
            assert names is not None
            return CountsLine(names_in(names), False, where=where, cites=cites, span=span)
        case "silent_line":
            return SilentLine(where=where, cites=cites, span=span)
        case "cases_line":
            return CasesLine(
                tuple(_build_case(one) for one in branches(tree, "case")),
                where=where,
                cites=cites,
                span=span,
            )
        case "mode_line":
            again = has(tree, "START_AGAIN")
            mode = ModeLine("start_again" if again else "cumulated", where=where, cites=cites)
            return evolve(mode, span=span)
        case "leaving_line":
            title = text_of(first(tree, "STRING"))
            name = names_in(tree)[0]
            return LeavingLine(name, title, the_value(tree), where=where, cites=cites, span=span)
        case "highest_line":
            alternatives = tuple(_build_alternative(one) for one in branches(tree, "alternative"))
            return HighestLine(alternatives, where=where, cites=cites, span=span)
        case "reading":
            return build_reading(tree)
        case _:
            raise AssertionError(rule)


def _edges_of(tree: Branch) -> Literal["fixed", "above", "moved"]:
    edges = branch(tree, "edges")
    if edges is None or has(edges, "EDGES_FIXED"):
        return "fixed"
    return "above" if has(edges, "EDGES_ABOVE") else "moved"


def _build_term(tree: Branch, term: Term) -> TermLine:
    period = branch(tree, "period")
    value = a_value(tree)
    if value is None:
        none = first(tree, "NO_CAP", "NO_DEDUCTIBLE")
        assert none is not None
        unlimited = none.type == "NO_CAP"
        value = Number(
            "none" if unlimited else "money", UNLIMITED if unlimited else 0, span=span_of(none)
        )
    return TermLine(
        term,
        value,
        next((_PERIODS[token.type] for token in tokens(period, *_PERIODS)), None)
        if period is not None
        else None,
        _counting_of(tree),
        where=build_where(tree),
        cites=build_cites(tree),
        span=span_of(tree),
    )


def _build_case(tree: Branch) -> CaseBlock:
    rest = first(tree, "OTHERWISE")
    name = Name("rest", span=span_of(rest)) if rest is not None else names_in(tree)[0]
    parts = branches(tree)
    condition = None if rest is not None else build_value(parts.pop(0))
    return CaseBlock(
        name,
        text_of(first(tree, "STRING")),
        condition,
        tuple(build_line(line) for line in parts),
        span=span_of(tree),
    )


def _counting_of(tree: Branch) -> Counting:
    counting = branch(tree, "counting")
    if counting is None or has(counting, "COUNTING_EXCESS"):
        return "excess"
    if has(counting, "BORNE"):
        return "borne"
    return "whole_exceeded" if has(counting, "ONCE_EXCEEDED") else "whole_reached"


def build_people(tree: Branch) -> tuple[Name, ...]:
    """The names after `for`; none: everyone."""
    people = branch(tree, "people")
    assert people is not None
    names = branch(people, "names")
    return names_in(names) if names is not None else ()


def _build_alternative(tree: Branch) -> Alternative:
    until, when = branch(tree, "until"), branch(tree, "when_part")
    limits = []
    for limit in branches(tree, "limit"):
        term: Term = "at_least" if has(limit, "AT_LEAST") else "at_most"
        limits.append(_build_term(limit, term))
    return Alternative(
        names_in(tree)[0],
        build_people(tree),
        the_value(until) if until is not None else None,
        the_value(when) if when is not None else None,
        the_value(tree),
        tuple(limits),
        build_cites(tree),
        span=span_of(tree),
    )


def build_adjust(tree: Branch) -> Adjust:
    """`adjust NAME for … { … }`."""
    return Adjust(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        build_people(tree),
        tuple(_build_change(change) for change in branches(tree, "change")),
        build_cites(tree),
        span=span_of(tree),
    )


def _build_change(tree: Branch) -> Change:
    span, where, cites = span_of(tree), build_where(tree), build_cites(tree)
    value = a_value(tree)
    if has(tree, "LOWERED_BY", "LOWERED_TO"):
        by = has(tree, "LOWERED_BY")
        return Change(
            "deductible_by" if by else "deductible_to", value, where=where, cites=cites, span=span
        )
    points = first(tree, "POINTS")
    if points is None:
        uncapped = has(tree, "NO_CAP")
        return Change(
            "no_cap" if uncapped else "no_deductible", where=where, cites=cites, span=span
        )
    ceiling = branch(tree, "ceiling")
    percent = first(ceiling, "PERCENT") if ceiling is not None else None
    most = number_of(percent).value if percent is not None else None
    return Change("points", number_of(points), most, where=where, cites=cites, span=span)


def build_reading(tree: Branch) -> Reading:
    """`reading NAME "question" = SZ-A01 { choice … }`."""
    ambiguities = branch(tree, "ambiguities")
    return Reading(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        tuple(str(one) for one in tokens(ambiguities, "CLAUSE")) if ambiguities else (),
        tuple(_build_choice(choice) for choice in branches(tree, "choice")),
        span=span_of(tree),
    )


def _build_choice(tree: Branch) -> ChoiceNode:
    letter, because = branch(tree, "letter"), branch(tree, "because")
    return ChoiceNode(
        names_in(tree)[0],
        names_in(letter)[0].text if letter is not None else "",
        text_of(first(tree, "STRING")),
        has(tree, "DEFAULT"),
        text_of(first(because, "STRING")) if because is not None else "",
        tuple((names_in(one)[0], names_in(one)[1]) for one in branches(tree, "implies")),
        span=span_of(tree),
    )
