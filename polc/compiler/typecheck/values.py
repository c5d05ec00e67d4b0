"""Values and conditions: every name looked up, every kind known.

In: a syntax value. Out: a typed one, or None after a diagnostic. `expect_kind` says
what a line wants, with both places where the kinds disagree.
"""

import re
from typing import Final, Literal, get_args

from attrs import evolve

from polc.compiler.similar import suggest
from polc.compiler.source import Span
from polc.compiler.syntax.nodes import Parameter
from polc.compiler.syntax.values import (
    AllOf,
    AnyOf,
    Comparison,
    Membership,
    Name,
    Negation,
    Number,
    Product,
    Reference,
    Sum,
    Table,
    Value,
)
from polc.compiler.typecheck.context import Context
from polc.compiler.typecheck.tables import check_table
from polc.compiler.typecheck.typed import (
    Compared,
    Either,
    Every,
    FieldValue,
    Figure,
    Held,
    LayerValue,
    Lookup,
    Not,
    ParameterValue,
    Row,
    Running,
    Scaled,
    SumOf,
    Typed,
    ValueKind,
)
from polc.runtime.vocabulary import CHINESE_CHOICES, FIELDS, find_field

RUNNING: Final[dict[str, Running]] = {
    "remaining": Running("money", "remaining"),
    "剩余政策范围内费用": Running("money", "remaining"),
    "own_cost": Running("money", "own_cost"),
    "个人负担费用": Running("money", "own_cost"),
    "year": Running("count", "year"),
    "年度": Running("count", "year"),
}
_CHINESE_FIGURE: Final = re.compile("百分之|[一二三四五六七八九十百千万两](?:成|折|元|万元)$")

MOST_PARTS: Final = 40
"""Parts of one `and` or `or`."""

LayerPart = Literal["base", "deductible", "deducted", "before_cap", "cut_off", "paid"]
_PARTS: Final[tuple[LayerPart, ...]] = get_args(LayerPart)
LAYER_PARTS: Final[dict[str, LayerPart]] = {one: one for one in _PARTS} | {
    "基数": "base",
    "起付线": "deductible",
    "起付线内": "deducted",
    "封顶前": "before_cap",
    "超限额部分": "cut_off",
    "已付": "paid",
}
"""What can be asked of an earlier benefit, in either language."""

KIND_NAMES: Final[dict[str, str]] = {
    "money": "an amount of money",
    "rate": "a percentage",
    "points": "percentage points",
    "count": "a number",
    "date": "a date",
    "flag": "a condition",
    "choice": "one of several words",
    "none": "no limit",
    "bands": "a table of bands",
}


def check_value(value: Value, context: Context) -> Typed | None:
    """The typed value, or None where something in it is wrong and has been reported."""
    match value:
        case Number():
            return Figure(value.kind, value.value)
        case Reference():
            if value.part is not None:
                return _check_layer_value(value.name, value.part, context)
            return _check_reference(value.name, context)
        case Sum():
            return _check_sum(value, context)
        case Product():
            return _check_product(value, context)
        case Table():
            return check_table(value, context, check_value)
        case Comparison():
            return _check_comparison(value, context)
        case Membership():
            return _check_membership(value, context)
        case AllOf() | AnyOf():
            if len(value.parts) > MOST_PARTS:
                message = f"this condition has more than {MOST_PARTS} parts"
                context.findings.error("too_many_parts", message, value.span)
                return None
            parts = [check_kind(part, "flag", context) for part in value.parts]
            whole = tuple(part for part in parts if part is not None)
            if len(whole) < len(parts):
                return None
            return Every(whole) if isinstance(value, AllOf) else Either(whole)
        case Negation():
            part = check_kind(value.part, "flag", context)
            return Not(part) if part is not None else None


def check_kind(
    value: Value, kind: ValueKind, context: Context, *, none: bool = False
) -> Typed | None:
    """The typed value where it is of `kind` (or none, if that may stand here)."""
    typed = check_value(value, context)
    if typed is None:
        return None
    found = kind_of(typed)
    if found == kind or (none and found in ("none", "either")):
        return typed
    what = context.rule.rpartition(".")[2].replace("_", " ") or "this"
    message = f"`{what}` wants {KIND_NAMES[kind]}, and this is {KIND_NAMES.get(found, found)}"
    context.findings.error("wrong_kind", message, value.span, _unit_hint(kind, found, value))
    return None


def kind_of(typed: Typed) -> str:
    """The kind of a value; tables of money and none are `either`."""
    return typed.kind


def _unit_hint(kind: str, found: str, value: Value) -> str:
    if isinstance(value, Number) and found == "count" and kind == "money":
        return f"write `{value.value} yuan`"
    if isinstance(value, Number) and found == "count" and kind == "rate":
        return f"write `{value.value}%`"
    if kind == "rate" and found == "points":
        return "points raise a rate: `rate raised by 5 points`; a rate itself is `70%`"
    return ""


