"""`pay the higher of this and assistance`: two benefits of which one pays.

In: the line as it was written; all benefits. Out: typed, after diagnostics.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax, RivalSyntax
from polc.compiler.typed.benefits.terms import standing_of
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import RivalStatement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import LayerValue, OfStay, TallyValue
from polc.messages.text import say


def check_rival(line: RivalSyntax, context: Context) -> RivalStatement | None:
    """The benefit beside it is the layer that pays directly before."""
    symbol = context.names.look_up(line.benefit, context.findings, "benefit")
    if symbol is None:
        return None
    place, own = context.layers.get(symbol.id), context.layers.get(context.item)
    if place is None or own is None or place != own - 1:
        message = say(
            "`{symbol}` does not pay directly before `{asking}`",
            symbol=symbol.id,
            asking=context.item,
        )
        hint = say("two benefits of which one pays stand side by side in `layers`")
        findings = context.findings
        findings.error("not_compared", message, line.span, hint, subject=symbol.id)
        return None
    return RivalStatement(benefit=symbol.id, **standing_of(line, context))


def check_rivals(
    written: Iterable[tuple[BenefitSyntax, Context]],
    benefits: Iterable[TypedBenefit],
    tallies: Iterable[TypedTally],
) -> None:
    """What is settled for a stay, or makes something due for earlier claims, is no amount of one
    claim that could be held against another's; what goes by the figures of the first is not known
    without it."""
    known = {benefit.id: benefit for benefit in benefits}
    sums = {tally.id: tally for tally in tallies}
    written = tuple(written)
    _check_chained(written, known)
    compared = [
        (node.name.text, line, context.findings)
        for node, context in written
        for line in node.statements
        if isinstance(line, RivalSyntax)
    ]
    beyond = _of_more_than_a_claim(known) if compared else ""
    for name, line, findings in compared:
        asked = _asked_by(known.get(name), sums)
        if asked:
            message = say(
                "one of two benefits of which the higher pays asks for the other, `{asked}`",
                asked=asked,
            )
            hint = say("write what it is worked out from without the figures of the other")
            findings.error("not_compared", message, line.span, hint, subject=name)
        if beyond:
            message = say(
                "what is paid for a stay, or for earlier claims, is not compared, and "
                "`{benefit}` may pay so",
                benefit=beyond,
            )
            hint = say(
                "no benefit of the claims may have a term per stay, an amount of the stay or a "
                "deductible per year that counts the whole"
            )
            findings.error("not_compared", message, line.span, hint, subject=name)


def _check_chained(
    written: Iterable[tuple[BenefitSyntax, Context]], known: Mapping[str, TypedBenefit]
) -> None:
    """Each benefit stands in one comparison: of three in a row the second may lose to the first,
    and the third, held against the second alone, would be paid beside the first."""
    for node, context in written:
        lines = [line for line in node.statements if isinstance(line, RivalSyntax)]
        span_of = {context.source.line_of(line.span.start): line.span for line in lines}
        for second in _rivals(known.get(node.name.text)):
            firsts = _rivals(known.get(second.benefit))
            span = span_of.get(second.origin.line)
            if span is None or all(are_apart(first.where, second.where) for first in firsts):
                continue
            message = say(
                "`{first}` is compared with the benefit before it already", first=second.benefit
            )
            hint = say("each benefit stands in one comparison: take one of the two lines out")
            name = node.name.text
            context.findings.error("not_compared", message, span, hint, subject=name)


def _rivals(benefit: TypedBenefit | None) -> list[RivalStatement]:
    """The lines by which a benefit is held against the one before it."""
    statements = benefit.statements if benefit is not None else ()
    return [line for line in statements if isinstance(line, RivalStatement)]


def _asked_by(benefit: TypedBenefit | None, tallies: Mapping[str, TypedTally]) -> str:
    """The benefit that one is held against, where it asks for a figure of it, itself or in a
    tally; else empty."""
    if benefit is None:
        return ""
    firsts = {
        statement.benefit
        for statement in benefit.statements
        if isinstance(statement, RivalStatement)
    }
    asked = [*walk_records(benefit)]
    for part in asked:
        if isinstance(part, LayerValue) and part.benefit in firsts:
            return part.benefit
        if isinstance(part, TallyValue) and part.tally in tallies:
            asked += walk_records(tallies[part.tally])
    return ""


def _of_more_than_a_claim(benefits: Mapping[str, TypedBenefit]) -> str:
    """The first benefit of the claims that pays for a stay, or for earlier claims; else empty."""
    of_claims = (benefit for benefit in benefits.values() if benefit.per == "claim")
    return next((benefit.id for benefit in of_claims if _goes_beyond_claim(benefit)), "")


def _goes_beyond_claim(benefit: TypedBenefit) -> bool:
    for part in walk_records(benefit):
        match part:
            case OfStay():
                return True
            case DeductibleStatement():
                periods = {part.period, *(period for period, _ in part.periods)}
                whole = part.counting in ("whole_reached", "whole_exceeded") or part.countings
                if "stay" in periods or (whole and "year" in periods):
                    return True
            case CapStatement():
                if part.period == "stay":
                    return True
            case _:
                pass
    return False
