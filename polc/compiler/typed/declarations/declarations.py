"""Parameters, fields, tallies and payers as the plan describes them."""

from itertools import pairwise
from typing import Final, TypedDict, assert_never

from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import IDENTITY, IDENTITY_WORDS, DatedValue, Parameter
from polc.compiler.model.policy import Payer
from polc.compiler.report.source import Span
from polc.compiler.syntax.nodes.items import FieldDeclaration, ParameterSyntax, PayerSyntax, Tally
from polc.compiler.syntax.nodes.values import Table, Value
from polc.compiler.typed.context import Context
from polc.compiler.typed.declarations.field_choices import check_choices
from polc.compiler.typed.declarations.parameter_bounds import bound_parameter
from polc.compiler.typed.declarations.parameter_course import check_own_course
from polc.compiler.typed.declarations.parameter_room import check_own_values
from polc.compiler.typed.nodes.program import ParameterByReading
from polc.compiler.typed.nodes.tallies import AnyTally, TypedTally, ValueTally, VisitTally
from polc.compiler.typed.nodes.term_names import KIND_NAMES
from polc.compiler.typed.nodes.values import (
    ByReading,
    Figure,
    Lookup,
    Running,
    TallyValue,
    Typed,
    ValueKind,
    field_of,
)
from polc.compiler.typed.values.check_value import check_kind, check_value
from polc.compiler.typed.values.missing_figures import check_is_figure
from polc.messages.text import quoted, say
from polc.records.evolve import evolve
from polc.runtime.amounts import RATE_UNIT
from polc.runtime.vocabulary import MAY_BE_DECLARED, Field, find_field

TABLE_FIELDS: Final = ("hospital_level", "place", "kind", "residence", "tier")
"""Fields with few enough values for a parameter to be a table by them."""

_SUMMED: Final = ("money", "count")
_ORDERED: Final = ("money", "count", "date", "choice")


def check_parameter(
    node: ParameterSyntax, context: Context
) -> tuple[Parameter, ParameterByReading | None]:
    """What a parameter is, with the values the policy itself gives it; those that a reading
    chooses beside it."""
    context = context.of(node.name.text)
    keys = []
    for name in node.type.keys:
        if name.text in IDENTITY_WORDS and node.type.kind != "bands":
            keys.append(IDENTITY)
            continue
        field = context.find_field(name.text)
        if field is None or field.open or (field.name not in TABLE_FIELDS and not field.choices):
            also = () if node.type.kind == "bands" else (IDENTITY,)
            known = quoted((*TABLE_FIELDS, *also))
            message = say("a parameter cannot be a table by `{name}`", name=name.text)
            context.findings.error(
                "unknown_key",
                message,
                name.span,
                say("it can be by {known}", known=known),
                subject=name.text,
            )
        else:
            keys.append(field.name)
    spec = Parameter(
        id=node.name.text,
        title=node.title,
        kind=node.type.kind,
        keys=tuple(keys),
        identities=context.identities() if IDENTITY in keys else (),
        by_year=isinstance(node.value, Table) and node.type.kind != "bands",
        optional=node.type.optional,
        inferred=(node.reason or "inferred") if node.inferred else "",
        origin=context.origin(node.span, node.cites),
    )
    spec, by_reading = bound_parameter(spec, node, context)
    if node.value is None:
        return spec, by_reading
    typed = check_kind(node.value, node.type.kind, context, none=node.type.optional)
    if not isinstance(typed, ByReading):
        spec = evolve(spec, values=_values(typed, node, node.value, context))
        check_own_course(spec, node.value.span, context)
        check_own_values(spec, node.value.span, context)
        return spec, None
    chosen = tuple(
        (choice, evolve(spec, values=_values(value, node, node.value, context)))
        for choice, value in typed.choices
    )
    for _, chosen_spec in chosen:
        check_own_course(chosen_spec, node.value.span, context)
        check_own_values(chosen_spec, node.value.span, context)
    by_year = any(isinstance(value, Lookup) for _, value in typed.choices)
    return evolve(spec, by_year=by_year), ParameterByReading(spec.id, typed.reading, chosen)


def _values(
    typed: Typed | None, node: ParameterSyntax, written: Value, context: Context
) -> tuple[DatedValue, ...]:
    match typed:
        case None:
            return ()
        case Figure():
            _check_whole(typed, node, written, context)
            return (DatedValue(None, None, typed.value),)
        case Lookup(key=Running(name="year"), otherwise=None):
            found = []
            for row in typed.rows:
                if not isinstance(row.value, Figure):
                    break
                _check_whole(row.value, node, written, context)
                found += [DatedValue(low, high, row.value.value) for low, high in row.ranges]
            else:
                _check_years(found, node, context)
                return tuple(found)
        case _:
            pass
    _report_not_fixed(typed, node, written, context)
    return ()


def _report_not_fixed(
    typed: Typed, node: ParameterSyntax, written: Value, context: Context
) -> None:
    name = node.name.text
    message = say(
        "the value of `{name}` must be a figure, or a table of figures by year", name=name
    )
    hint = say("write the figure that it comes to; what is worked out from others stands in a rule")
    match typed:
        case Lookup(key=Running(name="year"), otherwise=Figure()):
            message = say("a figure of `{name}` stands under `otherwise`, of no year", name=name)
            hint = say(
                "in place of `otherwise` write the years that it is of, as in "
                "`= { 2022: 320 yuan; from 2023: 350 yuan } by year`"
            )
        case _:
            pass
    context.findings.error("parameter_not_fixed", message, written.span, hint, subject=name)


