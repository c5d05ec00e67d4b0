"""What is said beside a document's silence and changes nothing of it.

In: a context. Out: a `line_without_effect` at a `not specified` under a condition beside which
nothing is paid, since nothing is specified where it does not hold either; at the rounding of a
policy of which no benefit pays anything.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.pays_nothing import pays_nothing
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.statements import (
    FirstOfStatement,
    HighestStatement,
    NotSpecifiedStatement,
    TypedStatement,
)
from polc.compiler.typed.nodes.term_statements import BandsStatement, PayStatement, RateStatement
from polc.messages.text import Text, say

_PAYS = (BandsStatement, FirstOfStatement, HighestStatement, PayStatement, RateStatement)


def check_idle_silence(context: CheckContext) -> None:
    """Warns of each such line of the policy's own file."""
    program = context.program
    for benefit in program.benefits:
        for line in _alone(benefit.statements):
            message = say(
                "this condition has no effect: where it does not hold nothing is specified either"
            )
            hint = say("take the condition out, or write what is paid where it does not hold")
            _report(context, line.origin, message, hint)
    if program.benefits and all(pays_nothing(known.statements) for known in program.benefits):
        why = say("nothing is specified, so nothing is paid")
        for dates in program.dates:
            if dates.what == "round":
                message = say("this line has no effect: {why}", why=why)
                hint = say("take it out, or write the line on which it acts")
                _report(context, dates.origin, message, hint)


def _alone(statements: tuple[TypedStatement, ...]) -> Iterator[NotSpecifiedStatement]:
    """Silence under a condition with no way to pay beside it."""
    ways = [line for line in statements if isinstance(line, _PAYS)]
    for line in statements:
        if (
            isinstance(line, NotSpecifiedStatement)
            and line.condition is not None
            and all(are_apart(way.where, line.where) for way in ways)
        ):
            yield line


def _report(context: CheckContext, origin: Origin, message: Text, hint: Text) -> None:
    if context.is_own(origin):
        findings, span = context.place(origin)
        findings.warning("line_without_effect", message, span, hint, subject=origin.rule)
