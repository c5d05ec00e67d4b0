"""People of a list that stand under a condition of their own.

In: `(dibao when residence is rural)` as it was written. Out: typed, after diagnostics.
"""

from collections.abc import Iterable

from polc.compiler.syntax.nodes.statements import LimitedPeople
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedLimited
from polc.compiler.typed.nodes.values import Held
from polc.compiler.typed.values.check_value import check_kind


def check_limited(
    limited: Iterable[LimitedPeople], this_year: bool, context: Context
) -> tuple[TypedLimited, ...]:
    """People of a list under conditions of their own."""
    found = []
    for limit in limited:
        condition = check_kind(limit.condition, "flag", context)
        people = Held(context.members(limit.people), this_year)
        if condition is not None:
            found.append(TypedLimited(people, condition))
    return tuple(found)
