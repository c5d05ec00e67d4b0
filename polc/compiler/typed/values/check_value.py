"""Values and conditions: every name looked up, every kind known.

In: a syntax value. Out: a typed one, or None after a diagnostic. `expect_kind` says
what a line wants, with both places where the kinds disagree.
"""

from typing import Final, assert_never

from polc.compiler.syntax.nodes.values import (
    AllOf,
    AnyOf,
    ComparisonSyntax,
    Extreme,
    Membership,
    Multiple,
    Negation,
    Number,
    OnDays,
    Portion,
    Product,
    Reference,
    Rounded,
    Since,
    Sum,
    Table,
    Value,
)
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import KIND_NAMES, term_name
from polc.compiler.typed.nodes.values import (
    CalendarYear,
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    Figure,
    MonthsLater,
    MultipleOf,
    Not,
    PortionOf,
    RoundedTo,
    Scaled,
    SumOf,
    Typed,
    ValueKind,
)
from polc.compiler.typed.values.days_of_table import check_days
from polc.compiler.typed.values.membership import check_membership
from polc.compiler.typed.values.missing_figures import check_is_figure
from polc.compiler.typed.values.names import check_layer_value, check_name, check_since
from polc.compiler.typed.values.negative_figures import check_not_negative
from polc.compiler.typed.values.of_stay import check_of_stay
from polc.compiler.typed.values.once import check_once
from polc.compiler.typed.values.tables import check_table
from polc.compiler.typed.values.year_of import YearOfDay, find_year_of
from polc.messages.text import NOTHING, Text, say

MOST_PARTS: Final = 40
"""Parts of one `and` or `or`."""

_ADDED: Final = ("money", "rate", "count", "days", "months")
_COUNTED: Final = ("money", "rate", "count", "days", "months")
_COMPARED: Final = ("money", "rate", "count", "date", "days", "months")


def check_value(  # noqa: C901  # one case for each kind of value
    value: Value, context: Context
) -> Typed | None:
    """The typed value, or None where something in it is wrong and has been reported."""
    match value:
        case Number():
            return Figure(value.kind, value.value)
        case Reference():
            if value.of_stay:
                return check_of_stay(value, context)
            if value.part is not None:
                return check_layer_value(value.name, value.part, context)
            return check_name(value.name, context)
        case Since():
            return check_since(value, context)
        case Extreme():
            return _check_extreme(value, context)
        case Portion():
            return _check_portion(value, context)
        case Sum():
            return _check_sum(value, context)
        case Product():
            year = find_year_of(value, context)
            return _check_product(value, context) if year is None else _check_year(year, context)
        case Multiple():
            return _check_multiple(value, context)
        case Rounded():
            of = check_kind(value.value, "money", context)
            return RoundedTo(of, value.unit, value.down) if of is not None else None
        case Table(once=True, on=condition) if condition is not None:
            asked = check_kind(condition, "flag", context)
            if asked is None or not check_once(asked, condition.span, context):
                return None
            return check_table(value, context, check_value)
        case Table():
            return check_table(value, context, check_value)
        case ComparisonSyntax():
            return _check_comparison(value, context)
        case Membership():
            return check_membership(value, context, check_value)
        case OnDays():
            return check_days(value)
        case AllOf() | AnyOf():
            if len(value.parts) > MOST_PARTS:
                message = say("this condition has more than {most} parts", most=MOST_PARTS)
                context.findings.error("too_many_parts", message, value.span, subject=context.rule)
                return None
            parts = [check_kind(part, "flag", context) for part in value.parts]
            whole = tuple(part for part in parts if part is not None)
            if len(whole) < len(parts):
                return None
            return Every(whole) if isinstance(value, AllOf) else Either(whole)
        case Negation():
            part = check_kind(value.part, "flag", context)
            return Not(part) if part is not None else None
        case _:
            assert_never(value)


def check_kind(
    value: Value, kind: ValueKind, context: Context, *, none: bool = False
) -> Typed | None:
    """The typed value where it is of `kind` (or none, if that may stand here)."""
    typed = check_value(value, context)
    return None if typed is None else want_kind(typed, value, kind, context, none=none)


