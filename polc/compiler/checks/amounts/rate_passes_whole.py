"""A percentage over 100 after an adjustment.

In: a context. Out: a `rate_passes_whole` at the adjustment: for some people the points come
on top of a rate that they lift above 100%, alone or with those of other adjustments that are
stacked on it, and nothing holds it.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_figures
from polc.compiler.checks.rates_of_benefit import RateLine, find_rates
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.values import are_apart
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
    for identity in change.people.identities:
        points = _points(context, benefit, change, identity)
        if points is None:
            continue
        for line in find_rates(benefit, identity, context.program):
            if are_apart(line.where, change.where):
                continue
            if line.most <= RATE_UNIT < line.most + points:
                _tell(context, benefit, change, identity, line, line.most + points)
                return


def _points(
    context: CheckContext, benefit: TypedBenefit, change: RateRaised, identity: str
) -> int | None:
    """What comes on top of a rate: the points of the change, and of those before it that are
    added up with it for people of this identity."""
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    own = find_figures(change.value, identity, parameters)
    if not own:
        return None
    whole = max(own)
    for before in benefit.changes[: benefit.changes.index(change)]:
        if not isinstance(before, RateRaised) or identity not in before.people.identities:
            continue
        if are_apart(before.where, change.where) or before.block == change.block:
            continue
        figures = find_figures(before.value, identity, parameters)
        if before.most is None and figures and change.combining == "stacking":
            whole += max(figures)
    return whole


def _tell(
    context: CheckContext,
    benefit: TypedBenefit,
    change: RateRaised,
    identity: str,
    line: RateLine,
    whole: int,
) -> None:
    findings, span = context.place(change.origin)
    message = say(
        "for `{identity}` the rate of `{benefit}` becomes {sum}",
        identity=identity,
        benefit=benefit.id,
        sum=format_rate(whole),
    )
    findings.warning(
        "rate_passes_whole",
        message,
        span,
        say("write `, at most 100%` after the points, or mend the rate"),
        (context.label(line.origin, say("the rate that is raised")),),
        witness=context.witness((identity,)),
        subject=benefit.id,
    )
