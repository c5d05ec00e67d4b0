"""What has happened in the year: the condition of `cap 15000 yuan, 30000 yuan once passed`.

In: a typed condition, its place, a context. Out: whether it can only come about in a year and
stay so; else a diagnostic.
"""

from typing import Final

from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import (
    ComparisonOf,
    Either,
    Every,
    ExtremeOf,
    Figure,
    MultipleOf,
    ParameterValue,
    RoundedTo,
    Scaled,
    SumOf,
    TallyValue,
    Typed,
)
from polc.messages.text import say
from polc.runtime.vocabulary import Field

_FIXED: Final = (Figure, ParameterValue)
_MADE_OF: Final = (ExtremeOf, MultipleOf, RoundedTo, Scaled, SumOf)


def check_once(condition: Typed, span: Span, context: Context) -> bool:
    """A condition on tallies that rise with the year, joined with `and` and `or`."""
    if _stays(condition):
        return True
    written = context.source.text[span.start : span.end]
    message = say(
        "`once` asks what has happened in the year, and `{written}` may cease to hold",
        written=written,
    )
    hint = say(
        "declare `tally NAME = any claim only when …` and write `once NAME`; of a figure of the "
        "year write `over` or `reaches`"
    )
    context.findings.error("once_may_end", message, span, hint, subject=context.rule)
    return False


def _stays(condition: Typed) -> bool:
    if isinstance(condition, Every | Either):
        return all(map(_stays, condition.parts))
    if not isinstance(condition, ComparisonOf):
        return isinstance(condition, TallyValue)
    more, less = condition.left, condition.right
    if condition.op in ("le", "lt"):
        more, less = less, more
    return condition.op != "eq" and _rises(more) and _is_fixed(less)


def _rises(value: Typed) -> bool:
    """Whether a figure is one of the year so far, and nothing is taken from it."""
    parts = list(walk_records(value))
    return any(isinstance(part, TallyValue) for part in parts) and all(
        isinstance(part, (TallyValue, *_FIXED, *_MADE_OF))
        and not (isinstance(part, SumOf) and part.op == "sub")
        for part in parts
        if not isinstance(part, Field)
    )


def _is_fixed(value: Typed) -> bool:
    return all(isinstance(part, (*_FIXED, *_MADE_OF)) for part in walk_records(value))
