"""`adjust` blocks: changes of a benefit's terms for some people.

In: the syntax of a block, its place in the file. Out: the benefit it changes, and its
changes.
"""

from itertools import combinations
from typing import Final, Literal, TypedDict, assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.adjustments import Adjust, ChangeSyntax
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.changes import (
    CapRaisedBy,
    CapTakenAway,
    DeductibleLoweredBy,
    DeductibleLoweredTo,
    DeductibleRaisedBy,
    DeductibleTakenAway,
    RateLowered,
    RateRaised,
    TypedChange,
)
from polc.compiler.typed.nodes.chosen import Chosen, are_apart
from polc.compiler.typed.nodes.program import TypedBenefit
from polc.compiler.typed.nodes.statement_values import all_statements
from polc.compiler.typed.nodes.statements import FirstOfStatement
from polc.compiler.typed.nodes.term_names import term_name
from polc.compiler.typed.nodes.term_statements import (
    BandsStatement,
    CapStatement,
    DeductibleStatement,
    RateStatement,
)
from polc.compiler.typed.nodes.values import (
    ByReading,
    Figure,
    Held,
    Lookup,
    Typed,
    ValueKind,
)
from polc.compiler.typed.values.check_value import check_kind, check_rate_or_money
from polc.compiler.typed.values.days_of_table import are_on_other_days
from polc.messages.text import Text, say
from polc.records.evolve import evolve
from polc.runtime.amounts import RATE_UNIT

_KINDS: Final[dict[str, ValueKind]] = {
    "deductible_by": "rate",
    "deductible_to": "money",
    "deductible_raised_by": "rate",
    "deductible_raised_to": "money",
    "points": "points",
    "points_off": "points",
}
_PARTS: Final = {"points": "rate", "points_off": "rate", "cap_by": "cap", "no_cap": "cap"}


class _Standing(TypedDict):
    """What every change is made with."""

    people: Held
    where: Chosen | None
    origin: Origin
    condition: Typed | None
    combining: Literal["", "stacking", "best"]
    block_origin: Origin | None


def check_adjust(
    node: Adjust, block: int, context: Context
) -> tuple[str, tuple[TypedChange, ...]] | None:
    """The benefit an adjustment changes, and its changes."""
    target = context.names.look_up(node.benefit, context.findings, "benefit")
    people = Held(context.members(node.people), everyone=not node.people)
    if target is None:
        return None
    changes = []
    for written in node.changes:
        change = _check_change(written, target.id, people, node, context)
        if change is not None:
            changes.append(evolve(change, block=block))
    return target.id, tuple(changes)


def _check_change(
    node: ChangeSyntax, benefit: str, people: Held, adjust: Adjust, context: Context
) -> TypedChange | None:
    part = _PARTS.get(node.attribute, "deductible")
    inner = context.of(benefit).inside("adjust").inside(part)
    value = None
    if node.value is not None:
        if node.attribute == "cap_by":
            value = check_rate_or_money(node.value, inner)
        else:
            value = check_kind(node.value, _KINDS[node.attribute], inner)
        if value is None:
            return None
    condition = None
    if adjust.condition is not None:
        condition = check_kind(adjust.condition, "flag", inner)
    where = context.choices(node.where)
    cited = bool(node.cites.clauses or node.cites.locator)
    cites = node.cites if cited else adjust.cites
    block_origin = None
    if cited and adjust.cites.clauses:
        outer = context.of(benefit).inside("adjust")
        spans = [name.span for name in adjust.people] or [adjust.benefit.span]
        meant = spans[0].to(spans[-1])
        block_origin = outer.origin(meant, adjust.cites)
    origin = inner.origin(node.span, cites, (where[0],) if where is not None else ())
    standing = _Standing(
        people=people,
        where=where,
        origin=origin,
        condition=condition,
        combining=adjust.combining,
        block_origin=block_origin,
    )
    return _change_of(node, value, standing, inner)


def _change_of(
    node: ChangeSyntax, value: Typed | None, standing: _Standing, inner: Context
) -> TypedChange | None:
    match node.attribute:
        case "no_deductible":
            return DeductibleTakenAway(**standing)
        case "no_cap":
            return CapTakenAway(**standing)
        case _ if value is None:
            return None
        case "deductible_by":
            _refuse_more_than_all(value, node, inner)
            return DeductibleLoweredBy(**standing, value=value)
        case "deductible_to":
            return DeductibleLoweredTo(**standing, value=value)
        case "deductible_raised_by":
            return DeductibleRaisedBy(**standing, value=value)
        case "deductible_raised_to":
            return DeductibleLoweredTo(**standing, value=value, raised=True)
        case "points_off":
            return RateLowered(**standing, value=value)
        case "cap_by":
            return CapRaisedBy(**standing, value=value, period=node.period)
        case "points":
            return RateRaised(**standing, value=value, most=node.most)
        case _:
            assert_never(node.attribute)


def _refuse_more_than_all(value: Typed, node: ChangeSyntax, context: Context) -> None:
    """A deductible lowered by more than it is, wherever in a table or a choice it stands."""
    match value:
        case Figure() if value.value > RATE_UNIT:
            message = say("this rate is above 100%")
            hint = say(
                "a deductible that is lowered by `100%` is taken away, and none is below zero"
            )
            span = node.value.span if node.value is not None else node.span
            context.findings.error("rate_over_100", message, span, hint, subject=context.rule)
        case Lookup() | ByReading():
            for figure in value.branches:
                _refuse_more_than_all(figure, node, context)
        case _:
            pass


