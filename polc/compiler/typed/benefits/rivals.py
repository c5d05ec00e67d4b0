"""`pay the higher of this and assistance`: two benefits of which one pays.

In: the line as it was written; all benefits. Out: typed, after diagnostics.
"""

from collections.abc import Callable, Iterable, Mapping

from polc.compiler.model.walk import walk_records
from polc.compiler.syntax.nodes.statements import BenefitSyntax, RivalSyntax
from polc.compiler.typed.benefits.terms import standing_of
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import is_of_stay
from polc.compiler.typed.nodes.statements import RivalStatement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.term_statements import DeductibleStatement
from polc.compiler.typed.nodes.values import LayerValue, TallyValue
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
    of_year = _find_beyond(known, known, _is_due_for_year) if compared else ""
    for name, line, findings in compared:
        beyond = of_year or _find_beyond((name, line.benefit.text), known, is_of_stay)
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
                "neither of the two may have a term per stay, a deductible per referral chain or "
                "an amount of the stay, nor any benefit of the claims a deductible per year that "
                "counts the whole: where each stay has one bill, write `per claim`"
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


def _find_beyond(
    names: Iterable[str], known: Mapping[str, TypedBenefit], goes: Callable[[object], bool]
) -> str:
    """The first of these benefits of the claims that says what `goes` beyond a claim; else
    empty."""
    of_claims = (known[name] for name in names if name in known and known[name].per == "claim")
    found = (benefit.id for benefit in of_claims if any(map(goes, walk_records(benefit))))
    return next(found, "")


def _is_due_for_year(part: object) -> bool:
    """Whether it makes something due for earlier claims of the year."""
    if not isinstance(part, DeductibleStatement):
        return False
    periods = {part.period, *(period for period, _ in part.periods)}
    whole = part.counting in ("whole_reached", "whole_exceeded") or bool(part.countings)
    return whole and "year" in periods
