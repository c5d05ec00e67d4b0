"""A group that no rule asks.

In: a subject. Out: an `unused_group` at its name; what only examples say is not used.
"""

from polc.compiler.checks.subject import Subject
from polc.compiler.syntax.nodes import Group
from polc.messages.text import say


def check_unused_group(subject: Subject) -> None:
    """Warns of each of the policy's own."""
    for node in subject.own_items(Group):
        if not subject.is_said(node.name.text, node.title):
            message = say("no rule uses the group `{name}`", name=node.name.text)
            hint = say("name it after `for` or in a table, or take it out")
            subject.own.warning("unused_group", message, node.name.span, hint)
