"""Parameters that go by the benefit year where the figures of a benefit go by another day.

In: a benefit's statements, as checked and as written. Out: an error at each such parameter that
has no year, or of which the benefit asks nothing.
"""

from collections.abc import Sequence

from polc.compiler.model.walk import walk
from polc.compiler.syntax.nodes.items import ParameterSyntax
from polc.compiler.syntax.nodes.statements import BenefitStatementSyntax, FiguresBySyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.statements import TypedStatement
from polc.compiler.typed.nodes.values import ParameterValue
from polc.messages.text import say


def check_own_figures(
    statements: Sequence[TypedStatement],
    written: Sequence[BenefitStatementSyntax],
    context: Context,
) -> None:
    """Asked only where every line is sound."""
    lines = [line for line in written if isinstance(line, FiguresBySyntax) and line.own]
    if not lines or len(statements) != len(written):
        return
    asked = {part.parameter for part in walk(tuple(statements)) if isinstance(part, ParameterValue)}
    for line in lines:
        for name in line.own:
            symbol = context.names.find(name.text)
            if symbol is None or not isinstance(symbol.node, ParameterSyntax):
                continue
            if not symbol.node.type.per_year:
                message = say("`{parameter}` has one figure for all years", parameter=name.text)
            elif symbol.id not in asked:
                message = say("this benefit does not ask `{parameter}`", parameter=name.text)
            else:
                continue
            hint = say("take it out")
            context.findings.error("wrong_kind", message, name.span, hint, subject=name.text)
