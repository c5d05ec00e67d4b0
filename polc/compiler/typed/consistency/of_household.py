"""Limits of a household that ask what one member's year has counted.

In: the typed amount of a cap or a pool, its period, its place. Out: whether all members have the
same limit; else a diagnostic.
"""

from polc.compiler.model.walk import walk_records
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import Period
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.values import TallyValue, Typed
from polc.messages.text import say


def check_of_household(value: Typed, period: Period | None, span: Span, context: Context) -> bool:
    """Each member has tallies for himself: what they say is nothing of the household."""
    if period != "household":
        return True
    tally = next((part for part in walk_records(value) if isinstance(part, TallyValue)), None)
    if tally is None:
        return True
    message = say(
        "this limit is of a household, and `{tally}` is of one member: each would have another "
        "limit",
        tally=tally.tally,
    )
    hint = say("write one amount for the household, or the limit `per year` of each person")
    context.findings.error("period_misplaced", message, span, hint, subject=context.rule)
    return False
