"""An alternative of `pay the highest of` or `pay the sum of`.

In: its syntax. Out: a `TypedAlternative`, or None after a diagnostic.
"""

from attrs import evolve

from polc.compiler.syntax.nodes.lines import Alternative
from polc.compiler.typed.benefits.people import check_limited
from polc.compiler.typed.benefits.terms import check_term
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedAlternative
from polc.compiler.typed.nodes.term_statements import AtLeastStatement, AtMostStatement
from polc.compiler.typed.nodes.values import Held
from polc.compiler.typed.values.check_value import check_kind


def check_alternative(node: Alternative, context: Context) -> TypedAlternative | None:
    """For whom, until when, how much; its floor and ceiling; who pays it."""
    inner = evolve(context.at(node), rule=f"{context.rule}.{node.name.text}")
    people = None
    if node.people or node.limited:
        people = Held(inner.members(node.people))
    value = check_kind(node.value, "money", inner)
    until = check_kind(node.until, "date", inner) if node.until is not None else None
    condition = check_kind(node.condition, "flag", inner) if node.condition is not None else None
    checked = (check_term(limit, inner) for limit in node.limits)
    limits = tuple(
        limit for limit in checked if isinstance(limit, AtLeastStatement | AtMostStatement)
    )
    payer = None
    if node.payer is not None:
        payer = context.names.look_up(node.payer, context.findings, "payer")
    if value is None:
        return None
    clauses = (
        *node.cites.clauses,
        *(clause for limit in node.limits for clause in limit.cites.clauses),
    )
    cites = (node.cites, *(limit.cites for limit in node.limits))
    locator = next((cite for cite in cites if cite.locator), node.cites)
    where = inner.choices(node.where)
    readings = (where[0],) if where is not None else ()
    return TypedAlternative(
        name=node.name.text,
        people=people,
        until=until,
        condition=condition,
        value=value,
        limits=limits,
        origin=inner.origin(node.span, evolve(locator, clauses=clauses), readings),
        where=where,
        payer=payer.id if payer is not None else "",
        limited=check_limited(node.limited, False, inner),
    )
