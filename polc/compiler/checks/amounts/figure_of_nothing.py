"""A figure of an earlier benefit that is nothing in any case.

In: a context. Out: a `line_without_effect` at the line that asks it: what the limits cut off of a
benefit that has none, or the deductible of one that takes none. What of it is not specified is
told when a case asks.
"""

from collections.abc import Iterator
from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import (
    CountsTowardStatement,
    CountsWhenStatement,
    FirstOfStatement,
    ForStatement,
    NotForStatement,
    NotSpecifiedStatement,
    PaidByStatement,
    PaysWhenStatement,
    TypedStatement,
    WhenStatement,
)
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CapStatement,
    DeductibleStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import Figure, LayerValue
from polc.messages.text import Text, say
from polc.runtime.amounts import UNLIMITED

_CUTS_NOTHING: Final = (
    BandsStatement,
    CountsWhenStatement,
    FirstOfStatement,
    ForStatement,
    NotForStatement,
    PaidByStatement,
    PaysWhenStatement,
    RateStatement,
    WhenStatement,
)
"""Beside which no more is paid than a part of a cost, and nothing of it is cut off."""


def check_figure_of_nothing(context: CheckContext) -> None:
    """Warns once for each such figure of a line of the policy's own file."""
    benefits = {benefit.id: benefit for benefit in context.program.benefits}
    for origin, node in _lines(context):
        if not context.is_own(origin):
            continue
        asked = [part for part in walk_records(node) if isinstance(part, LayerValue)]
        for value in dict.fromkeys(asked):
            why = _why(value, benefits[value.benefit])
            if why is not None:
                findings, span = context.place(origin)
                findings.warning(
                    "line_without_effect",
                    why,
                    span,
                    say("ask for the figure that is meant, or write the line that it comes from"),
                    subject=f"{value.benefit}.{value.part}",
                )


def _lines(context: CheckContext) -> Iterator[tuple[Origin, object]]:
    """What asks for figures, with its place: statements, changes, tallies."""
    program = context.program
    rules = (benefit.statements for benefit in program.benefits)
    reports = (report.statements for report in program.reports)
    for statements in (*rules, *reports):
        for line in all_statements(statements):
            if isinstance(line, FirstOfStatement):
                yield from ((kind.origin, kind.condition) for kind in line.kinds)
            else:
                yield line.origin, line
    for benefit in program.benefits:
        yield from ((change.origin, change) for change in benefit.changes)
    yield from ((tally.origin, tally) for tally in program.tallies)


def _why(value: LayerValue, benefit: TypedBenefit) -> Text | None:
    """Why the figure is nothing; None where it may be something."""
    lines = [*all_statements(benefit.statements)]
    if any(isinstance(line, NotSpecifiedStatement) for line in lines):
        return None
    raised = any(isinstance(change, RateRaised) for change in benefit.changes)
    if value.part in ("deductible", "deducted"):
        taken = [line for line in lines if isinstance(line, DeductibleStatement)]
        if all(line.value == Figure("money", 0) and not line.held for line in taken):
            return say(
                "`{benefit}.{part}` is 0 in any case: `{benefit}` has no deductible",
                benefit=benefit.id,
                part=value.part,
            )
    elif value.part in ("cut_off", "above_cap") and not raised and all(map(_cuts_nothing, lines)):
        return say(
            "`{benefit}.{part}` is 0 in any case: `{benefit}` has no limit",
            benefit=benefit.id,
            part=value.part,
        )
    return None


def _cuts_nothing(line: TypedStatement) -> bool:
    if isinstance(line, CapStatement):
        return isinstance(line.value, Figure) and line.value.value == UNLIMITED
    if isinstance(line, CountsTowardStatement):
        return not line.limits
    if isinstance(line, DeductibleStatement):
        return line.counting == "excess" and not line.countings
    return isinstance(line, _CUTS_NOTHING)
