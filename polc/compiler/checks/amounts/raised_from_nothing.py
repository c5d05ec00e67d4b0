"""Points on top of a rate of 0%.

In: a context. Out: a `raised_from_nothing` at an adjustment that raises a rate: a row or a band of
the benefit says 0% for people that it is for, so that these are paid the points alone.
"""

from collections.abc import Iterator

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import RateRaised
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.term_statements import BandsStatement, RateStatement
from polc.compiler.typed.nodes.values import (
    BandsValue,
    ByReading,
    Figure,
    Lookup,
    MovingBands,
    ParameterValue,
    Typed,
)
from polc.messages.text import say


def check_raised_from_nothing(context: CheckContext) -> None:
    """Warns once for each change of the policy's own file."""
    program = context.program
    chosen = (value for choice in program.by_reading for _, value in choice.values)
    fixed = frozenset(
        parameter.id for parameter in (*program.parameters, *chosen) if _comes_to_nothing(parameter)
    )
    for benefit in context.program.benefits:
        for change in benefit.changes:
            if not isinstance(change, RateRaised) or not context.is_own(change.origin):
                continue
            if any(_is_nothing(value, change, fixed) for value in _rates(benefit, change)):
                findings, span = context.place(change.origin)
                message = say(
                    "this raises a rate of 0% of `{benefit}` too, for which the document pays "
                    "nothing",
                    benefit=benefit.id,
                )
                hint = say(
                    "say for whom it is with `when …`; where the points alone are meant, let it "
                    "stand: `# polc: allow raised_from_nothing because …`"
                )
                findings.warning(
                    "raised_from_nothing", message, span, hint, subject=change.origin.rule
                )


def _rates(benefit: TypedBenefit, change: RateRaised) -> Iterator[Typed]:
    for statement in all_statements(benefit.statements):
        apart = are_apart(statement.where, change.where)
        if isinstance(statement, RateStatement | BandsStatement) and not apart:
            yield statement.value


def _comes_to_nothing(parameter: Parameter) -> bool:
    """Whether the policy fixes the rate, or that of a band, at 0% for some year."""
    if parameter.kind == "rate":
        return any(dated.value == 0 for dated in parameter.values)
    return parameter.kind == "bands" and any(
        rate == 0
        for dated in parameter.values
        if isinstance(dated.value, tuple)
        for _, rate in dated.value
    )


def _is_nothing(value: Typed, change: RateRaised, fixed: frozenset[str]) -> bool:
    """Whether a rate is 0% for somebody whom the change is for: its own condition may leave out
    the row, where it asks what the table is by. `fixed` are the parameters that come to 0%."""
    match value:
        case Figure():
            return value.kind == "rate" and value.value == 0
        case ParameterValue():
            return value.parameter in fixed
        case BandsValue():
            return any(rate == 0 for _, rate in value.rows)
        case MovingBands():
            return any(_is_nothing(rate, change, fixed) for _, rate in value.rows)
        case ByReading():
            return any(_is_nothing(choice, change, fixed) for choice in value.branches)
        case Lookup(key=None):
            people = set(change.people.identities)
            meant = [row for row in value.rows if not people or people & set(row.identities)]
            listed = {identity for row in value.rows for identity in row.identities}
            rest = value.otherwise if not people or people - listed else None
            rates = [*(row.value for row in meant), *([] if rest is None else [rest])]
            return any(_is_nothing(rate, change, fixed) for rate in rates)
        case Lookup():
            if any(part == value.key for part in walk_records(change.condition)):
                return False
            return any(_is_nothing(rate, change, fixed) for rate in value.branches)
        case _:
            return False
