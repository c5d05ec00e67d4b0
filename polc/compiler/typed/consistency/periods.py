"""Terms of a month, a quarter, a hospital or a household where no claim of such can be found.

In: a benefit with its statements, the pools. Out: diagnostics: of one that counts the whole beside
a term of the stay, whose bills may lie in two months; over the year's claims; a pool that money of
the person's year charges; over the claims of a household a limit of each person.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from polc.compiler.model.walk import walk
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import Chosen, are_apart
from polc.compiler.typed.nodes.program import TypedBenefit, TypedPool
from polc.compiler.typed.nodes.statement_values import all_statements, pools_of
from polc.compiler.typed.nodes.statements import TypedStatement
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import OfStay
from polc.messages.text import Text, say

PERIOD_WORDS: Mapping[Period, Text] = {
    "month": say("a month"),
    "quarter": say("a quarter"),
    "hospital": say("a hospital"),
    "household": say("a household"),
}
"""The periods of which a benefit of the person's year knows none."""


_WHOLE: Final = ("whole_reached", "whole_exceeded")

Holding = tuple[Period, Chosen | None]
"""A period, and the choices under which something holds for it."""


def check_periods(
    benefit: TypedBenefit, pools: Mapping[str, TypedPool], span: Span, context: Context
) -> None:
    """What holds for a month, a quarter or a hospital stands where claims are settled, and what
    counts the whole of one where each claim is settled alone."""
    _check_household(benefit, span, context)
    own = [pair for line in all_statements(benefit.statements) for pair in _of(line)]
    of_pools = ((pools[name].period, None) for name in pools_of(benefit.statements, pools))
    short = [(period, where) for period, where in (*own, *of_pools) if period in PERIOD_WORDS]
    if not short:
        return
    beside = _of_stay(benefit, own)
    match benefit.per:
        case "person_year":
            why = say("it is of the person's year, which lies in none")
            hint = say("charge a pool `per person per year`")
        case "claims_of_year":
            short = _not_shared(short)
            why = say("it is settled over the year's claims")
            hint = say("write the deductible, the cap and the pool `per year`")
        case "claim":
            why = say("it counts the whole, also of other stays, and it is settled for the stay")
            hint = say("let it count the excess, or write the other terms `per claim`")
            short = [
                (period, where)
                for period, where in _not_shared(_counting_whole(benefit))
                if any(not are_apart(where, of) for of in beside)
            ]
    if short:
        message = say(
            "`{benefit}` has a limit or a deductible of {period}: {why}",
            benefit=benefit.id,
            period=PERIOD_WORDS[short[0][0]],
            why=why,
        )
        context.findings.error("period_misplaced", message, span, hint, subject=benefit.id)


def _counting_whole(benefit: TypedBenefit) -> list[Holding]:
    """For what a deductible holds that counts the whole once it is reached."""
    return [
        (period, where)
        for line in all_statements(benefit.statements)
        if isinstance(line, DeductibleStatement)
        and any(
            counting in _WHOLE
            for counting in (line.counting, *(counting for counting, _ in line.countings))
        )
        for period, where in _of(line)
        if period in PERIOD_WORDS
    ]


def _not_shared(held: list[Holding]) -> list[Holding]:
    """Those that begin anew within the year: all claims of a year are of one household."""
    return [(period, where) for period, where in held if period != "household"]


def _check_household(benefit: TypedBenefit, span: Span, context: Context) -> None:
    """What a household's deductible counts is counted claim by claim; over the year's claims what
    it lets through is the household's, and so is every limit of it."""
    lines = [
        line
        for line in all_statements(benefit.statements)
        if isinstance(line, DeductibleStatement)
        and "household" in (line.period, *(period for period, _ in line.periods))
    ]
    if not lines:
        return
    if any(
        counting in _WHOLE
        for line in lines
        for counting in (line.counting, *(counting for counting, _ in line.countings))
    ):
        message = say(
            "the deductible of `{benefit}` is of a household and counts the whole once it is "
            "reached, which would be due for claims of other members",
            benefit=benefit.id,
        )
        hint = say("let it count the excess, or write the benefit `over the year's claims`")
        context.findings.error("period_misplaced", message, span, hint, subject=benefit.id)
        return
    own = [
        line
        for line in all_statements(benefit.statements)
        if isinstance(line, CapStatement) and line.period != "household"
    ]
    if benefit.per == "claims_of_year" and own:
        message = say(
            "`{benefit}` is settled over the claims of a household, and its cap is of each person",
            benefit=benefit.id,
        )
        hint = say("write the cap `per household per year` too")
        context.findings.error("period_misplaced", message, span, hint, subject=benefit.id)


def _of(line: TypedStatement) -> Iterator[Holding]:
    """For what a deductible or a cap holds."""
    if isinstance(line, DeductibleStatement | CapStatement) and line.period is not None:
        yield line.period, line.where
    if isinstance(line, DeductibleStatement):
        yield from line.periods


def _is_of_chain(line: object) -> bool:
    """Whether it is a deductible along a referral chain, which each stay of the chain bears."""
    if not isinstance(line, DeductibleStatement):
        return False
    return "chain" in (line.period, *(period for period, _ in line.periods))


def _of_stay(benefit: TypedBenefit, own: list[Holding]) -> list[Chosen | None]:
    """The choices under which the benefit is settled for the stay."""
    found = [where for period, where in own if period == "stay"]
    found += [line.where for line in all_statements(benefit.statements) if _is_of_chain(line)]
    asks = any(isinstance(part, OfStay) for part in walk(benefit.statements))
    return [*found, None] if asks else found
