"""Trees of lines with an amount or a rate, and of the people of a line, to their syntax nodes.

In: a line's tree. Out: a `TermSyntax`, the names it is for; what every line has (place, clause,
condition).
"""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

from polc.compiler.syntax.builders.build_values import (
    VALUES,
    a_value,
    build_cites,
    build_value,
    build_where,
    the_value,
)
from polc.compiler.syntax.builders.class_conditions import REST, YES
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    WritingError,
    branch,
    branches,
    first,
    has,
    names_in,
    span_of,
    tokens,
)
from polc.compiler.syntax.mistakes.limits_of_counts import ONE_MOST
from polc.compiler.syntax.nodes.statements import (
    Counting,
    HeldTo,
    Period,
    Split,
    Term,
    TermSyntax,
    UnitsSyntax,
)
from polc.compiler.syntax.nodes.values import (
    Extreme,
    Name,
    Number,
    RowSyntax,
    Table,
    Value,
    Where,
)
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.amounts import UNLIMITED

Said = TypeVar("Said", Period, Counting)
"""What a row of a table by a reading says."""

PERIODS: Final[dict[str, Period]] = {
    "PER_YEAR": "year",
    "LEADING_YEAR": "year",
    "PER_PERSON_YEAR": "year",
    "PER_STAY": "stay",
    "PER_CLAIM": "claim",
    "PER_CHAIN": "chain",
    "PER_MONTH": "month",
    "PER_QUARTER": "quarter",
    "PER_HOSPITAL": "hospital",
    "PER_HOUSEHOLD": "household",
}


def place_of(tree: Branch) -> Any:
    """What every line has: its place, its condition on readings, its clause."""
    return {"span": span_of(tree), "where": build_where(tree), "cites": build_cites(tree)}


def only_when(tree: Branch) -> Value | None:
    """The condition after `only when` or `continued when`, or None."""
    found = branch(tree, "only_when") or branch(tree, "continued")
    return build_value(branches(found)[0]) if found is not None else None


def build_term(tree: Branch, term: Term) -> TermSyntax:
    """A line with an amount or a rate."""
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
        value=raise_once(value, tree),
        period=_counted_period(tree) if term == "counted" else build_period(tree),
        counting=_counting_of(tree),
        condition=only_when(tree),
        outside=has(tree, "OUT_OF_POLICY"),
        held=tuple(_build_held(held) for held in branches(tree, "held")),
        split=_split_of(tree),
        periods=_by_reading(branch(tree, "periods"), "period_case", _period_case),
        carried=build_carried(tree),
        countings=_by_reading(_wholes_of(tree), "whole", _whole_from),
        units=_units_of(tree),
        **place_of(tree),
    )


def raise_once(value: Value, tree: Branch) -> Value:
    """`15000 yuan, 30000 yuan once passed`: the table by whether it has happened."""
    raised = branch(tree, "raised")
    return value if raised is None else _raised_by(value, raised)


def add_to_term(term: TermSyntax, more: Branch) -> TermSyntax:
    """What a class says of a term behind a comma: `, 30000 yuan once passed` of its cap,
    `, at most 100 days per year` of so much for each of a count."""
    if more.data == "units_term":
        if term.term != "pay":
            message = say("how many are paid for at most is said behind what is paid for each")
            hint = say(
                "what is paid at most is a line of the benefit, with a table where classes differ: "
                "`at most { tekun: 1000 yuan; otherwise: 500 yuan }`; so many are `pay 80 yuan for "
                "each of days_in, at most 60 days per year`"
            )
            raise WritingError(message, span_of(more), "wrong_kind", hint)
        if term.units is not None:
            message = say("how many are paid for at most is said twice")
            raise WritingError(message, span_of(more), "declared_twice", ONE_MOST)
        return evolve(term, units=_the_units(more))
    if term.term != "cap" or not isinstance(term.period, str):
        message = say("only a cap has another figure once something has happened")
        hint = say("write it behind `cap 15000 yuan per year`")
        raise WritingError(message, span_of(more), "wrong_kind", hint)
    return evolve(term, value=_raised_by(term.value, more))


def _raised_by(value: Value, raised: Branch) -> Table:
    condition = build_value(branches(raised, *VALUES)[-1])
    rows = (
        RowSyntax((YES,), the_value(raised), span=span_of(raised)),
        RowSyntax((REST,), value, span=value.span),
    )
    return Table(rows, on=condition, once=True, span=value.span.to(span_of(raised)))


def _counted_period(tree: Branch) -> Period:
    """Whose year holds the most that is counted."""
    return "household" if has(tree, "PER_HOUSEHOLD") else "year"


def build_period(tree: Branch) -> Period | None:
    """The period that a line says, or None."""
    period = branch(tree, "period")
    return period_of(period) if period is not None else None


def period_of(tree: Branch) -> Period:
    """The period that stands directly below the tree."""
    return next(PERIODS[token.type] for token in tokens(tree, *PERIODS))


def build_carried(tree: Branch) -> Value | None:
    """The day after `carried over within the year from`, or None."""
    carried = branch(tree, "carried")
    return the_value(carried) if carried is not None else None


def _period_case(case: Branch) -> Period:
    period = build_period(case)
    assert period is not None
    return period


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
        return Split("first", names, span=span_of(found))
    return Split("proportion" if has(found, "IN_PROPORTION") else "each", span=span_of(found))


def _units_of(tree: Branch) -> UnitsSyntax | None:
    found = branch(tree, "units")
    return None if found is None else _the_units(found)


def _the_units(found: Branch) -> UnitsSyntax:
    return UnitsSyntax(the_value(found), build_period(found), span=span_of(found))


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


def names_of(tree: Branch) -> tuple[Name, ...]:
    """The names of a list below the tree."""
    names = branch(tree, "names")
    assert names is not None
    return names_in(names)
