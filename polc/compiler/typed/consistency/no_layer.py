"""Benefits per claim that stand in no order of paying.

In: the benefits, the lines of the order. Out: a diagnostic with the order to write, in the words of
its line where there is one; where the one benefit has none, with its repair.
"""

from collections.abc import Mapping, Sequence

from polc.compiler.report.diagnostics import Edit
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.items import Layers
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.syntax.nodes.values import Name
from polc.compiler.typed.context import Context
from polc.grammar.detect_language import detect_language
from polc.grammar.keywords import spelling
from polc.messages.text import quoted, say


def report_no_layer(
    benefits: Sequence[tuple[BenefitSyntax, Context]],
    lines: Sequence[tuple[Layers, Context]],
    layers: Mapping[str, int],
) -> None:
    """All of them in one message; `layers` has the place of each that is in an order."""
    lacking = [
        (node.name, context)
        for node, context in benefits
        if node.per == "claim" and node.name.text not in layers and _has_its_name(node, context)
    ]
    if not lacking:
        return
    own = [name for name, _ in lacking]
    names = quoted(name.text for name in own)
    first, context = lacking[0]
    message = say(
        "of the benefits per claim these stand in no order of paying: {names}", names=names
    )
    order = " > ".join([*layers, *(name.text for name in own)])
    told = _as_its_line(*lines[0], own) if len(lines) == 1 else order
    hint = say("write `layers {order}`", order=told)
    alone = order == first.text and not lines
    fix = _missing_line(first, order, context) if alone else None
    context.findings.error(
        "no_layer", message, first.span, hint, fix=fix, subject=first.text, safety="safe"
    )


def _has_its_name(benefit: BenefitSyntax, context: Context) -> bool:
    """Whether its name means it. Where it is that of something else no order can name it, which
    `declared_twice` tells."""
    symbol = context.scope.words.get(benefit.name.text)
    return symbol is not None and symbol.node is benefit


def _as_its_line(line: Layers, context: Context, lacking: Sequence[Name]) -> str:
    """The order with those that lack at its end; where it goes by titles, by theirs."""
    by_title = any(not name.text.isascii() for name in line.names)
    titles = {symbol.id: word for word, symbol in context.scope.words.items()}
    more = [titles.get(name.text, name.text) if by_title else name.text for name in lacking]
    before = spelling("BEFORE", "zh")
    said = context.source.text[line.span.start : line.span.end]
    joint = f" {before} " if before in said else " > "
    return joint.join([*(name.text for name in line.names), *more])


def _missing_line(benefit: Name, order: str, context: Context) -> Edit:
    """The order of paying as a line above the one benefit that there is."""
    source = context.source
    start = source.start_of(source.line_of(benefit.span.start))
    line = source.line_text(source.line_of(start))
    indent = line[: len(line) - len(line.lstrip())]
    layers = spelling("LAYERS", detect_language(source.text))
    return Edit(Span(start, start), f"{indent}{layers} {order}\n")
