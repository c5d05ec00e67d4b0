"""A change of a deductible or of a cap that is not there for the people it is for.

In: a context. Out: a `line_without_effect` at the change: whoever holds one of the identities it
names is of a class that has no deductible, or no cap, by the table of the benefit. A benefit that
says which of several classes counts is not looked at.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_figures, find_people
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes.changes import (
    CapRaisedBy,
    CapTakenAway,
    DeductibleLoweredBy,
    DeductibleLoweredTo,
    DeductibleTakenAway,
    TypedChange,
)
from polc.compiler.typed.nodes.chosen import are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import ClassStatement
from polc.compiler.typed.nodes.term_statements import CapStatement, DeductibleStatement
from polc.compiler.typed.nodes.values import ByReading, Figure, Lookup, ParameterValue, Typed
from polc.messages.text import say


def check_idle_change(context: CheckContext) -> None:
    """Warns once for each such change of the policy's own file."""
    for benefit in context.program.benefits:
        if any(isinstance(line, ClassStatement) for line in benefit.statements):
            continue
        for change in benefit.changes:
            if context.is_own(change.origin) and _is_idle(context, benefit, change):
                _report_change(context, change)


def _is_idle(context: CheckContext, benefit: TypedBenefit, change: TypedChange) -> bool:
    if change.people.everyone or context.program.equivalences:
        return False
    classes = _classes_of(context, benefit, change)
    match change:
        case DeductibleLoweredBy() | DeductibleLoweredTo(raised=False) | DeductibleTakenAway():
            if any(
                isinstance(before, DeductibleLoweredTo) and before.raised
                for before in benefit.changes
            ):
                return False
            figures = _figures(benefit, change, DeductibleStatement)
            return bool(figures) and all(
                find_figures(value, identity, {}) == frozenset({0})
                for value in figures
                for identity in classes
            )
        case CapRaisedBy() | CapTakenAway():
            figures = _figures(benefit, change, CapStatement)
            return bool(figures) and all(
                _is_none(value, identity) for value in figures for identity in classes
            )
        case _:
            return False


def _classes_of(context: CheckContext, benefit: TypedBenefit, change: TypedChange) -> set[str]:
    """Of which class whoever holds one of the identities can be: itself or one that ranks before
    it, of those whom the benefit is for."""
    order = [identity.id for identity in context.program.identities]
    people = find_people(benefit) or order
    found = set[str]()
    for identity in change.people.identities:
        before = order[: order.index(identity) + 1] if identity in people else order
        found.update(ranked for ranked in before if ranked in people)
    return found


def _figures(
    benefit: TypedBenefit,
    change: TypedChange,
    kind: type[DeductibleStatement] | type[CapStatement],
) -> list[Typed]:
    """What the lines of the term say that stand beside the change; none where one hangs on a
    parameter, for which a case may have another figure."""
    values = [
        line.value
        for line in all_statements(benefit.statements)
        if isinstance(line, kind) and not are_apart(line.where, change.where)
    ]
    supplied = any(isinstance(part, ParameterValue) for part in walk_records(tuple(values)))
    return [] if supplied else values


def _is_none(value: Typed, identity: str) -> bool:
    """Whether there is no limit for people of an identity."""
    match value:
        case Figure():
            return value.kind == "none"
        case Lookup(key=None):
            own = [row.value for row in value.rows if identity in row.identities]
            rest = [value.otherwise] if value.otherwise is not None else []
            return all(_is_none(figure, identity) for figure in own or rest)
        case Lookup() | ByReading():
            return all(_is_none(figure, identity) for figure in value.branches)
        case _:
            return False


def _report_change(context: CheckContext, change: TypedChange) -> None:
    findings, span = context.place(change.origin)
    why = say("the benefit has no deductible for these people")
    if change.term == "cap":
        why = say("the benefit has no cap for these people")
    findings.warning(
        "line_without_effect",
        say("this line has no effect: {why}", why=why),
        span,
        say("take it out, or mend the figure or the people of one of both"),
        subject=change.origin.rule,
    )