def check_overlaps(benefit: TypedBenefit, span: Span, context: Context, *, by_date: bool) -> None:
    """Two blocks that change one attribute for people who may be the same, on days that may be
    the same, must say what they do together; `by_date`: a claim's own `date` governs it."""
    seen: list[TypedChange] = []
    for change in (change for change in benefit.changes if not change.combining):
        for earlier in seen:
            apart = (
                earlier.block == change.block
                or are_apart(earlier.where, change.where)
                or are_on_other_days(earlier.condition, change.condition, by_date=by_date)
            )
            shared = _shared(earlier.people, change.people)
            if earlier.term == change.term and not apart and shared is not None:
                _report_overlap(benefit, change, shared, span, context)
                return
        seen.append(change)


def _shared(earlier: Held, later: Held) -> str | None:
    """An identity that both mean, empty where both mean everyone; None where there is none."""
    if earlier.everyone or later.everyone:
        return next(iter((*earlier.identities, *later.identities)), "")
    return next((held for held in later.identities if held in earlier.identities), None)


def _report_overlap(
    benefit: TypedBenefit, change: TypedChange, identity: str, span: Span, context: Context
) -> None:
    message = say(
        "two adjustments change the {part} of `{benefit}` for `{identity}`, and nothing says what "
        "they do together",
        part=term_name(change.term),
        benefit=benefit.id,
        identity=identity,
    )
    if not identity:
        message = say(
            "two adjustments change the {part} of `{benefit}` for everyone, and nothing says what "
            "they do together",
            part=term_name(change.term),
            benefit=benefit.id,
        )
    hint = say("write `stacking` or `best` after the people of the second")
    witness = {"person": {"identities": [identity] if identity else []}}
    context.findings.error(
        "adjusted_twice", message, span, hint, witness=witness, subject=benefit.id
    )


def check_changes(benefit: TypedBenefit, node: Adjust, block: int, context: Context) -> None:
    """A change of what the benefit does not have: under no choice of readings can it act."""
    typed = [change for change in benefit.changes if change.block == block]
    if len(typed) < len(node.changes):
        return
    for change, written in zip(typed, node.changes, strict=True):
        if _may_be_of_several(change, benefit):
            message = say(
                "`{benefit}` has caps of several periods, and this does not say which it raises",
                benefit=benefit.id,
            )
            hint = say("write `cap per year raised by …` or `cap per stay raised by …`")
            rule = change.origin.rule
            context.findings.error("missing_period", message, written.span, hint, subject=rule)
        why = _why_idle(change, benefit)
        if why is None:
            continue
        part = term_name(change.term)
        message = say(
            "this changes the {part} of `{benefit}` and has no effect: {why}",
            part=part,
            benefit=benefit.id,
            why=why,
        )
        hint = say("take it out, or write the line that it changes into the benefit")
        context.findings.error(
            "change_without_effect", message, written.span, hint, subject=change.origin.rule
        )


def _may_be_of_several(change: TypedChange, benefit: TypedBenefit) -> bool:
    """Whether a cap is raised that is not told from another of the benefit or of a kind of care,
    which holds for another period."""
    if not isinstance(change, CapRaisedBy) or change.period is not None:
        return False
    first_of = [line for line in benefit.statements if isinstance(line, FirstOfStatement)]
    kinds = [kind.statements for line in first_of for kind in line.kinds]
    for statements in (benefit.statements, *kinds):
        caps = [
            line
            for line in statements
            if isinstance(line, CapStatement) and not are_apart(line.where, change.where)
        ]
        for cap, beside in combinations(caps, 2):
            if cap.period != beside.period and not are_apart(cap.where, beside.where):
                return True
    return False


def _why_idle(change: TypedChange, benefit: TypedBenefit) -> Text | None:
    """Why the change can never act; None where it can."""
    if benefit.per == "person_year":
        return say("a benefit of the person's year has none")
    written = [
        statement
        for statement in all_statements(benefit.statements)
        if not are_apart(statement.where, change.where)
    ]
    match change:
        case RateRaised(value=Figure(value=0)):
            return say("it adds no points")
        case RateLowered(value=Figure(value=0)) | DeductibleLoweredBy(value=Figure(value=0)):
            return say("it takes nothing off")
        case CapRaisedBy(value=Figure(value=0)) | DeductibleRaisedBy(value=Figure(value=0)):
            return say("it adds nothing")
        case RateRaised() | RateLowered():
            if any(isinstance(line, RateStatement | BandsStatement) for line in written):
                return None
            return say("it pays no rate of the cost")
        case CapTakenAway() | CapRaisedBy():
            caps = [line for line in written if isinstance(line, CapStatement)]
            caps = [cap for cap in caps if cap.value.kind != "none"]
            if not caps:
                return say("it has no cap")
            if isinstance(change, CapRaisedBy) and change.period not in (
                None,
                *(cap.period for cap in caps),
            ):
                return say("it has no cap of this period")
            return None
        case (
            DeductibleLoweredBy()
            | DeductibleLoweredTo()
            | DeductibleRaisedBy()
            | DeductibleTakenAway()
        ):
            found = [line for line in written if isinstance(line, DeductibleStatement)]
            if not found:
                return say("it has no deductible")
            nothing = all(line.value == Figure("money", 0) for line in found)
            if nothing and not isinstance(change, DeductibleLoweredTo):
                return say("its deductible is nothing already")
            return None
        case _:
            assert_never(change)
