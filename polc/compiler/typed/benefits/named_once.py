"""Kinds of care and alternatives of one name.

In: the members of one `first of`, `pay the highest of` or `pay the sum of`. Out: an error at each
that has the name of one before it: results, openings and explanations call them by it. Alternatives
of readings that no choice lets stand together may share one.
"""

from collections.abc import Sequence

from polc.compiler.syntax.nodes.statements import Alternative, KindOfCareSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.messages.text import say


def check_named_once(
    members: Sequence[Alternative] | Sequence[KindOfCareSyntax], context: Context
) -> None:
    """Reports each name that is taken already."""
    before: dict[str, list[Alternative | KindOfCareSyntax]] = {}
    for member in members:
        earlier = before.setdefault(member.name.text, [])
        rival = next((named for named in earlier if not _are_apart(named, member, context)), None)
        if rival is not None:
            message = say("`{word}` is declared twice", word=member.name.text)
            hint = say("give it a name of its own: its amounts are told by it")
            label = context.findings.place(rival.name.span, say("first declared here"))
            context.findings.error(
                "declared_twice",
                message,
                member.name.span,
                hint,
                related=(label,),
                subject=member.name.text,
            )
        earlier.append(member)


def _are_apart(
    first: Alternative | KindOfCareSyntax, second: Alternative | KindOfCareSyntax, context: Context
) -> bool:
    if isinstance(first, KindOfCareSyntax) or isinstance(second, KindOfCareSyntax):
        return False
    return are_apart(context.choices(first.where), context.choices(second.where))
