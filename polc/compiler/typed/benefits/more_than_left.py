"""Alternatives that pay more than what they leave a rest of.

In: the alternatives of a benefit of the person's year, typed and as written, and its `leaving`
lines. Out: `rate_over_100` at each that pays a share above 100% of the same amount.
"""

from polc.compiler.syntax.nodes.statements import Alternative
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import (
    HighestStatement,
    LeavingStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.values import Figure, Scaled
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, format_rate


def check_more_than_left(
    statements: list[TypedStatement], written: tuple[Alternative, ...], context: Context
) -> None:
    """`most: 800% of premium`, where `premium` is all that there is to pay."""
    left = [line.amount for line in statements if isinstance(line, LeavingStatement)]
    spans = {alternative.name.text: alternative.value.span for alternative in written}
    for statement in statements:
        if not isinstance(statement, HighestStatement):
            continue
        for alternative in statement.alternatives:
            match alternative.value:
                case Scaled(rate=Figure(value=rate), amount=amount) if (
                    rate > RATE_UNIT and amount in left and not alternative.limits
                ):
                    hint = say(
                        "a rate is at most `100%`: `{rate}` would pay more than the cost",
                        rate=format_rate(rate),
                    )
                    message = say("this rate is above 100%")
                    span = spans[alternative.name]
                    context.findings.error(
                        "rate_over_100", message, span, hint, subject=context.rule
                    )
                case _:
                    pass
