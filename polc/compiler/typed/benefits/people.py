"""The people of a `for`: those of a list, under a condition of their own, reaching back.

In: `expenditure_poor from 12 months before recognition, (dibao when residence is rural)` as it
was written. Out: typed, after diagnostics.
"""

from collections.abc import Iterable
from typing import Literal

from polc.compiler.syntax.nodes.people import LimitedPeople, ReachingPeople
from polc.compiler.syntax.nodes.statements import Alternative, ForSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedLimited
from polc.compiler.typed.nodes.values import Figure, Held, ParameterValue, Reaching
from polc.compiler.typed.values.check_value import check_kind, check_value
from polc.messages.text import say


def check_people(
    node: ForSyntax | Alternative, on: Literal["day", "month", "year"], context: Context
) -> Held:
    """Everybody that is named without a condition."""
    reaching = (_check_reaching(people, context) for people in node.reaching)
    found = tuple(people for people in reaching if people is not None)
    return Held(context.members(node.people), on, reaching=found)


def _check_reaching(node: ReachingPeople, context: Context) -> Reaching | None:
    """How far the recognition of some of them reaches back."""
    members = context.members((node.people,))
    if node.back is None:
        return Reaching(members, None)
    back = check_value(node.back, context)
    if back is None:
        return None
    if back.kind not in ("months", "days") or not isinstance(back, Figure | ParameterValue):
        message = say("a recognition reaches back some months or days")
        hint = say("write `from 12 months before recognition`")
        context.findings.error("wrong_kind", message, node.back.span, hint)
        return None
    return Reaching(members, back)


def check_limited(
    limited: Iterable[LimitedPeople], on: Literal["day", "month", "year"], context: Context
) -> tuple[TypedLimited, ...]:
    """People of a list under conditions of their own."""
    found = []
    for limit in limited:
        condition = check_kind(limit.condition, "flag", context)
        people = Held(context.members(limit.people), on)
        if condition is not None:
            found.append(TypedLimited(people, condition))
    return tuple(found)
