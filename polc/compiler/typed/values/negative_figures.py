"""Figures that are below zero whatever the case.

In: a typed amount or percentage. Out: a `negative_figure` where it, a line of its table or a
choice of its reading is made of figures alone and comes to less than nothing.
"""

from fractions import Fraction

from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    RoundedTo,
    Scaled,
    SumOf,
    Typed,
    ValueKind,
)
from polc.messages.text import Text, say
from polc.runtime.amounts import RATE_UNIT, UNLIMITED, format_money, format_rate


def check_not_negative(value: Typed, span: Span, context: Context) -> bool:
    """Whether nothing in it is below zero for certain; what is, is told."""
    match value:
        case Lookup() | ByReading():
            parts = value.branches
        case _:
            parts = ()
    sound = [check_not_negative(part, span, context) for part in parts]
    figure = _constant(value)
    if figure is None or figure >= 0:
        return all(sound)
    message = say("this comes to {figure}, which is below zero", figure=_show(figure, value.kind))
    hint = say(
        "write the figure that the document has; of two amounts that may pass each other write "
        "`higher of (…, 0 yuan)`"
    )
    context.findings.error("negative_figure", message, span, hint, subject=context.rule)
    return False


def _constant(value: Typed) -> Fraction | None:
    """What a value comes to that is made of figures alone: fen or millionths."""
    match value:
        case Figure():
            return None if value.value == UNLIMITED else Fraction(value.value)
        case SumOf():
            left, right = _constant(value.left), _constant(value.right)
            if left is None or right is None:
                return None
            return left + right if value.op == "add" else left - right
        case Scaled():
            rate, amount = _constant(value.rate), _constant(value.amount)
            return None if rate is None or amount is None else rate * amount / RATE_UNIT
        case RoundedTo():
            of = _constant(value.value)
            half = Fraction(0 if value.down else 1, 2)
            return None if of is None else (of / value.unit + half) // 1 * Fraction(value.unit)
        case ExtremeOf():
            parts = [_constant(part) for part in value.parts]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            return max(known) if value.op == "max" else min(known)
        case _:
            return None


def _show(figure: Fraction, kind: ValueKind) -> Text:
    """The figure in its unit, rounded to a whole fen or millionth."""
    whole = round(-figure)
    if kind == "money":
        return say("-{figure} yuan", figure=format_money(whole))
    return say("-{figure}", figure=format_rate(whole))
