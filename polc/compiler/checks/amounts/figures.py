"""The figures that a value may come to for people of one identity.

In: a typed value, the identity (empty: none). Out: all figures it may have, whatever the
claim says, or None where some of them are known only from a case.
"""

from collections.abc import Iterable, Mapping

from polc.compiler.model.parameters import Parameter
from polc.compiler.typed.nodes.values import (
    ByReading,
    ExtremeOf,
    Figure,
    Lookup,
    ParameterValue,
    Typed,
)

Figures = frozenset[int]


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
            return frozenset({pick(pick(figures) for figures in parts if figures)})
        case _:
            return None


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
