"""An amount of the person's year above the amount that it is paid of.

In: a context. Out: a `paid_over_cost` at a flat amount, or an alternative, that is more than what
the benefit leaves a rest of (`leaving own of premium`), whatever the year.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_span
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.chosen import Chosen, are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import HighestStatement, LeavingStatement
from polc.compiler.typed.nodes.term_statements import AtMostStatement, PayStatement
from polc.compiler.typed.nodes.values import Typed
from polc.messages.text import say
from polc.runtime.amounts import format_money


def check_paid_over_cost(context: CheckContext) -> None:
    """Warns once for each line of the policy's own file."""
    for benefit in context.program.benefits:
        leaving = [line for line in benefit.statements if isinstance(line, LeavingStatement)]
        if not leaving or any(isinstance(line, AtMostStatement) for line in benefit.statements):
            continue
        for value, where, origin in _amounts(benefit):
            for line in leaving:
                if not are_apart(line.where, where) and _tell(context, value, origin, line):
                    break


def _amounts(benefit: TypedBenefit) -> Iterator[tuple[Typed, Chosen | None, Origin]]:
    """What is paid, where no line holds it."""
    for statement in benefit.statements:
        if isinstance(statement, PayStatement):
            yield statement.value, statement.where, statement.origin
        elif isinstance(statement, HighestStatement):
            for alternative in statement.alternatives:
                if not any(isinstance(line, AtMostStatement) for line in alternative.limits):
                    yield alternative.value, alternative.where, alternative.origin


def _tell(context: CheckContext, value: Typed, origin: Origin, line: LeavingStatement) -> bool:
    """Whether the amount is above the other for everybody, which is told."""
    if not context.is_own(origin):
        return False
    everybody = ("", *(identity.id for identity in context.program.identities))
    paid = find_span(value, everybody, context.program)
    cost = find_span(line.amount, everybody, context.program)
    if paid is None or cost is None:
        return False
    if not all(paid[person][0] > cost[person][1] for person in paid):
        return False
    findings, span = context.place(origin)
    findings.warning(
        "paid_over_cost",
        say(
            "this pays {paid} yuan of {cost} yuan",
            paid=format_money(paid[""][0]),
            cost=format_money(cost[""][1]),
        ),
        span,
        say("hold the figure against the document, or write `at most` the amount that is paid of"),
        (context.label(line.origin, say("this is what is left of it")),),
        subject=origin.rule,
    )
    return True
