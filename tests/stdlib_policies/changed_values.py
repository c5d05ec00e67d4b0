"""Small changes of one typed value or line: what a mutation of a rule can be.

In: a node of a checked program. Out: (what was changed, the changed node), for the node
itself; its parts are changed by `mutations.py`.
"""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from polc.compiler.model.parameters import DatedValue, Parameter
from polc.compiler.typed.nodes.changes import BenefitChange, RateRaised
from polc.compiler.typed.nodes.program import TypedDates, TypedPool, TypedWindow
from polc.compiler.typed.nodes.statements import (
    AsOfStatement,
    CountsTowardStatement,
    CountsWhenStatement,
    HighestStatement,
    PaysWhenStatement,
    RoundStatement,
    TypedAlternative,
    WhenStatement,
)
from polc.compiler.typed.nodes.tallies import ValueTally, VisitTally
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CapStatement,
    DeductibleStatement,
    Statement,
)
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    FieldValue,
    Figure,
    Held,
    HeldSince,
    LayerValue,
    Lookup,
    MonthsLater,
    Not,
    ParameterValue,
    Running,
    SumOf,
    TallyValue,
    Typed,
)
from polc.runtime.amounts import UNLIMITED

Changed = Iterator[tuple[str, Any]]

YUAN, POINT = 100, 10_000
_OPPOSITE: dict[Any, Any] = {"ge": "lt", "lt": "ge", "gt": "le", "le": "gt"}
_NEXT: dict[Any, Any] = {"ge": "gt", "gt": "ge", "le": "lt", "lt": "le"}
_PERIODS: dict[Any, Any] = {"year": "claim", "claim": "year", "stay": "year", "chain": "claim"}
_DAYS = {"date": "admitted", "admitted": "settled", "settled": "date"}


def changed_value(value: Any) -> Changed:  # noqa: C901  # one case for each kind of value
    """The changes of a value."""
    match value:
        case Figure():
            yield from (
                (f"{value.kind} {figure}", evolve(value, value=figure)) for figure in figures(value)
            )
        case ParameterValue() | Running() | LayerValue() | TallyValue() | FieldValue():
            nothing = nothing_of(value)
            if nothing is not None:
                yield "read as nothing", nothing
        case Held() | HeldSince():
            for at, (name, _) in enumerate(value.members):
                rest = (*value.members[:at], *value.members[at + 1 :])
                yield f"without {name}", evolve(value, members=rest)
            if isinstance(value, Held):
                yield "held this year", evolve(value, on="day" if value.on == "year" else "year")
        case ExtremeOf():
            yield "other extreme", evolve(value, op="min" if value.op == "max" else "max")
        case SumOf():
            yield "other sign", evolve(value, op="sub" if value.op == "add" else "add")
        case MonthsLater():
            yield "earlier for later", evolve(value, earlier=not value.earlier)
        case Lookup():
            if value.otherwise is not None:
                yield "without otherwise", evolve(value, otherwise=None)
        case ComparisonOf():
            if value.op in _OPPOSITE:
                yield "other side", evolve(value, op=_OPPOSITE[value.op])
                yield "edge moved", evolve(value, op=_NEXT[value.op])
            else:
                yield "inverted", Not(value)
        case Every():
            yield "any for every", Either(value.parts)
        case Either():
            yield "every for any", Every(value.parts)
        case Not():
            yield "not taken away", value.part
        case BandsValue():
            for at, (edge, rate) in enumerate(value.rows):
                row = (edge, rate - POINT if rate >= POINT else rate + POINT)
                rows = (*value.rows[:at], row, *value.rows[at + 1 :])
                yield f"band {at + 1}", evolve(value, rows=rows)
        case _:
            return


