"""Terms of a month, a quarter or a hospital where no claim of such a period can be found.

In: a benefit with its statements, the pools. Out: diagnostics: beside a term of the stay, whose
bills may lie in two months; over the year's claims; a pool that money of the person's year
charges.
"""

from collections.abc import Iterator, Mapping

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
}
"""The periods that begin anew within the year, and of which a claim knows only its own."""


Holding = tuple[Period, Chosen | None]
"""A period, and the choices under which something holds for it."""


def check_periods(
    benefit: TypedBenefit, pools: Mapping[str, TypedPool], span: Span, context: Context
) -> None:
    """What holds for a month, a quarter or a hospital stands where each claim is settled alone."""
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
            why = say("it is settled over the year's claims")
            hint = say("write the deductible, the cap and the pool `per year`")
        case "claim":
            why = say("it is settled for the stay, whose bills may lie in several")
            hint = say("write the other terms `per claim`, or make it two benefits")
            short = [
                (period, where)
                for period, where in short
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


def _of(line: TypedStatement) -> Iterator[Holding]:
    """For what a deductible or a cap holds."""
    if isinstance(line, DeductibleStatement | CapStatement) and line.period is not None:
        yield line.period, line.where
    if isinstance(line, DeductibleStatement):
        yield from line.periods


def _of_stay(benefit: TypedBenefit, own: list[Holding]) -> list[Chosen | None]:
    """The choices under which the benefit is settled for the stay."""
    found = [where for period, where in own if period == "stay"]
    asks = any(isinstance(part, OfStay) for part in walk(benefit.statements))
    return [*found, None] if asks else found
