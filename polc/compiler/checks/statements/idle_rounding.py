"""How the policy rounds, where every benefit rounds its own way.

In: a context. Out: a `line_without_effect` at the `round` of the whole policy: each benefit that
pays something says for itself how its amount is rounded. One `at every step` is not looked at, nor
one that a benefit repeats: there the repetition is told.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.pays_nothing import pays_nothing
from polc.compiler.typed.nodes.chosen import Chosen, covers
from polc.compiler.typed.nodes.program import TypedBenefit, TypedDates
from polc.compiler.typed.nodes.statements import HighestStatement, RoundStatement
from polc.messages.text import say


def check_idle_rounding(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    for line in context.program.dates:
        if line.what != "round" or line.each_step or not context.is_own(line.origin):
            continue
        paying = [
            benefit for benefit in context.program.benefits if not pays_nothing(benefit.statements)
        ]
        if any(_repeats(benefit, line) for benefit in paying):
            continue
        if paying and all(_rounds_itself(benefit, line.where) for benefit in paying):
            findings, span = context.place(line.origin)
            why = say("each benefit rounds its own way")
            findings.warning(
                "line_without_effect",
                say("this line has no effect: {why}", why=why),
                span,
                say("take it out, or write the line on which it acts"),
                subject=line.origin.rule,
            )


def _repeats(benefit: TypedBenefit, whole: TypedDates) -> bool:
    """Whether the benefit says what the whole policy says."""
    return any(
        isinstance(line, RoundStatement) and (line.unit, line.down) == (whole.unit, whole.down)
        for line in benefit.statements
    )


def _rounds_itself(benefit: TypedBenefit, where: Chosen | None) -> bool:
    alternatives = [
        alternative
        for line in benefit.statements
        if isinstance(line, HighestStatement)
        for alternative in line.alternatives
    ]
    own = [line for line in benefit.statements if isinstance(line, RoundStatement)]
    if alternatives and not own:
        return all(alternative.rounding for alternative in alternatives)
    return any(covers(line.where, where) for line in own)
