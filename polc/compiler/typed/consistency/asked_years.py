"""Benefits of the person's year that ask what another one pays or leaves.

In: the benefits in their order. Out: a diagnostic where the figure is none yet: the other stands
behind, looks at the person on another day, or shares a pool, so that what it pays hangs on the
claims before that day.
"""

from collections.abc import Iterable

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import AsOfStatement, CountsTowardStatement
from polc.compiler.typed.nodes.values import LayerValue
from polc.messages.text import NOTHING, Text, say


def check_asked_years(
    written: Iterable[tuple[BenefitSyntax, Context]], benefits: Iterable[TypedBenefit]
) -> None:
    """Every figure of a benefit of the person's year that another one asks."""
    by_id = {benefit.id: benefit for benefit in benefits}
    places = {name: place for place, name in enumerate(by_id)}
    for node, context in written:
        asking = by_id[node.name.text]
        for asked in dict.fromkeys(
            by_id[part.benefit]
            for part in walk_records(asking)
            if isinstance(part, LayerValue) and part.of_year
        ):
            behind = places[asked.id] >= places[asking.id]
            why, hint = _find_fault(asking, asked, behind=behind)
            if why is not None:
                findings, span = context.findings, node.name.span
                findings.error("not_an_earlier_layer", why, span, hint, subject=asked.id)


def _find_fault(
    asking: TypedBenefit, asked: TypedBenefit, *, behind: bool
) -> tuple[Text | None, Text]:
    """Why the figure is none, and what to do."""
    if behind:
        why = say(
            "`{asking}` asks a figure of `{asked}`, which stands behind it",
            asking=asking.id,
            asked=asked.id,
        )
        return why, say("write `{asked}` above it", asked=asked.id)
    if _days_of(asking) != _days_of(asked):
        why = say(
            "`{asking}` and `{asked}` look at the person on different days",
            asking=asking.id,
            asked=asked.id,
        )
        return why, say("give both the same `as of`: what one pays is asked on its own day")
    if any(isinstance(line, CountsTowardStatement) for line in asked.statements):
        why = say(
            "what `{asked}` pays hangs on a pool, and so on the claims before its day",
            asked=asked.id,
        )
        return why, say(
            "take the pool out of `{asked}`, or pay both in one benefit", asked=asked.id
        )
    return None, NOTHING


def _days_of(benefit: TypedBenefit) -> tuple[str, tuple[tuple[str, Chosen | None], ...]]:
    """The day that it looks at, and the lines that choose another."""
    lines = (line for line in benefit.statements if isinstance(line, AsOfStatement))
    return benefit.as_of, tuple((line.day, line.where) for line in lines)
