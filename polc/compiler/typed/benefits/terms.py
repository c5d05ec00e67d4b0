"""Lines with an amount or a rate: base, deductible, rate, flat amount, cap, floor, ceiling.

In: the syntax of a term. Out: its statement, or None after a diagnostic.
"""

from typing import Final, TypedDict, TypeVar, assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.statements import (
    Counting,
    Period,
    Reading,
    Split,
    StatementSyntax,
    TermSyntax,
)
from polc.compiler.syntax.nodes.values import Extreme, Number, Sum, Table, Value, Where
from polc.compiler.typed.benefits.units import check_units
from polc.compiler.typed.consistency.carried import check_carried
from polc.compiler.typed.consistency.of_household import check_of_household
from polc.compiler.typed.consistency.splits import parts_taken_first
from polc.compiler.typed.context import Context
from polc.compiler.typed.nodes.chosen import Chosen
from polc.compiler.typed.nodes.term_statements import (
    AtLeastStatement,
    AtMostStatement,
    BaseStatement,
    CapStatement,
    CountedAtMostStatement,
    DeductibleStatement,
    PayStatement,
    RateStatement,
    TermStatement,
    TypedHeldTo,
    TypedSplit,
)
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    FieldValue,
    Figure,
    Lookup,
    Running,
    Scaled,
    SumOf,
    Typed,
    ValueKind,
)
from polc.compiler.typed.values.check_value import check_kind
from polc.messages.text import say
from polc.records.evolve import evolve
from polc.runtime.amounts import RATE_UNIT, UNLIMITED, format_rate

Said = TypeVar("Said", Period, Counting)
"""What a row of a table by a reading says."""

_TERM_KINDS: Final[dict[str, ValueKind]] = {
    "base": "money",
    "deductible": "money",
    "rate": "rate",
    "pay": "money",
    "cap": "money",
    "counted": "money",
    "at_least": "money",
    "at_most": "money",
}


class Standing(TypedDict):
    """What every statement is made with: where it comes from, and under which choices."""

    origin: Origin
    where: Chosen | None


def check_term(  # noqa: C901  # one step for each part that a term may have
    line: TermSyntax, context: Context, kind: ValueKind | None = None
) -> TermStatement | None:
    """The term; `kind` where it is not the usual one (a limit's `at most 3%`)."""
    inner = context.inside(line.term)
    none = kind is None and _admits_none(line.term, line.value)
    value = check_kind(line.value, kind or _TERM_KINDS[line.term], inner, none=none)
    condition = check_kind(line.condition, "flag", inner) if line.condition is not None else None
    if value is None or (condition is None and line.condition is not None):
        return None
    if line.term == "rate":
        check_most_rate(value, line, inner)
    periods = _check_by_reading(line.periods, line, inner)
    countings = _check_by_reading(line.countings, line, inner)
    if periods is None or countings is None:
        return None
    either = [evolve(line, period=period, periods=()) for period, _ in periods] or [line]
    if not all(_has_period(variant, value, inner) for variant in either):
        return None
    standing = standing_of(line, inner)
    match line.term:
        case "base":
            if line.outside and _is_in_policy(value):
                _refuse_outside(line, inner)
                return None
            return BaseStatement(value=value, outside=line.outside, **standing)
        case "deductible":
            held = _check_held(line, inner)
            if held is None:
                return None
            return DeductibleStatement(
                value=value,
                period=line.period,
                periods=periods,
                counting=line.counting,
                countings=countings,
                continued=condition,
                held=held,
                split=_check_split(line.split, context) if line.split is not None else None,
                **standing,
            )
        case "rate":
            return RateStatement(value=value, **standing)
        case "pay":
            units = check_units(line, value, inner)
            if units is None:
                return None
            return PayStatement(value=units[0], most_of_year=units[1], **standing)
        case "cap":
            return _check_cap(line, value, condition, inner)
        case "counted":
            return CountedAtMostStatement(value=value, period=line.period or "year", **standing)
        case "at_least":
            return AtLeastStatement(value=value, condition=condition, **standing)
        case "at_most":
            return AtMostStatement(value=value, condition=condition, **standing)
        case _:
            assert_never(line.term)


