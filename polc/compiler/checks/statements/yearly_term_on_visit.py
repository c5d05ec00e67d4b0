"""A yearly term on a benefit that begins anew with each visit.

In: a context. Out: a `yearly_term_on_visit` at the bands: their edges are counted from the
start of each stay or claim, as its deductible is, and not over the year.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.term_statements import BandsStatement, DeductibleStatement
from polc.messages.text import say


def check_yearly_term_on_visit(context: CheckContext) -> None:
    """Warns once for each benefit of claims."""
    for benefit in context.program.benefits:
        deductible = _deductible_of_visit(benefit)
        bands = next(
            (
                statement
                for statement in benefit.statements
                if isinstance(statement, BandsStatement)
            ),
            None,
        )
        if deductible is None or bands is None or not context.is_own(bands.origin):
            continue
        if bands.edges in ("year", "household"):
            continue
        findings, span = context.place(bands.origin)
        message = say(
            "the bands of `{benefit}` begin anew with every visit, as its deductible does",
            benefit=benefit.id,
        )
        hint = say(
            "write `bands per year …` if the bands are of the year's cost, or allow it "
            "where the document has bands of a single visit"
        )
        label = context.label(deductible.origin, say("this is per visit"))
        findings.warning("yearly_term_on_visit", message, span, hint, (label,), subject=benefit.id)


def _deductible_of_visit(benefit: TypedBenefit) -> DeductibleStatement | None:
    """The deductible, where it is one of each stay or claim."""
    for statement in benefit.statements:
        if not isinstance(statement, DeductibleStatement) or statement.periods:
            continue
        if statement.period in ("stay", "claim"):
            return statement
    return None