def check_rate_or_money(value: Value, context: Context) -> Typed | None:
    """A share or an amount, whichever is written."""
    typed = check_value(value, context)
    if typed is None:
        return None
    return want_kind(typed, value, "rate" if typed.kind == "rate" else "money", context)


_OF_RATES: Final = ("rate", "bands")
"""Where a bare number can be nothing but a percentage: a deductible that is lowered by 50 may be by
yuan."""


def want_kind(
    typed: Typed, value: Value, kind: ValueKind, context: Context, *, none: bool = False
) -> Typed | None:
    """What was written, where it is of `kind`; None after a diagnostic."""
    found = typed.kind
    if found == kind or (none and found == "none"):
        if not none and not check_is_figure(typed, value.span, context):
            return None
        sound = kind not in ("money", "rate") or check_not_negative(typed, value.span, context)
        return typed if sound else None
    from polc.compiler.typed.values.suggest_values import repair_unit

    what = term_name(context.part or context.item or "this")
    message = say(
        "`{what}` wants {wanted}, and this is {found}",
        what=what,
        wanted=KIND_NAMES[kind],
        found=KIND_NAMES.get(found, found),
    )
    context.findings.error(
        "wrong_kind",
        message,
        value.span,
        _unit_hint(kind, found, value, context),
        fix=repair_unit(kind, value, context.source.text) if found == "count" else None,
        subject=context.rule,
        safety="safe" if context.part in _OF_RATES else "unsafe",
    )
    return None


def _unit_hint(kind: str, found: str, value: Value, context: Context) -> Text:
    from polc.compiler.typed.values.suggest_values import suggest_size, suggest_unit

    if isinstance(value, Table) and value.entries:
        return _unit_hint(kind, found, value.entries[0].value, context)
    if found == "count" and suggest_unit(kind, value):
        return suggest_unit(kind, value)
    if kind == "flag" and found in _COMPARED:
        return suggest_size(context.source.text, value.span)
    if found == "none" and kind == "date":
        return say("leave it out: where no day is named there is no end")
    if found == "none" and context.part == "deductible":
        return say("write `no deductible`")
    if found == "rate" and isinstance(value, Number) and context.part == "pay":
        share = context.source.text[value.span.start : value.span.end]
        return say("write `rate {share}`: what is paid of the cost is a rate", share=share)
    if kind == "rate" and found == "money" and isinstance(value, Product):
        share = context.source.text[value.rate.span.start : value.rate.span.end]
        base = context.source.text[value.amount.span.start : value.amount.span.end]
        return say(
            "write `rate {share}`; what it is paid of is a line of its own: `base {base}`",
            share=share,
            base=base,
        )
    if kind == "rate" and found == "money" and context.part == "deductible":
        return say(
            "write `lowered to` and the deductible that is left: `lowered to 300 yuan`; what it is "
            "lowered by is a share: `lowered by 50%`"
        )
    if kind == "rate" and found == "money":
        return say("a rate is a percentage: `70%`; an amount is paid with `pay 500 yuan`")
    if kind == "money" and found == "rate":
        return say("an amount has its unit: `500 yuan`; a share of one is `50% of premium`")
    if kind == "rate" and found == "points":
        return say("points raise a rate: `rate raised by 5 points`; a rate itself is `70%`")
    return NOTHING


def _check_sum(value: Sum, context: Context) -> Typed | None:
    left, right = check_value(value.left, context), check_value(value.right, context)
    if left is None or right is None:
        return None
    kinds = (left.kind, right.kind)
    if kinds == ("date", "days"):
        return SumOf("date", value.op, left, right)
    if kinds == ("date", "months"):
        return MonthsLater(left, right, value.op == "sub")
    if kinds == ("date", "date") and value.op == "sub":
        return SumOf("days", "sub", left, right)
    if kinds[0] != kinds[1] or kinds[0] not in _ADDED:
        _disagree(
            context, say("cannot be added or taken off"), value.left, left, value.right, right
        )
        return None
    for part, node in ((left, value.left), (right, value.right)):
        if not check_is_figure(part, node.span, context):
            return None
    return SumOf(left.kind, value.op, left, right)


