"""A pool that a benefit of which nothing is specified is charged to, and nothing else.

In: a context. Out: a `line_without_effect` at the line: what a case gives the benefit as paid fills
a pool that limits nobody, or another line charges the pool always, and there is no payment that it
could limit at times.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.pays_nothing import pays_nothing
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.messages.text import say


def check_idle_pool(context: CheckContext) -> None:
    """Warns of each such line of the policy's own file."""
    lines = [
        (benefit, line)
        for benefit in context.program.benefits
        for line in all_statements(benefit.statements)
        if isinstance(line, CountsTowardStatement)
    ]
    inside = {pool.id: pool.inside for pool in context.program.pools}
    for benefit, line in lines:
        if benefit.per != "claim" or not line.charges or not pays_nothing(benefit.statements):
            continue
        beside = {pool for _, near in lines if near is not line for pool in near.pools}
        if not context.is_own(line.origin):
            continue
        if not _reached(line.pools, inside) & _reached(tuple(beside), inside):
            why = say("nothing is specified, and nothing else counts toward its pool")
        elif _is_charged_anyhow(line, benefit):
            why = say("nothing is specified, and another line charges its pool always")
        else:
            continue
        findings, span = context.place(line.origin)
        message = say("this line has no effect: {why}", why=why)
        hint = say("take it out, or write the line on which it acts")
        findings.warning("line_without_effect", message, span, hint, subject=line.origin.rule)


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


def _reached(pools: tuple[str, ...], inside: dict[str, tuple[str, ...]]) -> set[str]:
    """The pools with those that they stand inside of."""
    found, waiting = set[str](), [*pools]
    while waiting:
        pool = waiting.pop()
        if pool not in found:
            found.add(pool)
            waiting += inside.get(pool, ())
    return found
