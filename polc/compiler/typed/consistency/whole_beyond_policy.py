"""A deductible per year that counts the whole once reached, beside what is paid out of policy.

In: the benefits as written and typed. Out: `mode_without_year` at the benefit whose deductible
counts so: what it makes due for earlier claims is held against what these have left in policy,
which says nothing of what is left of their bills.
"""

from collections.abc import Iterable

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.term_statements import BaseStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import Running
from polc.messages.text import say


def check_whole_beyond_policy(
    written: Iterable[tuple[BenefitSyntax, Context]], benefits: Iterable[TypedBenefit]
) -> None:
    """Once for each benefit of the claims that counts so."""
    of_claims = [benefit for benefit in benefits if benefit.per == "claim"]
    bases = [(benefit, base) for benefit in of_claims for base in _on_bill(benefit)]
    known = {benefit.id: benefit for benefit in of_claims}
    for node, context in written:
        if node.name.text not in known:
            continue
        lines = _counting_whole(known[node.name.text])
        beside = (
            benefit
            for benefit, base in bases
            if any(not are_apart(line.where, base.where) for line in lines)
        )
        paying = next(beside, None)
        if paying is None:
            continue
        message = say(
            "a deductible that counts the whole makes amounts due for earlier claims, and "
            "`{benefit}` pays on what is not in policy: what their bills have left is not known",
            benefit=paying.id,
        )
        hint = say(
            "let the deductible count the excess, or give `{benefit}` a base in policy",
            benefit=paying.id,
        )
        span, findings = node.name.span, context.findings
        findings.error("mode_without_year", message, span, hint, subject=node.name.text)


def _counting_whole(benefit: TypedBenefit) -> list[DeductibleStatement]:
    """Its deductibles of the year that count the whole, under some choice at least."""
    return [
        line
        for line in walk_records(benefit)
        if isinstance(line, DeductibleStatement)
        and "year" in (line.period, *(period for period, _ in line.periods))
        and any(
            counting in ("whole_reached", "whole_exceeded")
            for counting in (line.counting, *(counting for counting, _ in line.countings))
        )
    ]


def _on_bill(benefit: TypedBenefit) -> list[BaseStatement]:
    """Its bases on the whole bill, or out of policy."""
    return [
        base
        for base in walk_records(benefit)
        if isinstance(base, BaseStatement)
        and (base.outside or (isinstance(base.value, Running) and base.value.name == "own_cost"))
    ]
