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
    return Held(context.members(node.people), on, reaching=_all_reaching(node.reaching, context))


def _all_reaching(written: Iterable[ReachingPeople], context: Context) -> tuple[Reaching, ...]:
    reaching = (_check_reaching(people, context) for people in written)
    return tuple(people for people in reaching if people is not None)


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
    limited: Iterable[LimitedPeople],
    everywhere: Held | None,
    on: Literal["day", "month", "year"],
    context: Context,
) -> tuple[TypedLimited, ...]:
    """People of a list under conditions of their own, beside those without one."""
    found: list[TypedLimited] = []
    for limit in limited:
        condition = check_kind(limit.condition, "flag", context)
        reaching = _all_reaching(limit.reaching, context)
        people = Held(context.members(limit.people), on, reaching=reaching)
        before = (*((everywhere,) if everywhere else ()), *(part.people for part in found))
        if condition is None or _reaches_otherwise(people, limit, before, context):
            continue
        found.append(TypedLimited(people, condition))
    return tuple(found)


def _reaches_otherwise(
    people: Held, limit: LimitedPeople, before: Iterable[Held], context: Context
) -> bool:
    """Whether one of these people stands in an earlier part of the list too, and only one of them
    reaches back, or another time: told, since a part holds for whom it names as a whole."""
    for earlier in before:
        shared = set(people.identities) & set(earlier.identities)
        apart = sorted(
            word for word in shared if _reach_of(people, word) != _reach_of(earlier, word)
        )
        if apart:
            message = say(
                "`{word}` stands in two parts of this list, and its recognition reaches back "
                "differently in each",
                word=apart[0],
            )
            hint = say(
                "write the same time in both, or one part with both conditions; who holds it is "
                "meant always, and within its reach under a condition, with `({word} from 12 "
                "months before recognition when referred or {word})`",
                word=apart[0],
            )
            context.findings.error("wrong_kind", message, limit.span, hint, subject=apart[0])
            return True
    return False


def _reach_of(people: Held, identity: str) -> set[Figure | ParameterValue | None]:
    return {
        reach.back
        for reach in people.reaching
        if any(word == identity for word, _ in reach.members)
    }
