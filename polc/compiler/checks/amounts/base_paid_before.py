"""A layer that pays on a base from which another layer has been paid.

In: a context. Out: a `base_paid_before` at the base: the whole cost in policy is taken again
by a later layer, or by help over the year's claims, so that one yuan may be paid twice; what is
paid is held by what is left, but deductible and rate are of the wrong amount.
"""

from itertools import pairwise

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.typed.nodes.term_statements import BaseStatement
from polc.compiler.typed.nodes.values import FieldValue
from polc.messages.text import say

_COSTS = ("in_policy", "total")


def check_base_paid_before(context: CheckContext) -> None:
    """Warns for each benefit that does not pay first."""
    benefits = context.program.benefits
    layers = sorted(
        (benefit for benefit in benefits if benefit.per == "claim"),
        key=lambda benefit: benefit.layer,
    )
    of_year = [benefit for benefit in benefits if benefit.per == "claims_of_year"]
    behind = [*pairwise(layers), *((layers[-1], benefit) for benefit in of_year if layers)]
    for earlier, benefit in behind:
        for statement in benefit.statements:
            if not isinstance(statement, BaseStatement):
                continue
            value = statement.value
            if not isinstance(value, FieldValue) or not context.is_own(statement.origin):
                continue
            if value.field.name not in _COSTS:
                continue
            findings, span = context.place(statement.origin)
            message = say(
                "`{benefit}` pays on `{field}`, from which `{earlier}` has been paid before it",
                benefit=benefit.id,
                field=value.field.name,
                earlier=earlier.id,
            )
            hint = say("take the line out: without it the base is what earlier layers left")
            label = context.label(earlier.origin, say("this layer pays first"))
            findings.warning(
                "base_paid_before",
                message,
                span,
                hint,
                (label,),
                witness=context.witness(),
                subject=benefit.id,
            )
