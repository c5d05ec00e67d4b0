"""A deductible that is all of what a benefit pays from, or more.

In: a context. Out: a `rate_passes_whole` at the deductible of each claim that is 100% of its base,
or over: nothing is above it, whatever the claim.
"""

from typing import Final

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.implies import without_origins
from polc.compiler.typed.nodes.leaf_values import RUNNING
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    BaseStatement,
    DeductibleStatement,
)
from polc.compiler.typed.nodes.values import FieldValue, Figure, Scaled, Typed
from polc.messages.text import say
from polc.runtime.amounts import RATE_UNIT, format_rate
from polc.runtime.vocabulary import FIELDS

_NEVER_LESS: Final[tuple[Typed, ...]] = (
    *(FieldValue("money", known) for known in FIELDS if known.name in ("in_policy", "total")),
    RUNNING["remaining"],
)
"""What is never less than what is left in policy, from which a benefit pays that says no base."""


def check_deductible_takes_all(context: CheckContext) -> None:
    """Warns once for each deductible of the policy's own file."""
    for benefit in context.program.benefits:
        lowered = any(change.term == "deductible" for change in benefit.changes)
        lines = [*all_statements(benefit.statements)]
        if lowered or any(isinstance(line, AtLeastStatement) for line in lines):
            continue
        bases = [line for line in lines if isinstance(line, BaseStatement)]
        for line in lines:
            if not isinstance(line, DeductibleStatement) or not context.is_own(line.origin):
                continue
            rate = _find_rate(line, bases)
            if rate is not None and rate >= RATE_UNIT:
                _report(context, benefit, line, rate)


def _find_rate(line: DeductibleStatement, bases: list[BaseStatement]) -> int | None:
    """The share of the base that it is, of a claim: what a stay or a year sums up is of several."""
    share = line.value
    if line.period != "claim" or line.periods or line.held or not isinstance(share, Scaled):
        return None
    amount = without_origins(share.amount)
    of_base = amount in _NEVER_LESS
    if bases:
        of_base = all(without_origins(base.value) == amount for base in bases)
    return share.rate.value if of_base and isinstance(share.rate, Figure) else None


def _report(
    context: CheckContext, benefit: TypedBenefit, line: DeductibleStatement, rate: int
) -> None:
    findings, span = context.place(line.origin)
    findings.warning(
        "rate_passes_whole",
        say(
            "the deductible of `{benefit}` is {rate} of what it is taken from: nothing is above it",
            benefit=benefit.id,
            rate=format_rate(rate),
        ),
        span,
        say("mend the percentage, or what it is a share of"),
        witness=context.witness(),
        subject=benefit.id,
    )
