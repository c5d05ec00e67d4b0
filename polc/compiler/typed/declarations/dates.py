"""Lines of the whole policy: in force, which day counts, how it rounds, windows.

In: their syntax. Out: `TypedDates` and `TypedWindow`s.
"""

from typing import Final

from polc.compiler.report.similar import suggest
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.items import DatedBy, InForce, Rounding, Window
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.syntax.nodes.years import BenefitYear, StaysAcross
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedDates, TypedWindow
from polc.messages.text import say

_DAYS: Final = {
    "discharge": "date",
    "date": "date",
    "出院日": "date",
    "就医日": "date",
    "admission": "admitted",
    "admitted": "admitted",
    "入院日": "admitted",
    "settlement": "settled",
    "settled": "settled",
    "结算日": "settled",
}
"""The days of a claim that may count, by the words for them."""


def check_dates(
    node: InForce | DatedBy | Rounding | BenefitYear | StaysAcross, context: Context
) -> TypedDates:
    """One line."""
    if isinstance(node, BenefitYear):
        origin = context.of("benefit_year").origin(node.span, node.cites)
        return TypedDates(what="benefit_year", origin=origin, begins=node.month)
    if isinstance(node, StaysAcross):
        origin = context.of("stays").origin(node.span, node.cites)
        return TypedDates(what="stays", origin=origin, split=node.split_on is not None)
    where = context.choices(node.where)
    readings = (where[0],) if where is not None else ()
    match node:
        case InForce():
            inner = context.of("in_force")
            origin = inner.origin(node.span, node.cites, readings)
            parameter, start = "", node.start
            if isinstance(start, Name):
                symbol = context.names.look_up(start, context.findings, "parameter")
                parameter, start = (symbol.id if symbol is not None else ""), None
            if isinstance(start, int) and node.end is not None and node.end < start:
                message = say("this policy ends before it begins")
                context.findings.error("backward_range", message, node.span, subject="in_force")
            return TypedDates(
                what="in_force",
                origin=origin,
                where=where,
                start=start,
                end=node.end,
                parameter=parameter,
            )
        case DatedBy():
            inner = context.of("dated_by")
            origin = inner.origin(node.span, node.cites, readings)
            day = _find_day(node.day, context) if node.day is not None else "date"
            return TypedDates(
                what=node.what, origin=origin, where=where, day=day, of_year=node.day is None
            )
        case Rounding():
            inner = context.of("round")
            origin = inner.origin(node.span, node.cites, readings)
            return TypedDates(
                what="round",
                origin=origin,
                where=where,
                unit=node.unit,
                down=node.down,
                each_step=node.each_step,
            )


def _find_day(name: Name, context: Context) -> str:
    day = _DAYS.get(name.text)
    if day is None:
        hint = suggest(name.text, _DAYS, say("it is `discharge`, `admission` or `settlement`"))
        message = say("`{name}` is no day of a claim", name=name.text)
        context.findings.error("unknown_name", message, name.span, hint, subject=name.text)
    return day or "date"


def check_window(node: Window, context: Context) -> TypedWindow:
    """Claims of the rules before the policy, of which it takes those of the days that it names."""
    inner = context.of(node.name.text)
    where = context.choices(node.where)
    days = tuple(_find_day(day, context) for day in node.days)
    flag = _find_flag(node.flag, context) if node.flag is not None else ""
    if node.flag is None and days != ("settled",):
        message = say("a window is open by the day of settlement")
        context.findings.error(
            "wrong_kind",
            message,
            node.days[0].span,
            say("write `by settlement`, or say which claims are meant: `when FIELD`"),
            subject=node.name.text,
        )
    payer = None
    if node.payer is not None:
        payer = context.names.look_up(node.payer, context.findings, "payer")
    origin = inner.origin(node.span, node.cites, (where[0],) if where is not None else ())
    paid_by = payer.id if payer is not None else ""
    return TypedWindow(
        id=node.name.text,
        title=node.title,
        start=node.start,
        end=node.end,
        days=days,
        flag=flag,
        payer=paid_by,
        where=where,
        origin=origin,
    )


def _find_flag(name: Name, context: Context) -> str:
    """The field of the claim that says yes or no."""
    field = context.find_field(name.text)
    if field is None:
        known = [word for word, own in context.fields.items() if own.kind == "flag"]
        hint = suggest(name.text, known, say("declare it: `field claim NAME : yes or no`"))
        message = say("unknown name `{name}`", name=name.text)
        context.findings.error("unknown_name", message, name.span, hint, subject=name.text)
        return ""
    if field.scope != "claim" or field.kind != "flag":
        message = say("`{name}` is no field of a claim that says yes or no", name=name.text)
        declare = say("declare one: `field claim NAME : yes or no`")
        context.findings.error("wrong_kind", message, name.span, declare, subject=name.text)
        return ""
    return field.name


def check_one_line(found: list[tuple[TypedDates, Span]], context: Context) -> None:
    """At most one line of a kind under any choice of readings."""
    for place, (earlier, _) in enumerate(found):
        for later, span in found[place + 1 :]:
            if earlier.what == later.what and not _apart(earlier, later):
                message = say(
                    "this says a second time what `{rule}` says", rule=earlier.origin.rule
                )
                hint = say("give each line its own choice: `where READING is CHOICE`")
                context.findings.error(
                    "two_lines_for_a_term", message, span, hint, subject=earlier.origin.rule
                )


def _apart(earlier: TypedDates, later: TypedDates) -> bool:
    if earlier.where is None or later.where is None:
        # A plain line is what holds where no other line stands.
        return (earlier.where is None) != (later.where is None)
    return earlier.where[0] == later.where[0] and not set(earlier.where[1]) & set(later.where[1])
