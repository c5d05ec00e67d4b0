"""An adjustment that goes the other way than it says, or nowhere.

In: a context. Out: a `backward_change` at a line of an `adjust`: points whose `at most` lies below
the rate that they raise, or a deductible that is lowered to more than it is; the same where for
none of its people anything moves.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_figures
from polc.compiler.checks.rates_of_benefit import find_rates
from polc.compiler.model.record import frozen
from polc.compiler.typed.nodes.changes import DeductibleLoweredTo, RateRaised
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.term_statements import DeductibleStatement
from polc.messages.text import Text, say
from polc.runtime.amounts import format_money, format_rate


@frozen
class Moved:
    """What a figure is for people of an identity before a change, from the least to the most, and
    what it is brought to at most."""

    identity: str
    least: int
    most: int
    to: int


def check_backward_change(context: CheckContext) -> None:
    """Warns once for each change of the policy's own file."""
    for benefit in context.program.benefits:
        for change in benefit.changes:
            if not context.is_own(change.origin):
                continue
            if isinstance(change, RateRaised):
                _check_rate(context, benefit, change)
            elif isinstance(change, DeductibleLoweredTo) and change.raised:
                _check_raised(context, benefit, change)
            elif isinstance(change, DeductibleLoweredTo):
                _check_deductible(context, benefit, change)


def _check_rate(context: CheckContext, benefit: TypedBenefit, change: RateRaised) -> None:
    if change.most is None:
        return
    found = [
        Moved(identity, line.least, line.most, change.most)
        for identity in change.people.identities
        for line in find_rates(benefit, identity, context.program)
        if not are_apart(line.where, change.where)
    ]
    lowered = next((moved for moved in found if moved.most > moved.to), None)
    if lowered is not None:
        message = say(
            "this lowers the rate of `{benefit}` for `{identity}`, from {before} to {after}",
            benefit=benefit.id,
            identity=lowered.identity,
            before=format_rate(lowered.most),
            after=format_rate(lowered.to),
        )
        _report_change(context, change, message)
    elif found and all(moved.least == moved.to for moved in found):
        _report_change(
            context, change, say("this raises no rate of `{benefit}`", benefit=benefit.id)
        )


def _check_deductible(
    context: CheckContext, benefit: TypedBenefit, change: DeductibleLoweredTo
) -> None:
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    found = []
    for identity in change.people.identities:
        target = find_figures(change.value, identity, parameters)
        for statement in all_statements(benefit.statements):
            if not isinstance(statement, DeductibleStatement):
                continue
            figures = find_figures(statement.value, identity, parameters)
            if target and figures and not are_apart(statement.where, change.where):
                found.append(Moved(identity, min(figures), max(figures), max(target)))
    raised = next((moved for moved in found if moved.least < moved.to), None)
    if raised is not None:
        message = say(
            "this raises the deductible of `{benefit}` for `{identity}`, from {before} to {after} "
            "yuan",
            benefit=benefit.id,
            identity=raised.identity,
            before=format_money(raised.least),
            after=format_money(raised.to),
        )
        _report_change(context, change, message)
    elif found and all(moved.most == moved.to for moved in found):
        message = say("this lowers no deductible of `{benefit}`", benefit=benefit.id)
        _report_change(context, change, message)


def _check_raised(
    context: CheckContext, benefit: TypedBenefit, change: DeductibleLoweredTo
) -> None:
    """A deductible that is raised to less than it is, for some people or for everybody."""
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    for identity in change.people.identities or ("",):
        target = find_figures(change.value, identity, parameters)
        for statement in all_statements(benefit.statements):
            if not isinstance(statement, DeductibleStatement):
                continue
            figures = find_figures(statement.value, identity, parameters)
            if not target or not figures or are_apart(statement.where, change.where):
                continue
            if max(figures) > min(target):
                message = say(
                    "this lowers the deductible of `{benefit}`, from {before} to {after} yuan",
                    benefit=benefit.id,
                    before=format_money(max(figures)),
                    after=format_money(min(target)),
                )
                _report_change(context, change, message)
                return


def _report_change(
    context: CheckContext, change: RateRaised | DeductibleLoweredTo, message: Text
) -> None:
    findings, span = context.place(change.origin)
    findings.warning(
        "backward_change",
        message,
        span,
        say("hold the figure, and for whom it is, against the document"),
        subject=change.origin.rule,
    )
