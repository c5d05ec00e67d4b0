"""A cap below what the deductible beside it lets through.

In: a context. Out: a `cap_below_deductible` at the cap: a deductible that lets the whole
through pays its rate of the deductible at least, and where the cap is no more than that, no
claim is ever paid by the rate. The same for a least amount that the cap does not reach, and at
every limit, and every pool, of 0 yuan for everybody.
"""

from collections.abc import Iterator
from typing import TypeVar

from polc.compiler.checks.asked_words import pools_that_hold
from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_figures, find_people, find_span
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import HighestStatement
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    CapStatement,
    DeductibleStatement,
    RateStatement,
    Statement,
)
from polc.messages.text import Text, say
from polc.runtime.amounts import RATE_UNIT, UNLIMITED, format_money, format_rate

S = TypeVar("S", bound=Statement)


def check_cap_below_deductible(context: CheckContext) -> None:
    """Warns once for each benefit of claims."""
    for benefit in context.program.benefits:
        for cap in _always(benefit, CapStatement):
            if benefit.per == "claim" and context.is_own(cap.origin):
                for identity in find_people(benefit) or ("",):
                    if _check(context, benefit, cap, identity):
                        break
        for limit in _limits(benefit):
            _check_nothing(context, benefit, limit)
    holding = pools_that_hold(context.program)
    for pool in context.program.pools:
        if pool.id in holding:
            _check_pool(context, pool)


def _check_pool(context: CheckContext, pool: TypedPool) -> None:
    """A pool that leaves nobody anything, whatever counts toward it."""
    span = find_span(pool.size, context.everybody, context.program)
    if (
        span is None
        or any(most > 0 for _, most in span.values())
        or not context.is_own(pool.origin)
    ):
        return
    findings, place = context.place(pool.origin)
    findings.warning(
        "cap_below_deductible",
        say(
            "the pool `{pool}` is 0 yuan for everybody: nothing that it limits is ever paid",
            pool=pool.id,
        ),
        place,
        say("write the figure of the document, or `not specified` where it has none"),
        subject=pool.id,
    )


def _limits(benefit: TypedBenefit) -> Iterator[CapStatement | AtMostStatement]:
    """What holds every payment, of kinds of care and alternatives too."""
    lifted = any(change.term == "cap" for change in benefit.changes)
    kinds = (AtMostStatement,) if lifted else (AtMostStatement, CapStatement)
    for statement in all_statements(benefit.statements):
        if isinstance(statement, HighestStatement):
            for alternative in statement.alternatives:
                yield from (
                    line for line in alternative.limits if isinstance(line, AtMostStatement)
                )
        elif isinstance(statement, kinds):
            yield statement


def _check_nothing(
    context: CheckContext, benefit: TypedBenefit, limit: CapStatement | AtMostStatement
) -> None:
    """A limit that leaves nobody anything, whatever the claim."""
    if limit.where is not None or limit.condition is not None or not context.is_own(limit.origin):
        return
    people = find_people(benefit) or context.everybody
    span = find_span(limit.value, people, context.program)
    if span is None or any(most > 0 for _, most in span.values()):
        return
    findings, place = context.place(limit.origin)
    findings.warning(
        "cap_below_deductible",
        say(
            "this limit is 0 yuan for everybody: `{benefit}` never pays anything",
            benefit=benefit.id,
        ),
        place,
        say("write the figure of the document, or `not specified` where it has none"),
        subject=benefit.id,
    )


def _always_said(benefit: TypedBenefit, kind: type[S]) -> S | None:
    """The last statement of the kind that hangs on no reading."""
    return next(reversed(_always(benefit, kind)), None)


def _always(benefit: TypedBenefit, kind: type[S]) -> list[S]:
    """The statements of the kind that hang on no reading."""
    return [
        statement
        for statement in benefit.statements
        if isinstance(statement, kind) and statement.where is None
    ]


def _check(context: CheckContext, benefit: TypedBenefit, cap: CapStatement, identity: str) -> bool:
    figures = find_figures(
        cap.value, identity, {parameter.id: parameter for parameter in context.program.parameters}
    )
    if not figures or max(figures) == UNLIMITED:
        return False
    highest = max(figures)
    least, why, cost = _least_payment(context, benefit, identity)
    if least < highest or not why:
        return False
    findings, span = context.place(cap.origin)
    message = say(
        "the cap of `{benefit}`, {cap} yuan, is reached by whatever it pays: {why}",
        benefit=benefit.id,
        cap=format_money(highest),
        why=why,
    )
    hint = say("hold the cap, the deductible and the rate against the document once more")
    people = (identity,) if identity else ()
    witness = context.witness(people, cost)
    findings.warning(
        "cap_below_deductible", message, span, hint, witness=witness, subject=benefit.id
    )
    return True


def _least_payment(
    context: CheckContext, benefit: TypedBenefit, identity: str
) -> tuple[int, Text | None, int]:
    """The least that is paid where anything is, why, and a cost that shows it."""
    parameters = {parameter.id: parameter for parameter in context.program.parameters}
    floor = _always_said(benefit, AtLeastStatement)
    if floor is not None and floor.condition is None:
        least = find_figures(floor.value, identity, parameters)
        if least:
            why = say("it pays at least {least} yuan", least=format_money(min(least)))
            return min(least), why, 2_000_000
    deductible = _always_said(benefit, DeductibleStatement)
    rate = _always_said(benefit, RateStatement)
    if deductible is None or rate is None:
        return 0, None, 0
    edges = find_figures(deductible.value, identity, parameters)
    rates = find_figures(rate.value, identity, parameters)
    if not edges or not rates or deductible.counting not in ("whole_reached", "whole_exceeded"):
        return 0, None, 0
    least_paid = min(edges) * min(rates) // RATE_UNIT
    why = say(
        "{rate} of the {edge} yuan that the deductible lets through is {paid} yuan",
        rate=format_rate(min(rates)),
        edge=format_money(min(edges)),
        paid=format_money(least_paid),
    )
    return least_paid, why, min(edges) + 100
