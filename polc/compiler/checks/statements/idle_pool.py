"""A pool that a benefit which pays nothing is charged to.

In: a context. Out: a `line_without_effect` at the line: what a case gives as paid of a benefit
whose payment is not specified another line charges always, and there is no payment that it could
limit at times; a benefit of the person's year that pays 0 fills none. A pool that limits nobody is
told as unused.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.pays_nothing import is_nothing, pays_nothing
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import CountsTowardStatement, HighestStatement
from polc.compiler.typed.nodes.term_statements import AtLeastStatement, PayStatement
from polc.messages.text import Text, say


def check_idle_pool(context: CheckContext) -> None:
    """Warns of each such line of the policy's own file."""
    lines = [
        (benefit, line)
        for benefit in context.program.benefits
        for line in all_statements(benefit.statements)
        if isinstance(line, CountsTowardStatement)
    ]
    for benefit, line in lines:
        if benefit.per == "person_year" and line.charges and _pays_zero(benefit):
            _report(context, line, say("what is paid is nothing without it"))
            continue
        if benefit.per != "claim" or not line.charges or not pays_nothing(benefit.statements):
            continue
        if _is_charged_anyhow(line, benefit):
            why = say("nothing is specified, and another line charges its pool always")
            _report(context, line, why)


def _report(context: CheckContext, line: CountsTowardStatement, why: Text) -> None:
    if not context.is_own(line.origin):
        return
    findings, span = context.place(line.origin)
    message = say("this line has no effect: {why}", why=why)
    hint = say("take it out, or write the line on which it acts")
    findings.warning("line_without_effect", message, span, hint, subject=line.origin.rule)


def _pays_zero(benefit: TypedBenefit) -> bool:
    """Whether a flat amount of the person's year is 0, and nothing lifts it."""
    ways = [line for line in benefit.statements if isinstance(line, PayStatement)]
    lifted = any(
        isinstance(line, AtLeastStatement | HighestStatement) for line in benefit.statements
    )
    return bool(ways) and not lifted and all(map(is_nothing, ways))


def _is_charged_anyhow(line: CountsTowardStatement, benefit: TypedBenefit) -> bool:
    """Whether a line without a condition charges all that this one charges under its own."""
    return line.condition is not None and any(
        isinstance(always, CountsTowardStatement)
        and always.charges
        and always.condition is None
        and covers(always.where, line.where)
        and set(line.pools) <= set(always.pools)
        for always in benefit.statements
    )