def _is_in_policy(value: Typed) -> bool:
    """Whether an amount is what is in policy, or the whole bill, by its name."""
    if isinstance(value, FieldValue):
        return value.field.name in ("in_policy", "total")
    return isinstance(value, Running)


def _refuse_outside(line: TermSyntax, context: Context) -> None:
    message = say("this is what is in policy, or the whole bill, and no cost out of policy")
    hint = say("write the cost that lies outside, as in `base compliant_self out of policy`")
    context.findings.error("wrong_kind", message, line.span, hint, subject=context.rule)


def _check_cap(
    line: TermSyntax, value: Typed, condition: Typed | None, context: Context
) -> CapStatement | None:
    """The cap; from which day on it is carried over is asked where it is."""
    if not check_of_household(value, line.period, line.value.span, context):
        return None
    carried = None
    if line.carried is not None:
        carried = check_carried(line.carried, line.period, line.span, context)
        if carried is None:
            return None
    return CapStatement(
        value=value,
        period=line.period,
        carried=carried,
        condition=condition,
        **standing_of(line, context),
    )


def standing_of(line: StatementSyntax, context: Context) -> Standing:
    """The origin of a statement that a line makes, and the choices under which it stands."""
    where = context.choices(line.where)
    readings = (where[0],) if where is not None else ()
    return Standing(origin=context.origin(line.span, line.cites, readings), where=where)


def _check_held(line: TermSyntax, context: Context) -> tuple[TypedHeldTo, ...] | None:
    """The bounds of a deductible; None after a diagnostic."""
    held = []
    for bound in line.held:
        value = check_kind(bound.value, "money", context, none=_admits_none(bound.op, bound.value))
        if value is None:
            return None
        held.append(TypedHeldTo(bound.op, value, bound.per_year))
    return tuple(held)


def _check_by_reading(
    rows: tuple[tuple[Said, Where], ...], line: TermSyntax, context: Context
) -> tuple[tuple[Said, Chosen], ...] | None:
    """What each choice of the reading says, once; None after saying what is wrong."""
    found = []
    for said, where in rows:
        chosen = context.choices(where)
        if chosen is None or len(chosen[1]) < len(where.choices):
            return None
        found.append((said, chosen))
    if not found:
        return ()
    reading = rows[0][1].reading
    symbol = context.names.look_up(reading, context.findings, "reading")
    assert symbol is not None
    assert isinstance(symbol.node, Reading)
    listed = [choice for _, (_, choices) in found for choice in choices]
    for choice in symbol.node.settled:
        if choice not in listed:
            message = say(
                "the choice `{choice}` of `{symbol}` has no value here",
                choice=choice,
                symbol=symbol.id,
            )
            context.findings.error("choice_without_value", message, line.span, subject=choice)
            return None
    if len(set(listed)) < len(listed):
        word = next(choice for choice in listed if listed.count(choice) > 1)
        message = say("`{word}` stands in this table twice", word=word)
        context.findings.error("key_twice", message, line.span, subject=word)
        return None
    return tuple(found)


def _check_split(split: Split, context: Context) -> TypedSplit:
    """Whether the parts are rows of the rate table is asked with the whole benefit."""
    for place, part in enumerate(split.parts):
        if part.text in {earlier.text for earlier in split.parts[:place]}:
            message = say("`{word}` stands twice", word=part.text)
            context.findings.error("key_twice", message, part.span, subject=part.text)
    return TypedSplit(split.how, parts_taken_first(split, context))


