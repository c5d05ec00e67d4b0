"""A parameter that no rule asks.

In: a subject. Out: an `unused_parameter` at its name; what only examples say is not used.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.messages.text import say


def check_unused_parameter(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(ParameterSyntax):
        if not context.is_said(node.name.text, node.title):
            message = say("no rule uses the parameter `{name}`", name=node.name.text)
            hint = say("let a rule ask it by its name, or take it out")
            context.own.warning(
                "unused_parameter", message, node.name.span, hint, subject=node.name.text
            )
