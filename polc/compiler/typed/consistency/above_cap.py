"""Benefits of which the cost above the limits is asked, and cannot be told.

In: the benefits, what asks. Out: a diagnostic at the benefit: what its limits cut off is turned
back into cost at its rates, so it must pay a rate or bands of the file of each claim's own cost.
"""

from collections.abc import Iterable

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    DeductibleStatement,
    PayStatement,
)
from polc.compiler.typed.nodes.values import BandsValue, LayerValue, MovingBands
from polc.messages.text import Text, say


def check_asked_above_cap(
    written: Iterable[tuple[BenefitSyntax, Context]],
    benefits: Iterable[TypedBenefit],
    asking: Iterable[object],
) -> None:
    """Nobody asks for the cost above the limits of a benefit that does not pay by it."""
    asked = {
        part.benefit
        for record in asking
        for part in walk_records(record)
        if isinstance(part, LayerValue) and part.part == "above_cap"
    }
    by_id = {benefit.id: benefit for benefit in benefits}
    for node, context in written:
        why = _why_not(by_id[node.name.text]) if node.name.text in asked else None
        if why is not None:
            _report(node.name, why, context)


def _why_not(benefit: TypedBenefit) -> Text | None:
    """Why what is cut off comes back to no cost of the claim."""
    for line in all_statements(benefit.statements):
        if isinstance(line, PayStatement):
            return say("pays an amount, whatever the cost")
        if isinstance(line, BandsStatement) and not isinstance(
            line.value, BandsValue | MovingBands
        ):
            return say("has bands that the file does not write out")
        if isinstance(line, ModeStatement) and line.mode == "cumulated":
            return say("pays on the cost of several claims together")
        if isinstance(line, DeductibleStatement) and line.split is not None:
            return say("pays on the cost of several claims together")
    return None


def _report(name: Name, why: Text, context: Context) -> None:
    """That what lies above its limits is no amount of cost."""
    message = say(
        "`{benefit}` {why}, so nobody knows what of the cost lies above its limits (`above_cap`)",
        benefit=name.text,
        why=why,
    )
    hint = say(
        "ask for `{benefit}.cut_off`, what the limits took off the payment", benefit=name.text
    )
    context.findings.error("wrong_kind_of_name", message, name.span, hint, subject=name.text)