def _has_period(line: TermSyntax, value: Typed, context: Context) -> bool:
    findings = context.findings
    if line.term == "cap" and line.period is None and not _is_none(value):
        hint = say("write `per year`, `per stay` or `per claim` after it")
        findings.error(
            "missing_period", say("this cap has no period"), line.span, hint, subject=context.rule
        )
        return False
    if line.term == "deductible" and line.period is None and not _is_zero(value):
        hint = say("write `per year`, `per stay` or `per claim` before the amount")
        findings.error(
            "missing_period",
            say("this deductible has no period"),
            line.span,
            hint,
            subject=context.rule,
        )
        return False
    if line.counting == "borne" and line.period in ("stay", "claim"):
        hint = say("per stay and per claim it is simply the deductible")
        message = say("only a deductible of a year or a referral chain can count what was borne")
        findings.error("mode_without_year", message, line.span, hint, subject=context.rule)
        return False
    counts = line.counting in ("borne", "once")
    if line.term == "deductible" and line.period == "chain" and not counts:
        hint = say("write `borne` (the difference is made up) or `collected once` after the amount")
        message = say("a deductible of a referral chain must say how it goes on")
        findings.error("chain_without_mode", message, line.span, hint, subject=context.rule)
        return False
    if line.term == "deductible" and line.condition is not None and line.period != "chain":
        hint = say("a claim is left out with `counts when`, or by a table of amounts")
        message = say("only a deductible of a referral chain is continued or not")
        findings.error("chain_without_mode", message, line.span, hint, subject=context.rule)
        return False
    if line.counting == "once" and line.period != "chain":
        hint = say("write `per referral chain`")
        message = say("only a deductible of a referral chain is collected once")
        findings.error("chain_without_mode", message, line.span, hint, subject=context.rule)
        return False
    return True


def _admits_none(term: str, value: Value) -> bool:
    """Whether it is a limit that there may not be; one that never is is left out, or `no cap`."""
    return term == "cap" or (term == "at_most" and not isinstance(value, Number))


def _is_none(value: Typed) -> bool:
    return isinstance(value, Figure) and value.value == UNLIMITED


def _is_zero(value: Typed) -> bool:
    return isinstance(value, Figure) and value.value == 0


def check_most_rate(value: Typed, line: TermSyntax, context: Context) -> None:
    """No rate above 100%, wherever in a table or a choice it stands."""
    match value:
        case Figure():
            if value.value > RATE_UNIT:
                hint = say(
                    "a rate is at most `100%`: `{rate}` would pay more than the cost",
                    rate=format_rate(value.value),
                )
                span = _place_of(value.value, line)
                context.findings.error(
                    "rate_over_100",
                    say("this rate is above 100%"),
                    span,
                    hint,
                    subject=context.rule,
                )
        case Lookup() | ByReading():
            for figure in value.branches:
                check_most_rate(figure, line, context)
        case ExtremeOf():
            for part in value.parts:
                check_most_rate(part, line, context)
        case SumOf(op="add"):
            check_most_rate(value.left, line, context)
            check_most_rate(value.right, line, context)
        case Scaled(rate=Figure(value=share), amount=Figure(value=of)):
            if share * of > RATE_UNIT * RATE_UNIT:
                message = say("this rate is above 100%")
                hint = say("a rate is at most `100%`, and one of the other comes to more")
                span = line.value.span
                context.findings.error("rate_over_100", message, span, hint, subject=context.rule)
        case _:  # what is taken off from more than all may leave a share of it
            pass


def _place_of(rate: int, line: TermSyntax) -> Span:
    """Where the figure stands in the line's value, which may be a table."""
    stack: list[Value] = [line.value]
    while stack:
        value = stack.pop()
        if isinstance(value, Number) and value.value == rate:
            return value.span
        if isinstance(value, Table):
            stack.extend(entry.value for entry in reversed(value.entries))
        if isinstance(value, Extreme):
            stack.extend(reversed(value.parts))
        if isinstance(value, Sum):
            stack += [value.right, value.left]
    return line.value.span
