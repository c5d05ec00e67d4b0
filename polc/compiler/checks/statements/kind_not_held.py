"""A kind of care that what the benefit counts at most does not hold.

In: a context. Out: a `lost_limit` at the kind: with a deductible of its own it counts along a line
of its own, and `counted at most` of the benefit is of the line that the other kinds share.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.statements.idle_deductible import kinds_not_held
from polc.compiler.model.origin import Origin
from polc.compiler.typed.nodes.statements import TypedKindOfCare
from polc.compiler.typed.nodes.term_statements import DeductibleStatement
from polc.messages.text import say

_HINT: Final = say(
    "take the deductible of the kind out, write a limit of the year into it, or allow it where the "
    "document counts it apart"
)


def check_kind_not_held(context: CheckContext) -> None:
    """Warns once for each kind of the policy's own file."""
    for benefit in context.program.benefits:
        for line, kind in kinds_not_held(benefit):
            origin = next(_own_deductibles(kind), kind.origin)
            if context.is_own(origin):
                findings, span = context.place(origin)
                message = say(
                    "`{kind}` has a deductible of its own, and what `{benefit}` counts at most "
                    "does not hold it",
                    kind=kind.name,
                    benefit=benefit.id,
                )
                label = context.label(line.origin, say("this is of what the other kinds count"))
                findings.warning("lost_limit", message, span, _HINT, (label,), subject=benefit.id)


def _own_deductibles(kind: TypedKindOfCare) -> Iterator[Origin]:
    for line in kind.statements:
        if isinstance(line, DeductibleStatement):
            yield line.origin
