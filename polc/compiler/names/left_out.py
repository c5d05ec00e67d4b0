"""What is inherited and names something that `without` leaves out.

In: the findings, the policy's source and its items. Out: the findings; an unknown name of an
inherited line that a `without` took away is told at the `without`, with the line beside it.
"""

from polc.compiler.report.diagnostics import Diagnostic, Label
from polc.compiler.report.source import SourceText
from polc.compiler.syntax.nodes.inherit import Without
from polc.compiler.syntax.nodes.items import Item
from polc.compiler.syntax.nodes.values import Name
from polc.messages.text import say
from polc.records.evolve import evolve


def report_left_out(
    found: tuple[Diagnostic, ...], source: SourceText, items: tuple[Item, ...]
) -> tuple[Diagnostic, ...]:
    """The findings, in any order."""
    left_out = {
        name.text: name
        for item in items
        if isinstance(item, Without)
        for name, part in item.paths
        if part is None
    }
    return tuple(
        _explain_left_out(diagnostic, source, left_out.get(diagnostic.subject))
        for diagnostic in found
    )


def _explain_left_out(found: Diagnostic, source: SourceText, name: Name | None) -> Diagnostic:
    if found.code != "unknown_name" or found.source == source or name is None:
        return found
    return evolve(
        found,
        source=source,
        span=name.span,
        message=say("`{name}` is left out, and what is inherited still names it", name=name.text),
        help=say("replace the lines that name it, or leave them out too"),
        related=(Label(found.source, found.span, say("named here")),),
        fix=None,
        suggests=(),
    )
