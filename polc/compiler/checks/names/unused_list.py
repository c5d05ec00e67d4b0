"""A list of words that no rule asks.

In: a subject. Out: an `unused_list` at its name; those of a file that is used may stand unasked.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.syntax.nodes.items import WordList
from polc.messages.text import say


def check_unused_list(context: CheckContext) -> None:
    """Warns of each of the policy's own."""
    for node in context.own_items(WordList):
        if not context.is_said(node.name.text, node.title):
            message = say("no rule uses the list `{name}`", name=node.name.text)
            hint = say("ask for it with `disease in {name}`, or take it out", name=node.name.text)
            context.own.warning(
                "unused_list", message, node.name.span, hint, subject=node.name.text
            )
