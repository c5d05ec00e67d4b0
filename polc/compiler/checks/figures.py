"""The figures that a value may come to for people of one identity, and who these people are.

In: a typed value, the identity (empty: none). Out: all figures it may have, whatever the
claim says, or None where some of them are known only from a case. In: a benefit. Out: those whom
it names.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.model.parameters import Parameter
from polc.compiler.typed.nodes.program import Program, TypedBenefit
from polc.compiler.typed.nodes.statements import ForStatement
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    ParameterValue,
    Scaled,
    Typed,
)
from polc.runtime.amounts import RATE_UNIT

Figures = frozenset[int]
Span = dict[str, tuple[int, int]]
"""The least and the most of a value for each of several people."""


def find_figures(
    value: Typed | None, identity: str, parameters: Mapping[str, Parameter]
) -> Figures | None:
    """In fen or millionths; a table by identity counts with the line of this one alone."""
    match value:
        case Figure():
            return frozenset({value.value})
        case ParameterValue():
            known = parameters[value.parameter].values
            found = [dated.value for dated in known if isinstance(dated.value, int)]
            return frozenset(found) if found and len(found) == len(known) else None
        case Lookup():
            own = [row.value for row in value.rows if identity in row.identities]
            if value.key is None and own:
                return _all(own, identity, parameters)
            rows = [] if value.key is None else [row.value for row in value.rows]
            rest = [value.otherwise] if value.otherwise is not None else []
            return _all([*rows, *rest], identity, parameters)
        case ByReading():
            return _all([figure for _, figure in value.choices], identity, parameters)
        case ExtremeOf():
            parts = [find_figures(part, identity, parameters) for part in value.parts]
            if any(not figures for figures in parts):
                return None
            pick = min if value.op == "min" else max
            first, *more = (figures for figures in parts if figures)
            for figures in more:
                first = frozenset(pick(left, right) for left in first for right in figures)
            return first
        case Scaled():
            rates = find_figures(value.rate, identity, parameters)
            amounts = find_figures(value.amount, identity, parameters)
            if not rates or not amounts:
                return None
            shares = {rate * amount for rate in rates for amount in amounts}
            whole = all(share % RATE_UNIT == 0 for share in shares)
            return frozenset(share // RATE_UNIT for share in shares) if whole else None
        case _:
            return None


def find_people(benefit: TypedBenefit) -> tuple[str, ...]:
    """The identities that a benefit's `for` names, each once; none where it is for everyone."""
    found = [
        identity
        for statement in benefit.statements
        if isinstance(statement, ForStatement) and statement.people is not None
        for people in (statement.people, *(limited.people for limited in statement.limited))
        for identity in people.identities
    ]
    return tuple(dict.fromkeys(found))


def find_span(value: Typed | None, people: Iterable[str], program: Program) -> Span | None:
    """The least and the most that a value may come to for each of these people; None where it
    is not known for one of them."""
    parameters = {parameter.id: parameter for parameter in program.parameters}
    found = {}
    for identity in people:
        figures = find_figures(value, identity, parameters)
        if not figures:
            return None
        found[identity] = min(figures), max(figures)
    return found


def _all(
    values: Iterable[Typed], identity: str, parameters: Mapping[str, Parameter]
) -> Figures | None:
    found: set[int] = set()
    for value in values:
        figures = find_figures(value, identity, parameters)
        if figures is None:
            return None
        found |= figures
    return frozenset(found)
