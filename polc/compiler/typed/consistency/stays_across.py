"""`stay across years { … }` against what the policy says besides.

In: the line, the lines of the whole policy, the benefits. Out: diagnostics: a stay that is settled
by discharge where the rules go by another day; a split on another day than the last of the benefit
year; a deductible per stay of which nobody could know what of it the part before has borne.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from polc.compiler.syntax.nodes.years import StaysAcross
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.program import TypedBenefit, TypedDates
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ModeStatement
from polc.compiler.typed.nodes.term_statements import BaseStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import FieldValue
from polc.messages.text import say


def check_stays_across(
    node: StaysAcross,
    dates: Iterable[TypedDates],
    benefits: Iterable[TypedBenefit],
    context: Context,
) -> None:
    """One line."""
    findings = context.findings
    known = tuple(dates)
    if node.split_on is None:
        # Where a reading chooses the day, it chooses the year of such a stay with it.
        rules = (line for line in known if line.what == "rules" and line.where is None)
        if any(line.day != "date" for line in rules):
            message = say("the rules go by another day than that of discharge")
            hint = say("take this out, or write `dated by discharge`")
            findings.error("stay_across_years", message, node.span, hint, subject="stays")
        return
    begins = max((line.begins for line in known), default=1)
    # Any common year: where the year ends with February, it ends on its 28th or 29th.
    last = date(2022, begins, 1) - timedelta(days=1)
    month, day = node.split_on
    if month != last.month or (day != last.day and (month, day) != (2, 29)):
        message = say("a stay is split on the last day of the benefit year")
        hint = say("write `split on {day}`", day=f"{last.month:02}-{last.day:02}")
        findings.error("stay_across_years", message, node.span, hint, subject="stays")
        return
    for benefit in benefits:
        if benefit.per == "claim" and _is_unknown(benefit):
            message = say(
                "what of the deductible per stay of `{benefit}` the part of the stay in the year "
                "before has borne cannot be known",
                benefit=benefit.id,
            )
            hint = say(
                "only a deductible on what is in policy (`base in_policy`, or of the first layer) "
                "that counts the excess goes on in the next year"
            )
            findings.error("stay_across_years", message, node.span, hint, subject=benefit.id)
            return


def _is_unknown(benefit: TypedBenefit) -> bool:
    """Whether a deductible per stay is on something else than what is in policy, or counts in
    another way than the excess."""
    lines = [
        line
        for line in all_statements(benefit.statements)
        if isinstance(line, DeductibleStatement)
        and "stay" in (line.period, *(period for period, _ in line.periods))
    ]
    if not lines:
        return False
    bases = [line.value for line in benefit.statements if isinstance(line, BaseStatement)]
    plain = all(isinstance(base, FieldValue) and base.field.name == "in_policy" for base in bases)
    if not plain or (not bases and benefit.layer > 1):
        return True
    modes = any(isinstance(line, ModeStatement) for line in benefit.statements)
    return modes or any(
        line.counting != "excess" or line.countings or line.split is not None for line in lines
    )