def _check_whole(figure: Figure, node: ParameterSyntax, written: Value, context: Context) -> None:
    """A share of an amount is no more than the amount."""
    if figure.kind != "rate" or figure.value <= RATE_UNIT:
        return
    message = say("`{name}` is above 100%", name=node.name.text)
    hint = say("a rate is a share of an amount, from 0% to 100%; what raises a rate is points")
    context.findings.error("rate_over_100", message, written.span, hint, subject=node.name.text)


def _check_years(found: list[DatedValue], node: ParameterSyntax, context: Context) -> None:
    spans = sorted((value.first or 0, value.last or 9999) for value in found)
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            message = say("`{name}` has two values for {start}", name=node.name.text, start=start)
            context.findings.error(
                "overlapping_years",
                message,
                node.span,
                witness={"year": start},
                subject=node.name.text,
            )


def declare_field(node: FieldDeclaration, context: Context) -> Field:
    """The field as a case carries it; a name of the vocabulary may not be taken, but the
    day of birth be declared, as it is."""
    name = node.name.text
    known = find_field(name)
    if known is not None and (name not in MAY_BE_DECLARED or known.kind != node.kind):
        message = say("`{name}` is a field that every case has already", name=name)
        hint = say("use it as it is, or choose another name")
        context.findings.error("declared_twice", message, node.name.span, hint, subject=name)
    check_choices(node, context.findings)
    title = (node.title,) if node.title else (name,)
    words = tuple(word.text for word in node.words)
    return Field(
        node.scope,
        name,
        title,
        node.kind,
        words,
        opens=_opened_by(node, context),
        opens_year=node.opens_year,
        optional=node.optional and _may_be_none(node, context),
    )


def _may_be_none(node: FieldDeclaration, context: Context) -> bool:
    """Whether it is of a kind that is compared: only there none has a meaning."""
    if node.kind in ("money", "count", "date") and node.opens is None:
        return True
    message = say("only a day, an amount or a number that is compared may be none")
    hint = say("take `or none` out: a rule that asks `{name}` wants an answer", name=node.name.text)
    context.findings.error("wrong_kind", message, node.span, hint, subject=node.name.text)
    return False


def _opened_by(node: FieldDeclaration, context: Context) -> str:
    """The benefit that an amount of the person opens; empty where it opens none."""
    if node.opens is None:
        return ""
    if (node.scope, node.kind) != ("person", "money"):
        message = say("only an amount of the person says what was paid before the first claim")
        hint = say("write `field person NAME : money opening BENEFIT`")
        context.findings.error("wrong_kind", message, node.opens.span, hint, subject=node.name.text)
        return ""
    symbol = context.names.look_up(node.opens, context.findings, "benefit")
    return "" if symbol is None else symbol.id


class _Named(TypedDict):
    """What every tally is made with."""

    id: str
    title: str
    origin: Origin


def check_tally(node: Tally, context: Context) -> TypedTally | None:
    """A figure of the year so far; its kind follows from what it adds up or compares."""
    context = context.of(node.name.text)
    value = check_value(node.value, context) if node.value is not None else None
    condition = None
    if node.condition is not None:
        condition = check_kind(node.condition, "flag", context)
        if condition is None:
            return None
    standing = _Named(
        id=node.name.text, title=node.title, origin=context.origin(node.span, node.cites)
    )
    match node.what:
        case "visits":
            return VisitTally(**standing, kind="count", condition=condition)
        case "any":
            if condition is None:
                _report_no_condition(node, context)
                return None
            return AnyTally(**standing, kind="flag", condition=condition)
        case "sum" | "highest":
            if value is None or node.value is None:
                return None
            if not check_is_figure(value, node.value.span, context):
                return None
            if value.kind not in (_SUMMED if node.what == "sum" else _ORDERED):
                _report_not_counted(node, value.kind, node.value.span, context)
                return None
            return ValueTally(
                **standing, kind=value.kind, condition=condition, what=node.what, value=value
            )
        case _:
            assert_never(node.what)


def _report_no_condition(node: Tally, context: Context) -> None:
    message = say("`{name}` does not say which claims it means", name=node.name.text)
    hint = say("add `only when …`")
    context.findings.error("no_condition", message, node.name.span, hint, subject=node.name.text)


def _report_not_counted(node: Tally, kind: ValueKind, span: Span, context: Context) -> None:
    verb = say("added up") if node.what == "sum" else say("compared")
    message = say("{kind} cannot be {verb} over claims", kind=KIND_NAMES[kind], verb=verb)
    context.findings.error("wrong_kind", message, span, subject=node.name.text)


def tally_value(tally: TypedTally) -> TallyValue:
    """The tally as a value."""
    field = field_of(tally.value) if isinstance(tally, ValueTally) else None
    return TallyValue(tally.kind, tally.id, field)


def check_payer(node: PayerSyntax, context: Context) -> Payer:
    """Who pays."""
    origin = context.of(node.name.text).origin(node.span, node.cites)
    return Payer(node.name.text, node.title, origin)