def _check_extreme(value: Extreme, context: Context) -> Typed | None:
    """Values of one kind that have an order."""
    found = [check_value(part, context) for part in value.parts]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return None
    for part, node in zip(parts[1:], value.parts[1:], strict=True):
        if part.kind != parts[0].kind or part.kind not in _COMPARED:
            _disagree(context, say("cannot be compared"), value.parts[0], parts[0], node, part)
            return None
    return ExtremeOf(parts[0].kind, value.op, tuple(parts))


def _check_portion(value: Portion, context: Context) -> Typed | None:
    inner = context.inside("portion")
    found = [
        check_kind(operand, "money", inner) for operand in (value.amount, value.part, value.whole)
    ]
    amount, part, whole = found
    if amount is None or part is None or whole is None:
        return None
    return PortionOf(amount, part, whole)


def _check_year(found: YearOfDay, context: Context) -> Typed | None:
    """The year of a day, or what a table says of it."""
    day = check_kind(found.day, "date", context)
    if day is None:
        return None
    year = CalendarYear(day)
    if found.table is None:
        return year
    looked_up = check_table(found.table, context, check_value, year)
    if found.of is None or looked_up is None:
        return looked_up
    amount = check_kind(found.of, "money", context)
    if amount is None:
        return None
    if looked_up.kind != "rate":
        _disagree(context, say("cannot be multiplied"), found.table, looked_up, found.of, amount)
        return None
    return Scaled(looked_up, amount)


def _check_product(value: Product, context: Context) -> Typed | None:
    inner = context.inside("of")
    rate = check_kind(value.rate, "rate", inner)
    of = check_value(value.amount, inner)
    if rate is None or of is None:
        return None
    kind: ValueKind = "rate" if of.kind == "rate" else "money"
    amount = want_kind(of, value.amount, kind, inner)
    return Scaled(rate, amount, kind) if amount is not None else None


def _check_multiple(value: Multiple, context: Context) -> Typed | None:
    """What is given for each of a count has a unit of its own: money, a rate, a time."""
    unit, count = check_value(value.unit, context), check_value(value.count, context)
    if unit is None or count is None:
        return None
    if unit.kind not in _COUNTED or count.kind not in ("count", "days"):
        _disagree(context, say("cannot be multiplied"), value.unit, unit, value.count, count)
        return None
    for part, node in ((unit, value.unit), (count, value.count)):
        if not check_is_figure(part, node.span, context):
            return None
    return MultipleOf(unit.kind, unit, count)


def _check_comparison(value: ComparisonSyntax, context: Context) -> Typed | None:
    left, right = check_value(value.left, context), check_value(value.right, context)
    if left is None or right is None:
        return None
    if left.kind != right.kind or left.kind not in _COMPARED:
        _disagree(context, say("cannot be compared"), value.left, left, value.right, right)
        return None
    return ComparisonOf(value.op, left, right)


def _disagree(
    context: Context, what: Text, left: Value, left_typed: Typed, right: Value, right_typed: Typed
) -> None:
    from polc.compiler.typed.values.suggest_values import suggest_unit

    first, second = KIND_NAMES[left_typed.kind], KIND_NAMES[right_typed.kind]
    message = say("{first} and {second} {what}", first=first, second=second, what=what)
    hint = suggest_unit(left_typed.kind, right) or suggest_unit(right_typed.kind, left)
    if not hint and context.part == "rate" and right_typed.kind == "money":
        hint = say("a bound of what is paid is a line of its own: `at most 1000 yuan`")
    related = (
        context.findings.place(left.span, say("this is {first}", first=first)),
        context.findings.place(right.span, say("this is {second}", second=second)),
    )
    context.findings.error(
        "kinds_disagree",
        message,
        left.span.to(right.span),
        hint,
        related=related,
        subject=context.rule,
    )
