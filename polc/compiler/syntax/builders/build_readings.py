"""Trees of readings to their syntax nodes."""

from polc.compiler.syntax.builders.read_tree import (
    Branch,
    branch,
    branches,
    first,
    has,
    names_in,
    span_of,
    text_of,
    tokens,
)
from polc.compiler.syntax.nodes.statements import ChoiceSyntax, Reading


def build_reading(tree: Branch) -> Reading:
    """`reading NAME "question" = SZ-A01 { choice … }`."""
    ambiguities = branch(tree, "ambiguities")
    return Reading(
        names_in(tree)[0],
        text_of(first(tree, "STRING")),
        tuple(str(token) for token in tokens(ambiguities, "CLAUSE")) if ambiguities else (),
        tuple(_build_choice(choice) for choice in branches(tree, "choice")),
        span=span_of(tree),
    )


def _build_choice(tree: Branch) -> ChoiceSyntax:
    letter, because = branch(tree, "letter"), branch(tree, "because")
    return ChoiceSyntax(
        name=names_in(tree)[0],
        letter=names_in(letter)[0].text if letter is not None else "",
        title=text_of(first(tree, "STRING")),
        default=has(tree, "DEFAULT"),
        reason=text_of(first(because, "STRING")) if because is not None else "",
        implies=tuple(
            (names_in(implied)[0], names_in(implied)[1]) for implied in branches(tree, "implies")
        ),
        settled=not has(tree, "UNSETTLED"),
        span=span_of(tree),
    )
