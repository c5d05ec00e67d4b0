"""All declared data of a policy, collected.

In: the items of a compilation. Out: the plan's `Declared`.
"""

from polc.compiler.model.declared import Declared
from polc.compiler.syntax.nodes.declared import (
    DeadlineSyntax,
    NoRule,
    ObligationSyntax,
    TargetSyntax,
)
from polc.compiler.syntax.nodes.inherit import Departs
from polc.compiler.typed.declarations.declared import (
    check_accounts,
    check_deadline,
    check_departure,
    check_obligation,
    check_target,
)
from polc.compiler.typed.items import Items


def check_declared(items: Items) -> Declared:
    """Clauses without a rule, targets, deadlines, obligations, departures."""
    return Declared(
        accounts=tuple(
            account
            for node, context in items.each(NoRule)
            for account in check_accounts(node, context)
        ),
        targets=tuple(check_target(node, context) for node, context in items.each(TargetSyntax)),
        deadlines=tuple(
            check_deadline(node, context) for node, context in items.each(DeadlineSyntax)
        ),
        obligations=tuple(
            check_obligation(node, context) for node, context in items.each(ObligationSyntax)
        ),
        departures=tuple(check_departure(node, context) for node, context in items.each(Departs)),
    )