def figures(value: Figure) -> tuple[int, ...]:
    """Other figures of the same kind, near and far."""
    if value.value >= UNLIMITED:
        return (YUAN,)
    match value.kind:
        case "money":
            return (value.value + YUAN, value.value * 2 + YUAN, 0 if value.value else 9 * YUAN)
        case "rate" | "points":
            lower = value.value - POINT
            return (lower, value.value // 2) if lower >= 0 else (value.value + POINT,)
        case _:
            return (value.value + 1, max(0, value.value - 1))


def nothing_of(value: Any) -> Typed | None:
    """What stands for a value that is read: zero, the first day, no bands, its opposite."""
    match value.kind:
        case "flag":
            return Not(value)
        case "bands":
            return BandsValue(((UNLIMITED, 0),))
        case "choice":
            return None
        case "date":
            return Figure("date", 1)
        case _:
            return Figure(value.kind, 0)


def changed_statement(value: Any) -> Changed:
    """The changes of a line, an alternative, an adjustment, a statement of the whole policy."""
    match value:
        case Statement():
            yield from _changed_statement(value)
        case TypedAlternative():
            yield from _without(value, "until", "condition")
            if value.payer:
                yield "without its payer", evolve(value, payer="")
        case RateRaised():
            yield from _without(value, "most", "condition")
        case BenefitChange():
            yield from _without(value, "condition")
        case TypedPool():
            if value.inside:
                yield "inside none", evolve(value, inside=())
        case ValueTally():
            yield from _without(value, "condition")
            changed: Any = "highest" if value.what == "sum" else "sum"
            yield f"{changed} for {value.what}", evolve(value, what=changed)
        case VisitTally():
            yield from _without(value, "condition")
        case TypedDates():
            yield from _changed_dates(value)
        case TypedWindow():
            yield "a year shorter", evolve(value, end=value.end - 365)
            yield "without its payer", evolve(value, payer="")
        case DatedValue():
            yield from _changed_dated(value)
        case Parameter():
            yield from _without(value, "least", "most", "over", "falling", "not_rising")
        case _:
            return


def _changed_statement(statement: Statement) -> Changed:
    """The changes of a statement of a benefit; one with an `only when` without it."""
    if getattr(statement, "condition", None) is not None:
        if isinstance(statement, WhenStatement | PaysWhenStatement | CountsWhenStatement):
            inverted = evolve(statement, condition=Not(statement.condition))
            yield f"{statement.term} inverted", inverted
        else:
            yield from _without(statement, "condition")
    match statement:
        case DeductibleStatement():
            yield from _without(statement, "continued", "split")
            yield from _changed_period(statement)
            if statement.periods:
                yield "one period", evolve(statement, periods=(), period="claim")
            counting: Any = "whole_reached" if statement.counting == "excess" else "excess"
            yield f"counting {counting}", evolve(statement, counting=counting, countings=())
        case CapStatement():
            yield from _changed_period(statement)
        case BandsStatement():
            edges: Any = "moved" if statement.edges == "fixed" else "fixed"
            yield f"edges {edges}", evolve(statement, edges=edges)
        case CountsTowardStatement():
            yield "not charged", evolve(statement, charges=not statement.charges)
            yield "not limited", evolve(statement, limits=not statement.limits)
        case RoundStatement():
            yield "rounded to another unit", evolve(statement, unit=statement.unit * 100)
            yield "rounded the other way", evolve(statement, down=not statement.down)
        case AsOfStatement():
            changed = "last_day" if statement.day == "first_day" else "first_day"
            yield f"as of {changed}", evolve(statement, day=changed)
        case HighestStatement():
            how: Any = "sum" if statement.how == "highest" else "highest"
            yield f"{how} for {statement.how}", evolve(statement, how=how)
        case _:
            return


def _changed_period(statement: DeductibleStatement | CapStatement) -> Changed:
    if statement.period in _PERIODS:
        yield "another period", evolve(statement, period=_PERIODS[statement.period])


def _changed_dates(line: TypedDates) -> Changed:
    for name in ("start", "end"):
        day = getattr(line, name)
        if day is not None:
            for days in (1, -1, 366, -366):
                yield f"{name} {days:+} days", evolve(line, **{name: day + days})
    if line.what in ("rules", "identities"):
        yield "another day", evolve(line, day=_DAYS[line.day])
        yield "of the year", evolve(line, of_year=not line.of_year)
    if line.what == "round":
        yield "rounded to another unit", evolve(line, unit=line.unit * 100)
        yield "rounded the other way", evolve(line, down=not line.down)
        yield "at other steps", evolve(line, each_step=not line.each_step)


def _changed_dated(dated: DatedValue) -> Changed:
    if isinstance(dated.value, int):
        near = YUAN if dated.value < UNLIMITED else YUAN - UNLIMITED
        for more in (1, near, 366, -366, -dated.value):
            yield f"value {more:+}", evolve(dated, value=dated.value + more)
    else:
        yield "bands of nothing", evolve(dated, value=((UNLIMITED, 0),))
    if dated.last is not None:
        yield "a year shorter", evolve(dated, last=dated.last - 1)


def _without(node: Any, *parts: str) -> Changed:
    for part in parts:
        if getattr(node, part) is not None:
            yield f"without {part}", evolve(node, **{part: None})
