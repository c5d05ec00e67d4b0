"""Limits per month or quarter of which what is unused is carried over within the year.

In: the day from whose month on it counts, the period of the limit. Out: the day, or None after a
diagnostic where there is no such limit to carry over.
"""

from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.syntax.nodes.values import Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import Typed
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say


def check_carried(
    carried: Value, period: Period | None, span: Span, context: Context
) -> Typed | None:
    """The day of `carried over within the year from …`."""
    day = check_kind(carried, "date", context)
    if day is None or period in ("month", "quarter"):
        return day
    context.findings.error(
        "carried_without_months",
        say("only a limit per month or per quarter is carried over"),
        span,
        say("write `per month` or `per quarter`, or take it out"),
        subject=context.rule,
    )
    return None
