"""A pool that no rule asks.

In: a subject. Out: an `unused_pool` at its name; what only examples say is not used.
"""

from polc.compiler.checks.subject import Subject
from polc.compiler.syntax.nodes import Pool
from polc.messages.text import say


def check_unused_pool(subject: Subject) -> None:
    """Warns of each of the policy's own."""
    for node in subject.own_items(Pool):
        if not subject.is_said(node.name.text, node.title):
            message = say("no rule uses the pool `{name}`", name=node.name.text)
            hint = say(
                "write `counts toward {name}` in the benefit that it limits, or take it out",
                name=node.name.text,
            )
            subject.own.warning("unused_pool", message, node.name.span, hint)
