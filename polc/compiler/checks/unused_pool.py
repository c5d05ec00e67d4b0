"""A pool that no rule asks.

In: a subject. Out: an `unused_pool` at its name; what only examples say is not used.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes import Pool
from polc.messages.text import say


def check_unused_pool(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(Pool):
        if not context.is_said(node.name.text, node.title):
            message = say("no rule uses the pool `{name}`", name=node.name.text)
            hint = say(
                "write `counts toward {name}` in the benefit that it limits, or take it out",
                name=node.name.text,
            )
            context.own.warning(
                "unused_pool", message, node.name.span, hint, subject=node.name.text
            )
