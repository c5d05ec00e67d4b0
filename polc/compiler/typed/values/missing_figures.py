"""Figures that may be none: a row of a table that says `none`, a parameter that admits it.

In: a typed amount, percentage or count. Out: whether it always is one; where it may be none, a
`wrong_kind` has said so. None may stand alone where a limit is asked for: a `cap`, an `at most`,
the size of a pool.
"""

from typing import Final

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    ParameterValue,
    Typed,
)
from polc.messages.text import say

_FIGURES: Final = ("money", "rate", "bands", "count", "none")
"""Days and lengths of time may be none everywhere: they never come."""


def check_is_figure(value: Typed, span: Span, context: Context) -> bool:
    """Whether it is a figure whatever the case and the parameters; else it is told."""
    if value.kind not in _FIGURES:
        return True
    may_be_none = _find_none(value, context)
    if may_be_none is None:
        return True
    match may_be_none:
        case ParameterValue():
            message = say(
                "`{name}` may be none, and {wanted} is wanted here",
                name=may_be_none.parameter,
                wanted=KIND_NAMES[value.kind],
            )
            hint = say(
                "take `or none` out of `{name}`: only a `cap`, the `at most` of an amount or a "
                "pool may be without a figure",
                name=may_be_none.parameter,
            )
        case _:
            message = say(
                "a line of this table says `none`, and {wanted} is wanted here",
                wanted=KIND_NAMES[value.kind],
            )
            hint = say(
                "write the figure, `0 yuan` or `0%` where it is nothing: only a `cap`, the "
                "`at most` of an amount or a pool may be without one"
            )
    context.findings.error("wrong_kind", message, span, hint, subject=context.rule)
    return False


def _find_none(value: Typed, context: Context) -> Typed | None:
    """What of a value may be none, and makes the whole none; the parts of sums, shares and
    products are asked where they are checked."""
    parts: tuple[Typed, ...]
    match value:
        case Figure():
            return value if value.kind == "none" else None
        case ParameterValue():
            symbol = context.names.find(value.parameter)
            node = symbol.node if symbol is not None else None
            return value if isinstance(node, ParameterSyntax) and node.type.optional else None
        case ExtremeOf():
            whole = [_find_none(part, context) for part in value.parts]
            if value.op == "min" and None in whole:
                return None
            return next((part for part in whole if part is not None), None)
        case Lookup() | ByReading():
            parts = value.branches
        case _:
            return None
    return next((found for part in parts if (found := _find_none(part, context)) is not None), None)
