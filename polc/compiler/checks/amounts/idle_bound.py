"""A figure inside an amount or a rate that never decides it.

In: a context. Out: an `outdone_limit` at a line with a `lower of` or a bound of which one figure is
never the lower, or a `higher of` of which one is never the higher; and at points that raise no rate
as far as their `at most`. A bound of 100% stands for what a rate is, and is not told.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_people, find_span
from polc.compiler.checks.rates_of_benefit import rates_of
from polc.compiler.model.origin import Origin
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements, value_of
from polc.compiler.typed.nodes.term_statements import BandsStatement, RateStatement
from polc.compiler.typed.nodes.values import ExtremeOf, Figure
from polc.messages.text import Text, say
from polc.runtime.amounts import RATE_UNIT, format_rate


def check_idle_bound(context: CheckContext) -> None:
    """Warns once for each such line of the policy's own file."""
    for benefit in context.program.benefits:
        people = find_people(benefit) or context.everybody
        told: set[Origin] = set()
        for origin, extreme in _extremes(benefit):
            if (
                context.is_own(origin)
                and origin not in told
                and _decides_for_none(context, extreme, people)
            ):
                told.add(origin)
                _report(context, origin, _say_idle(extreme))
        changes = [change for change in benefit.changes if change.term == "rate"]
        for change in changes:
            if isinstance(change, RateRaised) and len(changes) == 1:
                _check_raised(context, benefit, change)


def _extremes(benefit: TypedBenefit) -> Iterator[tuple[Origin, ExtremeOf]]:
    for line in all_statements(benefit.statements):
        for part in walk_records(value_of(line)):
            if isinstance(part, ExtremeOf) and part.kind in ("money", "rate"):
                yield line.origin, part


def _decides_for_none(context: CheckContext, extreme: ExtremeOf, people: tuple[str, ...]) -> bool:
    """Whether some part is never the one that counts: another is never beyond it; of equal ones
    the first counts."""
    spans = [find_span(part, people, context.program) for part in extreme.parts]
    for at, own in enumerate(spans):
        for place, beside in enumerate(spans):
            if place == at or own is None or beside is None:
                continue
            pairs = [(own[person], beside[person]) for person in people]
            if extreme.op == "min":
                idle = all(mine[0] >= its[1] for mine, its in pairs)
            else:
                idle = all(mine[1] <= its[0] for mine, its in pairs)
            whole = extreme.kind == "rate" and all(low >= RATE_UNIT for low, _ in own.values())
            if idle and not whole and (place < at or own != beside):
                return True
    return False


def _say_idle(extreme: ExtremeOf) -> Text:
    if extreme.op == "min":
        return say("a figure here decides nothing: of the two the lower counts, and it never is")
    return say("a figure here decides nothing: of the two the higher counts, and it never is")


def _check_raised(context: CheckContext, benefit: TypedBenefit, change: RateRaised) -> None:
    most, points = change.most, change.value
    if most is None or most >= RATE_UNIT or not isinstance(points, Figure):
        return
    if not context.is_own(change.origin):
        return
    people = context.everybody if change.people.everyone else change.people.identities
    rates = [
        find_span(rate, people, context.program)
        for line in all_statements(benefit.statements)
        if isinstance(line, RateStatement | BandsStatement)
        for rate in rates_of(line.value, context.program) or (line.value,)
    ]
    if not rates or any(span is None for span in rates):
        return
    highest = max(high for span in rates if span is not None for _, high in span.values())
    if highest + points.value < most:
        why = say(
            "no rate of `{benefit}` is raised as far as {most}",
            benefit=benefit.id,
            most=format_rate(most),
        )
        _report(context, change.origin, why)


def _report(context: CheckContext, origin: Origin, message: Text) -> None:
    findings, span = context.place(origin)
    findings.warning(
        "outdone_limit",
        message,
        span,
        say("hold the figures against the document, and take out the one that never acts"),
        subject=origin.rule,
    )