def _check_reference(name: Name, context: Context) -> Typed | None:
    if name.text in RUNNING:
        return RUNNING[name.text]
    symbol = context.scope.find(name.text)
    if symbol is not None and symbol.kind == "parameter":
        assert isinstance(symbol.node, Parameter)
        return ParameterValue(symbol.node.type.kind, symbol.id)
    if symbol is not None and symbol.kind in ("identity", "group"):
        return Held(context.scope.people((name,), context.findings))
    field = find_field(name.text)
    if field is not None and field.kind != "text":
        return FieldValue(field.kind, field)
    if symbol is not None:
        context.scope.look_up(name, context.findings, "parameter", "identity", "group")
        return None
    if name.text not in context.scope.unknown:
        context.scope.unknown.add(name.text)
        known = [
            *RUNNING,
            *context.scope.known_words("parameter", "identity", "group"),
            *(word for one in FIELDS for word in (one.name, *one.chinese)),
        ]
        hint = suggest(
            name.text, known, "a parameter, a field of the case or a group may stand here"
        )
        if _CHINESE_FIGURE.search(name.text):
            hint = "write figures in digits: `60%`, `500元`, `3万元`"
        context.findings.error("unknown_name", f"unknown name `{name.text}`", name.span, hint)
    return None


def _check_layer_value(name: Name, part: Name, context: Context) -> Typed | None:
    """`assistance.cut_off`: the benefit must pay before the one that asks."""
    symbol = context.scope.look_up(name, context.findings, "benefit")
    word = LAYER_PARTS.get(part.text)
    if word is None:
        hint = suggest(part.text, LAYER_PARTS, "it has " + ", ".join(f"`{one}`" for one in _PARTS))
        message = f"a benefit has no figure `{part.text}`"
        context.findings.error("unknown_name", message, part.span, hint)
    if symbol is None or word is None:
        return None
    asking = context.rule.partition(".")[0]
    place, own = context.layers.get(symbol.id), context.layers.get(asking)
    if place is None or (own is not None and place >= own):
        message = f"`{symbol.id}` does not pay before `{asking}`, so it has no figures yet"
        context.findings.error("not_an_earlier_layer", message, name.span)
        return None
    return LayerValue(symbol.id, word)


def _check_sum(value: Sum, context: Context) -> Typed | None:
    left, right = check_value(value.left, context), check_value(value.right, context)
    if left is None or right is None:
        return None
    if kind_of(left) != kind_of(right) or kind_of(left) not in ("money", "rate", "count"):
        _disagree(context, "cannot be added or taken off", value.left, left, value.right, right)
        return None
    return SumOf(left.kind, value.op, left, right)


def _check_product(value: Product, context: Context) -> Typed | None:
    rate = check_kind(value.rate, "rate", evolve(context, rule="of"))
    amount = check_kind(value.amount, "money", evolve(context, rule="of"))
    return Scaled(rate, amount) if rate is not None and amount is not None else None


def _check_comparison(value: Comparison, context: Context) -> Typed | None:
    left, right = check_value(value.left, context), check_value(value.right, context)
    if left is None or right is None:
        return None
    if kind_of(left) != kind_of(right) or kind_of(left) not in ("money", "rate", "count", "date"):
        _disagree(context, "cannot be compared", value.left, left, value.right, right)
        return None
    return Compared(value.op, left, right)


def _disagree(
    context: Context, what: str, left: Value, one: Typed, right: Value, other: Typed
) -> None:
    first, second = KIND_NAMES[kind_of(one)], KIND_NAMES[kind_of(other)]
    message = f"{first} and {second} {what}"
    related = (
        context.findings.place(left.span, f"this is {first}"),
        context.findings.place(right.span, f"this is {second}"),
    )
    context.findings.error("kinds_disagree", message, left.span.to(right.span), related=related)


def _check_membership(value: Membership, context: Context) -> Typed | None:
    subject = check_value(value.subject, context)
    if subject is None:
        return None
    if isinstance(subject, FieldValue) and subject.field.choices:
        found = [_check_member(subject, member, value, context) for member in value.members]
        places = tuple(place for place in found if place is not None)
        if len(places) < len(found):
            return None
        if value.within:
            return Compared("le", subject, Figure("choice", max(places)))
        return _one_of(subject, "choice", places)
    if kind_of(subject) == "count" and all(isinstance(one, int) for one in value.members):
        return _one_of(subject, "count", tuple(int(str(one)) for one in value.members))
    message = f"`is` wants a field with named values, and this is {KIND_NAMES[kind_of(subject)]}"
    context.findings.error("wrong_kind", message, value.subject.span)
    return None


def _one_of(subject: Typed, kind: ValueKind, values: tuple[int, ...]) -> Typed:
    """Whether a value is one of several."""
    if len(values) == 1:
        return Compared("eq", subject, Figure(kind, values[0]))
    row = Row(Figure("flag", 1), ranges=tuple((one, one) for one in values))
    return Lookup("flag", subject, (row,), Figure("flag", 0))


def _check_member(
    subject: FieldValue, member: Name | int, value: Membership, context: Context
) -> int | None:
    """The index of a named value, or None after saying that there is none."""
    span = member.span if isinstance(member, Name) else value.span
    word = str(member) if isinstance(member, int) else member.text
    if value.within and subject.field.name not in ("place", "insured_at"):
        message = "`within` is asked of a place; elsewhere write `is`"
        context.findings.error("wrong_kind", message, value.span)
        return None
    place = find_choice(subject, word)
    if place is None:
        report_choice(subject, word, span, context)
    return place


def find_choice(subject: FieldValue, word: str) -> int | None:
    """The index of a named value of a field, by id or Chinese name."""
    choices = subject.field.choices
    word = CHINESE_CHOICES.get(word, word)
    return choices.index(word) if word in choices else None


def report_choice(subject: FieldValue, word: str, span: Span, context: Context) -> None:
    """Says that a field has no such value."""
    known = list(subject.field.choices)
    message = f"`{subject.field.name}` is never `{word}`"
    hint = suggest(word, known, "it is one of " + ", ".join(f"`{one}`" for one in known))
    context.findings.error("unknown_value", message, span, hint)
