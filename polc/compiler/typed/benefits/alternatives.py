"""An alternative of `pay the highest of` or `pay the sum of`.

In: its syntax. Out: a `TypedAlternative`, or None after a diagnostic.
"""

from polc.compiler.syntax.nodes.statements import Alternative
from polc.compiler.typed.benefits.people import check_limited, check_people
from polc.compiler.typed.benefits.shares import check_shares
from polc.compiler.typed.benefits.terms import check_term, standing_of
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.statements import RoundStatement, TypedAlternative
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import AtLeastStatement, AtMostStatement
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say
from polc.records.evolve import evolve


def check_alternative(node: Alternative, context: Context) -> TypedAlternative | None:
    """For whom, until when, how much; how it is rounded; its floor and ceiling; who pays it."""
    inner = context.at(node).inside(node.name.text)
    people = None
    if node.people or node.limited:
        people = check_people(node, "day", inner)
    value = check_kind(node.value, "money", inner)
    until = check_kind(node.until, "date", inner) if node.until is not None else None
    condition = check_kind(node.condition, "flag", inner) if node.condition is not None else None
    checked = (check_term(limit, inner) for limit in node.limits)
    limits = tuple(
        limit for limit in checked if isinstance(limit, AtLeastStatement | AtMostStatement)
    )
    rounding = _check_rounding(node, evolve(inner, rule=f"{inner.rule}.round"))
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
        rounding=rounding,
        origin=inner.origin(node.span, evolve(locator, clauses=clauses), readings),
        where=where,
        payer=payer.id if payer is not None else "",
        shares=check_shares(node.shares, payer.id if payer is not None else "", inner),
        limited=check_limited(node.limited, people, "day", inner),
    )


def _check_rounding(node: Alternative, context: Context) -> tuple[RoundStatement, ...]:
    """How the alternative alone is rounded; under any choice of readings one line says so."""
    found: list[RoundStatement] = []
    for line in node.rounding:
        statement = RoundStatement(unit=line.unit, down=line.down, **standing_of(line, context))
        if not all(are_apart(before.where, statement.where) for before in found):
            message = say(
                "`{benefit}` has {count} lines for its {term}",
                benefit=node.name.text,
                count=len(node.rounding),
                term=term_name("round"),
            )
            hint = say(
                "keep one of them, or give each a choice of its own: `where READING is CHOICE`"
            )
            context.findings.error(
                "two_lines_for_a_term", message, line.span, hint, subject=node.name.text
            )
        found.append(statement)
    return tuple(found)
