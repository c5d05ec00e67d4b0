"""Trees of what one policy takes over from another to their syntax nodes."""

from collections.abc import Callable
from typing import Final

from polc.compiler.model.declared import Requires
from polc.compiler.syntax.builders.build_statements import build_alternative, build_lines
from polc.compiler.syntax.builders.build_values import a_value, build_cites, build_where
from polc.compiler.syntax.builders.cite_lines import cite_alternatives, cite_lines
from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    first,
    has,
    names_in,
    number_of,
    span_of,
    text_of,
)
from polc.compiler.syntax.nodes.inherit import (
    Conforms,
    Departs,
    Extends,
    Replace,
    ReplaceIn,
    Require,
    Without,
)
from polc.compiler.syntax.nodes.values import Syntax

Inherited = Extends | Conforms | Departs | Replace | ReplaceIn | Without | Require

_OPS: Final[dict[str, Requires]] = {
    "IS": "is",
    "AT_LEAST": "at_least",
    "AT_MOST": "at_most",
    "OVER": "over",
    "LOWERED_BY": "lowered_by",
    "RAISED_BY": "raised_by",
    "SAME_FOR_ALL": "same_for_all",
    "ENDS_BY": "ends_by",
    "GRANTED": "granted",
    "NO_CAP": "no_cap",
}


def build_inherited(tree: Branch, build_item: Callable[[Branch], Syntax]) -> Inherited:
    """`extends …`, `conforms to …`, `departs from …`, `replace …`, `without …`, `require …`."""
    span, names = span_of(tree), names_in(tree)
    match tree.data:
        case "extends":
            return Extends(names[0], build_cites(tree), span=span)
        case "conforms":
            return Conforms(names[0], build_cites(tree), span=span)
        case "departs":
            because = branch(tree, "because")
            reason = text_of(first(because, "STRING")) if because is not None else ""
            return Departs(names[0], names[1], reason, build_cites(tree), span=span)
        case "replace":
            return Replace(build_item(branches(tree)[0]), span=span)
        case "replace_in":
            alternatives = tuple(
                build_alternative(alternative) for alternative in branches(tree, "alternative")
            )
            cites, no_lines = build_cites(tree), ("alternative", "cites")
            written = [line for line in branches(tree) if line.data not in no_lines]
            # Lines of classes replace the terms of these; whom the benefit is for stays.
            lines = cite_lines(build_lines(written, people=False), cites)
            return ReplaceIn(names[0], lines, cite_alternatives(alternatives, cites), span=span)
        case "without":
            paths = [names_in(path) for path in branches(tree, "path")]
            pairs = tuple((path[0], path[1] if len(path) > 1 else None) for path in paths)
            return Without(pairs, build_cites(tree), span=span)
        case _:
            return _build_require(tree)


def _build_require(tree: Branch) -> Require:
    required = branch(tree, "required")
    assert required is not None
    subject = names_in(required)
    people = branch(required, "names")
    figure = first(required, "PERCENT", "POINTS")
    return Require(
        name=names_in(tree)[0],
        title=text_of(first(tree, "STRING")),
        subject=subject[0],
        part=subject[1] if len(subject) > 1 else None,
        people=names_in(people) if people is not None else (),
        op=next(op for terminal, op in _OPS.items() if has(required, terminal)),
        value=number_of(figure) if figure is not None else a_value(required),
        effective=has(required, "EFFECTIVE"),
        where=build_where(tree),
        cites=build_cites(tree),
        span=span_of(tree),
    )
