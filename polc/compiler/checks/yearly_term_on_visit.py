"""A yearly term on a benefit that begins anew with each visit.

In: a subject. Out: a `yearly_term_on_visit` at the bands: their edges are counted from the
start of each stay or claim, as its deductible is, and not over the year.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.typed.program import TypedBenefit, TypedLine
from polc.messages.text import say


def check_yearly_term_on_visit(context: CheckContext) -> None:
    """Warns once for each benefit of claims."""
    for benefit in context.program.benefits:
        deductible = _deductible_of_visit(benefit)
        bands = next((line for line in benefit.lines if line.term == "bands"), None)
        if deductible is None or bands is None or not context.is_own(bands.origin):
            continue
        findings, span = context.place(bands.origin)
        message = say(
            "the bands of `{benefit}` begin anew with every visit, as its deductible does",
            benefit=benefit.id,
        )
        hint = say(
            "write `deductible per year …` if the bands are of the year's cost, or allow it "
            "where the document has bands of a single visit"
        )
        label = context.label(deductible.origin, say("this is per visit"))
        findings.warning("yearly_term_on_visit", message, span, hint, (label,))


def _deductible_of_visit(benefit: TypedBenefit) -> TypedLine | None:
    """The deductible, where it is one of each stay or claim."""
    for line in benefit.lines:
        if line.term == "deductible" and line.period in ("stay", "claim") and not line.periods:
            return line
    return None
