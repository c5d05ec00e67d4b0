"""A payer that pays nothing.

In: a subject. Out: an `unused_payer` at its name; what only examples say is not used.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import PayerSyntax
from polc.messages.text import say


def check_unused_payer(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(PayerSyntax):
        if not context.is_said(node.name.text, node.title):
            message = say("nothing is paid by the payer `{name}`", name=node.name.text)
            hint = say(
                "write `paid by {name}` in the benefit that it pays, or take it out",
                name=node.name.text,
            )
            context.own.warning(
                "unused_payer", message, node.name.span, hint, subject=node.name.text
            )
