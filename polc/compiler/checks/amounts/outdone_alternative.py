"""An alternative of the person's year that another for the same people always pays as much as.

In: a context. Out: an `outdone_alternative` at the line: wherever it competes another does so too,
and is no less whatever the case, so that it decides neither the amount nor who pays.
"""

from polc.compiler.checks.check_context import CheckContext
from polc.compiler.checks.figures import find_span
from polc.compiler.checks.implies import implies, without_origins
from polc.compiler.typed.nodes.chosen import covers
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statements import HighestStatement, TypedAlternative
from polc.compiler.typed.nodes.values import Typed
from polc.messages.text import say


def check_outdone_alternative(context: CheckContext) -> None:
    """Warns once for each alternative of the policy's own file."""
    for benefit in context.program.benefits:
        for statement in benefit.statements:
            if isinstance(statement, HighestStatement) and statement.how == "highest":
                _check(context, benefit, statement.alternatives)


def _check(
    context: CheckContext, benefit: TypedBenefit, alternatives: tuple[TypedAlternative, ...]
) -> None:
    for place, alternative in enumerate(alternatives):
        if not context.is_own(alternative.origin):
            continue
        for at, by in enumerate(alternatives):
            if at == place or not _competes_too(by, alternative):
                continue
            if _is_less(context, alternative, by) or (
                _pays_alike(by, alternative) and (at < place or not _competes_too(alternative, by))
            ):
                _tell(context, benefit, alternative, by)
                break


def _competes_too(by: TypedAlternative, alternative: TypedAlternative) -> bool:
    """Whether one is for everybody whom the other is for, whenever it is."""
    if by.limited or alternative.limited or not covers(by.where, alternative.where):
        return False
    if by.until is not None and by.until != alternative.until:
        return False
    return _holds_too(by.people, alternative.people) and _holds_too(
        by.condition, alternative.condition
    )


def _holds_too(by: Typed | None, condition: Typed | None) -> bool:
    if by is None:
        return True
    return condition is not None and implies(without_origins(condition), without_origins(by))


def _pays_alike(by: TypedAlternative, alternative: TypedAlternative) -> bool:
    """Whether both come to the same, paid by the same."""
    own, others = (
        without_origins((way.value, way.limits, way.rounding, way.payer))
        for way in (alternative, by)
    )
    return bool(own == others)


def _is_less(context: CheckContext, alternative: TypedAlternative, by: TypedAlternative) -> bool:
    """Whether it is less than the other whatever the case, of figures that no line holds."""
    ways = (alternative, by)
    if any(way.limits or way.rounding for way in ways):
        return False
    everybody = ("", *(identity.id for identity in context.program.identities))
    own, others = (find_span(way.value, everybody, context.program) for way in ways)
    if own is None or others is None:
        return False
    return all(own[person][1] < others[person][0] for person in own)


def _tell(
    context: CheckContext,
    benefit: TypedBenefit,
    alternative: TypedAlternative,
    by: TypedAlternative,
) -> None:
    findings, span = context.place(alternative.origin)
    findings.warning(
        "outdone_alternative",
        say(
            "this alternative decides nothing: `{by}` is for the same people and is no less",
            by=by.name,
        ),
        span,
        say("take it out, or mend its people, its condition or its amount"),
        (context.label(by.origin, say("this leaves it nothing to do")),),
        subject=benefit.id,
    )
