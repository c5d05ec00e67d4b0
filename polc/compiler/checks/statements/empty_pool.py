"""A pool that limits and that nothing is counted toward.

In: a context. Out: an `empty_pool` at its name: as nothing is charged to it, it stays full
and limits each claim by its whole size, which is a cap of another kind. One that holds no payment
is told as unused.
"""

from polc.compiler.checks.asked_words import pools_that_hold
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import Pool
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.messages.text import say


def check_empty_pool(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    counting = [
        statement
        for benefit in context.program.benefits
        for statement in all_statements(benefit.statements)
        if isinstance(statement, CountsTowardStatement)
    ]
    asked = {pool for statement in counting for pool in statement.pools}
    limiting = asked & pools_that_hold(context.program)
    charged = {pool for statement in counting if statement.charges for pool in statement.pools}
    inside = {pool.id: pool.inside for pool in context.program.pools}
    waiting = [*charged]
    while waiting:
        for outer in inside.get(waiting.pop(), ()):
            if outer not in charged:
                charged.add(outer)
                waiting.append(outer)
    for node in context.own_items(Pool):
        name = node.name.text
        if name in limiting and name not in charged:
            message = say("nothing counts toward the pool `{name}`, so it never fills", name=name)
            hint = say(
                "write `counts toward {name}` in a benefit, or a `cap` in place of the pool",
                name=name,
            )
            context.own.warning("empty_pool", message, node.name.span, hint, subject=name)
