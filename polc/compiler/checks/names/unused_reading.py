"""A reading on which no rule hangs.

In: a subject. Out: an `unused_reading` at its name: whichever of its choices holds, every
amount is the same. A reading that stands for an answer nobody could settle is let be.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.statements import Reading
from polc.messages.text import say


def check_unused_reading(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for symbol in context.scope.of_kind("reading"):
        node = symbol.node
        if symbol.source.name != context.main or not isinstance(node, Reading):
            continue
        if len(node.settled) > 1 and not context.is_said(node.name.text, node.title):
            message = say("no rule hangs on the reading `{name}`", name=node.name.text)
            hint = say(
                "write `where {name} is {choice}` after the lines that it decides",
                name=node.name.text,
                choice=node.settled[0],
            )
            context.own.warning(
                "unused_reading", message, node.name.span, hint, subject=node.name.text
            )
