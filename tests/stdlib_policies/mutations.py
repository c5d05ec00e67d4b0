"""A clause changed: every program that differs in what the clause says, one change each.

In: a policy and a clause of status `rule`. Out: `Mutation`s.
Whatever stands under the clause is changed where it stands, in every reading: a figure, a
condition, a row of a table, a whole line; the rank, the order of paying, a group.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import attrs
from attrs import evolve, frozen

import polc
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.policy import Payer
from polc.compiler.typed.nodes.changes import BenefitChange
from polc.compiler.typed.nodes.program import (
    CitedStatement,
    Equivalence,
    Program,
    TypedDates,
    TypedWindow,
)
from polc.compiler.typed.nodes.statements import (
    PaidByStatement,
    TypedAlternative,
    TypedKindOfCare,
    TypedLimited,
)
from polc.compiler.typed.nodes.term_statements import Statement, TypedHeldTo
from polc.compiler.typed.nodes.values import Figure, Held, HeldSince, ParameterValue, Row
from tests.stdlib_policies.changed_values import changed_statement, changed_value, nothing_of

_LEFT_OUT = (
    Equivalence,
    Row,
    TypedAlternative,
    TypedKindOfCare,
    BenefitChange,
    TypedDates,
    TypedHeldTo,
    TypedLimited,
    Statement,
    TypedWindow,
)
"""What can be left out of the list it stands in."""


def with_program(policy: polc.Policy, program: Program) -> polc.Policy:
    """The policy of another program."""
    shared = type(policy._shared)
    return evolve(policy, shared=shared(program))


@frozen
class Mutation:
    """One change: the stable name of the rule, what was changed, the changed policy."""

    rule: str
    said: str
    policy: polc.Policy


def mutations(policy: polc.Policy, clause: str) -> Iterator[Mutation]:
    """The changed policies. A parameter is read as nothing, a payer left unnamed."""
    program = policy.program
    bare = evolve(program, examples=(), cited=())
    for rule, said, changed in _changed(bare, clause, "", active=False):
        kept = evolve(changed, examples=program.examples)
        yield Mutation(rule, said, with_program(policy, kept))
    for cited in program.cited:
        if clause in cited.origin.clauses:
            for said, changed in _changed_order(program, cited):
                yield Mutation(cited.origin.rule, said, with_program(policy, changed))
    supplied: tuple[Parameter | Payer, ...] = (*program.parameters, *program.payers)
    for figure in supplied:
        if clause in figure.origin.clauses:
            yield Mutation(figure.id, "unread", with_program(policy, _unread(program, figure)))


def _changed(value: Any, clause: str, rule: str, *, active: bool) -> Iterator[tuple[str, str, Any]]:
    """The changes of a value and of its parts, each with its rule; `active` where it stands
    under the clause."""
    if isinstance(value, tuple):
        for at, part in enumerate(value):
            before, after = value[:at], value[at + 1 :]
            if isinstance(part, _LEFT_OUT) and _is_under(part, clause, active=active):
                yield _name(part) or rule, "left out", (*before, *after)
            for name, said, new in _changed(part, clause, rule, active=active):
                yield name, said, (*before, new, *after)
    elif attrs.has(type(value)) and not isinstance(value, Origin | CitedStatement):
        active = _is_under(value, clause, active=active)
        rule = _name(value) or rule
        if active:
            for said, new in (*changed_statement(value), *changed_value(value)):
                yield rule, said, new
        for part in attrs.fields(type(value)):
            inner = getattr(value, part.name)
            for name, said, new in _changed(inner, clause, rule, active=active):
                yield name, said, evolve(value, **{part.alias: new})


def _is_under(value: Any, clause: str, *, active: bool) -> bool:
    """What cites clauses of its own stands under those alone."""
    origin = getattr(value, "origin", None)
    if not isinstance(origin, Origin) or not origin.clauses:
        return active
    return clause in origin.clauses


def _name(value: Any) -> str:
    origin = getattr(value, "origin", None)
    return origin.rule if isinstance(origin, Origin) else ""


def _unread(program: Program, supplied: Parameter | Payer) -> Program:
    """The program in which nobody reads a parameter, or nobody pays under a payer's name."""

    def change(value: Any) -> Any:
        match value:
            case ParameterValue() if value.parameter == supplied.id:
                return nothing_of(value) or Figure(value.kind, 0)
            case PaidByStatement() if value.payer == supplied.id:
                others = (payer.id for payer in program.payers if payer.id != supplied.id)
                return evolve(value, payer=next(others, value.payer))
            case TypedAlternative() if value.payer == supplied.id and isinstance(supplied, Payer):
                return evolve(value, payer="")
            case _:
                return value

    return _in_rules(program, change)


def _in_rules(program: Program, change: Callable[[Any], Any]) -> Program:
    return evolve(
        program,
        benefits=_mapped(program.benefits, change),
        reports=_mapped(program.reports, change),
        pools=_mapped(program.pools, change),
        tallies=_mapped(program.tallies, change),
    )


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with every part changed, the inner ones first."""
    if isinstance(value, tuple):
        return tuple(_mapped(part, change) for part in value)
    if attrs.has(type(value)) and not isinstance(value, Origin):
        parts = {
            field.alias: _mapped(getattr(value, field.name), change)
            for field in attrs.fields(type(value))
        }
        return change(evolve(value, **parts))
    return value


def _changed_order(program: Program, cited: CitedStatement) -> Iterator[tuple[str, Program]]:
    """The rank reversed, two layers swapped, an identity of any grade."""
    match cited.what:
        case "rank":
            ranked = tuple(reversed(program.ranked))
            by_id = {identity.id: identity for identity in program.identities}
            rest = tuple(identity for identity in program.identities if identity.id not in ranked)
            identities = (*(by_id[identity] for identity in ranked), *rest)
            yield "rank reversed", evolve(program, ranked=ranked, identities=identities)
        case "layers":
            layers = [benefit for benefit in program.benefits if benefit.per == "claim"]
            for first, second in pairwise(layers):
                swapped = {
                    first.id: evolve(second, layer=first.layer),
                    second.id: evolve(first, layer=second.layer),
                }
                benefits = tuple(swapped.get(benefit.id, benefit) for benefit in program.benefits)
                yield f"{second.id} before {first.id}", evolve(program, benefits=benefits)
        case "identity":
            identities = tuple(
                evolve(identity, grades=None) if identity.id == cited.origin.rule else identity
                for identity in program.identities
            )
            yield "any grade", evolve(program, identities=identities)
        case "group":
            for name in cited.members:
                yield f"without {name}", _without_member(program, cited.members, name)
        case _:
            return


def _without_member(program: Program, group: tuple[str, ...], name: str) -> Program:
    """The program in which one member is missing wherever all of the group are meant."""

    def change(value: Any) -> Any:
        if isinstance(value, Held | HeldSince | Row):
            named = {identity for identity, _ in value.members}
            if named.issuperset(group):
                return evolve(
                    value, members=tuple(member for member in value.members if member[0] != name)
                )
        return value

    return _in_rules(program, change)
