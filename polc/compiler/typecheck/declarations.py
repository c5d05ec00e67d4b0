"""Parameters, readings and identities: declared things as the plan describes them."""

from itertools import pairwise
from typing import Final

from attrs import evolve

from polc.compiler.plan.plan import Choice, DatedValue, Identity, ReadingSpec
from polc.compiler.plan.plan import Parameter as ParameterSpec
from polc.compiler.resolve.scope import Scope
from polc.compiler.syntax.lines import ChoiceNode, Reading
from polc.compiler.syntax.nodes import Group, Parameter, Rank
from polc.compiler.syntax.nodes import Identity as IdentityNode
from polc.compiler.syntax.values import Table
from polc.compiler.typecheck.context import Context
from polc.compiler.typecheck.typed import Figure, Lookup, Running
from polc.compiler.typecheck.values import check_kind
from polc.runtime.amounts import RATE_UNIT
from polc.runtime.vocabulary import find_field

MOST_IDENTITIES: Final = 62
"""So many fit a set of 64 bits, as which the plan holds what a person is."""

TABLE_FIELDS: Final = ("hospital_level", "place", "kind", "residence", "tier")
"""Fields with few enough values for a parameter to be a table by them."""


def check_parameter(node: Parameter, context: Context) -> ParameterSpec:
    """What a parameter is, and the values the policy itself gives it."""
    context = evolve(context, rule=node.name.text)
    keys = []
    for name in node.type.keys:
        field = find_field(name.text)
        if field is None or field.name not in TABLE_FIELDS:
            known = ", ".join(f"`{one}`" for one in TABLE_FIELDS)
            message = f"a parameter cannot be a table by `{name.text}`"
            context.findings.error("unknown_key", message, name.span, f"it can be by {known}")
        else:
            keys.append(field.name)
    bounds: dict[str, int] = {}
    for which, figure in node.bounds:
        if figure.kind != node.type.kind:
            message = f"the bound of `{node.name.text}` is no {node.type.kind}"
            context.findings.error("wrong_kind", message, figure.span)
        else:
            bounds[which] = figure.value
    return ParameterSpec(
        node.name.text,
        node.title,
        node.type.kind,
        tuple(keys),
        isinstance(node.value, Table),
        _check_values(node, context),
        bounds.get("at_least"),
        bounds.get("at_most"),
        node.type.optional,
        (node.reason or "inferred") if node.inferred else "",
        context.origin(node.span, node.cites),
    )


def _check_values(node: Parameter, context: Context) -> tuple[DatedValue, ...]:
    if node.value is None:
        return ()
    typed = check_kind(node.value, node.type.kind, context, none=node.type.optional)
    match typed:
        case None:
            return ()
        case Figure():
            if node.type.kind == "rate" and typed.value > RATE_UNIT:
                message = f"`{node.name.text}` is above 100%"
                context.findings.error("rate_over_100", message, node.value.span)
            return (DatedValue(None, None, typed.value),)
        case Lookup() if isinstance(typed.key, Running) and typed.otherwise is None:
            found = []
            for row in typed.rows:
                if not isinstance(row.value, Figure):
                    break
                found += [DatedValue(low, high, row.value.value) for low, high in row.ranges]
            else:
                _check_years(found, node, context)
                return tuple(found)
    message = f"the value of `{node.name.text}` must be a figure, or a table of figures by year"
    context.findings.error("parameter_not_fixed", message, node.value.span)
    return ()


def _check_years(found: list[DatedValue], node: Parameter, context: Context) -> None:
    spans = sorted((one.first or 0, one.last or 9999) for one in found)
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            message = f"`{node.name.text}` has two values for {start}"
            context.findings.error("overlapping_years", message, node.span)


def check_reading(node: Reading, context: Context) -> ReadingSpec:
    """A reading with its choices; exactly one is the default."""
    name = node.name.text
    defaults = [choice for choice in node.choices if choice.default]
    if len(defaults) != 1:
        message = f"reading `{name}` has {'no' if not defaults else 'more than one'} default"
        hint = "write `default` after the choice that holds when nobody chooses"
        context.findings.error("reading_default", message, node.name.span, hint)
    seen: set[str] = set()
    for choice in node.choices:
        if choice.name.text in seen:
            message = f"`{choice.name.text}` is declared twice"
            context.findings.error("declared_twice", message, choice.name.span)
        seen.add(choice.name.text)
    default = defaults[0].name.text if defaults else node.choices[0].name.text
    return ReadingSpec(
        name,
        node.title,
        node.ambiguities,
        tuple(
            Choice(one.name.text, one.letter, one.title, one.reason, _check_implies(one, context))
            for one in node.choices
        ),
        default,
        default,
        evolve(context, rule=name).origin(node.span),
    )


def _check_implies(node: ChoiceNode, context: Context) -> tuple[tuple[str, str], ...]:
    """The other readings' choices that a choice carries with it."""
    found = []
    for reading, choice in node.implies:
        symbol = context.scope.look_up(reading, context.findings, "reading")
        chosen = context.choice_of(symbol, choice) if symbol is not None else None
        if symbol is not None and chosen is not None:
            found.append((symbol.id, chosen))
    return tuple(found)


def order_identities(
    scope: Scope, rank: Rank | None, context: Context
) -> tuple[tuple[Identity, ...], tuple[tuple[str, ...], ...]]:
    """All declared identities, in the order of their bits (the rank's
    first), and the rank's levels with groups expanded."""
    levels: list[tuple[str, ...]] = []
    placed: dict[str, None] = {}
    for level in rank.levels if rank is not None else ():
        people = scope.people(level, context.findings)
        twice = [one for one in people if one in placed]
        if twice:
            message = f"`{twice[0]}` stands in the rank twice"
            context.findings.error("ranked_twice", message, level[0].span)
        levels.append(tuple(one for one in people if one not in placed))
        placed.update(dict.fromkeys(people))
    for symbol in scope.of_kind("identity"):
        placed.setdefault(symbol.id)
        if len(placed) == MOST_IDENTITIES + 1:
            message = f"there are more than {MOST_IDENTITIES} identities"
            context.findings.error("too_many_identities", message, symbol.node.name.span)
    identities = []
    for one in placed:
        symbol_of = scope.find(one)
        node = symbol_of.node if symbol_of is not None else None
        title = node.title if isinstance(node, IdentityNode | Group) else ""
        identities.append(Identity(one, title))
    return tuple(identities), tuple(levels)
