"""Tallies that are asked before what they count can be known.

In: the benefits in paying order, the rights and the tallies. Out: diagnostics: a benefit that
asks a tally of what is left after all layers, or of a figure of a layer that pays later; what
is of the person's year and asks any.
"""

from collections.abc import Mapping

from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import Span
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit, TypedReport
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import LayerValue, Running, TallyValue
from polc.messages.text import Text, say


def check_tally_uses(
    benefit: TypedBenefit,
    tallies: Mapping[str, TypedTally],
    layers: Mapping[str, int],
    span: Span,
    context: Context,
) -> None:
    """Every tally that the benefit's lines ask."""
    asked = {part.tally for part in walk_records(benefit) if isinstance(part, TallyValue)}
    for name in sorted(asked):
        tally = tallies.get(name)
        if tally is None:
            continue
        if benefit.per == "person_year":
            _refuse_in_year(benefit.id, name, span, context)
            return
        late = known_after(tally, layers)
        if late is not None and late[0] >= benefit.layer:
            message = say(
                "`{benefit}` asks tally `{name}`, which is known only after {layer}",
                benefit=benefit.id,
                name=name,
                layer=late[1],
            )
            hint = say("count a figure of an earlier layer, such as `basic.left`")
            context.findings.error("tally_too_early", message, span, hint, subject=name)
            return


def check_tallies_of_report(report: TypedReport, span: Span, context: Context) -> None:
    """A right of the person's year asks no tally; what is told of a claim may ask every one."""
    asked = {part.tally for part in walk_records(report.statements) if isinstance(part, TallyValue)}
    if report.per == "person_year" and asked:
        _refuse_in_year(report.id, min(asked), span, context)


def _refuse_in_year(asking: str, tally: str, span: Span, context: Context) -> None:
    message = say(
        "`{benefit}` is of the person's year, and tally `{name}` counts claims",
        benefit=asking,
        name=tally,
    )
    hint = say("write `per claim`: each claim is then told what holds with it, the last the year")
    context.findings.error("tally_too_early", message, span, hint, subject=tally)


def known_after(value: object, layers: Mapping[str, int]) -> tuple[int, Text] | None:
    """The place of the layer after which a figure is known, and what that is called."""
    found: list[tuple[int, Text]] = []
    for part in walk_records(value):
        if isinstance(part, Running) and part.name in ("remaining", "own_cost"):
            found.append((len(layers) + 1, say("all layers")))
        elif isinstance(part, LayerValue):
            found.append((layers.get(part.benefit, 0), say("`{word}`", word=part.benefit)))
    return max(found, default=None)
