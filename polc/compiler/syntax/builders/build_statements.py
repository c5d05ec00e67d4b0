"""Trees of the lines of a benefit, and of its alternatives, to their syntax nodes."""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

from polc.compiler.syntax.builders.build_readings import build_reading
from polc.compiler.syntax.builders.build_shares import build_shares
from polc.compiler.syntax.builders.build_values import (
    a_value,
    build_bands,
    build_cites,
    build_value,
    build_where,
    the_value,
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
    tokens,
)
from polc.compiler.syntax.nodes.statements import (
    Alternative,
    AsOfSyntax,
    BandsSyntax,
    BenefitStatementSyntax,
    ClassSyntax,
    Counting,
    CountsTowardSyntax,
    FiguresBySyntax,
    FirstOfSyntax,
    ForSyntax,
    HeldTo,
    HighestSyntax,
    KindOfCareSyntax,
    LeavingSyntax,
    LimitedPeople,
    ModeSyntax,
    NotForSyntax,
    NotSpecifiedSyntax,
    OnceSyntax,
    PaidBySyntax,
    PayerOutputSyntax,
    Period,
    RoundSyntax,
    Split,
    Term,
    TermSyntax,
    WhenSyntax,
)
from polc.compiler.syntax.nodes.values import Extreme, Name, Number, Value, Where
from polc.runtime.amounts import UNLIMITED

Said = TypeVar("Said", Period, Counting)
"""What a row of a table by a reading says."""

_TERMS: Final[dict[str, Term]] = {
    "base_line": "base",
    "deductible_line": "deductible",
    "rate_line": "rate",
    "pay_line": "pay",
    "cap_line": "cap",
    "floor_line": "at_least",
    "ceiling_line": "at_most",
}
_PERIODS: Final[dict[str, Period]] = {
    "PER_YEAR": "year",
    "PER_PERSON_YEAR": "year",
    "PER_STAY": "stay",
    "PER_CLAIM": "claim",
    "PER_CHAIN": "chain",
}


def build_statement(tree: Branch) -> BenefitStatementSyntax:  # noqa: C901  # one case for each kind
    """One line of a benefit."""
    place = place_of(tree)
    rule = str(tree.data)
    if rule in _TERMS:
        return build_term(tree, _TERMS[rule])
    match rule:
        case "for_line":
            people, limited = build_people(tree)
            return ForSyntax(people, limited, has(tree, "HELD_THIS_YEAR"), **place)
        case "not_for_line":
            return NotForSyntax(_listed(tree), **place)
        case "when_line":
            what: Literal["both", "pays", "counts"] = "pays" if has(tree, "PAYS_WHEN") else "both"
            what = "counts" if has(tree, "COUNTS_WHEN") else what
            return WhenSyntax(the_value(tree), what, **place)
        case "bands_line":
            written = branch(tree, "bands")
            bands = build_bands(written) if written is not None else names_in(tree)[0]
            return BandsSyntax(bands, _edges_of(tree), **place)
        case "counts_line":
            limits = has(tree, "COUNTS_TOWARD")
            return CountsTowardSyntax(_listed(tree), True, limits, only_when(tree), **place)
        case "limited_line":
            return CountsTowardSyntax(_listed(tree), False, True, only_when(tree), **place)
        case "silent_line":
            return NotSpecifiedSyntax(only_when(tree), **place)
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
            return FiguresBySyntax(the_value(tree), **place)
        case "cases_line":
            return FirstOfSyntax(
                tuple(_build_kind_of_care(kind) for kind in branches(tree, "case")), **place
            )
        case "mode_line":
            again = has(tree, "START_AGAIN")
            return ModeSyntax("start_again" if again else "cumulated", **place)
        case "leaving_line":
            title = text_of(first(tree, "STRING"))
            return LeavingSyntax(names_in(tree)[0], title, the_value(tree), **place)
        case "highest_line":
            alternatives = tuple(
                build_alternative(alternative) for alternative in branches(tree, "alternative")
            )
            readings = tuple(build_reading(reading) for reading in branches(tree, "reading"))
            return HighestSyntax(alternatives, has(tree, "PAY_SUM"), readings, **place)
        case "reading":
            return build_reading(tree)
        case _:
            raise AssertionError(rule)


def place_of(tree: Branch) -> Any:
    """What every line has: its place, its condition on readings, its clause."""
    return {"span": span_of(tree), "where": build_where(tree), "cites": build_cites(tree)}


def only_when(tree: Branch) -> Value | None:
    """The condition after `only when` or `continued when`, or None."""
    found = branch(tree, "only_when") or branch(tree, "continued")
    return build_value(branches(found)[0]) if found is not None else None


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


def _listed(tree: Branch) -> tuple[Name, ...]:
    names = branch(tree, "names")
    assert names is not None
    return names_in(names)


def _edges_of(tree: Branch) -> Literal["fixed", "above", "moved"]:
    edges = branch(tree, "edges")
    if edges is None or has(edges, "EDGES_FIXED"):
        return "fixed"
    return "above" if has(edges, "EDGES_ABOVE") else "moved"


