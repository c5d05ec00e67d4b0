"""A bound or a rounding below several alternatives that is of the last of them alone.

In: a context. Out: an `of_last_alternative` at each `at most`, `at least` and rounding that begins
a line no further in than the alternative does: what stands so looks like a line of all of them.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.inherit import ReplaceIn
from polc.compiler.syntax.nodes.statements import Alternative, BenefitSyntax, HighestSyntax
from polc.messages.text import say


def check_of_last_alternative(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    for item in context.own_items(BenefitSyntax, ReplaceIn):
        for line in item.statements:
            if isinstance(line, HighestSyntax) and len(line.alternatives) > 1:
                _check_last(context, line.alternatives[-1])


def _check_last(context: CheckContext, last: Alternative) -> None:
    source = context.own.source
    for line in (*last.limits, *last.rounding):
        begun = source.start_of(source.line_of(line.span.start))
        indented = source.column_of(line.span.start) > source.column_of(last.span.start)
        if indented or source.text[begun : line.span.start].strip():
            continue
        message = say("this is of `{alternative}` alone", alternative=last.name.text)
        hint = say(
            "write it further in if it is so (`polc fmt` does), and behind the `}` if it is of "
            "all that stands between the braces"
        )
        label = context.own.place(last.name.span, say("it belongs to this"))
        context.own.warning(
            "of_last_alternative", message, line.span, hint, (label,), subject=last.name.text
        )
