"""A pool that no rule asks, or that is charged and holds nothing.

In: a subject. Out: an `unused_pool` at its name, or at a line that charges a pool of another file;
what only examples say is not used.
"""

from collections.abc import Container

from polc.compiler.checks.asked_words import pools_that_hold
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.report.diagnostics import Label
from polc.compiler.syntax.nodes.items import Pool
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import CountsTowardStatement
from polc.messages.text import say


def check_unused_pool(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    limiting = pools_that_hold(context.program)
    _check_charges(context, limiting)
    for node in context.own_items(Pool):
        if context.is_said(node.name.text, node.title):
            if node.name.text not in limiting:
                message = say("no payment is held by the pool `{name}`", name=node.name.text)
                hint = say(
                    "write `counts toward {name}` or `limited by {name}`", name=node.name.text
                )
                if _is_limit_of_nothing(context, node.name.text):
                    hint = say("name it where something is paid, or take it out")
                context.own.warning(
                    "unused_pool",
                    message,
                    node.name.span,
                    hint,
                    _charging(context, node.name.text),
                    subject=node.name.text,
                )
        else:
            message = say("no rule uses the pool `{name}`", name=node.name.text)
            hint = say(
                "write `counts toward {name}` in the benefit that it limits, or take it out",
                name=node.name.text,
            )
            context.own.warning(
                "unused_pool", message, node.name.span, hint, subject=node.name.text
            )


def _check_charges(context: CheckContext, limiting: Container[str]) -> None:
    """The lines of the policy's own file that charge a pool of another one which holds nothing."""
    known = {node.name.text for node in context.own_items(Pool)}
    for benefit in context.program.benefits:
        for line in all_statements(benefit.statements):
            if not isinstance(line, CountsTowardStatement) or not context.is_own(line.origin):
                continue
            for pool in line.pools:
                if pool not in known and pool not in limiting:
                    findings, span = context.place(line.origin)
                    message = say("no payment is held by the pool `{name}`", name=pool)
                    hint = say("write `counts toward {name}` or `limited by {name}`", name=pool)
                    findings.warning("unused_pool", message, span, hint, subject=pool)


def _is_limit_of_nothing(context: CheckContext, pool: str) -> bool:
    """Whether a line is limited by the pool, which stands where nothing is specified."""
    return any(
        isinstance(line, CountsTowardStatement) and line.limits and pool in line.pools
        for benefit in context.program.benefits
        for line in all_statements(benefit.statements)
    )


def _charging(context: CheckContext, pool: str) -> tuple[Label, ...]:
    """The lines that charge the pool."""
    return tuple(
        context.label(statement.origin, say("this charges it"))
        for benefit in context.program.benefits
        for statement in all_statements(benefit.statements)
        if isinstance(statement, CountsTowardStatement)
        and statement.charges
        and pool in statement.pools
    )