def build_term(tree: Branch, term: Term) -> TermSyntax:
    """A line with an amount or a rate."""
    period = branch(tree, "period")
    value = a_value(tree)
    if value is None:
        none = first(tree, "NO_CAP", "NO_DEDUCTIBLE")
        assert none is not None
        unlimited = none.type == "NO_CAP"
        value = Number(
            "none" if unlimited else "money", UNLIMITED if unlimited else 0, span=span_of(none)
        )
    most = branch(tree, "most")
    if most is not None:
        value = Extreme("min", (value, the_value(most)), span=value.span.to(span_of(most)))
    return TermSyntax(
        term=term,
        value=value,
        period=_period_of(period) if period is not None else None,
        counting=_counting_of(tree),
        condition=only_when(tree),
        held=tuple(_build_held(held) for held in branches(tree, "held")),
        split=_split_of(tree),
        periods=_by_reading(branch(tree, "periods"), "period_case", _period_case),
        countings=_by_reading(_wholes_of(tree), "whole", _whole_from),
        **place_of(tree),
    )


def _period_of(tree: Branch) -> Period:
    return next(_PERIODS[token.type] for token in tokens(tree, *_PERIODS))


def _period_case(case: Branch) -> Period:
    period = branch(case, "period")
    assert period is not None
    return _period_of(period)


def _wholes_of(tree: Branch) -> Branch | None:
    counting = branch(tree, "counting")
    return branch(counting, "wholes") if counting is not None else None


def _by_reading(
    table: Branch | None, row: str, chosen: Callable[[Branch], Said]
) -> tuple[tuple[Said, Where], ...]:
    """`{ per_visit: per stay; by_year: per year } by period`: what each row says, and where."""
    by = branch(table, "by") if table is not None else None
    if table is None or by is None:
        return ()
    reading = names_in(by)[0]
    found = []
    for written in branches(table, row):
        names = tuple(name for key in branches(written, "key") for name in names_in(key))
        found.append((chosen(written), Where(reading, names, span=span_of(written))))
    return tuple(found)


def _build_held(tree: Branch) -> HeldTo:
    op: Literal["at_least", "at_most"] = "at_least" if has(tree, "AT_LEAST") else "at_most"
    return HeldTo(op, the_value(tree), has(tree, "PER_YEAR"), span=span_of(tree))


def _split_of(tree: Branch) -> Split | None:
    found = branch(tree, "split")
    if found is None:
        return None
    names = names_in(found)
    if names:
        return Split("first", names[0], span=span_of(found))
    return Split("proportion" if has(found, "IN_PROPORTION") else "each", span=span_of(found))


def _build_kind_of_care(tree: Branch) -> KindOfCareSyntax:
    rest = first(tree, "OTHERWISE")
    name = Name("rest", span=span_of(rest)) if rest is not None else names_in(tree)[0]
    parts = branches(tree)
    condition = None if rest is not None else build_value(parts.pop(0))
    return KindOfCareSyntax(
        name,
        text_of(first(tree, "STRING")),
        condition,
        tuple(build_statement(line) for line in parts),
        span=span_of(tree),
    )


def _counting_of(tree: Branch) -> Counting:
    counting = branch(tree, "counting")
    if counting is None or has(counting, "COUNTING_EXCESS"):
        return "excess"
    if has(counting, "BORNE"):
        return "borne"
    if has(counting, "COLLECTED_ONCE"):
        return "once"
    return _whole_from(counting)


def _whole_from(tree: Branch) -> Counting:
    """From when on a deductible counts the whole."""
    return "whole_exceeded" if has(tree, "ONCE_EXCEEDED") else "whole_reached"


def build_people(tree: Branch) -> tuple[tuple[Name, ...], tuple[LimitedPeople, ...]]:
    """The names after `for` (none: everyone), and those under conditions of their own."""
    people = branch(tree, "people")
    assert people is not None
    limited = tuple(
        LimitedPeople(_listed(listing), the_value(listing), span=span_of(listing))
        for listing in branches(people, "limited_person")
    )
    return names_in(people), limited


def build_alternative(tree: Branch) -> Alternative:
    """`dibao for dibao: 90% of premium, at least 320 yuan`."""
    until, when = branch(tree, "until"), branch(tree, "when_part")
    limits = []
    for limit in branches(tree, "limit"):
        term: Term = "at_least" if has(limit, "AT_LEAST") else "at_most"
        limits.append(build_term(limit, term))
    rounding = [build_statement(line) for line in branches(tree, "round_line")]
    payer = branch(tree, "paid_by")
    people, limited = build_people(tree)
    return Alternative(
        name=names_in(tree)[0],
        people=people,
        until=the_value(until) if until is not None else None,
        condition=the_value(when) if when is not None else None,
        value=the_value(tree),
        limits=tuple(limits),
        rounding=tuple(line for line in rounding if isinstance(line, RoundSyntax)),
        limited=limited,
        payer=names_in(payer)[0] if payer is not None else None,
        shares=build_shares(payer) if payer is not None else (),
        where=build_where(tree),
        cites=build_cites(tree),
        span=span_of(tree),
    )
