"""`pay 80 yuan for each of days_in, at most 100 days per year`: how many are paid for.

In: a line with a flat amount, its value. Out: the value, of which each claim's count is the lower
of two, and how many a year is paid for, which is counted from claim to claim; None after a
diagnostic.
"""

from polc.compiler.syntax.nodes.statements import (
    BenefitSyntax,
    ClassSyntax,
    TermSyntax,
    UnitsSyntax,
)
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.nodes.values import ExtremeOf, MultipleOf, Scaled, Typed
from polc.compiler.typed.values.check_value import check_value
from polc.messages.text import NOTHING, Text, say
from polc.records.evolve import evolve

_COUNTS = ("count", "days")


def check_units(
    line: TermSyntax, value: Typed, context: Context
) -> tuple[Typed, Typed | None] | None:
    """The value, and the most of the year."""
    units = line.units
    if units is None:
        return value, None
    most = check_value(units.most, context)
    if most is None:
        return None
    if isinstance(value, Scaled) and isinstance(value.amount, MultipleOf):
        # A share of so much for each is so much of the share for each.
        each = Scaled(value.rate, value.amount.unit, value.kind)
        value = MultipleOf(value.kind, each, value.amount.count)
    why, hint = _find_fault(units, value, most, context)
    if why is not None:
        context.findings.error("wrong_kind", why, units.span, hint, subject=context.rule)
        return None
    assert isinstance(value, MultipleOf)
    if units.period == "year":
        return value, most
    held = ExtremeOf(value.count.kind, "min", (value.count, most))
    return evolve(value, count=held), None


def _find_fault(
    units: UnitsSyntax, value: Typed, most: Typed, context: Context
) -> tuple[Text | None, Text]:
    """Why so many are not what is paid for, and what to write."""
    if most.kind not in _COUNTS:
        why = say("so many are a number or days, and this is {kind}", kind=KIND_NAMES[most.kind])
        return why, say("write what is paid at most on a line of its own: `at most 500 yuan`")
    if not isinstance(value, MultipleOf):
        why = say("what is paid here is not so much for each of a count")
        return why, say("write the count: `80 yuan for each of days_in, at most 100 days per year`")
    if units.period not in (None, "claim", "year"):
        why = say("how many are paid for is said of each claim or of the year")
        return why, say("write `per claim` or `per year`")
    asking = context.names.find(context.item)
    node = asking.node if asking is not None else None
    of_year = units.period == "year"
    if of_year and not (isinstance(node, BenefitSyntax) and node.per == "claim"):
        why = say("how many are paid for in a year is counted by a benefit per claim")
        return why, say("leave the period out, or write the benefit `per claim`")
    if of_year and context.rule.count(".") > 1:
        why = say("how many are paid for in a year is counted by the whole benefit")
        return why, say("write a benefit of its own for this kind of care")
    lines = node.statements if isinstance(node, BenefitSyntax) else ()
    if of_year and any(isinstance(line, ClassSyntax) and line.how == "by_amount" for line in lines):
        why = say("how many are paid for in a year is counted once, and here for each class")
        return why, say("write `class lowest by rank`, or leave the class line out")
    return None, NOTHING
