"""A deductible that is all of what a benefit pays from, or more.

In: a context. Out: a `rate_passes_whole` at the deductible of each claim that is 100% of its base,
or over, or no less than a base that is bounded: nothing is above it, whatever the claim.
"""

from collections.abc import Mapping
from typing import Final

from polc.compiler.checks.amounts.limit_beyond_counted import find_most
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_people, find_span
from polc.compiler.checks.implies import without_origins
from polc.compiler.report.diagnostics import Label
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.leaf_values import RUNNING
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    BaseStatement,
    DeductibleStatement,
)
from polc.compiler.typed.nodes.values import FieldValue, Figure, LayerValue, Scaled, Typed
from polc.messages.text import Text, say
from polc.runtime.amounts import RATE_UNIT, format_rate
from polc.runtime.vocabulary import FIELDS

_IN_POLICY, _TOTAL = (
    FieldValue("money", known)
    for name in ("in_policy", "total")
    for known in FIELDS
    if known.name == name
)
_NEVER_LESS: Final[tuple[Typed, ...]] = (_IN_POLICY, _TOTAL, RUNNING["remaining"])
"""What is never less than what is left in policy, from which a benefit pays that says no base."""


def check_deductible_takes_all(context: CheckContext) -> None:
    """Warns once for each deductible of the policy's own file."""
    benefits = {benefit.id: benefit for benefit in context.program.benefits}
    for benefit in context.program.benefits:
        lowered = any(change.term == "deductible" for change in benefit.changes)
        lines = [*all_statements(benefit.statements)]
        if lowered or any(isinstance(line, AtLeastStatement) for line in lines):
            continue
        bases = [line for line in lines if isinstance(line, BaseStatement)]
        for line in lines:
            if not isinstance(line, DeductibleStatement) or not context.is_own(line.origin):
                continue
            rate = _find_rate(line, bases, benefits)
            if rate is not None and rate >= RATE_UNIT:
                message = say(
                    "the deductible of `{benefit}` is {rate} of what it is taken from: nothing is "
                    "above it",
                    benefit=benefit.id,
                    rate=format_rate(rate),
                )
                hint = say("mend the percentage, or what it is a share of")
                _report(context, benefit, line, message, hint)
            elif len(bases) == 1 and _takes_most(context, benefit, line, bases[0]):
                message = say(
                    "the deductible of `{benefit}` is no less than the most that its base comes "
                    "to: nothing is above it",
                    benefit=benefit.id,
                )
                hint = say("hold the base and the deductible against the document")
                label = context.label(bases[0].origin, say("no more than this counts"))
                _report(context, benefit, line, message, hint, (label,))


def _find_rate(
    line: DeductibleStatement, bases: list[BaseStatement], benefits: Mapping[str, TypedBenefit]
) -> int | None:
    """The share of the base that it is, of a claim: what a stay or a year sums up is of several."""
    share = line.value
    if line.period != "claim" or line.periods or line.held or not isinstance(share, Scaled):
        return None
    amount = without_origins(share.amount)
    found = [without_origins(base.value) for base in bases]
    of_base = all(_is_within(base, amount, benefits) for base in found)
    if not bases:
        of_base = amount in _NEVER_LESS
    return share.rate.value if of_base and isinstance(share.rate, Figure) else None


def _is_within(base: Typed, amount: Typed, benefits: Mapping[str, TypedBenefit]) -> bool:
    """Whether a base is never more than the amount: what is left in policy, or what another benefit
    of the claim leaves, or pays, of a base that is not."""
    if base == amount:
        return True
    if base in (_IN_POLICY, RUNNING["remaining"]):
        return amount in (_IN_POLICY, _TOTAL)
    if not isinstance(base, LayerValue) or base.of_year or base.part not in ("base", "left"):
        return False
    of = benefits[base.benefit]
    lines = [line for line in all_statements(of.statements) if isinstance(line, BaseStatement)]
    bases = [without_origins(line.value) for line in lines] or [RUNNING["remaining"]]
    return of.per == "claim" and all(_is_within(part, amount, benefits) for part in bases)


def _takes_most(
    context: CheckContext, benefit: TypedBenefit, line: DeductibleStatement, base: BaseStatement
) -> bool:
    """Whether a deductible of each claim is never less than the base, which is bounded."""
    if line.period != "claim" or line.periods or line.held or line.countings:
        return False
    if line.counting != "excess" or not covers(base.where, line.where):
        return False
    people = find_people(benefit) or context.everybody
    most = find_most(base.value, people, context)
    least = find_span(line.value, people, context.program)
    return bool(most) and least is not None and all(most[who] <= least[who][0] for who in people)


def _report(
    context: CheckContext,
    benefit: TypedBenefit,
    line: DeductibleStatement,
    message: Text,
    hint: Text,
    labels: tuple[Label, ...] = (),
) -> None:
    findings, span = context.place(line.origin)
    findings.warning(
        "rate_passes_whole",
        message,
        span,
        hint,
        labels,
        witness=context.witness(),
        subject=benefit.id,
    )
