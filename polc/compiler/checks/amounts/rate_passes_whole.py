"""A percentage over 100 after an adjustment.

In: a context. Out: a `rate_passes_whole` at the adjustment: for some people the points come
on top of a rate that they lift above 100%, and nothing holds it.
"""

from polc.compiler.checks.amounts.figures import find_figures
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.term_statements import RateStatement
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, format_rate


def check_rate_passes_whole(context: CheckContext) -> None:
    """Warns once for each change."""
    for benefit in context.program.benefits:
        for change in benefit.changes:
            if isinstance(change, RateRaised) and context.is_own(change.origin):
                _check(context, benefit, change)


def _check(context: CheckContext, benefit: TypedBenefit, change: RateRaised) -> None:
    if change.most is not None and change.most <= RATE_UNIT:
        return
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    for identity in change.people.identities:
        points = find_figures(change.value, identity, parameters)
        for statement in benefit.statements:
            if not isinstance(statement, RateStatement) or not points:
                continue
            rates = find_figures(statement.value, identity, parameters)
            if rates and max(rates) <= RATE_UNIT < max(rates) + max(points):
                findings, span = context.place(change.origin)
                message = say(
                    "for `{identity}` the rate of `{benefit}` becomes {sum}",
                    identity=identity,
                    benefit=benefit.id,
                    sum=format_rate(max(rates) + max(points)),
                )
                hint = say("write `, at most 100%` after the points, or mend the rate")
                findings.warning(
                    "rate_passes_whole",
                    message,
                    span,
                    hint,
                    (context.label(statement.origin, say("the rate that is raised")),),
                    witness=context.witness((identity,)),
                    subject=benefit.id,
                )
                return
